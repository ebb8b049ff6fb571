using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What a copy of a vault consists of: the segments of its feed, and how far they reach; signed by the key of the log.</summary>
/// <param name="Vault">The name of the vault.</param>
/// <param name="Copy">The name of the copy.</param>
/// <param name="Place">The country that the copy is in.</param>
/// <param name="At">When it was signed, UTC, to the second.</param>
/// <param name="Reaches">The last change, and the entries of the log, that are in it.</param>
/// <param name="Root">The root of the log's tree over those entries.</param>
/// <param name="Segments">The segments in order; the first is a whole snapshot, and each other tells what changed since.</param>
/// <remarks>Names no bucket, body, key or user. Source of the form: <c>docs/formats/embassy.md</c>.</remarks>
public sealed record FeedHead(
    string Vault, string Copy, Country Place, DateTimeOffset At, FeedPlace Reaches, LogHash Root, IReadOnlyList<FeedSegment> Segments)
{
    private const string Title = "sluiswachter vault copy 1";

    /// <summary>The number of the last segment; 0: there is none.</summary>
    public long Number => Segments.Count == 0 ? 0 : Segments[^1].Number;

    /// <summary>The lines that are signed.</summary>
    public string Text => string.Concat(
        $"{Title}\nvault {Vault}\ncopy {Copy}\nplace {Place}\nat {Moments.Text(At)}\nchange {Reaches.Change}\nlog {Reaches.Entries} {Root}\n",
        string.Concat(Segments.Select(s => $"{s}\n")));

    /// <summary>Signs it.</summary>
    public string Sign(LogSigner signer) => SignedNote.Sign(Text, signer);

    /// <summary>Reads a head, when it is signed by the key of the vault's log.</summary>
    public static Result<FeedHead> Read(string note, LogKey key) => SignedNote.Open(note, key).Then(Parse);

    private static Result<FeedHead> Parse(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        if (lines.Length < 8 || lines[0] != Title || After("vault ", lines[1]) is not { } vault || After("copy ", lines[2]) is not { } copy ||
            !Country.Of(After("place ", lines[3]) ?? "").Holds || Moments.Read(After("at ", lines[4]) ?? "") is not { } at ||
            NumberOf(After("change ", lines[5])) is not { } change || After("log ", lines[6])?.Split(' ') is not [var size, var root] ||
            NumberOf(size) is not { } entries || LogHash.Read(root) is not { } hash)
        {
            return new NoFeedHead();
        }

        var segments = lines[7..].Select(FeedSegment.Read).ToList();
        return segments.Contains(null) ? new NoFeedHead() : new FeedHead(
            vault, copy, Country.Of(lines[3][6..]).Value, at, new FeedPlace(change, entries), hash, [.. segments.OfType<FeedSegment>()]);
    }

    internal static string? After(string label, string line) =>
        line.StartsWith(label, StringComparison.Ordinal) ? line[label.Length..] : null;

    internal static long? NumberOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A part of a feed: a sealed stream of records.</summary>
/// <param name="Number">Its number, which rises.</param>
/// <param name="Blob">The sealed stream.</param>
/// <param name="Length">Its bytes as sealed.</param>
/// <param name="Sha256">Their SHA-256.</param>
/// <param name="WrappedKey">The key that opens it, wrapped by the vault's own.</param>
public sealed record FeedSegment(long Number, BlobId Blob, long Length, LogHash Sha256, ReadOnlyMemory<byte> WrappedKey)
{
    /// <inheritdoc/>
    public override string ToString() => $"segment {Number} {Blob} {Length} {Sha256} {Convert.ToBase64String(WrappedKey.Span)}";

    /// <summary>Reads a line; null when it is none.</summary>
    internal static FeedSegment? Read(string line)
    {
        var key = new byte[line.Length];
        return line.Split(' ') is ["segment", var number, var blob, var length, var hash, var wrapped] &&
            FeedHead.NumberOf(number) is { } which && BlobId.Read(blob) is { } id && FeedHead.NumberOf(length) is { } bytes &&
            LogHash.Read(hash) is { } sha256 && Convert.TryFromBase64String(wrapped, key, out var count)
                ? new FeedSegment(which, id, bytes, sha256, key.AsMemory(0, count))
                : null;
    }
}

/// <summary>A note that is signed, and no head of a copy.</summary>
public sealed record NoFeedHead() : Problem(new Phrase(
    "this note is signed, but it is no head of a copy of a vault",
    "deze notitie is ondertekend, maar is geen kop van een kopie van een kluis"));

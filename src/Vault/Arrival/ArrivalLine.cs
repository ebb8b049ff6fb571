using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sluiswachter.Vault;

/// <summary>A line of the list of what arrived: a version, a difference, or what does not survive the move.</summary>
/// <remarks>JSON on one line; the form is told in <c>docs/formats/arrival-proof.md</c>. Exactly one of the three is there.</remarks>
public sealed record ArrivalLine
{
    /// <summary>The version that the line is about; null: it is about something else.</summary>
    public ArrivedVersion? Version { get; private init; }

    /// <summary>The difference that the line is about; null: it is about something else.</summary>
    public ArrivalDifference? Difference { get; private init; }

    /// <summary>What does not survive the move; null: it is about something else.</summary>
    public ArrivalLoss? Loss { get; private init; }

    /// <summary>The line, without its newline.</summary>
    public string Text => JsonSerializer.Serialize(Written(), ArrivalJson.Lines.ArrivalFields);

    /// <summary>A line about a version.</summary>
    public static ArrivalLine Of(ArrivedVersion version) => new() { Version = version };

    /// <summary>A line about a difference.</summary>
    public static ArrivalLine Of(ArrivalDifference difference) => new() { Difference = difference };

    /// <summary>A line about what does not survive.</summary>
    public static ArrivalLine Of(ArrivalLoss loss) => new() { Loss = loss };

    /// <summary>Reads a line; null when it is none, or is not written as lists are.</summary>
    /// <param name="text">The line, without its newline.</param>
    /// <param name="source">The service that the list is about.</param>
    /// <param name="bucket">The bucket there.</param>
    public static ArrivalLine? Read(string text, string source, string bucket)
    {
        try
        {
            var fields = JsonSerializer.Deserialize(text, ArrivalJson.Lines.ArrivalFields);
            return fields is not null && LineOf(fields, source, bucket) is { } line && line.Text == text ? line : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or EncoderFallbackException)
        {
            return null;
        }
    }

    private static ArrivalLine? LineOf(ArrivalFields fields, string source, string bucket) => fields.Kind switch
    {
        "object" or "marker" when fields is { Key: { } key, Version: { } version, VaultVersion: { } id, Size: { } size, Sha256: { } digest } &&
            SourceWords.Read(fields.Word ?? "") is { } word && S3Time.ReadIso(fields.Modified ?? "") is { } modified => Of(new ArrivedVersion(
                key, id, fields.Kind == "marker", size,
                new ArrivalMark(source, bucket, version, modified, fields.Etag ?? "", digest, fields.Metadata ?? "", word))),
        "difference" when Enum.TryParse<DifferenceKind>(fields.What, out var what) && fields is { Key: { } key, Version: { } version } =>
            Of(new ArrivalDifference(what, key, version, fields.Why ?? "")),
        "loss" when Enum.TryParse<LossKind>(fields.What, out var what) && fields.Count is { } count =>
            Of(new ArrivalLoss(what, count, fields.Why ?? "")),
        _ => null,
    };

    private ArrivalFields Written() => this switch
    {
        { Version: { } v } => new ArrivalFields(v.IsDeleteMarker ? "marker" : "object")
        {
            Key = v.Key,
            Version = v.Mark.Version,
            VaultVersion = v.Version,
            Size = v.Size,
            Modified = S3Time.Iso(v.Mark.Modified),
            Sha256 = v.Mark.Sha256,
            Etag = v.Mark.ETag,
            Metadata = v.Mark.Metadata,
            Word = SourceWords.Text(v.Mark.Word),
            Leaf = v.Leaf.ToString(),
        },
        { Difference: { } d } => new ArrivalFields("difference") { What = d.What.ToString(), Key = d.Key, Version = d.Version, Why = d.Why },
        { Loss: { } l } => new ArrivalFields("loss") { What = l.Kind.ToString(), Count = l.Count, Why = l.Detail },
        _ => throw new InvalidOperationException("a line without anything"),
    };
}

/// <summary>Counts what a list holds, line by line, and works out the digest and the root of it.</summary>
/// <remarks>Memory does not depend on the list. Not for several threads.</remarks>
public sealed class ArrivalTally : IDisposable
{
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MerkleFrontier tree = new();
    private readonly SortedDictionary<SourceWord, long> words = [];
    private long objects;
    private long markers;
    private long bytes;
    private long differences;
    private long losses;

    /// <summary>What has been added up so far.</summary>
    public ArrivalTotals Totals => new(
        objects, markers, bytes, differences, losses, new SortedDictionary<SourceWord, long>(words), tree.Root,
        Convert.ToHexStringLower(digest.GetCurrentHash()));

    /// <summary>Adds a line.</summary>
    public void Add(ArrivalLine line)
    {
        digest.AppendData(Encoding.UTF8.GetBytes(line.Text + "\n"));
        switch (line)
        {
            case { Version: { } version }:
                tree.Append(version.Leaf);
                bytes += version.Size;
                markers += version.IsDeleteMarker ? 1 : 0;
                objects += version.IsDeleteMarker ? 0 : 1;
                if (!version.IsDeleteMarker)
                {
                    words[version.Mark.Word] = words.GetValueOrDefault(version.Mark.Word) + 1;
                }

                break;
            case { Difference: not null }:
                differences++;
                break;
            default:
                losses++;
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => digest.Dispose();
}

/// <summary>What a list adds up to.</summary>
/// <param name="Objects">Versions that are objects.</param>
/// <param name="Markers">Versions that are delete markers.</param>
/// <param name="Bytes">Bytes of all versions.</param>
/// <param name="Differences">Lines about differences.</param>
/// <param name="Losses">Lines about what does not survive the move.</param>
/// <param name="Words">By which word of the source how many objects were checked.</param>
/// <param name="Root">The root of the tree over all versions, in their order.</param>
/// <param name="Digest">The SHA-256 of the list, hexadecimal.</param>
public sealed record ArrivalTotals(
    long Objects, long Markers, long Bytes, long Differences, long Losses, IReadOnlyDictionary<SourceWord, long> Words, LogHash Root,
    string Digest)
{
    /// <summary>The words with their counts, in one line; <c>-</c> when there are none.</summary>
    public string WordsText => Words.Count == 0 ? "-" : string.Join(' ', Words.Select(w => $"{SourceWords.Text(w.Key)}={w.Value}"));
}

/// <summary>The members of a line of a list.</summary>
internal sealed record ArrivalFields(string Kind)
{
    public string? What { get; init; }

    public string? Key { get; init; }

    public string? Version { get; init; }

    public string? VaultVersion { get; init; }

    public long? Size { get; init; }

    public string? Modified { get; init; }

    public string? Sha256 { get; init; }

    public string? Etag { get; init; }

    public string? Metadata { get; init; }

    public string? Word { get; init; }

    public long? Count { get; init; }

    public string? Why { get; init; }

    public string? Leaf { get; init; }
}

[JsonSerializable(typeof(ArrivalFields))]
internal sealed partial class ArrivalJson : JsonSerializerContext
{
    /// <summary>Keys of objects are written as people read them; nobody puts a list into a page.</summary>
    public static ArrivalJson Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

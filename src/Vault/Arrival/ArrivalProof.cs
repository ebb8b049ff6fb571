using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What a vault declares when a bucket of another service has arrived in it.</summary>
/// <param name="Vault">The name of the vault, with which its log signs.</param>
/// <param name="Body">The body whose the bucket is now.</param>
/// <param name="Source">The service that it came from: <c>https://s3.example.com</c>.</param>
/// <param name="Bucket">The bucket there.</param>
/// <param name="Into">The bucket in the vault.</param>
/// <param name="Began">When the pull began, UTC, to the second.</param>
/// <param name="Ended">When source and vault had been compared, UTC, to the second.</param>
/// <param name="Totals">What the list beside it adds up to.</param>
/// <remarks>A signed note. It holds no keys of objects: those are in the list, which whoever checks needs as well.</remarks>
public sealed record ArrivalProof(
    string Vault, string Body, string Source, string Bucket, string Into, DateTimeOffset Began, DateTimeOffset Ended, ArrivalTotals Totals)
{
    private const string Title = "sluiswachter vault arrival 1";

    private static readonly string[] Labels =
        ["vault", "body", "source", "bucket", "into", "began", "ended", "objects", "markers", "bytes", "words", "root", "list", "differences", "losses"];

    /// <summary>The lines that are signed.</summary>
    public string Text
    {
        get
        {
            string[] values =
            [
                Vault, Body, Source, Bucket, Into, Moments.Text(Began), Moments.Text(Ended), $"{Totals.Objects}", $"{Totals.Markers}", $"{Totals.Bytes}",
                Totals.WordsText, Totals.Root.ToString(), $"sha256:{Totals.Digest}", $"{Totals.Differences}", $"{Totals.Losses}",
            ];
            return $"{Title}\n{string.Concat(Labels.Zip(values, (label, value) => $"{label} {value}\n"))}";
        }
    }

    /// <summary>The proof, signed.</summary>
    public string Sign(LogSigner signer) => SignedNote.Sign(Text, signer);

    /// <summary>Reads a proof, when its note is signed by the vault's log key.</summary>
    public static Result<ArrivalProof> Read(string note, LogKey key) => SignedNote.Open(note, key).Then(Parse);

    private static Result<ArrivalProof> Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length != Labels.Length + 2 || lines[0] != Title)
        {
            return new NoArrivalProof();
        }

        var values = Labels.Zip(lines.Skip(1), (label, line) =>
            line.StartsWith(label + " ", StringComparison.Ordinal) ? line[(label.Length + 1)..] : null).ToList();
        if (values.Contains(null) || Moments.Read(values[5]!) is not { } began || Moments.Read(values[6]!) is not { } ended ||
            Number(values[7]!) is not { } objects || Number(values[8]!) is not { } markers || Number(values[9]!) is not { } bytes ||
            Words(values[10]!) is not { } words || LogHash.Read(values[11]!) is not { } root || !values[12]!.StartsWith("sha256:", StringComparison.Ordinal) ||
            Number(values[13]!) is not { } differences || Number(values[14]!) is not { } losses)
        {
            return new NoArrivalProof();
        }

        var totals = new ArrivalTotals(objects, markers, bytes, differences, losses, words, root, values[12]!["sha256:".Length..]);
        var proof = new ArrivalProof(values[0]!, values[1]!, values[2]!, values[3]!, values[4]!, began, ended, totals);
        return proof.Text == text ? proof : new NoArrivalProof();
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static SortedDictionary<SourceWord, long>? Words(string text)
    {
        var words = new SortedDictionary<SourceWord, long>();
        foreach (var pair in text == "-" ? [] : text.Split(' '))
        {
            if (pair.Split('=') is not [var name, var digits] || SourceWords.Read(name) is not { } word ||
                Number(digits) is not { } count || !words.TryAdd(word, count))
            {
                return null;
            }
        }

        return words;
    }
}

/// <summary>A note that is signed, and no proof of an arrival.</summary>
public sealed record NoArrivalProof() : Problem(new Phrase(
    "this note is signed, but it is no proof that a bucket arrived",
    "deze notitie is ondertekend, maar is geen bewijs dat een bucket is aangekomen"));

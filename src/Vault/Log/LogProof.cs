using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What a log hands out so that an outsider need not have all of it: that it only grew, or that an entry is in it.</summary>
/// <remarks>
/// A text: a first line that says which of the two, for an entry its number and its bytes in base64, then a hash in base64 on each line,
/// as <see cref="MerkleProof"/> makes them. It is of use next to signed checkpoints only (<see cref="LogVerifier"/>).
/// </remarks>
/// <param name="Hashes">The hashes.</param>
public sealed record LogProof(IReadOnlyList<LogHash> Hashes)
{
    private const string OfGrowth = "sluiswachter log growth 1";
    private const string OfEntry = "sluiswachter log entry 1";

    /// <summary>The entry that is proven to be in the log, with its number from 0; null: that the log grew is proven.</summary>
    public (long Number, RecordedEntry Entry)? About { get; init; }

    /// <summary>The proof as it is handed out.</summary>
    public string Text => About is var (number, entry)
        ? string.Create(CultureInfo.InvariantCulture, $"{OfEntry}\n{number}\n{Convert.ToBase64String(entry.ToBytes())}\n{MerkleProof.Text(Hashes)}")
        : $"{OfGrowth}\n{MerkleProof.Text(Hashes)}";

    /// <summary>Reads a proof from its text.</summary>
    public static Result<LogProof> Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines switch
        {
            [OfGrowth, .. var hashes] when HashesOf(hashes) is { } known => new LogProof(known),
            [OfEntry, var number, var entry, .. var hashes]
                when HashesOf(hashes) is { } known && EntryOf(entry) is { } recorded &&
                long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) =>
                new LogProof(known) { About = (index, recorded) },
            _ => new NoLogProof(),
        };
    }

    private static IReadOnlyList<LogHash>? HashesOf(string[] lines) => MerkleProof.Read(string.Join('\n', lines));

    private static RecordedEntry? EntryOf(string line)
    {
        var bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line, bytes, out var length) ? RecordedEntry.Read(bytes.AsSpan(0, length)) : null;
    }
}

/// <summary>A text that is no proof about a log.</summary>
public sealed record NoLogProof() : Problem(new Phrase(
    "this is no proof about a log: expected what sluis vault log prove wrote",
    "dit is geen bewijs over een logboek: verwacht wat sluis vault log prove schreef"));

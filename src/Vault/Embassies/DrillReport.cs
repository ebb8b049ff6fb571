using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What a drill of a copy came to: that it yields nothing alone, and all together with the keys.</summary>
/// <param name="Head">The head of the copy that was looked at.</param>
/// <param name="By">The role that held it.</param>
/// <param name="At">When, UTC, to the second.</param>
/// <remarks>
/// A signed note, which an outsider checks with the public key of the log. It proves that the vault said so then; who wants to
/// see it holds a drill. Source of the form: <c>docs/formats/embassy.md</c>.
/// </remarks>
public sealed record DrillReport(FeedHead Head, string By, DateTimeOffset At)
{
    private const string Title = "sluiswachter vault drill 1";
    private const int MostNamed = 1_000;

    /// <summary>What was done, in numbers.</summary>
    public DrillFigures Figures { get; init; } = new();

    /// <summary>What is not as it ought to be, each in a line; empty: all is.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>How many differences there are; more than are named when there are many.</summary>
    public long DifferenceCount { get; init; }

    /// <summary>Whether all is as it ought to be.</summary>
    public bool Holds => DifferenceCount == 0;

    /// <summary>The lines that are signed: those of the drill, and those of the head but its segments.</summary>
    public string Text => string.Concat(
        $"{Title}\nby {By}\nat {Moments.Text(At)}\ndifferences {DifferenceCount}\n",
        string.Concat(Figures.Lines.Select(line => $"{line.Label} {line.Number}\n")),
        string.Concat(Differences.Take(MostNamed).Select(d => $"difference {d}\n")),
        $"segment {Head.Number}\n{(Head with { Segments = [] }).Text}");

    /// <summary>Signs it.</summary>
    public Result<string> Sign(LogSigner signer) => SignedNote.IsLine(By) ? SignedNote.Sign(Text, signer) : new NotOneLine(By);

    /// <summary>A difference as a line: without characters that a line cannot hold.</summary>
    public static string Line(string text) => new([.. text.Trim().Select(sign => char.IsControl(sign) ? '\uFFFD' : sign)]);

    /// <summary>Reads a report, when it is signed by the key of the vault's log.</summary>
    /// <returns>The lines of it, and how many differences it tells.</returns>
    public static Result<(string Text, long Differences)> Read(string note, LogKey key) =>
        SignedNote.Open(note, key).Then<(string, long)>(text =>
            text.Split('\n') is [Title, _, _, var count, ..] && FeedHead.NumberOf(FeedHead.After("differences ", count)) is { } differences
                ? (text, differences)
                : new NoDrillReport());
}

/// <summary>A drill in numbers.</summary>
public sealed record DrillFigures
{
    /// <summary>Files of the copy that were read from end to end.</summary>
    public long Files { get; init; }

    /// <summary>Bytes of these.</summary>
    public long FileBytes { get; init; }

    /// <summary>How many of them are whole sealed streams by their form.</summary>
    public long Sealed { get; init; }

    /// <summary>Texts of home that were looked for in them: names, keys and beginnings of objects.</summary>
    public long Texts { get; init; }

    /// <summary>Texts that were not looked for, as there are too many: which of them are is up to chance; all names are.</summary>
    public long TextsLeft { get; init; }

    /// <summary>Names that are too short to look for: they stand in any noise.</summary>
    public long TooShort { get; init; }

    /// <summary>Versions of objects that the copy has.</summary>
    public long Versions { get; init; }

    /// <summary>How many of these opened from end to end with the keys, and have the length and the entity tag that they had.</summary>
    public long Opened { get; init; }

    /// <summary>Bytes of these.</summary>
    public long OpenedBytes { get; init; }

    /// <summary>How many need a key of a customer, so that only their sealed bytes were looked at.</summary>
    public long NeedCustomer { get; init; }

    /// <summary>How many were compared with home, sealed byte by sealed byte.</summary>
    public long Compared { get; init; }

    /// <summary>Changes at home that the copy does not have yet.</summary>
    public long Behind { get; init; }

    /// <summary>Its lines.</summary>
    internal IEnumerable<(string Label, string Number)> Lines =>
        new (string Label, long Number)[]
        {
            ("files", Files), ("file-bytes", FileBytes), ("sealed", Sealed), ("texts", Texts), ("texts-left", TextsLeft),
            ("too-short", TooShort), ("versions", Versions), ("opened", Opened), ("opened-bytes", OpenedBytes),
            ("need-customer", NeedCustomer), ("compared", Compared), ("behind", Behind),
        }.Select(line => (line.Label, line.Number.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>A note that is signed, and no report of a drill.</summary>
public sealed record NoDrillReport() : Problem(new Phrase(
    "this note is signed, but it is no report of a drill", "deze notitie is ondertekend, maar is geen verslag van een oefening"));

using System.CommandLine;
using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>Checks an export or a proof against checkpoints, with nothing of the vault but its public key.</summary>
internal sealed class VaultLogVerifyVerb : Verb
{
    private readonly Option<string> key;
    private readonly Option<string> now;
    private readonly Option<string?> old;
    private readonly Option<string?> entries;
    private readonly Option<string?> proof;

    public VaultLogVerifyVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault log verify", new Phrase(
            "Check as an outsider that nothing was altered or lost; exits with 3 when something was",
            "Controleer als buitenstaander dat er niets is gewijzigd of verdwenen; eindigt met 3 als dat wel zo is"))
    {
        key = PathOption<string>("--key", PathKind.FileOrText,
            "The public key of the log", "De publieke sleutel van het logboek");
        key.Required = true;
        (old, now) = (OldCheckpoint(), NewCheckpoint());
        entries = PathOption<string?>("--entries", PathKind.File,
            "An export that was made after the later checkpoint", "Een uitvoer van na het latere ijkpunt");
        proof = PathOption<string?>("--proof", PathKind.File,
            "What log prove wrote, in place of an export; of an entry it needs no --old",
            "Wat log prove schreef, in plaats van een uitvoer; over een regel is --old niet nodig");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault log verify --key log.pub --old ijkpunt.txt --new ijkpunt-nu.txt --entries logboek.txt", new Phrase(
            "whether the log only grew, by all that is in it", "of het logboek alleen is gegroeid, aan de hand van alles wat erin staat")),
        ("sluis vault log verify --key log.pub --old ijkpunt.txt --new ijkpunt-nu.txt --proof groei.txt", new Phrase(
            "the same, without seeing an entry", "hetzelfde, zonder een regel te zien")),
        ("sluis vault log verify --key log.pub --new ijkpunt-nu.txt --proof regel.txt", new Phrase(
            "whether an entry is in the log, and what it says", "of een regel in het logboek staat, en wat hij zegt")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed)
    {
        if (parsed.GetValue(entries) is null == parsed.GetValue(proof) is null)
        {
            return Refuse(new ByWhatToVerify());
        }

        return When(TextOf(parsed.GetValue(now)!), later => When(PublicKey(parsed.GetValue(key)!), known =>
            parsed.GetValue(entries) is { } lines ? ByEntries(parsed, known, later, lines)
            : When(TextOf(parsed.GetValue(proof)!).Then(LogProof.Read), given => ByProof(parsed, known, later, given))));
    }

    private int ByEntries(ParseResult parsed, LogKey known, string later, string file) => When(LinesOf(file), lines =>
        WithOld(parsed, earlier => Tell(VaultLog.Verify(known, earlier, later, lines), growth => growth.Says)));

    private int ByProof(ParseResult parsed, LogKey known, string later, LogProof given)
    {
        var verifier = new LogVerifier(known);
        return given.About is var (number, entry)
            ? Tell(verifier.VerifyEntry(later, entry, number, given.Hashes), checkpoint => Says(number, entry, checkpoint))
            : WithOld(parsed, earlier => Tell(verifier.VerifyGrowth(earlier, later, given.Hashes), growth => growth.Says));
    }

    private int WithOld(ParseResult parsed, Func<string, int> then) =>
        parsed.GetValue(old) is { } file ? When(TextOf(file), then) : Refuse(new OptionNeeded("--old"));

    private int Tell<T>(Result<T> verified, Func<T, Phrase> says)
    {
        if (!verified.Holds)
        {
            Complain(verified.Problem!);
            return ExitCodes.CheckFailed;
        }

        Terminal.Out.WriteLine(Terminal.Plain(says(verified.Value).In(Terminal.Language)));
        return ExitCodes.Done;
    }

    private static Phrase Says(long number, RecordedEntry entry, Checkpoint checkpoint)
    {
        var when = entry.When.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var words = entry.Entry();
        var said = words.Holds
            // Not every entry says who did it.
            ? OfBoth($"{string.Join(' ', new[] { words.Value.Who, words.Value.What, words.Value.OnWhat }.Where(word => word.Length > 0))}: {words.Value.Outcome}")
            : new Phrase("its words were erased", "de woorden ervan zijn gewist");
        return new Phrase(
            $"entry {number} is in the log of {checkpoint.Size} entries: {when}, {said.English}",
            $"regel {number} staat in het logboek van {checkpoint.Size} regels: {when}, {said.Dutch}");

        static Phrase OfBoth(string text) => new(text, text);
    }
}

/// <summary>It is not said by what a log is to be checked, or in two ways.</summary>
internal sealed record ByWhatToVerify() : Problem(new Phrase(
    "by what is it to be checked? expected one of the two: an export (--entries) or a proof (--proof)",
    "waarmee moet het worden gecontroleerd? verwacht een van de twee: een uitvoer (--entries) of een bewijs (--proof)"));

using System.CommandLine;
using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli;

/// <summary>The verbs of a vault's log: who did what, and the proof that nothing of it was altered or lost.</summary>
internal static class VaultLogVerbs
{
    /// <summary>The group of them.</summary>
    public static VerbGroup In(Terminal terminal, TimeProvider clock, GlobalOptions global) => new(
        terminal, clock, global, "vault log", new Phrase(
            "Show who did what in a vault, and let outsiders check that nothing of it was altered or lost",
            "Toon wie wat deed in een kluis, en laat buitenstaanders controleren dat daarvan niets is gewijzigd of verdwenen"),
        [
            new VaultLogShowVerb(terminal, clock, global), new VaultLogCheckpointVerb(terminal, clock, global),
            new VaultLogExportVerb(terminal, clock, global), new VaultLogVerifyVerb(terminal, clock, global),
            new VaultLogEraseVerb(terminal, clock, global),
        ]);
}

/// <summary>Signs what the log is now.</summary>
internal sealed class VaultLogCheckpointVerb(Terminal terminal, TimeProvider clock, GlobalOptions global) : VaultVerb(
    terminal, clock, global, "vault log checkpoint", new Phrase(
        "Sign how long the log is and what is in it; who keeps that can later check that nothing was altered or lost",
        "Onderteken hoe lang het logboek is en wat erin staat; wie dat bewaart, kan later nagaan dat er niets is gewijzigd of verdwenen"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault log checkpoint kluis --passphrase-file wachtzin.txt > ijkpunt.txt", new Phrase(
            "a checkpoint, to be kept by someone outside", "een ijkpunt, te bewaren door iemand van buiten")),
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, string folder, string passphrase) =>
        WithVault(folder, vault => With(vault.UnlockLog(passphrase), signer =>
        {
            Terminal.Out.Write(new VaultLog(vault.Catalogue).Checkpoint(signer, Clock.GetUtcNow()));
            return ExitCodes.Done;
        }));
}

/// <summary>Shows the last entries of the log.</summary>
internal sealed class VaultLogShowVerb : VaultFolderVerb
{
    private readonly Option<int> last;

    public VaultLogShowVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault log show", new Phrase(
            "Show who did what, when, on what, and how it ended", "Toon wie wat deed, wanneer, waarop, en hoe het afliep"))
    {
        last = Count("--last", 1, int.MaxValue, 20, "How many entries, the newest", "Hoeveel regels, de nieuwste");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault log show kluis --last 50", new Phrase("the last fifty entries", "de laatste vijftig regels")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        var names = vault.Catalogue.Users(null).ToDictionary(u => u.Id, u => u.Name, StringComparer.Ordinal);
        var log = new VaultLog(vault.Catalogue);
        var from = Math.Max(0, log.Size - parsed.GetValue(last));
        string[] heading = Terminal.Language == Language.Dutch
            ? ["regel", "wanneer", "wie", "wat", "waarop", "uitkomst"]
            : ["entry", "when", "who", "what", "on what", "outcome"];
        Rows.Write(Terminal, heading, [.. log.From(from).Select((entry, i) => Row(from + i, entry, names))]);
        return ExitCodes.Done;
    });

    private string[] Row(long number, RecordedEntry? entry, Dictionary<string, string> names)
    {
        var first = number.ToString(CultureInfo.InvariantCulture);
        var when = entry?.When.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
        var words = entry?.Entry() ?? new EntryUnreadable(number);
        if (words.Holds)
        {
            var (_, who, _, what, onWhat, outcome) = words.Value;
            return [first, when, names.GetValueOrDefault(who, who), what, onWhat, outcome];
        }

        var says = words.Problem is EntryErased ? Terminal.Say("erased", "gewist") : Terminal.Say("not as recorded", "niet zoals vastgelegd");
        return [first, when, "", "", "", says];
    }
}

/// <summary>Writes all entries to a file.</summary>
internal sealed class VaultLogExportVerb : VaultFolderVerb
{
    private readonly Argument<string> file;

    public VaultLogExportVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault log export", new Phrase(
            "Write all entries to a file, for an outsider to check against checkpoints",
            "Schrijf alle regels naar een bestand, zodat een buitenstaander ze langs ijkpunten kan leggen"))
    {
        file = Argument("file", "The file to write, which must not be there yet", "Het te schrijven bestand, dat er nog niet mag zijn");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault log export kluis logboek.txt", new Phrase("all entries, a line each", "alle regels van het logboek")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        if (File.Exists(parsed.GetValue(file)))
        {
            return Refuse(new AlreadyThere(parsed.GetValue(file)!));
        }

        using var into = PrivateFile.Begin(parsed.GetValue(file)!);
        var count = new VaultLog(vault.Catalogue).Export(into.Text);
        into.Finish();
        into.Place(replaces: false);
        Terminal.Error.WriteLine(Terminal.Say($"Wrote {count} entries.", $"{count} regels geschreven."));
        return ExitCodes.Done;
    });
}

/// <summary>Checks an export against two checkpoints, with nothing of the vault but its public key.</summary>
internal sealed class VaultLogVerifyVerb : Verb
{
    private readonly Option<string> key;
    private readonly Option<string> old;
    private readonly Option<string> now;
    private readonly Option<string> entries;

    public VaultLogVerifyVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "vault log verify", new Phrase(
            "Check as an outsider that nothing was altered or lost; exits with 3 when something was",
            "Controleer als buitenstaander dat er niets is gewijzigd of verdwenen; eindigt met 3 als dat wel zo is"))
    {
        var placeholder = terminal.Say("FILE", "BESTAND");
        key = Option<string>("--key", terminal.Say("FILE|TEXT", "BESTAND|TEKST"),
            "The public key of the log", "De publieke sleutel van het logboek");
        old = Option<string>("--old", placeholder, "A checkpoint that was kept", "Een ijkpunt dat is bewaard");
        now = Option<string>("--new", placeholder, "A later checkpoint", "Een later ijkpunt");
        entries = Option<string>("--entries", placeholder,
            "An export that was made after the later checkpoint", "Een uitvoer van na het latere ijkpunt");
        key.Required = old.Required = now.Required = entries.Required = true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault log verify --key log.pub --old ijkpunt.txt --new ijkpunt-nu.txt --entries logboek.txt", new Phrase(
            "whether the log only grew", "of het logboek alleen is gegroeid")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed)
    {
        var (earlier, later) = (TextOf(parsed.GetValue(old)!), TextOf(parsed.GetValue(now)!));
        var lines = parsed.GetValue(entries)!;
        var missing = File.Exists(lines) ? null : TextOf(lines).Problem;
        return (earlier.Problem ?? later.Problem ?? missing) is { } problem
            ? Refuse(problem)
            : When(
                PublicKey(parsed.GetValue(key)!),
                known => Tell(VaultLog.Verify(known, earlier.Value, later.Value, File.ReadLines(lines))));
    }

    private int Tell(Result<LogGrowth> verified)
    {
        if (!verified.Holds)
        {
            Complain(verified.Problem!);
            return ExitCodes.CheckFailed;
        }

        Terminal.Out.WriteLine(verified.Value.Says.In(Terminal.Language));
        return ExitCodes.Done;
    }
}

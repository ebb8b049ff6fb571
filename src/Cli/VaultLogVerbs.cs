using System.CommandLine;
using System.Globalization;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
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
            new VaultLogExportVerb(terminal, clock, global), new VaultLogProveVerb(terminal, clock, global),
            new VaultLogVerifyVerb(terminal, clock, global), new VaultLogEraseVerb(terminal, clock, global),
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
        file = PathArgument("file", PathKind.File, "The file to write, which must not be there yet", "Het te schrijven bestand, dat er nog niet mag zijn");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis vault log export kluis logboek.txt", new Phrase("all entries, a line each", "alle regels van het logboek")),
    ];

    /// <inheritdoc/>
    public override int Run(ParseResult parsed) => WithVault(Folder(parsed), vault =>
    {
        var path = parsed.GetValue(file)!;
        return File.Exists(path) ? Refuse(new AlreadyThere(path)) : With(PrivateFile.Begin(path, Clock), into => Export(vault, into));
    });

    private int Export(VaultFolder vault, PrivateFile into)
    {
        var count = new VaultLog(vault.Catalogue).Export(into.Text);
        into.Finish();
        if (into.Place(replaces: false) is { } problem)
        {
            return Refuse(problem);
        }

        Terminal.Error.WriteLine(Terminal.Say($"Wrote {count} entries.", $"{count} regels geschreven."));
        return ExitCodes.Done;
    }
}

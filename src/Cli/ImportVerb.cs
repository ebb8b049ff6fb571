using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Sluiswachter.App;
using Sluiswachter.Exchange;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Reads facts into the register: all of them, or none and every reason why.</summary>
internal sealed class ImportVerb : Verb
{
    private readonly Argument<string> path;
    private readonly Option<string?> format;
    private readonly Option<string?> map;
    private readonly Option<bool> suggestMap;
    private readonly Option<string?> replaceSource;
    private readonly Option<bool> overrideOthers;
    private readonly Option<bool> dryRun;
    private readonly Option<string?> by;
    private readonly Option<string?> why;
    private readonly Option<bool> json;

    public ImportVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "import", new Phrase(
            "Read facts into the register: a bundle, a public register, a measurement or a spreadsheet",
            "Lees feiten in het register: een bundel, een openbaar register, een meting of een spreadsheet"))
    {
        path = PathArgument("path", PathKind.FileOrFolder, "A file, folder or zip", "Een bestand, map of zip");
        format = Option<string?>("--format", string.Join('|', ImportFormats.Names),
            "What the file is (default: recognised from its content)",
            "Wat het bestand is (standaard: herkend aan de inhoud)");
        map = PathOption<string?>("--map", PathKind.File,
            "How the columns of a spreadsheet are to be read", "Hoe de kolommen van een spreadsheet gelezen moeten worden");
        suggestMap = Option<bool>("--suggest-map", null,
            "Print a proposal for --map and read nothing", "Toon een voorstel voor --map en lees niets in");
        replaceSource = Option<string?>("--replace-source", "ID",
            "This is all that the source says: its facts that are not named end today",
            "Dit is alles wat de bron zegt: haar feiten die niet genoemd worden eindigen vandaag");
        overrideOthers = Option<bool>("--override", null,
            "Also change facts that another source states", "Wijzig ook feiten die van een andere bron zijn");
        dryRun = Option<bool>("--dry-run", null,
            "Check and count everything, store nothing", "Controleer en tel alles, bewaar niets");
        by = Option<string?>("--by", terminal.Say("NAME", "NAAM"),
            "Who does this, for the journal (default: your account)", "Wie dit doet, voor het journaal (standaard: uw account)");
        why = Option<string?>("--why", terminal.Say("TEXT", "TEKST"),
            "Why, for the journal (default: import of the path)", "Waarom, voor het journaal (standaard: import van het pad)");
        json = Option<bool>("--json", null, "Print the outcome as JSON", "Toon de uitkomst als JSON");
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis import samples/nl", new Phrase("the bundled Dutch sample", "het meegeleverde Nederlandse voorbeeld")),
        ("sluis import ours.zip --dry-run", new Phrase("every mistake in a bundle, nothing stored", "elke fout in een bundel, niets bewaard")),
        ("sluis import applications.xlsx --suggest-map > map.yaml", new Phrase(
            "a proposal for reading a spreadsheet that nobody prepared",
            "een voorstel om een spreadsheet te lezen die niemand heeft voorbereid")),
        ("sluis import applications.xlsx --map map.yaml --by \"CIO office\"", new Phrase(
            "read it as the map says", "lees hem zoals de kaart zegt")),
        ("sluis import ours.zip --replace-source source:ours", new Phrase(
            "what the source no longer names ends today", "wat de bron niet meer noemt eindigt vandaag")),
    ];

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        var from = parsed.GetValue(path)!;
        ImportFormat? asked = null;
        if (parsed.GetValue(format) is { } name)
        {
            var named = ImportFormats.Named(name);
            if (!named.Holds)
            {
                Complain(named.Problem!);
                return ExitCodes.Usage;
            }

            asked = named.Value;
        }

        if (UnreadableNote(parsed) is { } unreadable)
        {
            Complain(unreadable);
            return ExitCodes.Usage;
        }

        using var store = OpenStore(parsed, mayMake: true, out var refused);
        if (store is null)
        {
            return refused;
        }

        if (parsed.GetValue(suggestMap))
        {
            return SuggestMap(from, store);
        }

        using var source = ImportSource.Open(from, asked, parsed.GetValue(map), store);
        var options = new ImportOptions(
            parsed.GetValue(by) ?? (Label.Of(Environment.UserName).Holds ? Environment.UserName : "sluis"),
            parsed.GetValue(why) ?? DefaultReason(from),
            parsed.GetValue(overrideOthers),
            parsed.GetValue(replaceSource),
            parsed.GetValue(dryRun));
        var watch = Stopwatch.StartNew();
        var outcome = new ImportFacts(store, Clock).Run(source.Tables, options, source.Complaints, Progress());
        ClearProgress();
        Tell(outcome, source, from, options, watch.Elapsed, parsed.GetValue(json));
        return outcome.Complaints.Errors > 0 ? ExitCodes.BadInput : ExitCodes.Done;
    }

    private Problem? UnreadableNote(ParseResult parsed) =>
        new[] { parsed.GetValue(by), parsed.GetValue(why) }.OfType<string>().Select(text => Label.Of(text).Problem)
            .FirstOrDefault(problem => problem is not null);

    private string DefaultReason(string from)
    {
        var name = string.Concat(Path.GetFileName(Path.TrimEndingDirectorySeparator(from)).Where(c => !char.IsControl(c)));
        return Terminal.Say($"import of {name}", $"import van {name}");
    }

    private int SuggestMap(string from, Store.IRegisterStore store)
    {
        var suggestion = ImportSource.SuggestMap(from, Terminal.Language, store);
        if (!suggestion.Holds)
        {
            Complain(suggestion.Problem!);
            return ExitCodes.BadInput;
        }

        Terminal.Out.Write(suggestion.Value);
        return ExitCodes.Done;
    }

    private InOrder? Progress()
    {
        if (!Terminal.ErrorIsTerminal)
        {
            return null;
        }

        var last = 0L;
        return new InOrder(p =>
        {
            if (p.Rows - last >= 20_000 || last == 0)
            {
                last = p.Rows;
                Terminal.Error.Write($"\r{FactSchema.Of(p.Kind).Name}: {p.Rows:N0} {Terminal.Say("rows", "rijen")}\u001b[K");
            }
        });
    }

    private void ClearProgress()
    {
        if (Terminal.ErrorIsTerminal)
        {
            Terminal.Error.Write("\r\u001b[K");
        }
    }

    private void Tell(ImportOutcome outcome, ImportSource source, string from, ImportOptions options, TimeSpan took, bool asJson)
    {
        ComplaintsTold.Of(outcome.Complaints, from, Terminal);
        if (asJson)
        {
            WriteJson(outcome, options);
            return;
        }

        foreach (var note in source.Notes)
        {
            Terminal.TellResult(note.In(Terminal.Language));
        }

        Rows.Write(
            Terminal,
            [
                Terminal.Say("facts", "feiten"), Terminal.Say("added", "toegevoegd"), Terminal.Say("changed", "gewijzigd"),
                Terminal.Say("unchanged", "ongewijzigd"), Terminal.Say("ended", "beëindigd"), Terminal.Say("withdrawn", "ingetrokken"),
            ],
            [
                .. outcome.Counts.Where(c => Total(c.Value) > 0).Select(c => new[]
                {
                    FactSchema.Of(c.Key).Name, $"{c.Value.Added:N0}", $"{c.Value.Changed:N0}", $"{c.Value.Unchanged:N0}",
                    $"{c.Value.Ended:N0}", $"{c.Value.Withdrawn:N0}",
                }),
            ]);
        Terminal.Out.WriteLine(Verdict(outcome, options, took));
    }

    private static long Total(ImportCount count) =>
        count.Added + count.Changed + count.Unchanged + count.Ended + count.Withdrawn;

    private string Verdict(ImportOutcome outcome, ImportOptions options, TimeSpan took)
    {
        var seconds = $"{took.TotalSeconds:0.0} s";
        if (outcome.Complaints.Errors > 0)
        {
            return Terminal.Say(
                $"{outcome.Complaints.Errors:N0} {(outcome.Complaints.Errors == 1 ? "error" : "errors")}: nothing was stored.",
                $"{outcome.Complaints.Errors:N0} {(outcome.Complaints.Errors == 1 ? "fout" : "fouten")}: er is niets bewaard.");
        }

        if (options.DryRun)
        {
            return Terminal.Say(
                $"Dry run: {outcome.Changes:N0} changes would be stored; nothing was.",
                $"Proef: {outcome.Changes:N0} wijzigingen zouden worden bewaard; er is niets bewaard.");
        }

        if (outcome.Counts.Values.Sum(Total) == 0)
        {
            return Terminal.Say("Nothing was read: there are no facts in it.", "Er is niets gelezen: er staan geen feiten in.");
        }

        return outcome.Changes == 0
            ? Terminal.Say("Nothing new: the register already says this.", "Niets nieuws: het register zegt dit al.")
            : Terminal.Say($"{outcome.Changes:N0} changes stored in {seconds}.", $"{outcome.Changes:N0} wijzigingen bewaard in {seconds}.");
    }

    private void WriteJson(ImportOutcome outcome, ImportOptions options)
    {
        Terminal.Out.Flush();
        using var writer = new Utf8JsonWriter(Terminal.OutStream);
        writer.WriteStartObject();
        writer.WriteBoolean("stored", outcome.Stored);
        writer.WriteBoolean("dryRun", options.DryRun);
        writer.WriteNumber("errors", outcome.Complaints.Errors);
        writer.WriteNumber("warnings", outcome.Complaints.Warnings);
        writer.WriteStartObject("facts");
        foreach (var (kind, count) in outcome.Counts)
        {
            writer.WriteStartObject(FactSchema.Of(kind).Name);
            writer.WriteNumber("added", count.Added);
            writer.WriteNumber("changed", count.Changed);
            writer.WriteNumber("unchanged", count.Unchanged);
            writer.WriteNumber("ended", count.Ended);
            writer.WriteNumber("withdrawn", count.Withdrawn);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("complaints");
        foreach (var complaint in outcome.Complaints)
        {
            writer.WriteStartObject();
            writer.WriteString("file", complaint.Place.File);
            writer.WriteNumber("row", complaint.Place.Row);
            writer.WriteString("column", complaint.Place.Column);
            writer.WriteBoolean("warning", complaint.IsWarning);
            writer.WriteString("message", complaint.Problem.In(Terminal.Language));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        Terminal.OutStream.WriteByte((byte)'\n');
    }

    /// <summary>Progress on the caller's own thread: a line that comes later would overwrite the outcome.</summary>
    private sealed class InOrder(Action<ImportProgress> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => tell(value);
    }
}

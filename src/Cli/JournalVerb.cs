using System.CommandLine;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.Cli;

/// <summary>Shows who changed what, when and why, and whether anyone tampered with it.</summary>
internal sealed class JournalVerb : Verb
{
    /// <summary>Faults that are told one by one: one altered note shows at every entry of its change.</summary>
    private const int MostFaults = 1_000;

    private readonly Command log;
    private readonly Command verify;
    private readonly Command head;
    private readonly Option<int> last;
    private readonly Option<string?> anchor;
    private readonly Option<bool> json;

    public JournalVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "journal", new Phrase(
            "Show who changed what, when and why; verify that nothing was altered",
            "Toon wie wat wanneer en waarom wijzigde; controleer dat niets is veranderd"))
    {
        log = new Command("log", terminal.Say("The latest entries", "De laatste regels"));
        verify = new Command("verify", terminal.Say(
            "Recompute the whole chain from the facts", "Bereken de hele keten opnieuw uit de feiten"));
        head = new Command("head", terminal.Say(
            "Print number and hash of the last entry, to keep elsewhere as an anchor",
            "Toon nummer en hash van de laatste regel, om elders te bewaren als anker"));
        last = new CountOption(
            terminal, "--last", 1, int.MaxValue, 20, "How many entries to show", "Hoeveel regels te tonen");
        anchor = new Option<string?>("--anchor")
        {
            HelpName = "N:HASH",
            Description = terminal.Say(
                "A head noted earlier; the journal must still pass through it",
                "Een eerder genoteerd hoofd; het journaal moet er nog doorheen lopen"),
        };
        json = new Option<bool>("--json")
        {
            Recursive = true,
            Description = terminal.Say("Print JSON", "Toon JSON"),
        };
        log.Add(last);
        verify.Add(anchor);
        Command.Add(json);
        Command.Add(log);
        Command.Add(verify);
        Command.Add(head);

        // Without an action the parser itself would refuse the verb alone, in its own words.
        Command.SetAction(_ => ExitCodes.Usage);
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis journal log --last 5", new Phrase("the last five changes", "de laatste vijf wijzigingen")),
        ("sluis journal verify", new Phrase(
            "exit code 0 when nothing was altered, 3 when something was",
            "eindcode 0 als niets is veranderd, 3 als er iets is veranderd")),
        ("sluis journal head > anchor.txt", new Phrase(
            "keep the end of the journal outside the register", "bewaar het einde van het journaal buiten het register")),
        ("sluis journal verify --anchor \"$(cat anchor.txt)\"", new Phrase(
            "find a journal that was rewritten as a whole", "vind een journaal dat in zijn geheel is herschreven")),
    ];

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        if (parsed.CommandResult.Command == Command)
        {
            Complain(new WhichPartOfTheJournal());
            return ExitCodes.Usage;
        }

        var known = ParseAnchor(parsed);
        if (!known.Holds)
        {
            Complain(known.Problem!);
            return ExitCodes.Usage;
        }

        using var store = OpenStore(parsed, mayMake: false, out var refused);
        if (store is null)
        {
            return refused;
        }

        using var reader = store.Read();
        return parsed.CommandResult.Command == verify ? Verify(reader, known.Value.Head, parsed.GetValue(json))
            : parsed.CommandResult.Command == head ? ShowHead(reader.Head, parsed.GetValue(json))
            : ShowLog(reader, parsed.GetValue(last), parsed.GetValue(json));
    }

    private Result<Anchor> ParseAnchor(ParseResult parsed)
    {
        if (parsed.CommandResult.Command != verify || parsed.GetValue(anchor) is not { } text)
        {
            return new Anchor(null);
        }

        var parts = text.Trim().Split(':');
        return parts.Length == 2 && int.TryParse(parts[0], out var number) && number >= 0 &&
            parts[1].Length == 64 && parts[1].All(char.IsAsciiHexDigitLower)
            ? new Anchor(new JournalHead(number, parts[1]))
            : new NotAnAnchor(text);
    }

    private int Verify(IRegisterReader reader, JournalHead? known, bool asJson)
    {
        var faults = new List<JournalFault>();
        var more = 0L;
        foreach (var fault in reader.Verify(known))
        {
            if (faults.Count < MostFaults)
            {
                faults.Add(fault);
            }
            else
            {
                more++;
            }
        }

        if (asJson)
        {
            WriteJson(w =>
            {
                w.WriteBoolean("holds", faults.Count == 0);
                w.WriteNumber("entries", reader.Head.Number);
                w.WriteString("head", reader.Head.Hash);
                w.WriteStartArray("faults");
                foreach (var fault in faults)
                {
                    w.WriteStartObject();
                    w.WriteNumber("entry", fault.Entry);
                    w.WriteString("says", fault.Says.In(Terminal.Language));
                    w.WriteEndObject();
                }

                w.WriteEndArray();
                w.WriteNumber("moreFaults", more);
            });
        }
        else
        {
            foreach (var fault in faults)
            {
                Terminal.TellResult($"{Terminal.Say("entry", "regel")} {fault.Entry}: {fault.Says.In(Terminal.Language)}");
            }

            if (more > 0)
            {
                Terminal.Out.WriteLine(Terminal.Say($"and {more} more", $"en nog {more}"));
            }

            Terminal.Out.WriteLine(faults.Count == 0
                ? Terminal.Say(
                    $"The journal holds: {reader.Head.Number} entries, head {reader.Head.Number}:{reader.Head.Hash}",
                    $"Het journaal klopt: {reader.Head.Number} regels, hoofd {reader.Head.Number}:{reader.Head.Hash}")
                : Terminal.Say("The journal was altered.", "Het journaal is veranderd."));
        }

        return faults.Count == 0 ? ExitCodes.Done : ExitCodes.CheckFailed;
    }

    private int ShowHead(JournalHead end, bool asJson)
    {
        if (asJson)
        {
            WriteJson(w =>
            {
                w.WriteNumber("entries", end.Number);
                w.WriteString("head", end.Hash);
            });
        }
        else
        {
            Terminal.Out.WriteLine($"{end.Number}:{end.Hash}");
        }

        return ExitCodes.Done;
    }

    private int ShowLog(IRegisterReader reader, int count, bool asJson)
    {
        var entries = reader.Journal(Math.Max(1, reader.Head.Number - count + 1));
        if (asJson)
        {
            WriteJson(w =>
            {
                w.WriteStartArray("entries");
                foreach (var entry in entries)
                {
                    WriteEntry(w, entry);
                }

                w.WriteEndArray();
            });
            return ExitCodes.Done;
        }

        ChangeNote? note = null;
        foreach (var entry in entries)
        {
            if (entry.Note != note)
            {
                note = entry.Note;
                Terminal.TellResult($"{note.At:yyyy-MM-dd HH:mm:ss}Z  {note.By}  {note.Why}");
            }

            Terminal.TellResult($"  {entry.Number,8}  {ActIn(entry.Act),-11} {Describe(entry)}");
        }

        return ExitCodes.Done;
    }

    private static void WriteEntry(Utf8JsonWriter w, JournalEntry entry)
    {
        w.WriteStartObject();
        w.WriteNumber("number", entry.Number);
        w.WriteString("at", entry.Note.At.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"));
        w.WriteString("by", entry.Note.By);
        w.WriteString("why", entry.Note.Why);
        w.WriteString("act", entry.Act.ToString().ToLowerInvariant());
        w.WriteString("kind", entry.Kind.ToString().ToLowerInvariant());
        if (entry.Replaces is { } replaced)
        {
            w.WriteNumber("replaces", replaced);
        }

        w.WriteStartObject("fact");
        var columns = FactSchema.Of(entry.Kind).Columns;
        for (var i = 0; i < columns.Count; i++)
        {
            if (!entry.Cells[i].IsEmpty)
            {
                w.WriteString(columns[i].Name, columns[i].Render(entry.Cells[i]));
            }
        }

        w.WriteEndObject();
        w.WriteString("hash", Convert.ToHexStringLower(entry.Hash));
        w.WriteEndObject();
    }

    private string ActIn(JournalAct act) => act switch
    {
        JournalAct.Added => Terminal.Say("added", "toegevoegd"),
        JournalAct.Changed => Terminal.Say("changed", "gewijzigd"),
        JournalAct.Withdrawn => Terminal.Say("withdrawn", "ingetrokken"),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "no such act"),
    };

    private static string Describe(JournalEntry entry)
    {
        var columns = FactSchema.Of(entry.Kind).Columns;
        var cells = columns.Select((c, i) => (c.Name, Text: c.Render(entry.Cells[i]))).Where(c => c.Text.Length > 0);
        return $"{FactSchema.Of(entry.Kind).Name}: {string.Join(", ", cells.Select(c => $"{c.Name}={c.Text}"))}";
    }

    private void WriteJson(Action<Utf8JsonWriter> write)
    {
        Terminal.Out.Flush();
        using var writer = new Utf8JsonWriter(Terminal.OutStream, new JsonWriterOptions { Indented = Terminal.OutIsTerminal });
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        Terminal.OutStream.WriteByte((byte)'\n');
    }

    private readonly record struct Anchor(JournalHead? Head);
}

/// <summary>The verb journal without a part.</summary>
internal sealed record WhichPartOfTheJournal() : Problem(new Phrase(
    "which part of the journal? expected: sluis journal log, verify or head",
    "welk deel van het journaal? verwacht: sluis journal log, verify of head"));

/// <summary>Text that is not an anchor.</summary>
internal sealed record NotAnAnchor(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is not an anchor: expected what 'sluis journal head' printed, a number, a colon and 64 hexadecimal digits",
    $"{Quote(Text)} is geen anker: verwacht wat 'sluis journal head' toonde, een getal, een dubbele punt en 64 hexadecimale cijfers"));

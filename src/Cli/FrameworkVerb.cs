using System.CommandLine;
using System.Text;
using System.Text.Json;
using Sluiswachter.App.Frameworks;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Exchange;
using Sluiswachter.Exchange.Frameworks;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Cli;

/// <summary>Shows, checks, exports and scores frameworks; needs no register.</summary>
internal sealed class FrameworkVerb : Verb
{
    private readonly Command list;
    private readonly Command show;
    private readonly Command check;
    private readonly Command export;
    private readonly Argument<string> framework;
    private readonly Argument<string[]> files;
    private readonly Argument<string> into;
    private readonly Option<string[]> own;
    private readonly Option<string?> answers;
    private readonly Option<string?> weights;
    private readonly Option<bool> json;

    public FrameworkVerb(Terminal terminal, TimeProvider clock, GlobalOptions global)
        : base(terminal, clock, global, "framework", new Phrase(
            "Show and check frameworks such as the EU Cloud Sovereignty Framework, and score answers to them",
            "Toon en controleer raamwerken zoals het EU Cloud Sovereignty Framework, en bereken de score van antwoorden"))
    {
        list = new Command("list", terminal.Say("The frameworks at hand", "De beschikbare raamwerken"));
        show = new Command("show", terminal.Say(
            "A framework with its questions, options and points", "Een raamwerk met zijn vragen, opties en punten"));
        check = new Command("check", terminal.Say("All mistakes in files of frameworks", "Alle fouten in bestanden met raamwerken"));
        export = new Command("export", terminal.Say(
            "Write a framework as a library of CISO Assistant", "Schrijf een raamwerk als bibliotheek van CISO Assistant"));
        var score = new Command("score", terminal.Say(
            "What answers come to, with the working", "Waar antwoorden op uitkomen, met de berekening"));
        framework = new CheckedArgument<string>("framework", PathKind.FileOrUrn.For("FRAMEWORK"))
        {
            Description = terminal.Say("A urn, a ref id such as eu-csf, or a file", "Een urn, een ref-id zoals eu-csf, of een bestand"),
        };
        files = new CheckedArgument<string[]>("files", PathKind.File.For("FILES"))
        {
            Arity = ArgumentArity.OneOrMore, Description = terminal.Say("Files", "Bestanden"),
        };
        into = new CheckedArgument<string>("into", PathKind.File.For("INTO")) { Description = terminal.Say("The file to write", "Het te schrijven bestand") };
        own = new CheckedOption<string[]>("--framework", PathKind.File.For("--framework"))
        {
            HelpName = terminal.Say("FILE", "BESTAND"),
            Recursive = true,
            Description = terminal.Say("Also take the frameworks of this file", "Neem ook de raamwerken van dit bestand"),
        };
        answers = new CheckedOption<string?>("--answers", PathKind.Table.For("--answers"))
        {
            HelpName = "FILE.csv",
            Description = terminal.Say(
                "The answers: question, option, not_applicable, explanation, evidence",
                "De antwoorden: question, option, not_applicable, explanation, evidence"),
        };
        weights = new Option<string?>("--weights")
        {
            HelpName = terminal.Say("NAME", "NAAM"),
            Description = terminal.Say("Which weights to use (default: the first)", "Welke gewichten te gebruiken (standaard: de eerste)"),
        };
        json = new Option<bool>("--json") { Recursive = true, Description = terminal.Say("Print JSON", "Toon JSON") };
        show.Add(framework);
        check.Add(files);
        export.Add(framework);
        export.Add(into);
        score.Add(framework);
        score.Add(answers);
        score.Add(weights);
        Command.Add(own);
        Command.Add(json);
        foreach (var part in new[] { list, show, check, export, score })
        {
            Command.Add(part);
        }

        // Without an action the parser itself would refuse the verb alone, in its own words.
        Command.SetAction(_ => ExitCodes.Usage);
    }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples { get; } =
    [
        ("sluis framework list", new Phrase("what can be answered", "wat er te beantwoorden is")),
        ("sluis framework show eu-csf", new Phrase("48 criteria with their points and SEAL levels", "48 criteria met hun punten en SEAL-niveaus")),
        ("sluis framework score eu-csf --answers answers.csv --weights v1.2.1-2025", new Phrase(
            "score and SEAL of a service, by the weights of 2025", "score en SEAL van een dienst, met de gewichten van 2025")),
        ("sluis framework check ours.yaml", new Phrase("every mistake, by file and line", "elke fout, met bestand en regel")),
        ("sluis framework export nl-risk-analysis risk.yaml", new Phrase("for use in CISO Assistant", "voor gebruik in CISO Assistant")),
    ];

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        var part = parsed.CommandResult.Command;
        if (part == Command)
        {
            Complain(new WhichPartOfFrameworks());
            TellWhereHelpIs();
            return ExitCodes.Usage;
        }

        if (part == check)
        {
            return Check(parsed.GetValue(files)!);
        }

        var shelf = FrameworkShelf.Open(parsed.GetValue(own) ?? []);
        if (shelf.Complaints.Count > 0)
        {
            Tell(shelf.Complaints);
            return ExitCodes.BadInput;
        }

        if (part == list)
        {
            return Show(parsed, () => FrameworkText.List(shelf, Terminal.Language), j => j.List(shelf));
        }

        if (Take(parsed, shelf, out var refused) is not { } taken)
        {
            return refused;
        }

        return part == show ? Show(parsed, () => FrameworkText.Show(taken, Terminal.Language), j => j.Show(taken))
            : part == export ? Export(taken, parsed.GetValue(into)!)
            : Score(parsed, taken);
    }

    /// <summary>The framework that was named, or that stands in the file that was named.</summary>
    private Framework? Take(ParseResult parsed, FrameworkShelf shelf, out int refused)
    {
        var name = parsed.GetValue(framework)!;
        if (File.Exists(name))
        {
            var (only, complaints) = FrameworkShelf.OnlyOneOf(name);
            Tell(complaints);
            refused = ExitCodes.BadInput;
            return only;
        }

        var found = shelf.Find(name);
        refused = ExitCodes.Usage;
        if (!found.Holds)
        {
            Complain(found.Problem!);
            TellWhereHelpIs();
        }

        return found.Holds ? found.Value : null;
    }

    private int Check(IReadOnlyList<string> paths)
    {
        var reading = FrameworkShelf.Check(paths);
        Tell(reading.Complaints);
        foreach (var head in reading.Frameworks.Select(f => f.Head))
        {
            Terminal.TellResult($"{head.RefId}  {head.Name.In(Terminal.Language)}");
        }

        foreach (var (what, count) in reading.LeftOut)
        {
            Terminal.TellResult(Terminal.Say($"left out: {what.English}, {count:N0}", $"weggelaten: {what.Dutch}, {count:N0}"));
        }

        Terminal.Out.WriteLine(Terminal.Say(
            $"frameworks: {reading.Frameworks.Count}, risk matrices: {reading.Matrices.Count}, mistakes: {reading.Complaints.Count}",
            $"raamwerken: {reading.Frameworks.Count}, risicomatrices: {reading.Matrices.Count}, fouten: {reading.Complaints.Count}"));
        return reading.Complaints.Count > 0 ? ExitCodes.BadInput : ExitCodes.Done;
    }

    private int Export(Framework taken, string path)
    {
        if (File.Exists(path))
        {
            Complain(new FileIsThere(path));
            return ExitCodes.BadInput;
        }

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return With(NotWritten.Unless<StreamWriter>(path, () => new StreamWriter(path, append: false, utf8)), writer =>
        {
            CisoAssistantWriter.Write(taken, writer);
            Terminal.TellResult(Terminal.Say($"{taken.Head.RefId} written to {path}", $"{taken.Head.RefId} geschreven naar {path}"));
            return ExitCodes.Done;
        });
    }

    private int Score(ParseResult parsed, Framework taken)
    {
        if (parsed.GetValue(answers) is not { } path)
        {
            Complain(new WhichAnswers());
            TellWhereHelpIs();
            return ExitCodes.Usage;
        }

        var named = parsed.GetValue(weights);
        var set = named is null ? null : taken.WeightSetOf(named);
        if (named is not null && set is null)
        {
            Complain(new UnknownWeights(named, [.. taken.WeightSets.Select(w => w.Name)]));
            TellWhereHelpIs();
            return ExitCodes.Usage;
        }

        var (sheet, complaints) = AnswerFile.Open(path, taken);
        if (sheet is null)
        {
            Tell(complaints);
            return ExitCodes.BadInput;
        }

        var score = FrameworkScore.Of(sheet, set);
        return Show(parsed, () => FrameworkText.Score(score, Terminal.Language), j => j.Score(score));
    }

    private int Show(ParseResult parsed, Func<Document> document, Action<FrameworkJson> write)
    {
        if (!parsed.GetValue(json))
        {
            new DocumentText(Terminal).Write(document());
            return ExitCodes.Done;
        }

        Terminal.Out.Flush();
        using (var writer = new Utf8JsonWriter(Terminal.OutStream, new JsonWriterOptions { Indented = Terminal.OutIsTerminal }))
        {
            write(new FrameworkJson(writer, Terminal.Language));
        }

        Terminal.OutStream.WriteByte((byte)'\n');
        return ExitCodes.Done;
    }

    private void Tell(IEnumerable<Complaint> complaints)
    {
        foreach (var (place, problem, _) in complaints)
        {
            Terminal.TellError($"{place.File}:{place.Row}: {problem.In(Terminal.Language)}");
        }
    }
}

/// <summary>The verb framework without a part.</summary>
internal sealed record WhichPartOfFrameworks() : Problem(new Phrase(
    "what is to be done with frameworks? expected: sluis framework list, show, check, export or score",
    "wat moet er met raamwerken gebeuren? verwacht: sluis framework list, show, check, export of score"));

/// <summary>A score without answers.</summary>
internal sealed record WhichAnswers() : Problem(new Phrase(
    "--answers is missing: expected a CSV file with the columns question and option",
    "--answers ontbreekt: verwacht een CSV-bestand met de kolommen question en option"));

/// <summary>A file that would be overwritten.</summary>
internal sealed record FileIsThere(string Path) : Problem(new Phrase(
    $"{Quote(Path)} is there already: expected a file that does not exist yet",
    $"{Quote(Path)} bestaat al: verwacht een bestand dat er nog niet is"));

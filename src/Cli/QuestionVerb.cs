using System.CommandLine;
using Sluiswachter.App;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.Cli;

/// <summary>A verb that asks something of the register, as it is or as it would be with some facts changed.</summary>
internal abstract class QuestionVerb : Verb
{
    /// <summary>More lines than a person reads; all of them are in <c>--json</c>.</summary>
    private const int MostLines = 10_000;

    private readonly Option<string?> whatIf;

    protected QuestionVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
        : base(terminal, clock, global, name, summary) =>
        whatIf = new CheckedOption<string?>("--what-if", PathKind.FileOrFolder.For("--what-if"))
        {
            HelpName = terminal.Say("PATH", "PAD"),
            Description = terminal.Say(
                "Answer as if this bundle of changed facts were imported; the register stays as it is",
                "Antwoord alsof deze bundel met gewijzigde feiten is geïmporteerd; het register blijft zoals het is"),
        };

    /// <summary>Makes <c>--what-if</c> known, after the options of the verb itself.</summary>
    protected void AddWhatIf() => Command.Add(whatIf);

    /// <summary>The bundle of changed facts that is imagined, as it was typed; null when none is.</summary>
    protected string? Imagined(ParseResult parsed) => parsed.GetValue(whatIf);

    /// <summary>The option for the lines of each table.</summary>
    /// <param name="usual">The lines when nothing else is asked.</param>
    protected Option<int> Lines(int usual) => Count("--lines", 1, MostLines, usual,
        "How many lines of each table to show", "Hoeveel regels van elke tabel te tonen");

    /// <summary>Reads what was typed with the names of the register that is asked, imagined facts included.</summary>
    /// <param name="store">The register; null: there is none.</param>
    /// <param name="read">Reads; gets null when there is no register.</param>
    protected static T WithNames<T>(IRegisterStore? store, Func<NamedIds?, T> read)
    {
        if (store is null)
        {
            return read(null);
        }

        using var reader = store.Read();
        return read(new NamedIds(reader));
    }

    /// <summary>What is wrong with the question whatever the register holds.</summary>
    protected abstract IReadOnlyList<ParameterProblem> SlipsIn(ParseResult parsed);

    /// <summary>Tells what is wrong with an option.</summary>
    protected abstract void Complain(ParameterProblem problem);

    /// <summary>Tells what is wrong with the question; returns the exit code.</summary>
    protected int Refuse(IEnumerable<ParameterProblem> problems)
    {
        problems.ToList().ForEach(Complain);
        TellWhereHelpIs();
        return ExitCodes.Usage;
    }

    /// <summary>Opens the register that is asked about, if there is one, asks, and closes it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isOfEarlierKnowledge">Whether only what was known on some day is asked.</param>
    /// <param name="ask">Asks, and returns the exit code; gets null when there is no register.</param>
    protected int AskWithOrWithout(ParseResult parsed, bool isOfEarlierKnowledge, Func<IRegisterStore?, int> ask) =>
        parsed.GetValue(Global.Store) is null && Imagined(parsed) is null &&
        Registers.OpenExisting(null) is { Holds: false, Problem: NoRegisterThere }
            ? ask(null)
            : Ask(parsed, isOfEarlierKnowledge, ask);

    /// <summary>Opens the register that is asked about, asks, and closes it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isOfEarlierKnowledge">Whether only what was known on some day is asked.</param>
    /// <param name="ask">Asks, and returns the exit code.</param>
    protected int Ask(ParseResult parsed, bool isOfEarlierKnowledge, Func<IRegisterStore, int> ask)
    {
        var path = Imagined(parsed);
        if (path is not null && isOfEarlierKnowledge)
        {
            Complain(new ImaginedWasNeverKnown());
            return Refuse(SlipsIn(parsed));
        }

        using var store = OpenStore(parsed, mayMake: false, out var refused);
        if (store is null || path is null)
        {
            return store is null ? WithSlips(parsed, refused) : ask(store);
        }

        using var imagined = ImaginedRegister.Of(store, path, Clock, out var complaints);
        ComplaintsTold.Of(complaints, path, Terminal);
        return imagined is null ? WithSlips(parsed, ExitCodes.BadInput) : ask(imagined);
    }

    /// <summary>Tells what is wrong with the question besides what was told; a slip goes before any other exit code.</summary>
    private int WithSlips(ParseResult parsed, int code)
    {
        var slips = SlipsIn(parsed);
        if (slips.Count == 0 || code != ExitCodes.Usage)
        {
            return slips.Count == 0 ? code : Refuse(slips);
        }

        // Where help is was told already.
        slips.ToList().ForEach(Complain);
        return code;
    }
}

/// <summary>A question about imagined facts as they were known on some day.</summary>
internal sealed record ImaginedWasNeverKnown() : Problem(new Phrase(
    "--what-if and --as-known-on do not go together: what is imagined was not known on any day",
    "--what-if en --as-known-on gaan niet samen: wat is bedacht, was op geen enkele dag bekend"));

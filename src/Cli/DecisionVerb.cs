using System.CommandLine;
using Sluiswachter.App;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.Cli;

/// <summary>A verb that records what a role decided: its options are texts and days, what is wrong is told all at once.</summary>
internal abstract class DecisionVerb : Verb
{
    private readonly Dictionary<string, Option<string?>> texts = [];
    private readonly List<Problem> misunderstood = [];

    protected DecisionVerb(Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary)
        : base(terminal, clock, global, name, summary)
    {
    }

    /// <inheritdoc />
    public sealed override int Run(ParseResult parsed)
    {
        var act = Understand(parsed);
        if (misunderstood.Count > 0)
        {
            misunderstood.ForEach(Complain);
            TellWhereHelpIs();
            return ExitCodes.Usage;
        }

        using var store = OpenStore(parsed, mayMake: false, out var refused);
        if (store is null)
        {
            return refused;
        }

        var (complaints, told) = act(store);
        var code = Tell(complaints);
        told.ToList().ForEach(Terminal.TellResult);
        return code;
    }

    /// <summary>Understands the command line; what it returns is done with the register, and tells what was done.</summary>
    protected abstract Func<IRegisterStore, (Complaints Complaints, IReadOnlyList<string> Told)> Understand(ParseResult parsed);

    /// <summary>An option that takes a text.</summary>
    protected void Text(string name, string placeholder, string english, string dutch) =>
        texts.Add(name, Option<string?>(name, placeholder, english, dutch));

    /// <summary>An option that takes a path.</summary>
    protected void Text(string name, PathKind holds, string english, string dutch) =>
        texts.Add(name, PathOption<string?>(name, holds, english, dutch));

    /// <summary>The options of who decides, and why, which every decision has.</summary>
    protected void Who()
    {
        var (role, text) = (Terminal.Say("ROLE", "ROL"), Terminal.Say("TEXT", "TEKST"));
        Text("--by", role, "The role that decides; never a person's name", "De rol die besluit; nooit de naam van een persoon");
        Text("--why", text, "Why, for the journal (default: the decision itself)", "Waarom, voor het journaal (standaard: het besluit zelf)");
    }

    /// <summary>The text of an option; null when it was not given, or the verb does not have it.</summary>
    protected string? Given(ParseResult parsed, string option) =>
        texts.TryGetValue(option, out var known) ? parsed.GetValue(known) : null;

    /// <summary>The text of an option that must be given.</summary>
    protected string Needed(ParseResult parsed, string option)
    {
        if (Given(parsed, option) is { } text)
        {
            return text;
        }

        misunderstood.Add(new OptionNeeded(option));
        return "";
    }

    /// <summary>The day of an option; null when it was not given.</summary>
    protected DateOnly? Day(ParseResult parsed, string option)
    {
        if (Given(parsed, option) is not { } text)
        {
            return null;
        }

        var day = Days.Parse(text);
        if (day.Holds)
        {
            return day.Value;
        }

        misunderstood.Add(new BadOptionValue(option, day.Problem!));
        return null;
    }
}

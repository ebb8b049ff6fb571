using System.CommandLine;
using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>Verbs about one thing, under its name: <c>sluis assessment show</c>.</summary>
/// <remarks>Each is a verb like any other, with its own options, help and examples; the group only holds them together.</remarks>
internal sealed class VerbGroup : Verb
{
    /// <summary>Makes a group.</summary>
    /// <param name="terminal">Who asks.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="global">The options that every verb has.</param>
    /// <param name="name">The name of the group.</param>
    /// <param name="summary">What its verbs are about.</param>
    /// <param name="verbs">Its verbs; the name of each begins with that of the group.</param>
    public VerbGroup(
        Terminal terminal, TimeProvider clock, GlobalOptions global, string name, Phrase summary, IReadOnlyList<Verb> verbs)
        : base(terminal, clock, global, name, summary)
    {
        Verbs = verbs;
        foreach (var verb in verbs)
        {
            Command.Add(verb.Command);
        }

        // Without an action the parser itself would refuse the group alone, in its own words.
        Command.SetAction(_ => ExitCodes.Usage);
    }

    /// <summary>Its verbs, in the order in which help shows them.</summary>
    public IReadOnlyList<Verb> Verbs { get; }

    /// <inheritdoc />
    public override IReadOnlyList<(string Line, Phrase Does)> Examples => [.. Verbs.Select(v => v.Examples[0])];

    /// <inheritdoc />
    public override IEnumerable<Option> Options => Verbs.SelectMany(v => v.Options);

    /// <inheritdoc />
    public override Verb? Owner(Command command) =>
        Verbs.Select(v => v.Owner(command)).FirstOrDefault(v => v is not null) ?? base.Owner(command);

    /// <inheritdoc />
    public override int Run(ParseResult parsed)
    {
        Complain(new WhichVerbOfTheGroup(Name, string.Join(", ", Verbs.Select(v => v.Command.Name))));
        TellWhereHelpIs();
        return ExitCodes.Usage;
    }
}

/// <summary>The name of a group without one of its verbs.</summary>
internal sealed record WhichVerbOfTheGroup(string Group, string Verbs) : Problem(new Phrase(
    $"what is to be done? expected one of these words after {Group}: {Verbs}",
    $"wat moet er gebeuren? verwacht een van deze woorden na {Group}: {Verbs}"));

using Sluiswachter.Model;

namespace Sluiswachter.Cli.Tests;

/// <summary>Every verb, and every group of them, tells in two languages how it is used, with examples that it understands.</summary>
public sealed class HelpOfEveryVerb
{
    public static TheoryData<string> Verbs => [.. All(Sluis.Verbs(Nobody, TimeProvider.System, new GlobalOptions(Nobody))).Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Says_how_it_is_asked_in_two_languages(string verb)
    {
        foreach (var (language, heading) in new[] { (Language.English, "Examples:"), (Language.Dutch, "Voorbeelden:") })
        {
            using var terminal = new AtATerminal { Language = language };
            Assert.Contains(heading, terminal.Does([.. verb.Split(' '), "--help"]), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<Verb> All(IEnumerable<Verb> verbs) =>
        verbs.SelectMany(verb => verb is VerbGroup group ? All(group.Verbs).Prepend(group) : [verb]);

    private static Terminal Nobody => new()
    {
        OutStream = Stream.Null, Out = TextWriter.Null, Error = TextWriter.Null, Language = Language.English,
        OutIsTerminal = false, ErrorIsTerminal = false, Width = 120,
    };
}

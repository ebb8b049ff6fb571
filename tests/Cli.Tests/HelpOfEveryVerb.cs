using Sluiswachter.Model;

namespace Sluiswachter.Cli.Tests;

/// <summary>Every verb, and every group of them, tells in two languages how it is used, with examples that it understands.</summary>
public sealed class HelpOfEveryVerb
{
    public static TheoryData<string> Verbs => [.. All().Select(verb => verb.Name)];

    /// <summary>Every verb, and every group of them.</summary>
    internal static IEnumerable<Verb> All() => All(Sluis.Verbs(Nobody, TimeProvider.System, new GlobalOptions(Nobody)));

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

    [Fact]
    public void Shows_examples_of_questions_that_work_after_the_first_step_that_help_gives()
    {
        using var terminal = new AtATerminal { IsThere = false, Clock = new ADayOfTheSamples() };
        string[] store = ["--store", $"sqlite:{terminal.At("register.sqlite")}"];
        terminal.Does(["import", Path.Combine(Shell.Root, "samples", "nl"), .. store]);
        var asked = Sluis.Verbs(Nobody, TimeProvider.System, new GlobalOptions(Nobody)).OfType<QuestionVerb>().ToList();
        Assert.NotEmpty(asked);
        foreach (var (line, _) in asked.SelectMany(verb => verb.Examples))
        {
            var said = terminal.Runs([.. Words(line), .. store]);
            Assert.True(said.ExitCode == 0 || (said.ExitCode == 3 && line.Contains("--fail-on", StringComparison.Ordinal)), $"{line}: {said}");
        }
    }

    /// <summary>The words after <c>sluis</c>, as a shell makes them of a line; where its output goes left out.</summary>
    private static IEnumerable<string> Words(string line) => line.Split(" > ")[0].Split('"')
        .SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Skip(1)
        .Select(word => word.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(Shell.Root, word) : word);

    private static IEnumerable<Verb> All(IEnumerable<Verb> verbs) =>
        verbs.SelectMany(verb => verb is VerbGroup group ? All(group.Verbs).Prepend(group) : [verb]);

    private static Terminal Nobody => new()
    {
        OutStream = Stream.Null, Out = TextWriter.Null, Error = TextWriter.Null, Language = Language.English,
        OutIsTerminal = false, ErrorIsTerminal = false, Width = 120,
    };
}

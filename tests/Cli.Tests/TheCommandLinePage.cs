using System.Text.RegularExpressions;

namespace Sluiswachter.Cli.Tests;

/// <summary>The page about the command line: it names each verb of the vault, and its commands run.</summary>
public sealed partial class TheCommandLinePage : IDisposable
{
    private const string Name = "command-line.md";

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Every_verb_of_the_vault_is_on_it_and_no_other()
    {
        var verbs = HelpOfEveryVerb.Verbs.Select(row => row.Data).Where(v => v.StartsWith("vault ", StringComparison.Ordinal)).ToList();
        var alone = verbs.Where(v => !verbs.Any(other => other.StartsWith($"{v} ", StringComparison.Ordinal)));
        var named = Page.Text(Name).Split("\n## The vault")[1].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(row => VerbsOf(row.Split('|')[1]));
        Assert.Equal(alone.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task Every_command_works_in_its_order() => shell.BashAsync("page", Page.Script(Page.Blocks(Name)));

    /// <summary>The verbs that a cell names; the group that the first of them is of is not said again.</summary>
    private static IEnumerable<string> VerbsOf(string cell)
    {
        string[] words = [.. Word().Matches(cell).Select(m => m.Groups["words"].Value)];
        var group = words[0].Split(' ') is [var its, _] ? $"{its} " : "";
        return words.Select((verb, i) => $"vault {(i == 0 ? "" : group)}{verb}");
    }

    [GeneratedRegex("`(?<words>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}

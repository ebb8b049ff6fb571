using System.Text.RegularExpressions;

namespace Sluiswachter.Cli.Tests;

/// <summary>The commands of docs/assessments.md can be typed as they stand, one after the other, and say what the page says.</summary>
public sealed partial class TheAssessmentPage : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Every_command_on_it_works_and_says_what_stands_below_it()
    {
        var page = System.IO.File.ReadAllText(Path.Combine(Shell.Root, "docs", "assessments.md"));
        var files = Files().Matches(page).ToDictionary(f => f.Groups["name"].Value, f => shell.File(f.Groups["name"].Value, f.Groups["text"].Value));
        var commands = Consoles().Matches(page).SelectMany(c => c.Groups["text"].Value.Split("$ sluis ").Skip(1)).ToList();
        Assert.True(commands.Count > 8);
        foreach (var lines in commands.Select(c => c.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            var said = shell.Sluis([.. lines[0].Split(' ').Select(word => files.GetValueOrDefault(word, word))]);
            Assert.Equal((0, ""), (said.ExitCode, said.Error));
            Assert.All(lines[1..], line => Assert.Contains(line, Plain(said.Out), StringComparison.Ordinal));
        }
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"```csv (?<name>\S+)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Files();

    [GeneratedRegex(@"```console\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Consoles();
}

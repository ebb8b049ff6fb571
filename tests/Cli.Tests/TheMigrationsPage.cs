using System.Text.RegularExpressions;

namespace Sluiswachter.Cli.Tests;

/// <summary>The page about migrations: its facts are files, its commands run, and what it says they say is in what they say.</summary>
public sealed partial class TheMigrationsPage : IDisposable
{
    // Wide enough to break no text of a table over lines.
    private readonly Shell shell = new() { Columns = 1000 };

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Every_command_does_what_the_page_says()
    {
        var commands = 0;
        foreach (Match block in Block().Matches(System.IO.File.ReadAllText(Path.Combine(Shell.Root, "docs", "migrations.md"))))
        {
            var (kind, name, text) = (block.Groups["kind"].Value, block.Groups["name"].Value, block.Groups["text"].Value);
            if (kind == "csv")
            {
                shell.File(name, text);
            }
            else
            {
                commands += Commands(text);
            }
        }

        Assert.True(commands > 15);
    }

    private int Commands(string text)
    {
        var commands = text.Split("$ sluis ", StringSplitOptions.RemoveEmptyEntries);
        foreach (var command in commands)
        {
            var lines = command.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var (typed, exit) = lines[0].Split(" # exit ") is [var before, var code] ? (before, int.Parse(code)) : (lines[0], 0);
            var said = shell.Sluis([.. Word().Matches(typed).Select(m => InFolder(m.Value.Trim('"')))]);
            Assert.True(exit == said.ExitCode, $"{typed}: {said}");
            Assert.All(lines.Skip(1), line => Assert.Contains(line, said.Out + said.Error, StringComparison.Ordinal));
        }

        return commands.Length;
    }

    /// <summary>The folders of the page are those of the shell.</summary>
    private string InFolder(string word) => word is "facts" or "plan" or "change" ? shell.At(word) : word;

    [GeneratedRegex(@"```(?<kind>csv|console)(?: (?<name>\S+))?\n(?<text>.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}

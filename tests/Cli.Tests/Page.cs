using System.Text.RegularExpressions;

namespace Sluiswachter.Cli.Tests;

/// <summary>A page of the documentation, of which the commands run as a test.</summary>
internal static partial class Page
{
    /// <summary>All of it.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Shell.Root, "docs", name));

    /// <summary>What its blocks have someone type at a shell, in their order.</summary>
    public static IReadOnlyList<string> Blocks(string name) => [.. Block().Matches(Text(name)).Select(block => block.Groups["text"].Value)];

    /// <summary>One script of blocks; it stops where a command fails, or succeeds in spite of an exclamation mark.</summary>
    /// <remarks>No shell stops where "!" makes a success into a failure, so that is spelled out.</remarks>
    public static string Script(IEnumerable<string> blocks) =>
        MustFail().Replace(string.Concat(blocks), "if ${command}; then echo 'was not refused' >&2; exit 1; fi");

    [GeneratedRegex(@"```sh\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("^! (?<command>.*?)(?: +# .*)?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MustFail();
}

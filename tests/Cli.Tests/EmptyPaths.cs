using System.CommandLine;
using System.Text.RegularExpressions;

namespace Sluiswachter.Cli.Tests;

/// <summary>
/// A script with a variable that is not set names a file "": that is told where the command line is read, by every option and
/// word that holds a path, before anything is done.
/// </summary>
public sealed partial class EmptyPaths
{
    /// <summary>Words of verbs that hold a path; options show it in help, by what stands behind them.</summary>
    private static readonly string[] WordsWithPaths = ["path", "folder", "file", "files", "into", "out", "proof", "report", "keyfile"];

    public static TheoryData<string, string> Paths
    {
        get
        {
            var paths = new TheoryData<string, string>();
            foreach (var (verb, command) in Commands)
            {
                command.Arguments.Where(a => WordsWithPaths.Contains(a.Name)).ToList().ForEach(a => paths.Add(verb, a.Name));
                OptionsOf(verb, command).Where(o => NamesAPath().IsMatch(o.HelpName ?? "")).ToList().ForEach(o => paths.Add(verb, o.Name));
            }

            return paths;
        }
    }

    [Fact]
    public void Could_be_typed_in_many_places() => Assert.InRange(Paths.Count, 100, 1000);

    [Theory]
    [MemberData(nameof(Paths))]
    public void Are_refused_where_the_command_line_is_read(string verb, string name)
    {
        using var terminal = new AtATerminal { IsThere = false };
        var (_, command) = Commands.Single(c => c.Verb == verb);
        string[] line =
        [
            .. verb.Split(' '), .. command.Arguments.Select(a => a.Name == name ? "" : terminal.At("x")),
            .. name.StartsWith("--", StringComparison.Ordinal) ? [name, ""] : Array.Empty<string>(),
        ];
        var typed = name.StartsWith("--", StringComparison.Ordinal) ? name : name.ToUpperInvariant();
        terminal.Fails(2, $"sluis: {typed} is empty: expected a", line);
        terminal.Fails(2, $"sluis: {typed} is leeg: verwacht een", [.. line, "--lang", "nl"]);
    }

    [Theory]
    [InlineData("--unlock", "=words", "vault", "serve", "x")]
    [InlineData("--unlock", "org:town=", "vault", "serve", "x")]
    [InlineData("--officer-key", "", "vault", "rotate", "x", "org:town", "--officer-key", "x")]
    public void Are_refused_as_a_part_of_a_word_and_among_others(string option, string value, params string[] verb)
    {
        using var terminal = new AtATerminal { IsThere = false };
        var words = terminal.File("words", "een heel lange wachtzin\n");
        terminal.Fails(2, value.Length == 0 ? "is empty: expected a file" : "BODY=FILE", [.. verb, option, value, "--passphrase-file", words]);
    }

    private static List<(string Verb, Command Command)> Commands =>
    [
        .. HelpOfEveryVerb.All().Where(verb => verb is not VerbGroup).SelectMany(verb => verb.Command.Subcommands.Count == 0
            ? [(verb.Name, verb.Command)]
            : verb.Command.Subcommands.Select(part => ($"{verb.Name} {part.Name}", part))),
    ];

    private static IEnumerable<Option> OptionsOf(string verb, Command command) => command.Options.Concat(
        HelpOfEveryVerb.All().First(v => verb.StartsWith(v.Name + " ", StringComparison.Ordinal) || v.Name == verb)
            .Command.Options.Where(o => o.Recursive));

    [GeneratedRegex(@"\b(FILE|FOLDER|PATH|CSV)\b", RegexOptions.None, 1000)]
    private static partial Regex NamesAPath();
}

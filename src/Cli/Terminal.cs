using Sluiswachter.Model;

namespace Sluiswachter.Cli;

/// <summary>The person or program at the other end: two streams, a language and a width.</summary>
/// <remarks>Standard output carries only the result; progress, warnings and errors go to standard error.</remarks>
public sealed class Terminal
{
    private const int WidthOfAFile = 120;

    /// <summary>Where results go.</summary>
    public required Stream OutStream { get; init; }

    /// <summary>Where results go, as text; shares the stream, so flush before writing bytes.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where progress, warnings and errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where a person types answers.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Whether a person types answers.</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>Waits for the next key that is pressed, without showing it.</summary>
    public Func<ConsoleKeyInfo> NextKey { get; init; } = () => Console.ReadKey(intercept: true);

    /// <summary>The language of sentences.</summary>
    public required Language Language { get; set; }

    /// <summary>Whether a person looks at the results.</summary>
    public required bool OutIsTerminal { get; init; }

    /// <summary>Whether a person looks at the progress.</summary>
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>Characters that fit on a line.</summary>
    public required int Width { get; init; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfThisProcess()
    {
        var stream = Console.OpenStandardOutput();
        return new Terminal
        {
            OutStream = stream,
            Out = new StreamWriter(stream, leaveOpen: true) { AutoFlush = false },
            Error = Console.Error,
            In = Console.In,
            InIsTerminal = !Console.IsInputRedirected,
            Language = LanguageOf(Environment.GetEnvironmentVariable),
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = WidthOf(),
        };
    }

    /// <summary>The sentence in the language of this terminal.</summary>
    public string Say(string english, string dutch) => Language == Language.Dutch ? dutch : english;

    /// <summary>Tells, among the errors, what happens meanwhile; what others named in it stays on the lines that are ours.</summary>
    public void Tell(Phrase says) =>
        Error.WriteLine(string.Join('\n', says.In(Language).Split('\n').Select(line => Plain(line.TrimEnd('\r')))));

    /// <summary>
    /// Tells a mistake or warning in one line, whatever texts of others are in it: names of the register, cells of a file.
    /// </summary>
    public void TellError(string line) => Error.WriteLine(Plain(line));

    /// <summary>Tells a line of the result, whatever texts of others are in it.</summary>
    public void TellResult(string line) => Out.WriteLine(Plain(line));

    /// <summary>A text of somebody else, such as the name of an object, on a line that it cannot leave or turn around.</summary>
    public static string Plain(string text) => text.Any(MovesText)
        ? string.Concat(text.Select(sign => MovesText(sign) ? '\uFFFD' : sign))
        : text;

    /// <summary>Controls, ends of lines, and what turns the direction of text.</summary>
    private static bool MovesText(char sign) =>
        char.IsControl(sign) || sign is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The language that a locale asks for, by the precedence of POSIX.</summary>
    internal static Language LanguageOf(Func<string, string?> environment)
    {
        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(environment).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return locale?.StartsWith("nl", StringComparison.OrdinalIgnoreCase) == true ? Language.Dutch : Language.English;
    }

    private static int WidthOf()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns >= 40)
        {
            return columns;
        }

        return Console.IsOutputRedirected ? WidthOfAFile : Math.Max(40, Console.WindowWidth);
    }
}

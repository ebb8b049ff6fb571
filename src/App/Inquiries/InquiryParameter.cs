using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.App.Inquiries;

/// <summary>Something that can be said in a question.</summary>
/// <param name="Name">
/// The name in the API, such as <c>horizonHours</c>; at the command line <c>--horizon-hours</c>.
/// </param>
/// <param name="Placeholder">What stands for a value in help: <c>ID</c>, <c>C</c>, <c>N</c>, a word.</param>
/// <param name="Means">What it does, and what holds when it is not given.</param>
/// <param name="IsRepeatable">Whether it may be given more than once.</param>
/// <param name="IsSubject">
/// Whether it must be given; at the command line it then needs no name: <c>sluis chain FUNCTION</c>.
/// </param>
/// <param name="Example">A value that makes sense.</param>
public sealed record InquiryParameter(
    string Name, Phrase Placeholder, Phrase Means, string Example, bool IsRepeatable = false, bool IsSubject = false)
{
    /// <summary>The day whose facts count.</summary>
    public static InquiryParameter At { get; } = new(
        "at", new Phrase("DATE", "DATUM"), new Phrase(
            "The facts of this day, past or planned (default: today)",
            "De feiten van deze dag, verleden of gepland (standaard: vandaag)"), "2026-04-28");

    /// <summary>Only what the register knew on a day.</summary>
    public static InquiryParameter AsKnownOn { get; } = new(
        "asKnownOn", new Phrase("DATE", "DATUM"), new Phrase(
            "Only what the register knew at the end of this day",
            "Alleen wat het register aan het eind van deze dag wist"), "2026-04-28");

    /// <summary>Whether what is only considered counts as well.</summary>
    public static InquiryParameter Include { get; } = new(
        "include", new Phrase(Considered, Considered), new Phrase(
            "Count what is only considered as well", "Tel ook mee wat alleen wordt overwogen"), Considered, IsRepeatable: true);

    /// <summary>How many hours to look ahead.</summary>
    /// <param name="usual">The hours when nothing else is asked.</param>
    /// <param name="aside">What else is to be said of that; nothing.</param>
    public static InquiryParameter HorizonHours(int usual, Phrase aside = default) => Count(
        "horizonHours", new Phrase("How many hours to look ahead", "Hoeveel uren vooruit te kijken"),
        new CountRange(0, Hours.Most), new Phrase($"{usual}{aside.English}", $"{usual}{aside.Dutch}"), $"{usual}");

    /// <summary>A parameter that takes a whole number; help tells in which range.</summary>
    /// <param name="name">The name in the API.</param>
    /// <param name="means">What it does.</param>
    /// <param name="range">What is taken.</param>
    /// <param name="usual">What holds when it is not given; null: nothing in particular.</param>
    /// <param name="example">A value that makes sense.</param>
    public static InquiryParameter Count(string name, Phrase means, CountRange range, Phrase? usual, string example)
    {
        var (english, dutch) = usual is { } known ? ($"; default {known.English}", $"; standaard {known.Dutch}") : ("", "");
        return new InquiryParameter(
            name, new Phrase("N", "N"), new Phrase(
                $"{means.English} ({range.Least} to {range.Most}{english})",
                $"{means.Dutch} ({range.Least} tot en met {range.Most}{dutch})"), example) { Range = range };
    }

    /// <summary>A number that holds when nothing else is asked, as <see cref="Count"/> tells it.</summary>
    public static Phrase Usually(int number) => new($"{number}", $"{number}");

    /// <summary>Which whole numbers are taken; null when it takes no number.</summary>
    public CountRange? Range { get; private init; }

    /// <summary>The word that asks for what is only considered.</summary>
    public const string Considered = "considered";

    /// <summary>What it is called at the command line: its option, or the word in capitals that help shows for it.</summary>
    public string Typed => IsSubject ? Name.ToUpperInvariant() : Option;

    /// <summary>The name at the command line, with its hyphens.</summary>
    public string Option =>
        "--" + string.Concat(Name.Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));
}

/// <summary>Whole numbers from one to another.</summary>
/// <param name="Least">The least that is taken, 0 or more.</param>
/// <param name="Most">The greatest that is taken.</param>
public sealed record CountRange(int Least, int Most)
{
    /// <summary>Understands digits that make a number in the range.</summary>
    public Result<int> Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= Most
            ? number
            : new NotACount(text, Least, Most);
}

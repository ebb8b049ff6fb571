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
    public static InquiryParameter HorizonHours(int usual) => new(
        "horizonHours", new Phrase("N", "N"), new Phrase(
            $"How far to look ahead (default {usual})", $"Hoe ver vooruit te kijken (standaard {usual})"),
        $"{usual}");

    /// <summary>The word that asks for what is only considered.</summary>
    public const string Considered = "considered";

    /// <summary>The name at the command line, with its hyphens.</summary>
    public string Option =>
        "--" + string.Concat(Name.Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));
}

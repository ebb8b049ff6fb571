using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Assessments;

/// <summary>What questions about assessments have in common: parameters, and how parts are told to people.</summary>
internal static class AssessmentWords
{
    /// <summary>Only assessments for a body; those for all bodies count as well.</summary>
    public static InquiryParameter Organisation { get; } = new(
        "organisation", new Phrase("ID", "ID"), new Phrase(
            "Only what was made for this body, or for all bodies", "Alleen wat voor deze organisatie is gemaakt, of voor alle"), "gm0034");

    /// <summary>The assessment that is asked about.</summary>
    public static InquiryParameter Id { get; } = new(
        "id", new Phrase("ID", "ID"), new Phrase("The assessment", "De beoordeling"), "assessment:all:service:microsoft-365-mail:eu-csf",
        IsSubject: true);

    /// <summary>The assessment that is asked about as it holds on a day, or none and why.</summary>
    /// <param name="words">The question, which complains.</param>
    /// <param name="parameter">The parameter that names it.</param>
    /// <param name="typed">Its id as it was typed; null when that was complained about.</param>
    /// <param name="reader">The register.</param>
    /// <param name="at">The day.</param>
    public static FullAssessment? Find(
        InquiryWords words, InquiryParameter parameter, string? typed, IRegisterReader reader, DateOnly at)
    {
        if (typed is null)
        {
            return null;
        }

        var id = AssessmentsRead.Known(reader, typed);
        if (!id.Holds)
        {
            words.Refuse(parameter, id.Problem!);
            return null;
        }

        var found = AssessmentsRead.OnDay(reader, id.Value, at);
        if (found is null)
        {
            words.Refuse(parameter, new DoesNotHoldThen(typed, at));
        }

        return found;
    }

    /// <summary>How many of the questions are settled.</summary>
    public static string Share(AssessmentQuality quality, Language language) => quality.Questions is { } questions
        ? $"{quality.Settled} / {questions} = {Figures.Share(quality.Settled, questions, language)}"
        : "?";

    /// <summary>The contradictions, each in two sentences: what is said, and what the register holds; with who says so and when.</summary>
    /// <param name="contradictions">The contradictions.</param>
    /// <param name="language">The language.</param>
    /// <param name="lines">The most that are told.</param>
    public static IEnumerable<Paragraph> Contradictions(IReadOnlyList<Contradiction> contradictions, Language language, int lines)
    {
        var english = language == Language.English;
        foreach (var c in contradictions.Take(lines))
        {
            var (said, holds) = english ? ("it is said", "the register holds") : ("er wordt gezegd", "het register weet");
            yield return new Paragraph(
                $"{(english ? "Contradiction" : "Tegenspraak")}{(c.Question is { } question ? $", {question}" : "")}: " +
                $"{said}: {c.Stated.Says.In(language)} ({By(c.Stated, language)}). {Capital(holds)}: {c.Found.Says.In(language)} ({By(c.Found, language)}).");
        }

        if (contradictions.Count > lines)
        {
            var more = contradictions.Count - lines;
            yield return new Paragraph(english ? $"And {more} contradictions more." : $"En nog {more} keer tegenspraak.");
        }
    }

    /// <summary>A text that begins a sentence.</summary>
    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string By(Ground ground, Language language) => ground.By is not { } by ? "?" : string.Join(
        ", ", new[]
        {
            by.Source?.Text, ChoiceWords.Of(by.Basis).In(language), Days.Text(by.ObservedOn ?? by.Validity.From),
        }.OfType<string>());
}

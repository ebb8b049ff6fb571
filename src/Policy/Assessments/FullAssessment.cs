using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>An assessment with what it answers, as both hold on a day.</summary>
/// <param name="Assessment">The assessment.</param>
/// <param name="Answers">Its answers, ordered by the ids of their questions, each once.</param>
public sealed record FullAssessment(Assessment Assessment, IReadOnlyList<Model.Answer> Answers)
{
    /// <summary>Its answers held against its framework.</summary>
    /// <param name="framework">The framework by which it was made, perhaps in a later edition.</param>
    /// <returns>The answers that fit, and those to questions or with options that the framework does not have.</returns>
    public (AnswerSheet Sheet, IReadOnlyList<Model.Answer> Unfit) Against(Framework framework)
    {
        GivenAnswer[] given =
        [
            .. Answers.Select(a => new GivenAnswer(
                a.Question.Text, a.Option?.Text ?? "", a.NotApplicable?.Text ?? "", a.Explanation?.Text ?? "", EvidenceOf(a) ?? "")),
        ];
        var unfit = AnswerSheet.Of(framework, given).Problems.Select(p => p.Position).ToHashSet();
        var (sheet, _) = AnswerSheet.Of(framework, [.. given.Where((_, i) => !unfit.Contains(i))]);
        return (sheet!, [.. Answers.Where((_, i) => unfit.Contains(i))]);
    }

    /// <summary>What shows an answer: the link, or else the hash of a file; null when nothing does.</summary>
    public static string? EvidenceOf(Model.Answer answer) => answer.Evidence?.Text ?? answer.EvidenceSha256?.Text;
}

namespace Sluiswachter.Policy;

/// <summary>How well an assessment stands, measured: what of it is answered, shown, current, approved and not contradicted.</summary>
/// <remarks>
/// A question is <em>settled</em> when it is answered with something that shows the answer, or does not apply for a reason,
/// and nothing in the register says otherwise. The <see cref="Percent"/> is the settled part of all questions; it says nothing
/// about what the answers are worth, and the faults stand beside it, never in it.
/// </remarks>
/// <param name="Of">The assessment.</param>
/// <param name="Framework">Its framework; null when it names none, or one that is not known.</param>
/// <param name="Answered">Questions that are answered with an option.</param>
/// <param name="NotApplicable">Questions that do not apply, for a reason.</param>
/// <param name="Unknown">Questions without an answer; null when the framework is not known.</param>
/// <param name="WithEvidence">Of those answered: with a link, a hash or an attached file.</param>
/// <param name="Settled">Questions that are settled.</param>
/// <param name="Faults">What is to be put in order.</param>
/// <param name="Contradictions">What says otherwise.</param>
public sealed record AssessmentQuality(
    FullAssessment Of, Framework? Framework, int Answered, int NotApplicable, int? Unknown, int WithEvidence, int Settled,
    IReadOnlyList<AssessmentFault> Faults, IReadOnlyList<Contradiction> Contradictions)
{
    /// <summary>All questions; null when the framework is not known.</summary>
    public int? Questions => Answered + NotApplicable + Unknown;

    /// <summary>The settled part of all questions, in per cent; null when unknown, which is never taken for good.</summary>
    public decimal? Percent => Questions is > 0 and var questions ? 100m * Settled / questions : null;

    /// <summary>Measures an assessment.</summary>
    /// <param name="assessment">The assessment.</param>
    /// <param name="framework">Its framework; null when it names none, or one that is not known.</param>
    /// <param name="subject">What the register holds of its subject on the day.</param>
    /// <param name="at">The day.</param>
    public static AssessmentQuality Measure(FullAssessment assessment, Framework? framework, SubjectFacts subject, DateOnly at)
    {
        var contradictions = Contradiction.In(assessment, framework, subject);
        var contradicted = contradictions.Select(c => c.Question).OfType<string>().ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<Model.Answer> unfit = framework is null ? [] : assessment.Against(framework).Unfit;
        var fit = assessment.Answers.Except(unfit).ToList();
        var applies = fit.Where(a => a.Option is not null).ToList();
        var notApplicable = fit.Where(a => a.NotApplicable is not null).ToList();
        var shown = applies.Where(a => FullAssessment.EvidenceOf(a) is not null).ToList();
        return new AssessmentQuality(
            assessment, framework, applies.Count, notApplicable.Count,
            framework?.Criteria.Count() - applies.Count - notApplicable.Count, shown.Count,
            shown.Concat(notApplicable).Count(a => !contradicted.Contains(a.Question.Text)),
            [.. AssessmentFault.In(assessment.Assessment, framework, unfit.Count, at)], contradictions);
    }

    /// <summary>Whether fewer than a percentage of its questions are settled, or it is unknown how many.</summary>
    public bool IsBelow(int percent) => !(Percent >= percent);
}

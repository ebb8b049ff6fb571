using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What is different between two assessments, or two versions of one.</summary>
/// <remarks>
/// Laws: an assessment differs in nothing from itself; comparing in the other direction gives the same with before and after
/// swapped. Who says so, and when it holds, is no difference. Linear in the answers of both, up to sorting.
/// </remarks>
/// <param name="Before">The one.</param>
/// <param name="After">The other.</param>
/// <param name="Fields">What differs in the assessments themselves, in the order of their columns.</param>
/// <param name="Answers">What differs in the answers, by the ids of the questions.</param>
public sealed record AssessmentComparison(
    FullAssessment Before, FullAssessment After, IReadOnlyList<FieldChange> Fields, IReadOnlyList<AnswerChange> Answers)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Fields.Count == 0 && Answers.Count == 0;

    /// <summary>Compares two assessments.</summary>
    public static AssessmentComparison Of(FullAssessment before, FullAssessment after)
    {
        var (were, are) = (Said(before), Said(after));
        return new AssessmentComparison(
            before, after, [.. FieldsOf(before.Assessment, after.Assessment)],
            [
                .. were.Keys.Union(are.Keys).Order(StringComparer.Ordinal)
                    .Select(q => new AnswerChange(q, were.GetValueOrDefault(q), are.GetValueOrDefault(q)))
                    .Where(c => !c.IsNone),
            ]);
    }

    /// <summary>The answers that say something: a row that only repeats the question is no answer.</summary>
    private static Dictionary<string, Model.Answer> Said(FullAssessment assessment) => assessment.Answers
        .Where(a => a is not { Option: null, NotApplicable: null, Explanation: null, Evidence: null, EvidenceSha256: null })
        .ToDictionary(a => a.Question.Text, StringComparer.Ordinal);

    private static IEnumerable<FieldChange> FieldsOf(Assessment before, Assessment after)
    {
        var schema = Assessment.Schema;
        var (were, are) = (schema.Write(before), schema.Write(after));
        return from i in Enumerable.Range(1, schema.ValidFrom - 1)
               where were[i] != are[i]
               let column = schema.Columns[i]
               select new FieldChange(column.Name, column.Render(were[i]), column.Render(are[i]));
    }
}

/// <summary>A column of an assessment that differs.</summary>
/// <param name="Name">The column.</param>
/// <param name="Before">What it held, as files write it; empty when nothing.</param>
/// <param name="After">What it holds.</param>
public sealed record FieldChange(string Name, string Before, string After);

/// <summary>An answer that differs.</summary>
/// <param name="Question">The id of the question.</param>
/// <param name="Before">The answer of the one; null when it has none.</param>
/// <param name="After">The answer of the other; null when it has none.</param>
public sealed record AnswerChange(string Question, Model.Answer? Before, Model.Answer? After)
{
    /// <summary>Whether both say the same.</summary>
    internal bool IsNone => Before is not null && After is not null &&
        Before with { Assessment = After.Assessment, Provenance = After.Provenance } == After;
}

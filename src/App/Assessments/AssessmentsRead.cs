using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Assessments;

/// <summary>Reads assessments, with what belongs to them, from the register.</summary>
internal static class AssessmentsRead
{
    /// <summary>The assessments that hold on a day, ordered by id.</summary>
    public static IReadOnlyList<Assessment> Assessments(IRegisterReader reader, DateOnly at, Func<Assessment, bool> wanted) =>
    [
        .. reader.On<Assessment>(Assessment.Schema, at).Where(wanted),
    ];

    /// <summary>The assessments that hold on a day, with the answers that do, ordered by id.</summary>
    /// <param name="reader">The register.</param>
    /// <param name="at">The day.</param>
    /// <param name="wanted">Which of them.</param>
    /// <remarks>Reads the tables of assessments and of answers once, and holds what is wanted.</remarks>
    public static IReadOnlyList<FullAssessment> OfDay(IRegisterReader reader, DateOnly at, Func<Assessment, bool> wanted)
    {
        var assessments = Assessments(reader, at, wanted);
        var answers = assessments.ToDictionary(a => a.Id.Text, _ => new List<Model.Answer>(), StringComparer.Ordinal);
        foreach (var cells in answers.Count == 0 ? [] : reader.Facts(FactKind.Answer))
        {
            if (answers.TryGetValue(cells[0].Text!, out var list) && Model.Answer.Schema.ValidityOf(cells).Value.Contains(at))
            {
                list.Add((Model.Answer)Model.Answer.Schema.Read(cells).Value);
            }
        }

        return [.. assessments.Select(a => new FullAssessment(a, answers[a.Id.Text]))];
    }

    /// <summary>Every version of one assessment that is current, ordered by its first day; none when it is not known.</summary>
    public static IReadOnlyList<Assessment> VersionsOf(IRegisterReader reader, AssessmentId id) =>
        reader.Of<Assessment>(Assessment.Schema, id.Text);

    /// <summary>Every version of the answers of one assessment.</summary>
    public static IReadOnlyList<Model.Answer> AnswersOf(IRegisterReader reader, AssessmentId id) =>
        reader.Of<Model.Answer>(Model.Answer.Schema, id.Text);

    /// <summary>The files that are attached to one assessment, each with its parts, by their hashes.</summary>
    public static IReadOnlyList<IReadOnlyList<Attachment>> AttachmentsOf(IRegisterReader reader, AssessmentId id) =>
    [
        .. reader.Of<Attachment>(Attachment.Schema, id.Text)
            .GroupBy(a => a.Sha256.Text, StringComparer.Ordinal).Select(g => g.ToList()),
    ];

    /// <summary>An assessment that someone names; the problem tells ids that may be meant.</summary>
    public static Result<AssessmentId> Known(IRegisterReader reader, string typed)
    {
        var id = AssessmentId.Of(typed);
        if (!id.Holds)
        {
            return id;
        }

        if (VersionsOf(reader, id.Value).Count > 0)
        {
            return id;
        }

        var known = reader.Facts(FactKind.Assessment).Select(cells => cells[0].Text!).Distinct(StringComparer.Ordinal).ToList();
        return new UnknownAssessment(typed, Near(typed, known));
    }

    /// <summary>One assessment as it holds on a day, with the answers that do; null when it does not hold then.</summary>
    public static FullAssessment? OnDay(IRegisterReader reader, AssessmentId id, DateOnly at) =>
        VersionsOf(reader, id).FirstOrDefault(a => a.Provenance.Validity.Contains(at)) is { } assessment
            ? new FullAssessment(assessment, [.. AnswersOf(reader, id).Where(a => a.Provenance.Validity.Contains(at))
                .OrderBy(a => a.Question.Text, StringComparer.Ordinal)])
            : null;

    private static string? Near(string typed, List<string> known) =>
        Spelling.Nearest(typed, known) ?? known.Find(k => k.Contains(typed, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An id that no assessment has.</summary>
public sealed record UnknownAssessment(string Id, string? Near) : Inquiries.InquiryProblem(new Phrase(
    $"{Quote(Id)} is not an assessment in this register{(Near is null ? "" : $"; did you mean {Near}?")}",
    $"{Quote(Id)} is geen beoordeling in dit register{(Near is null ? "" : $"; bedoelt u {Near}?")}"));

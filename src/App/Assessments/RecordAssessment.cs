using Sluiswachter.App.Frameworks;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Assessments;

/// <summary>Makes, completes or renews an assessment, with its answers, as one change of the register.</summary>
/// <remarks>
/// <para>What is written passes the door of the import, so that every rule of import holds.</para>
/// <para><em>Making</em> is for an id that is not there. <em>Completing</em> is for one that is, without a later day of
/// judgement: what is not said stays, except that new answers take an approval away, which was given to others.
/// <em>Renewing</em> is judging on a later day: the version before ends on it, and what is not said of the assessment is
/// empty in the new one; answers that are not given again go on as they were.</para>
/// </remarks>
public sealed class RecordAssessment(IRegisterStore store, TimeProvider clock, FrameworkShelf frameworks)
{
    /// <summary>Records a draft: all of it, or nothing and every reason why.</summary>
    public RecordedAssessment Run(AssessmentDraft draft)
    {
        var complaints = new Complaints();
        var today = Days.InTheNetherlands(clock.GetUtcNow());
        var told = new DraftReading(draft, frameworks, complaints);
        Assessment? before;
        IReadOnlyList<Model.Answer> answersBefore;
        using (var reader = store.Read())
        {
            before = told.Id is { } id ? told.VersionOn(AssessmentsRead.VersionsOf(reader, id), today) : null;
            answersBefore = before is null ? [] : AssessmentsRead.AnswersOf(reader, before.Id);
        }

        var made = told.Make(before, today);
        var answers = told.ReadAnswers(made?.Provenance ?? Provenance.Unstated, before);
        if (complaints.HaveErrors || made is not { } assessment)
        {
            return new RecordedAssessment(null, before, complaints);
        }

        if (draft.Approver is null && draft.ApprovedOn is null && before is not null && answers is not null &&
            Changes(answersBefore, answers, assessment))
        {
            // What was approved was something else.
            assessment = assessment with { Approver = null, ApprovedOn = null };
        }

        FactTable[] tables =
        [
            FactTables.Whole(Assessment.Schema, [new StatedFact(0, assessment), .. Ended(before, assessment)], DraftReading.PlaceOf),
            .. answers is null
                ? Array.Empty<FactTable>()
                : [FactTables.Whole(Model.Answer.Schema, [.. Merge(answersBefore, answers, assessment)], AnswersPlace)],
        ];
        var outcome = new ImportFacts(store, clock).Run(tables, new ImportOptions(draft.By, draft.Why), complaints);
        return new RecordedAssessment(outcome.Stored ? assessment : null, before, complaints) { Changes = outcome.Changes };

        Place AnswersPlace(long row, string column) => new(Path.GetFileName(draft.Answers!), row, column);
    }

    private static bool Changes(IReadOnlyList<Model.Answer> before, IReadOnlyList<StatedFact> given, Assessment assessment)
    {
        var from = assessment.Provenance.Validity.From;
        return AssessmentComparison.Of(
            new FullAssessment(assessment, [.. before.Where(a => from is null || a.Provenance.Validity.Contains(from.Value))]),
            new FullAssessment(assessment, [.. given.Select(f => (Model.Answer)f.Fact)])).Answers.Count > 0;
    }

    /// <summary>The version that a renewal follows, ended on the day of the renewal.</summary>
    private static IEnumerable<StatedFact> Ended(Assessment? before, Assessment assessment) =>
        before is not null && End(before.Provenance, assessment) is { } ended
            ? [new StatedFact(0, before with { Provenance = ended })]
            : [];

    /// <summary>
    /// New answers, the end of those before them, and a blank for each that is corrected away within a version.
    /// </summary>
    private static IEnumerable<StatedFact> Merge(
        IReadOnlyList<Model.Answer> before, IReadOnlyList<StatedFact> given, Assessment assessment)
    {
        var from = assessment.Provenance.Validity.From;
        var again = given.Select(f => ((Model.Answer)f.Fact).Question).ToHashSet();
        foreach (var old in before.Where(a => from is null || a.Provenance.Validity.Contains(from.Value)))
        {
            if (End(old.Provenance, assessment) is { } ended)
            {
                yield return new StatedFact(0, old with { Provenance = ended });
            }
            else if (!again.Contains(old.Question))
            {
                yield return new StatedFact(
                    0, new Model.Answer(old.Assessment, old.Question, null, null, null, null, null, old.Provenance));
            }
        }

        foreach (var answer in given)
        {
            yield return answer;
        }
    }

    /// <summary>Who says so, until the day of a renewal; null when it begins with the same version.</summary>
    private static Provenance? End(Provenance old, Assessment renewed) => old.Validity.From == renewed.Provenance.Validity.From
        ? null
        : old with { Validity = Validity.Of(old.Validity.From, renewed.Provenance.Validity.From).Value };
}

/// <summary>What became of a draft.</summary>
/// <param name="Assessment">The assessment as it is now; null when nothing was stored.</param>
/// <param name="Before">The version before; null when there was none.</param>
/// <param name="Complaints">What was wrong; a place without a row names an option of the command.</param>
public sealed record RecordedAssessment(Assessment? Assessment, Assessment? Before, Complaints Complaints)
{
    /// <summary>How many facts were added, changed or ended; 0 when the register said it all.</summary>
    public long Changes { get; init; }

    /// <summary>Whether an approval no longer holds, because other answers were given.</summary>
    public bool LostApproval => Assessment is { ApprovedOn: null } && Before is { ApprovedOn: not null };

    /// <summary>Whether it is a new version of what was there.</summary>
    public bool IsRenewal => Assessment is not null && Before is not null &&
        Assessment.Provenance.Validity.From != Before.Provenance.Validity.From;
}

namespace Sluiswachter.Model;

/// <summary>A judgement of a service, supplier or function by a framework: a risk analysis, a DPIA, an exit test.</summary>
/// <remarks>
/// A living document, never a yes or no: it has an assessor, an approver, a day on which it is looked at again, evidence
/// and versions. Its answers are facts of their own (<see cref="Answer"/>). People are named by their role.
/// </remarks>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What kind of judgement it is.</param>
/// <param name="Organisation">The body that it was made for; null: for all (an umbrella analysis).</param>
/// <param name="Subject">The service, supplier or function that was judged.</param>
/// <param name="Framework">The urn of the framework; null when none of ours.</param>
/// <param name="FrameworkVersion">Which version of it; null when unknown.</param>
/// <param name="Assessor">The role of who judged; null when unknown.</param>
/// <param name="AssessedOn">The day of the judgement; null when unknown.</param>
/// <param name="Approver">The role of who approved it; null when nobody did.</param>
/// <param name="ApprovedOn">The day of approval; null when it is not approved.</param>
/// <param name="ReviewOn">The day on which it is to be looked at again; null when none was set.</param>
/// <param name="Conclusion">What it came to; null when nothing was written.</param>
/// <param name="Evidence">Where it can be read; null when nowhere.</param>
/// <param name="EvidenceSha256">The SHA-256 of that, in lower-case hexadecimal digits; null when unknown.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Assessment(
    AssessmentId Id,
    AssessmentKind Kind,
    EntityId? Organisation,
    EntityId Subject,
    Label? Framework,
    Label? FrameworkVersion,
    Label? Assessor,
    DateOnly? AssessedOn,
    Label? Approver,
    DateOnly? ApprovedOn,
    DateOnly? ReviewOn,
    Label? Conclusion,
    Label? Evidence,
    Label? EvidenceSha256,
    Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How assessments are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Assessment>(
        FactKind.Assessment,
        "assessments",
        keyLength: 1,
        [
            Column.Id(IdSpace.Assessment), Column.Choice<AssessmentKind>("kind", required: true),
            Column.Reference("organisation", required: false, FactKind.Organisation),
            Column.Reference("subject", required: true, FactKind.Service, FactKind.Supplier, FactKind.Function),
            Column.Text("framework"), Column.Text("framework_version"), Column.Text("assessor"),
            Column.Day("assessed_on"), Column.Text("approver"), Column.Day("approved_on"), Column.Day("review_on"),
            Column.Text("conclusion"), Column.Text("evidence"), Column.Text("evidence_sha256"),
        ],
        (c, stated) => new Assessment(
            c.Assessment(0), c.ChoiceOrNone<AssessmentKind>(1)!.Value, c.EntityOrNone(2), c.Entity(3), c.TextOrNone(4),
            c.TextOrNone(5), c.TextOrNone(6), c.DayOrNone(7), c.TextOrNone(8), c.DayOrNone(9), c.DayOrNone(10),
            c.TextOrNone(11), c.TextOrNone(12), c.TextOrNone(13), stated),
        a =>
        [
            Cell.Of(a.Id.Text), Cell.Of((long)a.Kind), Cell.Of(a.Organisation?.Text), Cell.Of(a.Subject.Text),
            Cell.Of(a.Framework?.Text), Cell.Of(a.FrameworkVersion?.Text), Cell.Of(a.Assessor?.Text),
            Cell.Of(a.AssessedOn), Cell.Of(a.Approver?.Text), Cell.Of(a.ApprovedOn), Cell.Of(a.ReviewOn),
            Cell.Of(a.Conclusion?.Text), Cell.Of(a.Evidence?.Text), Cell.Of(a.EvidenceSha256?.Text),
        ]);
}

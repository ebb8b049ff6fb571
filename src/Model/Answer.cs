namespace Sluiswachter.Model;

/// <summary>What an assessment answers to one question of its framework.</summary>
/// <remarks>Neither an option nor a reason why it does not apply: the answer is unknown, which is counted as such.</remarks>
/// <param name="Assessment">The assessment.</param>
/// <param name="Question">The question, by its id in the framework.</param>
/// <param name="Option">The option that was chosen, by its id in the framework; null when none.</param>
/// <param name="NotApplicable">Why the question does not apply; null when it does.</param>
/// <param name="Explanation">What was said with it; null when nothing.</param>
/// <param name="Evidence">Where it can be seen; null when nowhere.</param>
/// <param name="EvidenceSha256">The SHA-256 of that, in lower-case hexadecimal digits; null when unknown.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Answer(
    AssessmentId Assessment,
    Label Question,
    Label? Option,
    Label? NotApplicable,
    Label? Explanation,
    Label? Evidence,
    Label? EvidenceSha256,
    Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How answers are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Answer>(
        FactKind.Answer,
        "answers",
        keyLength: 2,
        [
            Column.Reference("assessment", required: true, FactKind.Assessment), Column.Text("question", required: true),
            Column.Text("option"), Column.Text("not_applicable"), Column.Text("explanation"), Column.Text("evidence"),
            Column.Text("evidence_sha256"),
        ],
        (c, stated) => c.TextOrNone(2) is { } option && c.TextOrNone(3) is not null
            ? new AnswersAndDoesNotApply(option)
            : new Answer(
                c.Assessment(0), c.Text(1), c.TextOrNone(2), c.TextOrNone(3), c.TextOrNone(4), c.TextOrNone(5),
                c.TextOrNone(6), stated),
        a =>
        [
            Cell.Of(a.Assessment.Text), Cell.Of(a.Question.Text), Cell.Of(a.Option?.Text), Cell.Of(a.NotApplicable?.Text),
            Cell.Of(a.Explanation?.Text), Cell.Of(a.Evidence?.Text), Cell.Of(a.EvidenceSha256?.Text),
        ]);
}

/// <summary>An answer that chooses an option and says that the question does not apply.</summary>
public sealed record AnswersAndDoesNotApply(Label Option) : Problem(new Phrase(
    $"the option {Quote(Option.Text)} is chosen and not_applicable is filled in: expected one of the two",
    $"de optie {Quote(Option.Text)} is gekozen en not_applicable is ingevuld: verwacht een van beide"));

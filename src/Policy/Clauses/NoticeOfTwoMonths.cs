using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Data Act, article 25: notice of at most two months.</summary>
public sealed class NoticeOfTwoMonths : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.DataAct(
        "25-notice", "art. 25", read: false, new DateOnly(2025, 9, 12),
        new Phrase(
            "A contract for a cloud service can be ended with at most two months of notice",
            "Een contract voor een clouddienst is op te zeggen met een termijn van hoogstens twee maanden"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(use.UnderContract(at))
        .When(Condition.Cloud)
        .Demands(
            Condition.NoticeWithinTwoMonths,
            new Phrase(
                "the term of notice is longer than two months",
                "de opzegtermijn is langer dan twee maanden"),
            new Phrase(
                "a contract that follows the Data Act",
                "een contract dat de Dataverordening volgt"));
}

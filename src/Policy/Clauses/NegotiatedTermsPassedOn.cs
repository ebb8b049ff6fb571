using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Supplier management: a reseller passes on the terms that were negotiated for government.</summary>
public sealed class NegotiatedTermsPassedOn : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.SupplierManagement(
        "negotiated-terms",
        new Phrase(
            "A reseller passes on the terms that were negotiated for government",
            "Een wederverkoper geeft de voor de overheid bedongen voorwaarden door"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(use.Resold(at))
        .Demands(
            Condition.TermsPassedOn,
            new Phrase(
                "the reseller does not pass on the terms that were negotiated",
                "de wederverkoper geeft de bedongen voorwaarden niet door"),
            new Phrase(
                "a contract under the negotiated terms",
                "een contract onder de bedongen voorwaarden"));
}

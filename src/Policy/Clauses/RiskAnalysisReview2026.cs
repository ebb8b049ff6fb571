using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 3.1: the risk analysis is looked at again on the day that was set for it.
/// </summary>
public sealed class RiskAnalysisReview2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.1-review", Severity.Conditional,
        new Phrase(
            "Conditional: the risk analysis of a public cloud is kept current",
            "Onder voorwaarde: de risicoanalyse van een publieke cloud wordt actueel gehouden"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.PublicCloud)
        .When(Condition.RiskAnalysis)
        .Demands(
            Condition.RiskAnalysisCurrent,
            new Phrase(
                "the day on which the risk analysis was to be reviewed has passed",
                "de dag waarop de risicoanalyse zou worden herzien is voorbij"),
            new Phrase(
                "the risk analysis reviewed and approved anew",
                "de risicoanalyse herzien en opnieuw goedgekeurd"));
}

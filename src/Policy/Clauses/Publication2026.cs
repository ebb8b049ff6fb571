using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 4.4: risk analysis and exit plan are published under the Woo, unless classified.
/// </summary>
public sealed class Publication2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "4.4", Severity.Attention,
        new Phrase(
            "The risk analysis and exit plan of a public cloud are published, unless classified",
            "De risicoanalyse en het exitplan van een publieke cloud worden gepubliceerd, tenzij gerubriceerd"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Judgement.Of(use, at)
        .When(Condition.PublicCloud)
        .When(Condition.RiskAnalysisOrExitPlan)
        .Demands(
            Condition.Published,
            new Phrase(
                "the risk analysis and exit plan were not published, and are not known to be classified",
                "de risicoanalyse en het exitplan zijn niet gepubliceerd, en van rubricering is niets bekend"),
            new Phrase(
                "publication under the Woo, or their marking as confidential",
                "openbaarmaking op grond van de Woo, of hun markering als vertrouwelijk"));
}

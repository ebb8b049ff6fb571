using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 3.1: public cloud needs an approved, integral risk analysis.</summary>
public sealed class RiskAnalysis2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.1-risk-analysis", Severity.Conditional,
        new Phrase(
            "Conditional: public cloud needs an approved risk analysis of availability, integrity, confidentiality and interference",
            "Onder voorwaarde: publieke cloud vraagt een goedgekeurde risicoanalyse op beschikbaarheid, integriteit, vertrouwelijkheid en inmenging"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.RiskAnalysis(
        Judgement.Of(use, at).When(Condition.PublicCloud));
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Motion 26643-1318: a risk analysis for every service at American suppliers.</summary>
/// <remarks>
/// American is a supplier that is established in the United States, or controlled from there. Deployment makes no
/// difference.
/// </remarks>
public sealed class AmericanRiskAnalysis : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.Motion(
        "1318", "risk-analysis", Severity.Attention,
        new Phrase(
            "Every service of an American supplier has a risk analysis",
            "Elke clouddienst van een Amerikaanse leverancier heeft een risicoanalyse"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.RiskAnalysis(
        Judgement.Of(use, at).When(use.IsInUse).When(Condition.UnitedStates));
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Motion 26643-1318: an exit strategy for every service at American suppliers.</summary>
/// <remarks>
/// American is a supplier that is established in the United States, or controlled from there. Deployment makes no
/// difference.
/// </remarks>
public sealed class AmericanExitStrategy : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.Motion(
        "1318", "exit-strategy", Severity.Attention,
        new Phrase(
            "Every service of an American supplier has an exit strategy",
            "Elke clouddienst van een Amerikaanse leverancier heeft een exitstrategie"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.ExitPlan(
        Judgement.Of(use, at).When(use.IsInUse).When(Condition.UnitedStates));
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 3.2: the body itself tests the exit plan.</summary>
/// <remarks>
/// Asked of new use, and from 3 July 2027 of all; <see cref="ExitPlanInTime2026"/> tells what existing use still
/// lacks.
/// </remarks>
public sealed class ExitTest2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.2-test", Severity.Conditional,
        new Phrase(
            "Conditional: the body itself tests the exit plan",
            "Onder voorwaarde: de organisatie test het exitplan zelf"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.ExitTested(
        Judgement.Of(use, at).When(Documents.ExitPlanIsDue(use, at)).When(Condition.PublicCloud));
}

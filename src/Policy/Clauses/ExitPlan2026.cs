using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 3.2: public cloud needs an exit plan.</summary>
/// <remarks>
/// Asked of new use, and from 3 July 2027 of all; <see cref="ExitPlanInTime2026"/> tells what existing use still
/// lacks.
/// </remarks>
public sealed class ExitPlan2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.2-exit-plan", Severity.Conditional,
        new Phrase(
            "Conditional: public cloud needs an exit plan",
            "Onder voorwaarde: publieke cloud vraagt een exitplan"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.ExitPlan(
        Judgement.Of(use, at).When(Documents.ExitPlanIsDue(use, at)).When(Condition.PublicCloud));
}

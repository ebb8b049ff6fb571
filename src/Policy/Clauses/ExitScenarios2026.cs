using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 3.2: the exit plan covers two scenarios, a planned exit and a disruptive
/// interruption.
/// </summary>
/// <remarks>
/// Asked of new use, and from 3 July 2027 of all; <see cref="ExitPlanInTime2026"/> tells what existing use still
/// lacks.
/// </remarks>
public sealed class ExitScenarios2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.2-scenarios", Severity.Conditional,
        new Phrase(
            "Conditional: the exit plan covers a planned exit and a disruptive interruption",
            "Onder voorwaarde: het exitplan beschrijft een gepland vertrek en een ontwrichtende onderbreking"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.ExitScenarios(
        Judgement.Of(use, at).When(Documents.ExitPlanIsDue(use, at)).When(Condition.PublicCloud));
}

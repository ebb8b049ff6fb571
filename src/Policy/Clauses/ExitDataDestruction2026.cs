using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 3.2: the exit plan covers the destruction of data.</summary>
/// <remarks>
/// Asked of new use, and from 3 July 2027 of all; <see cref="ExitPlanInTime2026"/> tells what existing use still
/// lacks.
/// </remarks>
public sealed class ExitDataDestruction2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.2-data-destruction", Severity.Conditional,
        new Phrase(
            "Conditional: the exit plan covers the destruction of data",
            "Onder voorwaarde: het exitplan beschrijft de vernietiging van gegevens"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.DataDestruction(
        Judgement.Of(use, at).When(Documents.ExitPlanIsDue(use, at)).When(Condition.PublicCloud));
}

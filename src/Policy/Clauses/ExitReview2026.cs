using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Rijksbreed cloudbeleid 2026, 3.2: the exit plan is reviewed every year.</summary>
/// <remarks>
/// Asked of new use, and from 3 July 2027 of all; <see cref="ExitPlanInTime2026"/> tells what existing use still
/// lacks.
/// </remarks>
public sealed class ExitReview2026 : UseClause
{
    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.2-review", Severity.Conditional,
        new Phrase(
            "Conditional: the exit plan is reviewed every year",
            "Onder voorwaarde: het exitplan wordt jaarlijks herzien"));

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at) => Demands.ExitReviewed(
        Judgement.Of(use, at).When(Documents.ExitPlanIsDue(use, at)).When(Condition.PublicCloud));
}

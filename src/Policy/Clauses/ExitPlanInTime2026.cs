using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>
/// Rijksbreed cloudbeleid 2026, 3.2: public cloud that was in use at the revision has twelve months to get its exit
/// plan.
/// </summary>
/// <remarks>
/// Until 3 July 2027 what such a plan lacks asks for attention; from then on the clauses of 3.2 make the use conditional.
/// It tells the first thing that lacks, in the order in which plans are made.
/// </remarks>
public sealed class ExitPlanInTime2026 : UseClause
{
    private static readonly Func<Judgement, Ruling?>[] InOrder =
    [
        Demands.ExitPlan, Demands.ExitScenarios, Demands.DataDestruction, Demands.ExitTested, Demands.ExitReviewed,
    ];

    /// <inheritdoc />
    public override Clause Clause { get; } = Documents.CloudPolicy2026(
        "3.2-existing-use", Severity.Attention,
        new Phrase(
            "Existing use of public cloud has until 3 July 2027 to get a complete and tested exit plan",
            "Bestaand gebruik van publieke cloud heeft tot 3 juli 2027 voor een volledig en getest exitplan"),
        until: Documents.ExitPlansDue);

    /// <inheritdoc />
    protected override Ruling? Judge(Use use, DateOnly at)
    {
        if (!use.ExistedBefore(Documents.Revision))
        {
            return null;
        }

        var applies = Judgement.Of(use, at).When(Condition.PublicCloud);
        Ruling? first = null;
        foreach (var demand in InOrder)
        {
            var ruling = demand(applies);
            if (ruling is Ruling.Broken)
            {
                return ruling;
            }

            first = first is Ruling.Open ? first : ruling ?? first;
        }

        return first;
    }
}

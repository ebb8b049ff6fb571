using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What the worst single controller, with all it controls, would stop.</summary>
/// <remarks>
/// The first of <see cref="SingleLosses"/> of controllers. Time grows with what each controller stops, summed over them.
/// </remarks>
/// <param name="horizonHours">The last hour that counts.</param>
public sealed class ContingencyCurve(int horizonHours) : Curve
{
    /// <inheritdoc />
    public override string Measure => "contingency";

    /// <inheritdoc />
    public override Phrase Heading => new(
        $"What the worst single supplier would stop within {horizonHours} hours, with all it controls",
        $"Wat de ergste enkele leverancier binnen {horizonHours} uur zou stilleggen, met al wie die beheerst");

    /// <inheritdoc />
    public override Phrase Explanation => new(
        "The worst by vital functions, then functions, bodies and people: not always the same supplier.",
        "De ergste naar vitale overheidsdiensten, dan overheidsdiensten, organisaties en mensen: niet altijd dezelfde leverancier.");

    /// <inheritdoc />
    public override IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("functions", Unit.Functions, new("functions", "diensten")),
        new("share", Unit.Share, new("share", "aandeel")),
        new("vital", Unit.Functions, new("vital", "vitaal")),
        new("organisations", Unit.Organisations, new("organisations", "organisaties")),
        new("people", Unit.People, new("people", "mensen")),
    ];

    /// <inheritdoc />
    protected internal override IEnumerable<object?> LooksAt(DayOfFacts day) => [day.GroundOfGraph];

    /// <inheritdoc />
    protected internal override Reading On(DayOfFacts day)
    {
        var graph = day.Graph;
        var ranked = SingleLosses.Of(graph, [SubjectKind.Controller], horizonHours, threads: 1).Ranked;
        var worst = ranked is [{ Loss.Functions: > 0 } first, ..] ? first : default(SubjectLoss?);
        var loss = worst?.Loss ?? default;
        return new Reading(
            [
                Bounds.Exactly(loss.Functions),
                graph.FunctionCount > 0 ? Bounds.Exactly((double)loss.Functions / graph.FunctionCount) : null,
                Bounds.Exactly(loss.Vital), Bounds.Exactly(loss.Organisations), Bounds.Exactly(loss.People),
            ],
            worst is { } known ? graph.Entities[known.Subject.At] : null);
    }
}

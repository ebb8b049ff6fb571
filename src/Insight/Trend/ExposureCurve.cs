using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Whose data is in reach of a country or supplier.</summary>
/// <remarks>
/// The counts of <see cref="Exposure"/>, with what is certainly in reach as the lower bound and what may be as the upper
/// one. Needs <see cref="Detail.Data"/>. Linear in the facts of the day.
/// </remarks>
/// <param name="question">Under whose control, and which classes of data.</param>
public sealed class ExposureCurve(ExposureQuestion question) : Curve
{
    /// <inheritdoc />
    public override string Measure => "exposure";

    /// <inheritdoc />
    public override Phrase Heading => new("Whose data is in reach", "Wiens gegevens binnen bereik zijn");

    /// <inheritdoc />
    public override Phrase Explanation => new(
        "Where two numbers stand: the first certainly, the second possibly. May be added: functions whose data would be in " +
        "reach as well if every supplier of unknown country were among those asked about.",
        "Waar twee getallen staan: het eerste zeker, het tweede mogelijk. Komt misschien bij: overheidsdiensten waarvan de " +
        "gegevens ook binnen bereik zouden zijn als elke leverancier zonder bekend land bij de gevraagde hoorde.");

    /// <inheritdoc />
    public override IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("functions", Unit.Functions, new("functions", "diensten")),
        new("share", Unit.Share, new("share", "aandeel")),
        new("organisations", Unit.Organisations, new("organisations", "organisaties")),
        new("people", Unit.People, new("people", "mensen")),
        new("specialCategories", Unit.Functions),
        new("ifCountriesUnknown", Unit.Functions, new("may be added", "komt misschien bij")),
        new("ofFunctions", Unit.Functions),
    ];

    /// <inheritdoc />
    protected internal override IEnumerable<object?> LooksAt(DayOfFacts day) =>
    [
        day.GroundOfGraph, day.Columns.Function.DataClass, day.Columns.Function.PersonalData,
        day.Columns.Service.CustomerHeldKeys, day.Columns.Alternative.Role, day.Columns.Alternative.Data,
        day.Columns.Alternative.DataClass, day.Columns.Alternative.CustomerHeldKeys,
    ];

    /// <inheritdoc />
    protected internal override Reading On(DayOfFacts day)
    {
        var graph = day.Graph;
        var (counts, beyond) = Exposure.Count(day.Columns, graph, question);
        var functions = Bounded(counts, r => r.Functions);
        return new Reading(
        [
            functions,
            graph.FunctionCount > 0 ? functions / graph.FunctionCount : null,
            Bounded(counts, r => r.Organisations),
            Bounded(counts, r => r.People),
            Bounded(counts, r => r.SpecialCategories),
            Bounds.Exactly(beyond.Functions),
            Bounds.Exactly(graph.FunctionCount),
        ]);
    }

    private static Bounds Bounded(ExposureCounts counts, Func<Reached, long> of) =>
        new(of(counts.Certain), of(counts.InReach));
}

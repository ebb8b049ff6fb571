using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>How much hangs on how few, over all functions or for one purpose; each function weighs as one.</summary>
/// <remarks>
/// The group of that name of <see cref="Concentration"/>, without who stands on whom through others. Needs
/// <see cref="Detail.Data"/> and <see cref="Detail.Kinds"/>. Linear in the facts of the day.
/// </remarks>
/// <param name="purpose">For what; null: everything together.</param>
/// <param name="per">Whose shares.</param>
public sealed class ConcentrationCurve(Purpose? purpose, HolderKind per) : Curve
{
    private const int Few = 3;

    /// <inheritdoc />
    public override string Measure => "concentration";

    /// <inheritdoc />
    public override string? Of { get; } = purpose is { } one ? Words.Of<Purpose>().WordOf((int)one) : null;

    /// <inheritdoc />
    public override Phrase Heading => purpose is null
        ? new("How much hangs on how few", "Hoeveel aan hoe weinigen hangt")
        : new(
            $"How much hangs on how few: {ChoiceWords.Of(purpose.Value).English}",
            $"Hoeveel aan hoe weinigen hangt: {ChoiceWords.Of(purpose.Value).Dutch}");

    /// <inheritdoc />
    public override Phrase Explanation => new(
        "HHI: 0 (spread over many) to 10,000 (all with one). Where two numbers stand, it is unknown who holds a part: the " +
        "first if all those are different, the second if they are all the largest. Largest: the one known holder of most.",
        "HHI: 0 (verdeeld over velen) tot 10.000 (alles bij één). Waar twee getallen staan, is van een deel onbekend bij wie " +
        "het ligt: het eerste als zij allen verschillen, het tweede als zij allen de grootste zijn. Grootste: van wie bekend is " +
        "dat die het meest heeft.");

    /// <inheritdoc />
    public override IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("hhi", Unit.Hhi, new("HHI", "HHI")),
        new("top1", Unit.Share, new("largest", "grootste")),
        new("top3", Unit.Share, new("three largest", "drie grootste")),
        new("unknownShare", Unit.Share, new("unknown", "onbekend")),
    ];

    /// <inheritdoc />
    protected internal override IEnumerable<object?> LooksAt(DayOfFacts day) =>
    [
        day.GroundOfGraph, day.Columns.Organisation.Country, day.Columns.Alternative.Role,
    ];

    /// <inheritdoc />
    protected internal override Reading On(DayOfFacts day)
    {
        var question = new ConcentrationQuestion(purpose is null ? GroupedBy.All : GroupedBy.Purpose, per);
        if (Concentration.SharesOf(day.Columns, question, Of ?? "all") is not var (shares, largest))
        {
            return new Reading([null, null, null, null]);
        }

        var whom = largest is not { } holder ? null
            : holder.Entity >= 0 ? day.Columns.Entities[holder.Entity] : holder.Country?.Code;
        return new Reading([shares.Hhi, shares.Top(1), shares.Top(Few), Bounds.Exactly(shares.UnknownShare)], whom);
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What is spent a year at home and elsewhere, in one currency.</summary>
/// <remarks>
/// Sums of <see cref="Spend"/> by the country of who is in control. What goes to someone of unknown country may be
/// anywhere, so all but the total are bounds. Contracts without an amount or currency are in no sum: they are counted.
/// Needs <see cref="Detail.Contracts"/>. n log n in the contracts of the day.
/// </remarks>
/// <param name="currency">The currency, as contracts have it.</param>
/// <param name="countries">Countries that are told apart; may be none.</param>
public sealed class SpendCurve(string currency, IReadOnlyCollection<Country> countries) : Curve
{
    /// <inheritdoc />
    public override string Measure => "spend";

    /// <inheritdoc />
    public override string? Of => currency;

    /// <inheritdoc />
    public override Phrase Heading => new(
        $"What is spent a year, by contract, in {currency}", $"Wat per jaar wordt uitgegeven, volgens contracten, in {currency}");

    /// <inheritdoc />
    public override Phrase Explanation => new(
        "By the country of who is in control. Where two amounts stand, that is unknown of some: the first without them, the second " +
        "with all of them. Contracts without an amount or currency, of which the number stands in the last column, are in no sum.",
        "Naar het land van wie zeggenschap heeft. Waar twee bedragen staan, is dat van een deel onbekend: het eerste zonder dat " +
        "deel, het tweede met dat deel. Contracten zonder bedrag of munt, waarvan het aantal in de laatste kolom staat, tellen niet mee.");

    /// <inheritdoc />
    public override IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("total", Unit.MoneyPerYear, new("in all", "in totaal")),
        new("home", Unit.MoneyPerYear, new("at home", "eigen bodem")),
        new("share", Unit.Share, new("share", "aandeel"), IsToGrow: true),
        new("elsewhere", Unit.MoneyPerYear, new("elsewhere", "elders")),
        .. countries.Count == 0 ? Array.Empty<Quantity>() :
        [
            new Quantity("withCountries", Unit.MoneyPerYear, new(
                $"with {string.Join(' ', countries)}", $"met {string.Join(' ', countries)}")),
        ],
        new("withoutAmount", Unit.Contracts, new("without amount", "zonder bedrag")),
    ];

    /// <inheritdoc />
    protected internal override IEnumerable<object?> LooksAt(DayOfFacts day) =>
        [day.GroundOfControl, day.Columns.Contract?.Supplier, day.Columns.Contract?.AnnualCost, day.Columns.Contract?.Currency, day.Home];

    /// <inheritdoc />
    protected internal override Reading On(DayOfFacts day)
    {
        var spend = Spend.Of(day.Columns);
        var (lines, without) = (spend.ByCountry.Where(l => l.Currency == currency).ToList(), Bounds.Exactly(spend.WithoutAmount));
        if (lines.Count == 0)
        {
            return new Reading([.. Enumerable.Repeat<Bounds?>(null, Quantities.Count - 1), without]);
        }

        var total = (double)lines.Sum(l => l.AnnualCost);
        var home = Sum(day.Home.Contains);
        return new Reading(
        [
            Bounds.Exactly(total), home, total > 0 ? home / total : null, Sum(c => !day.Home.Contains(c)),
            .. countries.Count == 0 ? Array.Empty<Bounds?>() : [Sum(countries.Contains)],
            without,
        ]);

        Bounds Sum(Func<Country, bool> counts)
        {
            var least = lines.Where(l => l.Country is { } country && counts(country)).Sum(l => l.AnnualCost);
            return new Bounds((double)least, (double)(least + lines.Where(l => l.Country is null).Sum(l => l.AnnualCost)));
        }
    }
}

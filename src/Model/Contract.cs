namespace Sluiswachter.Model;

/// <summary>What a body and a supplier agreed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Organisation">The body that buys.</param>
/// <param name="Supplier">The legal entity that supplies.</param>
/// <param name="Reseller">The legal entity through which it is bought; null when none. It stops nothing by itself.</param>
/// <param name="StartsOn">The first day of the term; null when unknown.</param>
/// <param name="EndsOn">The last day of the term; null when unknown or without end.</param>
/// <param name="NoticeDays">Days of notice; null when unknown.</param>
/// <param name="AnnualCost">Cost a year, in <paramref name="Currency"/>; null when unknown.</param>
/// <param name="Currency">The currency of the cost; null when unknown.</param>
/// <param name="GoverningLaw">The law that governs it; null when unknown.</param>
/// <param name="NegotiatedTerms">The negotiated terms that apply or are passed on; null when unknown.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Contract(
    ContractId Id,
    EntityId Organisation,
    EntityId Supplier,
    EntityId? Reseller,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    int? NoticeDays,
    decimal? AnnualCost,
    Label? Currency,
    Label? GoverningLaw,
    Label? NegotiatedTerms,
    Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How contracts are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Contract>(
        FactKind.Contract,
        "contracts",
        keyLength: 1,
        [
            Column.Id(IdSpace.Contract), Column.Reference("organisation", required: true, FactKind.Organisation),
            Column.Reference("supplier", required: true, FactKind.Supplier),
            Column.Reference("reseller", required: false, FactKind.Supplier), Column.Day("starts_on"),
            Column.Day("ends_on"), Column.Count("notice_days", 0, 36_500),
            Column.Number("annual_cost", 0, 1_000_000_000_000), Column.Text("currency"), Column.Text("governing_law"),
            Column.Text("negotiated_terms"),
        ],
        (c, stated) => new Contract(
            c.ContractOrNone(0)!.Value, c.Entity(1), c.Entity(2), c.EntityOrNone(3), c.DayOrNone(4),
            c.DayOrNone(5), c.IntOrNone(6), c.DecimalOrNone(7), c.TextOrNone(8), c.TextOrNone(9), c.TextOrNone(10), stated),
        k =>
        [
            Cell.Of(k.Id.Text), Cell.Of(k.Organisation.Text), Cell.Of(k.Supplier.Text), Cell.Of(k.Reseller?.Text),
            Cell.Of(k.StartsOn), Cell.Of(k.EndsOn), Cell.Of(k.NoticeDays),
            Cell.Of(k.AnnualCost?.ToString("0.############################")), Cell.Of(k.Currency?.Text),
            Cell.Of(k.GoverningLaw?.Text), Cell.Of(k.NegotiatedTerms?.Text),
        ]);
}

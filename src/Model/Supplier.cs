namespace Sluiswachter.Model;

/// <summary>A legal entity that supplies services, or that owns one that does.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in law.</param>
/// <param name="Country">The country in which it is established; null when unknown, and then never in reach.</param>
/// <param name="Organisation">The public body that is this supplier; null when it is none.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Supplier(EntityId Id, Label Name, Country? Country, EntityId? Organisation, Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How suppliers are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Supplier>(
        FactKind.Supplier,
        "suppliers",
        keyLength: 1,
        [
            Column.Id(IdSpace.Entity), Column.Text("name", required: true), Column.Place("country"),
            Column.Reference("organisation", required: false, FactKind.Organisation),
        ],
        (c, stated) => new Supplier(c.Entity(0), c.Text(1), c.CountryOrNone(2), c.EntityOrNone(3), stated),
        s => [Cell.Of(s.Id.Text), Cell.Of(s.Name.Text), Cell.Of(s.Country?.Number), Cell.Of(s.Organisation?.Text)]);
}

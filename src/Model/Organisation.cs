namespace Sluiswachter.Model;

/// <summary>A public body.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">The kind of body, such as gemeente or ministerie; null when unknown.</param>
/// <param name="Parent">The body it is part of; null when none or unknown.</param>
/// <param name="Ministry">The ministry it falls under; null when none or unknown.</param>
/// <param name="Country">The country it governs; null when unknown.</param>
/// <param name="Population">The people it governs; null when unknown.</param>
/// <param name="Website">Its web site; null when unknown.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Organisation(
    EntityId Id,
    Label Name,
    Label? Kind,
    EntityId? Parent,
    EntityId? Ministry,
    Country? Country,
    long? Population,
    Label? Website,
    Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>The most people that one row may count: 10¹², so that totals stay within 64 bits.</summary>
    internal const long MostPeople = 1_000_000_000_000;

    /// <summary>How organisations are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Organisation>(
        FactKind.Organisation,
        "organisations",
        keyLength: 1,
        [
            Column.Id(IdSpace.Entity), Column.Text("name", required: true), Column.Text("kind"),
            Column.Reference("parent", required: false, FactKind.Organisation),
            Column.Reference("ministry", required: false, FactKind.Organisation),
            Column.Place("country"), Column.Count("population", 0, MostPeople), Column.Text("website"),
        ],
        (c, stated) => new Organisation(
            c.Entity(0), c.Text(1), c.TextOrNone(2), c.EntityOrNone(3), c.EntityOrNone(4), c.CountryOrNone(5),
            c.LongOrNone(6), c.TextOrNone(7), stated),
        o =>
        [
            Cell.Of(o.Id.Text), Cell.Of(o.Name.Text), Cell.Of(o.Kind?.Text), Cell.Of(o.Parent?.Text),
            Cell.Of(o.Ministry?.Text), Cell.Of(o.Country?.Number), Cell.Of(o.Population), Cell.Of(o.Website?.Text),
        ]);
}

namespace Sluiswachter.Model;

/// <summary>What a body does for people or for itself: a tax return, opening a lock, its mail.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Organisation">The body that does it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Criticality">How much depends on it; null when unknown.</param>
/// <param name="MaxTolerableOutageHours">How many hours it may be down; null when unknown.</param>
/// <param name="DataClass">How confidential its data is; null when unknown.</param>
/// <param name="PersonalData">Which personal data it works with; null when unknown.</param>
/// <param name="People">How many people it serves; null: the population of its body.</param>
/// <param name="Product">Its name in the uniform product list (UPL); null when unknown.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Function(
    EntityId Id,
    EntityId Organisation,
    Label Name,
    Criticality? Criticality,
    int? MaxTolerableOutageHours,
    DataClass? DataClass,
    PersonalData? PersonalData,
    long? People,
    Label? Product,
    Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How functions are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Function>(
        FactKind.Function,
        "functions",
        keyLength: 1,
        [
            Column.Id(IdSpace.Entity), Column.Reference("organisation", required: true, FactKind.Organisation),
            Column.Text("name", required: true), Column.Choice<Criticality>("criticality"),
            Column.Count("max_tolerable_outage_hours", 0, Hours.Most), Column.Choice<DataClass>("data_class"),
            Column.Choice<PersonalData>("personal_data"), Column.Count("people", 0, Model.Organisation.MostPeople),
            Column.Text("product"),
        ],
        (c, stated) => new Function(
            c.Entity(0), c.Entity(1), c.Text(2), c.ChoiceOrNone<Criticality>(3), c.IntOrNone(4),
            c.ChoiceOrNone<DataClass>(5), c.ChoiceOrNone<PersonalData>(6), c.LongOrNone(7), c.TextOrNone(8), stated),
        f =>
        [
            Cell.Of(f.Id.Text), Cell.Of(f.Organisation.Text), Cell.Of(f.Name.Text), Cell.Of((long?)f.Criticality),
            Cell.Of(f.MaxTolerableOutageHours), Cell.Of((long?)f.DataClass), Cell.Of((long?)f.PersonalData),
            Cell.Of(f.People), Cell.Of(f.Product?.Text),
        ]);
}

/// <summary>Whole hours, the unit of time of every calculation.</summary>
public static class Hours
{
    /// <summary>The most hours that a cell may hold: one million, about 114 years.</summary>
    public const int Most = 1_000_000;
}

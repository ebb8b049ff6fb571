namespace Sluiswachter.Model;

/// <summary>What is bought or run: a cloud service, a platform, a data centre of one's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Supplier">The legal entity that supplies it.</param>
/// <param name="Models">Its service models; none when unknown.</param>
/// <param name="Deployment">Its deployment model; null when unknown.</param>
/// <param name="Regions">The countries in which it runs, ordered, each once; empty when unknown.</param>
/// <param name="CustomerHeldKeys">Whether customers alone hold the keys to their data; null when unknown.</param>
/// <param name="Certifications">Certificates it holds; null when unknown.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Service(
    EntityId Id,
    Label Name,
    EntityId Supplier,
    ServiceModels Models,
    Deployment? Deployment,
    IReadOnlyList<Country> Regions,
    bool? CustomerHeldKeys,
    Label? Certifications,
    Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How services are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Service>(
        FactKind.Service,
        "services",
        keyLength: 1,
        [
            Column.Id(IdSpace.Entity), Column.Text("name", required: true),
            Column.Reference("supplier", required: true, FactKind.Supplier), Column.Several<ServiceModels>("service_model"),
            Column.Choice<Deployment>("deployment"), Column.Places("regions"), Column.Flag("customer_held_keys"),
            Column.Text("certifications"),
        ],
        (c, stated) => new Service(
            c.Entity(0), c.Text(1), c.Entity(2), c.ChoiceOrNone<ServiceModels>(3) ?? ServiceModels.None,
            c.ChoiceOrNone<Deployment>(4), c.Countries(5), c.FlagOrNone(6), c.TextOrNone(7), stated),
        s =>
        [
            Cell.Of(s.Id.Text), Cell.Of(s.Name.Text), Cell.Of(s.Supplier.Text),
            Cell.Of(s.Models == ServiceModels.None ? null : (long)s.Models), Cell.Of((long?)s.Deployment),
            Cell.Of(s.Regions.Count == 0 ? null : string.Join(' ', s.Regions)),
            Cell.Of(s.CustomerHeldKeys is { } held ? (held ? 1 : 0) : (long?)null), Cell.Of(s.Certifications?.Text),
        ]);
}

namespace Sluiswachter.Model;

/// <summary>A number or name by which others know an organisation, function, supplier or service.</summary>
/// <param name="Entity">Whom it identifies.</param>
/// <param name="Scheme">Whose numbering it is: oin, tooi, roo, kvk, lei, rsin, cbs, domain, mx, asn, …</param>
/// <param name="Value">The number or name in that scheme.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Identifier(EntityId Entity, Label Scheme, Label Value, Provenance Provenance) : Fact(Provenance)
{
    /// <summary>How identifiers are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Identifier>(
        FactKind.Identifier,
        "identifiers",
        keyLength: 3,
        [
            Column.Reference(
                "id", required: true, FactKind.Organisation, FactKind.Function, FactKind.Supplier, FactKind.Service),
            Column.Text("scheme", required: true), Column.Text("value", required: true),
        ],
        (c, stated) => new Identifier(c.Entity(0), c.Text(1), c.Text(2), stated),
        i => [Cell.Of(i.Entity.Text), Cell.Of(i.Scheme.Text), Cell.Of(i.Value.Text)]);
}

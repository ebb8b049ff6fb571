using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>How much the register knows: of whose country it tells nothing, and what hangs on those.</summary>
/// <remarks>
/// Suppliers without a country and their services are those of a switch-off, and so are unmet requirements. Linear in the
/// facts of the day.
/// </remarks>
public sealed class CoverageCurve : Curve
{
    /// <inheritdoc />
    public override string Measure => "coverage";

    /// <inheritdoc />
    public override Phrase Heading => new("What the register does not know", "Wat het register niet weet");

    /// <inheritdoc />
    public override Phrase Explanation => new(
        "Unknown: requirements with an alternative from a supplier whose country, or that of one who controls it, is not " +
        "known. Unmet: requirements with fewer alternatives in the register than they need.",
        "Onbekend: afhankelijkheden met een alternatief van een leverancier van wie het land, of dat van wie hem beheerst, niet " +
        "bekend is. Onvervuld: afhankelijkheden met minder alternatieven in het register dan nodig.");

    /// <inheritdoc />
    public override IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("requirements", Unit.Requirements, new("requirements", "afhankelijkheden")),
        new("unknown", Unit.Requirements, new("unknown", "onbekend")),
        new("share", Unit.Share, new("share", "aandeel")),
        new("unmet", Unit.Requirements, new("unmet", "onvervuld")),
        new("suppliersWithoutCountry", Unit.Suppliers, new("suppliers without country", "leveranciers zonder land")),
        new("servicesOfThose", Unit.Services, new("their services", "hun clouddiensten")),
    ];

    /// <inheritdoc />
    protected internal override IEnumerable<object?> LooksAt(DayOfFacts day) => [day.GroundOfGraph];

    /// <inheritdoc />
    protected internal override Reading On(DayOfFacts day)
    {
        var graph = day.Graph;
        var unknownSuppliers = new bool[graph.SupplierCount];
        for (var supplier = 0; supplier < unknownSuppliers.Length; supplier++)
        {
            unknownSuppliers[supplier] = day.Controllers.AllAbove(graph.Suppliers.Entity[supplier])
                .Any(s => day.Controllers.CountryOf(s) is null);
        }

        var unknown = 0;
        for (var requirement = 0; requirement < graph.RequirementCount; requirement++)
        {
            unknown += IsUnknown(requirement) ? 1 : 0;
        }

        return new Reading(
        [
            Bounds.Exactly(graph.RequirementCount),
            Bounds.Exactly(unknown),
            graph.RequirementCount > 0 ? Bounds.Exactly((double)unknown / graph.RequirementCount) : null,
            Bounds.Exactly(graph.Unmet.Count),
            Bounds.Exactly(graph.SuppliersWithoutCountry),
            Bounds.Exactly(graph.ServicesWithoutCountry),
        ]);

        bool IsUnknown(int requirement)
        {
            for (var (a, end) = graph.Alternatives.Starts[requirement]; a < end; a++)
            {
                if (graph.Nodes.SupplierOf(graph.Alternatives.Node[a]) is var supplier and >= 0 && unknownSuppliers[supplier])
                {
                    return true;
                }
            }

            return false;
        }
    }
}

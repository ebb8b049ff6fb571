using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What comes from home: services in use under control of nobody abroad.</summary>
/// <remarks>
/// In use is a service that a requirement which can be met has as an alternative. It comes from home when its supplier
/// and all who control that are established there; where a country is unknown it may. Linear in the facts of the day.
/// </remarks>
public sealed class HomeCurve : Curve
{
    /// <summary>Where the services in use stand among the quantities.</summary>
    public const int InUse = 0;

    /// <summary>Where those from home stand.</summary>
    public const int FromHome = 1;

    /// <inheritdoc />
    public override string Measure => "home";

    /// <inheritdoc />
    public override Phrase Heading => new("What comes from home", "Wat van eigen bodem komt");

    /// <inheritdoc />
    public override Phrase Explanation => new(
        "Where two numbers stand, a country is unknown: the first if none of these services is from home, the second if all are.",
        "Waar twee getallen staan, is een land onbekend: het eerste als geen van die clouddiensten van eigen bodem is, het tweede " +
        "als ze dat allemaal zijn.");

    /// <inheritdoc />
    public override IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("services", Unit.Services, new("services in use", "gebruikte clouddiensten")),
        new("fromHome", Unit.Services, new("from home", "van eigen bodem")),
        new("share", Unit.Share, new("share", "aandeel"), IsToGrow: true),
    ];

    /// <inheritdoc />
    protected internal override IEnumerable<object?> LooksAt(DayOfFacts day) => [day.GroundOfGraph, day.Home];

    /// <inheritdoc />
    protected internal override Reading On(DayOfFacts day)
    {
        var graph = day.Graph;
        var (verdicts, used) = (new Whereabouts[graph.SupplierCount], new bool[graph.NodeCount]);
        var (services, atHome, unknown) = (0, 0, 0);
        for (var a = 0; a < graph.AlternativeCount; a++)
        {
            var node = graph.Alternatives.Node[a];
            if (used[node] || graph.IsFunction(node))
            {
                continue;
            }

            (used[node], services) = (true, services + 1);
            ref var verdict = ref verdicts[graph.Nodes.SupplierOf(node)];
            verdict = verdict != default ? verdict : Verdict(day, graph.Suppliers.Entity[graph.Nodes.SupplierOf(node)]);
            atHome += verdict == Whereabouts.Here ? 1 : 0;
            unknown += verdict == Whereabouts.Unknown ? 1 : 0;
        }

        var home = new Bounds(atHome, atHome + unknown);
        return new Reading([Bounds.Exactly(services), home, services > 0 ? home / services : null]);
    }

    private static Whereabouts Verdict(DayOfFacts day, int supplier) => Whereabout.OfAll(
        day.Controllers.AllAbove(supplier).Select(s => day.Controllers.CountryOf(s) is not { } country ? Whereabouts.Unknown
            : day.Home.Contains(country) ? Whereabouts.Here : Whereabouts.Elsewhere));
}

namespace Sluiswachter.Insight;

/// <summary>What is not known and could put services in reach of a scenario.</summary>
/// <param name="Kind">What is unknown.</param>
/// <param name="Of">Position of the id of the supplier or service of which it is unknown.</param>
public readonly record struct Unknown(UnknownKind Kind, int Of);

/// <summary>Kinds of unknowns.</summary>
public enum UnknownKind
{
    /// <summary>The country of a supplier.</summary>
    Country = 1,

    /// <summary>The regions in which a service runs.</summary>
    Regions = 2,
}

/// <summary>The unknowns that matter to a scenario, and the services that each would put in reach. Immutable.</summary>
/// <remarks>
/// Of countries only when a country is asked about, of regions only when a location is: nothing else can change what is
/// switched off. A supplier brings along all that it controls. Linear in what is unknown and in reach of it.
/// </remarks>
internal sealed class Unknowns
{
    private readonly int[] times;
    private readonly bool[] isSeed;

    private Unknowns(DependencyGraph graph, Scenario scenario, int[] seeds)
    {
        (times, isSeed) = (new int[graph.NodeCount], new bool[graph.NodeCount]);
        foreach (var seed in seeds)
        {
            isSeed[seed] = true;
        }

        var all = new List<(Unknown Unknown, int[] Opens)>();
        foreach (var (unknown, services) in Find(graph, scenario))
        {
            int[] opens = [.. services.Where(s => !isSeed[s])];
            if (opens.Length > 0)
            {
                all.Add((unknown, opens));
            }

            foreach (var service in opens)
            {
                times[service]++;
            }
        }

        All = all;
        Open = [.. Enumerable.Range(0, times.Length).Where(n => times[n] > 0)];
    }

    /// <summary>The unknowns, each with the services that it alone could put in reach, which are not yet.</summary>
    public IReadOnlyList<(Unknown Unknown, int[] Opens)> All { get; }

    /// <summary>The services that may or may not be in reach.</summary>
    public int[] Open { get; }

    public static Unknowns Of(DependencyGraph graph, Scenario scenario, int[] seeds) => new(graph, scenario, seeds);

    /// <summary>The open services without those that an unknown opens and nothing else does.</summary>
    public int[] Without(int[] opens)
    {
        var gone = opens.Where(s => times[s] == 1).ToHashSet();
        return gone.Count == 0 ? Open : [.. Open.Where(s => !gone.Contains(s))];
    }

    private static IEnumerable<(Unknown Unknown, int[] Services)> Find(DependencyGraph graph, Scenario scenario)
    {
        if (scenario.Countries.Count > 0)
        {
            var reach = new SubjectSeeds(new Subjects(graph));
            for (var supplier = 0; supplier < graph.SupplierCount; supplier++)
            {
                if (graph.Suppliers.Country[supplier] == 0)
                {
                    var entity = graph.Suppliers.Entity[supplier];
                    yield return (
                        new Unknown(UnknownKind.Country, entity),
                        reach.Of(new Subject(SubjectKind.Controller, entity)).ToArray());
                }
            }
        }

        if (scenario.Locations.Count > 0)
        {
            for (var node = 0; node < graph.NodeCount; node++)
            {
                if (!graph.IsFunction(node) && graph.Nodes.Regions!.Value[node].Count == 0)
                {
                    yield return (new Unknown(UnknownKind.Regions, graph.EntityOf(node)), [node]);
                }
            }
        }
    }
}

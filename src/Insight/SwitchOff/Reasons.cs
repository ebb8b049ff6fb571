namespace Sluiswachter.Insight;

/// <summary>What stopped each function and service that failed in a run.</summary>
/// <remarks>
/// Several requirements of one consumer may break at the hour and step at which it fails: the one with the lowest id is
/// named. Worked out when someone asks why, since most runs are only asked what. Linear in the requirements that broke and
/// in the nodes of the graph.
/// </remarks>
internal sealed class Reasons
{
    private const int Seed = -1;
    private readonly int[] requirementOf;

    private Reasons(DependencyGraph graph, Propagation run)
    {
        requirementOf = new int[graph.NodeCount];
        requirementOf.AsSpan().Fill(Seed);
        for (var pair = 0; pair < run.PairCount; pair++)
        {
            foreach (var requirement in run.BrokenAt(pair))
            {
                var consumer = graph.Required.Consumer[requirement];
                if (consumer < graph.NodeCount)
                {
                    Name(requirement, consumer, run, pair);
                    continue;
                }

                foreach (var function in graph.FunctionsOf[consumer - graph.NodeCount])
                {
                    Name(requirement, function, run, pair);
                }
            }
        }
    }

    /// <summary>Finds what stopped all that failed in a run.</summary>
    public static Reasons Of(DependencyGraph graph, Propagation run) => new(graph, run);

    /// <summary>The requirement that stopped a failed node, or -1 for a seed.</summary>
    public int RequirementOf(int node) => requirementOf[node];

    private void Name(int requirement, int consumer, Propagation run, int pair)
    {
        ref var known = ref requirementOf[consumer];
        if (run.PairNumberOf(consumer) == pair && (known == Seed || requirement < known))
        {
            known = requirement;
        }
    }
}

using System.Runtime.Intrinsics;
using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Adds up what is lost in each lane of many scenarios that were run at once.</summary>
/// <remarks>
/// Once for a graph, then for any number of runs and threads: the functions of a body stand by people, most first, so
/// that of each lane only the first one that failed counts. Linear in the nodes, times the bits of what is added up.
/// </remarks>
internal sealed class LaneLosses
{
    private readonly DependencyGraph graph;
    private readonly int[][] byPeople;

    public LaneLosses(DependencyGraph graph)
    {
        this.graph = graph;
        byPeople = new int[graph.OrganisationCount][];
        for (var body = 0; body < byPeople.Length; body++)
        {
            byPeople[body] = [.. graph.FunctionsOf[body]];
            Array.Sort(Array.ConvertAll(byPeople[body], f => -graph.Nodes.PeopleOf(f)), byPeople[body]);
        }
    }

    /// <summary>The loss of each lane.</summary>
    /// <param name="run">A run that has come to its end.</param>
    /// <param name="losses">By lane, from the first: what is lost.</param>
    public void Of(BitParallelPropagation run, Span<Loss> losses)
    {
        var (services, alternatives) = (new LaneSums(), new LaneSums());
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var lanes = run.LanesOf(node);
            if (lanes == Vector256<ulong>.Zero)
            {
                continue;
            }

            var (first, end) = graph.Uses.Starts[node];
            alternatives.Add(lanes, end - first);
            if (!graph.IsFunction(node))
            {
                services.Add(lanes, 1);
            }
        }

        var (vital, functions, organisations, people) = (new LaneSums(), new LaneSums(), new LaneSums(), new LaneSums());
        foreach (var body in byPeople)
        {
            var seen = Vector256<ulong>.Zero;
            foreach (var function in body)
            {
                var lanes = run.LanesOf(function);
                if (lanes == Vector256<ulong>.Zero)
                {
                    continue;
                }

                functions.Add(lanes, 1);
                vital.Add(lanes, graph.Nodes.CriticalityOf(function) == Criticality.Vital ? 1 : 0);
                people.Add(Vector256.AndNot(lanes, seen), graph.Nodes.PeopleOf(function));
                seen |= lanes;
            }

            organisations.Add(seen, 1);
        }

        for (var lane = 0; lane < losses.Length; lane++)
        {
            losses[lane] = new Loss(
                (int)vital[lane], (int)functions[lane], (int)organisations[lane], people[lane], (int)services[lane],
                alternatives[lane]);
        }
    }
}

/// <summary>A sum for each lane, kept by bits: a vector holds one bit of all sums.</summary>
/// <remarks>Adding costs, per bit of the number, as many steps as its carry goes on in some lane.</remarks>
internal sealed class LaneSums
{
    private readonly Vector256<ulong>[] bits = new Vector256<ulong>[sizeof(long) * 8];

    /// <summary>The sum of a lane.</summary>
    public long this[int lane]
    {
        get
        {
            var sum = 0UL;
            for (var bit = 0; bit < bits.Length; bit++)
            {
                sum |= (bits[bit].GetElement(lane / 64) >> lane & 1) << bit;
            }

            return (long)sum;
        }
    }

    /// <summary>Adds a number, 0 or more, to the sums of some lanes.</summary>
    public void Add(Vector256<ulong> lanes, long number)
    {
        for (var (bit, left) = (0, number); left != 0; bit++, left >>= 1)
        {
            if ((left & 1) == 0)
            {
                continue;
            }

            var carry = lanes;
            for (var to = bit; carry != Vector256<ulong>.Zero; to++)
            {
                var before = bits[to];
                bits[to] = before ^ carry;
                carry &= before;
            }
        }
    }
}

namespace Sluiswachter.Insight;

/// <summary>Whose data comes to some services, and in how many hops.</summary>
/// <remarks>
/// <para>
/// Breadth-first against the flow of data, from the services back to those who hand data over. Because an alternative
/// may state the class of what it gets, a <em>state</em> goes along: 0 while the data that arrives is of whatever class
/// its owner's is, else the class (its number) that an alternative on the way stated last.
/// </para>
/// <para>
/// Linear in the edges that it meets; forgetting costs as much as was met, so that many small searches are cheap.
/// </para>
/// </remarks>
/// <param name="flow">Where data goes.</param>
/// <param name="least">Hops that hand over less are not gone.</param>
/// <param name="withStandby">Whether hops to what only stands by are gone.</param>
internal sealed class DataSearch(DataFlow flow, Handover least, bool withStandby = true)
{
    /// <summary>States per consumer: the owner's class, and each stated one.</summary>
    public const int States = 4;

    private readonly int[] hops = NotMet(flow.ConsumerCount);
    private readonly List<int> met = [];

    /// <summary>All pairs of consumer and state that were met, each as consumer × 4 + state.</summary>
    public IReadOnlyList<int> Met => met;

    /// <summary>Edges looked at in all searches so far.</summary>
    public long Work { get; private set; }

    /// <summary>Hops from a consumer, with data in a state, to the nearest of the services; -1 when there is no way.</summary>
    public int HopsFrom(int consumer, int state) => hops[consumer * States + state];

    /// <summary>Searches anew, for other services.</summary>
    public DataSearch Run(IEnumerable<int> services)
    {
        met.ForEach(m => hops[m] = -1);
        met.Clear();
        foreach (var service in services)
        {
            Meet(service, 0, 0);
        }

        for (var i = 0; i < met.Count; i++)
        {
            var (used, state) = Math.DivRem(met[i], States);
            if (used < flow.Graph.NodeCount)
            {
                GoBack(used, state);
            }
        }

        return this;
    }

    /// <summary>The edge by which a shortest way goes on, the first of them by id, and the state it leads to.</summary>
    public (int Edge, int State) Next(int consumer, int state)
    {
        var (own, next) = First(consumer, consumer, state);
        var body = consumer < flow.BodyOf.Length ? flow.BodyOf[consumer] : -1;
        if (body < 0)
        {
            return (own, next);
        }

        var (shared, sharedNext) = First(flow.Graph.NodeCount + body, consumer, state);
        return own >= 0 && (shared < 0 || own < shared) ? (own, next) : (shared, sharedNext);
    }

    private static int[] NotMet(int consumers)
    {
        var none = new int[consumers * States];
        Array.Fill(none, -1);
        return none;
    }

    private void GoBack(int used, int state)
    {
        var graph = flow.Graph;
        var far = hops[used * States + state] + 1;
        var arriving = flow.Arriving.AsSpan(flow.ByUsed.Starts[used]..flow.ByUsed.Starts[used + 1]);
        Work += arriving.Length;
        foreach (ref readonly var e in arriving)
        {
            if (!Goes(e.Handover, e.IsStandby))
            {
                continue;
            }

            var before = state != 0 ? state : (int)e.Class;
            if (Meet(e.Consumer, before, far) && e.Consumer >= graph.NodeCount)
            {
                foreach (var function in graph.FunctionsOf[e.Consumer - graph.NodeCount])
                {
                    Meet(function, before, far);
                }
            }
        }
    }

    private bool Goes(Handover handover, bool isStandby) => handover >= least && (withStandby || !isStandby);

    private bool Meet(int consumer, int state, int far)
    {
        ref var known = ref hops[consumer * States + state];
        if (known >= 0)
        {
            return false;
        }

        known = far;
        met.Add(consumer * States + state);
        return true;
    }

    /// <summary>The first edge of a consumer that brings a node, which may be the consumer's function, nearer.</summary>
    private (int Edge, int State) First(int consumer, int node, int state)
    {
        var nearer = HopsFrom(node, state) - 1;
        foreach (var edge in flow.ByConsumer[consumer])
        {
            ref var e = ref flow.Edges[edge];
            if (!Goes(e.Handover, e.IsStandby))
            {
                continue;
            }

            if ((state != 0 || e.Class == default) && HopsFrom(e.Used, state) == nearer)
            {
                return (edge, state);
            }

            if (state != 0 && (int)e.Class == state && HopsFrom(e.Used, 0) == nearer)
            {
                return (edge, 0);
            }
        }

        return (-1, 0);
    }
}

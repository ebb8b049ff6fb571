using System.Collections;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Sluiswachter.Insight;

/// <summary>Counts what fails hour after hour, while it fails, and puts it in order of hour and then of id.</summary>
/// <remarks>
/// Within an hour nothing here depends on the order: how many people a body's functions serve at most is the same in any. Linear in
/// what fails, and in a 64th of the nodes.
/// </remarks>
internal sealed class Tally
{
    /// <summary>Fewer than any people whom the functions of a body serve.</summary>
    private const long NoneFailed = -2;

    /// <summary>What failed of the body so far serves nobody.</summary>
    private const long OnlyForNobody = -1;

    private readonly DependencyGraph graph;
    private readonly Propagation propagation;
    private readonly List<Moment> timeline = [];

    // By pair its place in the timeline; by body the most people whom a function of it that failed serves.
    private readonly List<int> momentOf = [];
    private readonly long[] largest;
    private Counts failed;
    private ForNobody forNobody;

    private Tally(DependencyGraph graph, Propagation propagation)
    {
        (this.graph, this.propagation) = (graph, propagation);
        largest = new long[graph.OrganisationCount];
        largest.AsSpan().Fill(NoneFailed);
    }

    /// <summary>The failed functions, in order of hour and then of id.</summary>
    public int[] Functions { get; private set; } = [];

    /// <summary>The failed services, likewise.</summary>
    public int[] Services { get; private set; } = [];

    /// <summary>One cumulative entry per hour at which something failed.</summary>
    public IReadOnlyList<Moment> Timeline => timeline;

    /// <summary>Spreads failure from seeds, and tallies what fails while it spreads.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="propagation">A workspace for it; holds what failed afterwards.</param>
    /// <param name="seeds">The nodes that fail at hour 0 by themselves.</param>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    public static Tally OfRun(DependencyGraph graph, Propagation propagation, int[] seeds, int horizonHours)
    {
        var tally = new Tally(graph, propagation);
        var follower = new Follower(tally.AddUpTo);
        try
        {
            propagation.Run(seeds, horizonHours, follower);
        }
        finally
        {
            follower.Rest();
        }

        tally.AddUpTo(propagation.PairCount);
        tally.PutInOrder();
        return tally;
    }

    /// <summary>Adds what failed at the pairs, up to a number of them, that were not yet added.</summary>
    private void AddUpTo(int pairs)
    {
        for (var pair = momentOf.Count; pair < pairs; pair++)
        {
            propagation.NotePair(pair);
            var nodes = propagation.FailedAt(pair);
            if (nodes.Length > 0)
            {
                Add(nodes);
                var moment = new Moment(propagation.HourAt(pair), failed) { ForNobody = forNobody };
                if (timeline is [.., var last] && last.Hour == moment.Hour)
                {
                    timeline[^1] = moment;
                }
                else
                {
                    timeline.Add(moment);
                }
            }

            momentOf.Add(timeline.Count - 1);
        }
    }

    /// <summary>Adds what fails at one pair.</summary>
    private void Add(ReadOnlySpan<int> nodes)
    {
        var (bodyOf, about, functions) = (graph.Nodes.Owner, graph.Nodes.About, graph.Nodes.Functions);
        var (stopped, organisations, people) = (0, 0, 0L);
        var (stoppedForNobody, bodiesForNobody) = (0, 0);
        foreach (var node in nodes)
        {
            var function = functions.PlaceOf(node);
            if (function < 0)
            {
                continue;
            }

            stopped++;
            ref var known = ref largest[bodyOf[node]];
            organisations += known == NoneFailed ? 1 : 0;
            var served = about.People.LongAt(function);
            if (served == 0 && about.ServesNobody[function] != 0)
            {
                stoppedForNobody++;
                bodiesForNobody += known == NoneFailed ? 1 : 0;
                known = Math.Max(known, OnlyForNobody);
                continue;
            }

            bodiesForNobody -= known == OnlyForNobody ? 1 : 0;
            var most = Math.Max(known, served);
            people += most - Math.Max(0, known);
            known = most;
        }

        failed = new Counts(
            failed.Functions + stopped, failed.Services + nodes.Length - stopped,
            failed.Organisations + organisations, failed.People + people);
        forNobody = new ForNobody(
            forNobody.Functions + stoppedForNobody, forNobody.Organisations + bodiesForNobody);
    }

    private void PutInOrder() => SideBySide.Both(
        graph.NodeCount,
        () => Functions = Ordered(areFunctions: true, c => c.Functions),
        () => Services = Ordered(areFunctions: false, c => c.Services));

    /// <summary>A counting sort by hour over the functions or the services that failed, in the order of ids.</summary>
    private int[] Ordered(bool areFunctions, Func<Counts, int> count)
    {
        var next = new int[timeline.Count + 1];
        for (var moment = 0; moment < timeline.Count; moment++)
        {
            next[moment + 1] = count(timeline[moment].Failed);
        }

        var ordered = GC.AllocateUninitializedArray<int>(next[^1]);
        var bits = propagation.FailedBits;
        var pairOf = propagation.PairNumbers;
        var moments = CollectionsMarshal.AsSpan(momentOf);
        var functions = graph.Nodes.Functions.Words;
        var inverted = areFunctions ? 0 : ulong.MaxValue;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word] & (functions[word] ^ inverted); left != 0; left &= left - 1)
            {
                var node = (word << 6) + BitOperations.TrailingZeroCount(left);
                ordered[next[moments[pairOf[node]]]++] = node;
            }
        }

        return ordered;
    }
}

/// <summary>How long the exits of the requirements that broke take, by consumer.</summary>
internal sealed class Exits
{
    private const int NothingBroke = -1;
    private const int Unknown = int.MaxValue;
    private readonly int[] ofNode;
    private readonly int[] ofBody;

    private Exits(int[] ofNode, int[] ofBody) => (this.ofNode, this.ofBody) = (ofNode, ofBody);

    public static Exits Of(DependencyGraph graph, Propagation propagation)
    {
        var exits = new Exits(new int[graph.NodeCount], new int[graph.OrganisationCount]);
        exits.ofNode.AsSpan().Fill(NothingBroke);
        exits.ofBody.AsSpan().Fill(NothingBroke);
        foreach (var requirement in propagation.Broken)
        {
            var consumer = graph.Required.Consumer[requirement];
            ref var longest = ref consumer < graph.NodeCount
                ? ref exits.ofNode[consumer]
                : ref exits.ofBody[consumer - graph.NodeCount];
            var hours = graph.Required.ExitHours[requirement];
            longest = Math.Max(longest, hours >= 0 ? hours : Unknown);
        }

        return exits;
    }

    /// <summary>
    /// Hours until all exits of a failed function, and of its body, are ready; null when one is unknown.
    /// </summary>
    public int? HoursOf(int function, int body) =>
        Math.Max(ofNode[function], ofBody[body]) is var hours && hours == Unknown ? null : hours;
}

/// <summary>A list whose items are made when they are asked for.</summary>
internal sealed class View<T>(int[] nodes, Func<int, T> make) : IReadOnlyList<T>
{
    /// <inheritdoc />
    public int Count => nodes.Length;

    /// <inheritdoc />
    public T this[int index] => make(nodes[index]);

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator() => nodes.Select(make).GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

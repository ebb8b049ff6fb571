using System.Collections;
using System.Numerics;

namespace Sluiswachter.Insight;

/// <summary>Counts what has failed, hour after hour.</summary>
internal static class Tally
{
    /// <summary>Fewer than any people whom the functions of a body serve.</summary>
    private const long NoneFailed = -2;

    /// <summary>What failed of the body so far serves nobody.</summary>
    private const long OnlyForNobody = -1;

    /// <summary>One cumulative entry per hour at which something failed.</summary>
    public static Moment[] Of(DependencyGraph graph, Propagation propagation)
    {
        var moments = new List<Moment>();
        var (functions, services, organisations, people) = (0, 0, 0, 0L);
        var (forNobody, bodiesForNobody) = (0, 0);
        var (isFunction, bodyOf, about) = (graph.Nodes.Functions, graph.Nodes.Owner, graph.Nodes.About);
        var largest = new long[graph.OrganisationCount];
        largest.AsSpan().Fill(NoneFailed);
        for (var pair = 0; pair < propagation.PairCount; pair++)
        {
            var nodes = propagation.FailedAt(pair);
            if (nodes.Length == 0)
            {
                continue;
            }

            foreach (var node in nodes)
            {
                var function = isFunction.PlaceOf(node);
                if (function < 0)
                {
                    services++;
                    continue;
                }

                functions++;
                ref var known = ref largest[bodyOf[node]];
                organisations += known == NoneFailed ? 1 : 0;
                var served = about.People.LongAt(function);
                if (served == 0 && about.ServesNobody[function] != 0)
                {
                    forNobody++;
                    bodiesForNobody += known == NoneFailed ? 1 : 0;
                    known = Math.Max(known, OnlyForNobody);
                    continue;
                }

                bodiesForNobody -= known == OnlyForNobody ? 1 : 0;
                var most = Math.Max(known, served);
                people += most - Math.Max(0, known);
                known = most;
            }

            var moment = new Moment(propagation.HourAt(pair), new Counts(functions, services, organisations, people))
            {
                ForNobody = new ForNobody(forNobody, bodiesForNobody),
            };
            if (moments is [.., var last] && last.Hour == moment.Hour)
            {
                moments[^1] = moment;
            }
            else
            {
                moments.Add(moment);
            }
        }

        return [.. moments];
    }
}

/// <summary>Puts what failed in order of hour and then of id.</summary>
internal static class ByHour
{
    /// <summary>
    /// The failed functions and the failed services: a counting sort by hour over nodes in the order of ids.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="propagation">What failed.</param>
    /// <param name="timeline">How many had failed by each hour.</param>
    public static (int[] Functions, int[] Services) Of(
        DependencyGraph graph, Propagation propagation, ReadOnlySpan<Moment> timeline)
    {
        var failed = timeline is [.., var last] ? last.Failed : default;
        var (functions, services) = (new int[failed.Functions], new int[failed.Services]);
        var (nextFunction, nextService) = (new int[timeline.Length], new int[timeline.Length]);
        for (var moment = 1; moment < timeline.Length; moment++)
        {
            var before = timeline[moment - 1].Failed;
            (nextFunction[moment], nextService[moment]) = (before.Functions, before.Services);
        }

        var momentOf = MomentOfPair(propagation, timeline);
        var failedBits = propagation.FailedBits;
        var pairOf = propagation.PairNumbers;
        for (var word = 0; word < failedBits.Length; word++)
        {
            for (var left = failedBits[word]; left != 0; left &= left - 1)
            {
                var node = (word << 6) + BitOperations.TrailingZeroCount(left);
                var moment = momentOf[pairOf[node]];
                if (graph.IsFunction(node))
                {
                    functions[nextFunction[moment]++] = node;
                }
                else
                {
                    services[nextService[moment]++] = node;
                }
            }
        }

        return (functions, services);
    }

    /// <summary>By pair of hour and step, which entry of the timeline is of its hour.</summary>
    private static int[] MomentOfPair(Propagation propagation, ReadOnlySpan<Moment> timeline)
    {
        var momentOf = new int[propagation.PairCount];
        var moment = 0;
        for (var pair = 0; pair < momentOf.Length; pair++)
        {
            while (moment + 1 < timeline.Length && timeline[moment + 1].Hour <= propagation.HourAt(pair))
            {
                moment++;
            }

            momentOf[pair] = moment;
        }

        return momentOf;
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

using System.Collections;
using System.Numerics;

namespace Sluiswachter.Insight;

/// <summary>Puts what failed in order of hour and then of id, and counts it hour after hour.</summary>
/// <remarks>Linear in what failed, and in a 64th of the nodes.</remarks>
internal sealed class Tally
{
    /// <summary>Fewer than any people whom the functions of a body serve.</summary>
    private const long NoneFailed = -2;

    /// <summary>What failed of the body so far serves nobody.</summary>
    private const long OnlyForNobody = -1;

    private readonly DependencyGraph graph;
    private readonly Propagation propagation;

    // The hours at which something failed, and how many functions and services had failed by then; by pair, which of them.
    private readonly List<(int Hour, int Functions, int Services)> hours = [];
    private readonly int[] hourOfPair;

    private Tally(DependencyGraph graph, Propagation propagation)
    {
        (this.graph, this.propagation) = (graph, propagation);
        hourOfPair = new int[propagation.PairCount];
        Count();
        var (_, functions, services) = hours.Count > 0 ? hours[^1] : default;
        (Functions, Services) = (new int[functions], new int[services]);
        Order();
        Timeline = new Moment[hours.Count];
        Add();
    }

    /// <summary>The failed functions, in order of hour and then of id.</summary>
    public int[] Functions { get; }

    /// <summary>The failed services, likewise.</summary>
    public int[] Services { get; }

    /// <summary>One cumulative entry per hour at which something failed.</summary>
    public Moment[] Timeline { get; }

    public static Tally Of(DependencyGraph graph, Propagation propagation) => new(graph, propagation);

    /// <summary>Counts functions and services, for each hour one time or more: a pair at a time.</summary>
    private void Count()
    {
        var (functions, services) = (0, 0);
        for (var pair = 0; pair < hourOfPair.Length; pair++)
        {
            var nodes = propagation.FailedAt(pair);
            if (nodes.Length == 0)
            {
                continue;
            }

            var before = functions;
            foreach (var node in nodes)
            {
                functions += graph.IsFunction(node) ? 1 : 0;
            }

            services += nodes.Length - (functions - before);
            var hour = propagation.HourAt(pair);
            if (hours is [.., var last] && last.Hour == hour)
            {
                hours.RemoveAt(hours.Count - 1);
            }

            hours.Add((hour, functions, services));
            hourOfPair[pair] = hours.Count - 1;
        }
    }

    /// <summary>A counting sort by hour over what failed, in the order of ids.</summary>
    private void Order()
    {
        var (nextFunction, nextService) = (new int[hours.Count], new int[hours.Count]);
        for (var hour = 1; hour < hours.Count; hour++)
        {
            (_, nextFunction[hour], nextService[hour]) = hours[hour - 1];
        }

        var failed = propagation.FailedBits;
        var pairOf = propagation.PairNumbers;
        for (var word = 0; word < failed.Length; word++)
        {
            for (var left = failed[word]; left != 0; left &= left - 1)
            {
                var node = (word << 6) + BitOperations.TrailingZeroCount(left);
                var hour = hourOfPair[pairOf[node]];
                if (graph.IsFunction(node))
                {
                    Functions[nextFunction[hour]++] = node;
                }
                else
                {
                    Services[nextService[hour]++] = node;
                }
            }
        }
    }

    /// <summary>Adds up bodies and people.</summary>
    private void Add()
    {
        var (bodyOf, about, functions) = (graph.Nodes.Owner, graph.Nodes.About, graph.Nodes.Functions);
        var (organisations, people, forNobody, bodiesForNobody) = (0, 0L, 0, 0);
        var largest = new long[graph.OrganisationCount];
        largest.AsSpan().Fill(NoneFailed);
        var next = 0;
        for (var at = 0; at < Timeline.Length; at++)
        {
            var (hour, functionsBy, servicesBy) = hours[at];
            for (; next < functionsBy; next++)
            {
                var function = functions.PlaceOf(Functions[next]);
                ref var known = ref largest[bodyOf[Functions[next]]];
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

            Timeline[at] = new Moment(hour, new Counts(functionsBy, servicesBy, organisations, people))
            {
                ForNobody = new ForNobody(forNobody, bodiesForNobody),
            };
        }
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

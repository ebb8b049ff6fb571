using System.Collections;

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
        var (functions, services, organisations, people, hour) = (0, 0, 0, 0L, 0);
        var (forNobody, bodiesForNobody) = (0, 0);
        var largest = new long[graph.OrganisationCount];
        largest.AsSpan().Fill(NoneFailed);
        var order = propagation.Failed;
        for (var place = 0; place < order.Length; place++)
        {
            if (propagation.HourAt(place) != hour)
            {
                Close();
                hour = propagation.HourAt(place);
            }

            var node = order[place];
            if (!graph.IsFunction(node))
            {
                services++;
                continue;
            }

            functions++;
            ref var known = ref largest[graph.Nodes.BodyOf(node)];
            organisations += known == NoneFailed ? 1 : 0;
            if (graph.Nodes.ServesNobody(node))
            {
                forNobody++;
                bodiesForNobody += known == NoneFailed ? 1 : 0;
                known = Math.Max(known, OnlyForNobody);
                continue;
            }

            bodiesForNobody -= known == OnlyForNobody ? 1 : 0;
            var most = Math.Max(known, graph.Nodes.PeopleOf(node));
            people += most - Math.Max(0, known);
            known = most;
        }

        Close();
        return [.. moments];

        void Close()
        {
            if (functions + services > 0)
            {
                moments.Add(new Moment(hour, new Counts(functions, services, organisations, people))
                {
                    ForNobody = new ForNobody(forNobody, bodiesForNobody),
                });
            }
        }
    }
}

/// <summary>Puts what failed in order of hour and then of id.</summary>
internal static class ByHour
{
    /// <summary>
    /// The failed functions and the failed services: a counting sort by hour over nodes in the order of ids.
    /// </summary>
    public static (int[] Functions, int[] Services) Of(DependencyGraph graph, Propagation propagation, Counts failed)
    {
        var order = propagation.Failed;
        var lastHour = order.Length > 0 ? propagation.HourAt(order.Length - 1) : 0;
        var (nextFunction, nextService) = (new int[lastHour + 1], new int[lastHour + 1]);
        var (before, functionsBefore) = (0, 0);
        for (var i = 0; i < order.Length; i++)
        {
            var hour = propagation.HourAt(i);
            if (i == 0 || hour != propagation.HourAt(i - 1))
            {
                (nextFunction[hour], nextService[hour]) = (functionsBefore, before - functionsBefore);
            }

            before++;
            functionsBefore += graph.IsFunction(order[i]) ? 1 : 0;
        }

        var (functions, services) = (new int[failed.Functions], new int[failed.Services]);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (!propagation.HasFailed(node))
            {
                continue;
            }

            var hour = propagation.HourOf(node);
            if (graph.IsFunction(node))
            {
                functions[nextFunction[hour]++] = node;
            }
            else
            {
                services[nextService[hour]++] = node;
            }
        }

        return (functions, services);
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

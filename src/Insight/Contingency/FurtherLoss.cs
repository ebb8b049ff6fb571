using System.Runtime.InteropServices;

namespace Sluiswachter.Insight;

/// <summary>What fails besides, or earlier, when more is switched off than in a scenario that is known.</summary>
/// <remarks>
/// <para>
/// Switching off more makes nothing fail later. So only what becomes earlier is worked out, hour after hour, on top of
/// the hours of the known scenario (as shortest paths are kept up when edges become shorter: Ramalingam and Reps, "An
/// incremental algorithm for a generalization of the shortest-path problem", 1996), and then taken back. That makes
/// many scenarios that share a large part cheap, and is as exact as <see cref="Propagation"/>, though without steps and
/// causes.
/// </para>
/// <para>
/// Linear in the uses of what changes, times the alternatives of the requirements that these belong to. Allocates
/// nothing once it has grown. Not for several threads at once.
/// </para>
/// </remarks>
internal sealed class FurtherLoss
{
    private const int Never = int.MaxValue;
    private readonly DependencyGraph graph;
    private readonly int[] hourOf;
    private readonly int[] known;
    private readonly List<(int Node, int Before)> changes = [];
    private readonly SortedDictionary<int, List<int>> due = [];
    private readonly Stack<List<int>> spare = [];
    private readonly uint requirementMask;
    private int knownCount;
    private int horizon;
    private int[] arrivals = new int[16];

    public FurtherLoss(DependencyGraph graph)
    {
        this.graph = graph;
        hourOf = new int[graph.NodeCount];
        hourOf.AsSpan().Fill(Never);
        known = new int[graph.NodeCount];
        requirementMask = (uint)((1L << graph.Uses.RequirementBits) - 1);
    }

    /// <summary>Takes what failed in a run as known; what was known before is forgotten.</summary>
    public void StartFrom(Propagation run, int horizonHours)
    {
        Forget();
        foreach (var node in known.AsSpan(0, knownCount))
        {
            hourOf[node] = Never;
        }

        run.Failed.CopyTo(known);
        (knownCount, horizon) = (run.Failed.Length, horizonHours);
        foreach (var node in run.Failed)
        {
            hourOf[node] = run.HourOf(node);
        }
    }

    /// <summary>Tells what fails besides when some nodes are switched off as well.</summary>
    /// <param name="seeds">The nodes that fail at hour 0 by themselves.</param>
    /// <param name="further">Where what fails besides is added to, each once.</param>
    public void Add(ReadOnlySpan<int> seeds, List<int> further)
    {
        Forget();
        foreach (var seed in seeds)
        {
            FailAt(seed, 0);
        }

        while (due.Count > 0)
        {
            var (hour, nodes) = due.First();
            for (var i = 0; i < nodes.Count; i++)
            {
                if (hourOf[nodes[i]] == hour)
                {
                    PassOn(nodes[i], hour);
                }
            }

            due.Remove(hour);
            nodes.Clear();
            spare.Push(nodes);
        }

        foreach (var (node, before) in changes)
        {
            if (before == Never)
            {
                further.Add(node);
            }
        }
    }

    /// <summary>Goes back to what is known.</summary>
    private void Forget()
    {
        var log = CollectionsMarshal.AsSpan(changes);
        for (var i = log.Length - 1; i >= 0; i--)
        {
            hourOf[log[i].Node] = log[i].Before;
        }

        changes.Clear();
    }

    private void FailAt(int node, int hour)
    {
        if (hour >= hourOf[node])
        {
            return;
        }

        changes.Add((node, hourOf[node]));
        hourOf[node] = hour;
        if (!due.TryGetValue(hour, out var nodes))
        {
            due.Add(hour, nodes = spare.TryPop(out var used) ? used : []);
        }

        nodes.Add(node);
    }

    private void PassOn(int node, int hour)
    {
        var (first, end) = graph.Uses.Starts[node];
        for (var use = first; use < end; use++)
        {
            var arrives = hour + graph.Uses.GraceHoursOf(use);
            if (arrives <= horizon)
            {
                Arrive((int)(graph.Uses.Words[use] & requirementMask), arrives);
            }
        }
    }

    /// <summary>Lets a requirement feel that one of its alternatives arrives no later than at an hour.</summary>
    private void Arrive(int requirement, int arrives)
    {
        // A requirement cannot break through this arrival before it, so who fails by then anyhow needs no look.
        var consumer = graph.Required.Consumer[requirement];
        if (consumer < graph.NodeCount)
        {
            if (hourOf[consumer] > arrives && BreaksAt(requirement) is var hour && hour <= horizon)
            {
                FailAt(consumer, hour);
            }

            return;
        }

        var breaks = BreaksAt(requirement);
        if (breaks > horizon)
        {
            return;
        }

        foreach (var function in graph.FunctionsOf[consumer - graph.NodeCount])
        {
            FailAt(function, breaks);
        }
    }

    /// <summary>The hour of the (n − need + 1)-th arrival; beyond the horizon when it does not come.</summary>
    private int BreaksAt(int requirement)
    {
        var (first, end) = graph.Alternatives.Starts[requirement];
        var place = graph.Required.Arrivals[requirement];
        if (arrivals.Length < end - first)
        {
            arrivals = new int[end - first];
        }

        var count = 0;
        for (var a = first; a < end; a++)
        {
            var node = graph.Alternatives.Node[a];
            if (hourOf[node] != Never)
            {
                arrivals[count++] = hourOf[node] + graph.Uses.GraceHoursOf(node, requirement);
            }
        }

        if (count < place)
        {
            return Never;
        }

        var all = arrivals.AsSpan(0, count);
        all.Sort();
        return all[place - 1];
    }
}

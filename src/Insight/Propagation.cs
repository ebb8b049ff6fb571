using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>
/// How failure spreads from some nodes of a graph over the rest; a workspace to be used again and again.
/// </summary>
/// <remarks>
/// <para>
/// A node fails at a pair (hour, step); pairs are ordered by hour and then by step. Label-setting (Knuth, "A
/// generalization of Dijkstra's algorithm", 1977): pairs are settled in ascending order, since what an alternative
/// causes comes strictly after its own failure. Hours wait in buckets; within an hour one step follows another. A
/// requirement counts its arrivals and breaks at the (n − need + 1)-th. What never arrives never fails, also in
/// a cycle.
/// </para>
/// <para>
/// Linear in the uses of what failed and the hours that occur. A second run touches only what the first one touched and
/// allocates nothing. Not for several threads at once; the graph may be shared.
/// </para>
/// </remarks>
public sealed class Propagation
{
    private const int NoRequirement = -1;
    private readonly DependencyGraph graph;

    // Of the graph, at hand: by requirement its consumer; by node where its uses start; by use its requirement and grace.
    private readonly int[] consumers;
    private readonly int[] starts;
    private readonly int[] requirements;
    private readonly int[] graces;

    // By requirement the arrivals that are missing until it breaks, and the broken ones in the order of breaking.
    private readonly int[] missing;
    private readonly int[] broken;
    private int brokenCount;

    // By node whether it failed, and when and why (only if it did); the failed ones, and where their uses are, in the
    // order of failing.
    private readonly ulong[] failed;
    private readonly Failure[] failures;
    private readonly int[] order;
    private readonly UseRange[] ranges;
    private int failedCount;

    private readonly Agenda agenda = new();
    private int lastHour;

    /// <summary>Makes a workspace for a graph.</summary>
    public Propagation(DependencyGraph graph)
    {
        this.graph = graph;
        consumers = graph.Required.Consumer;
        missing = graph.Required.BreaksAt.AsSpan().ToArray();
        broken = new int[graph.RequirementCount + 1];
        failures = new Failure[graph.NodeCount];
        failed = new ulong[(graph.NodeCount >> 6) + 1];
        order = new int[graph.NodeCount];
        ranges = new UseRange[graph.NodeCount];
        starts = graph.Uses.Starts;
        requirements = graph.Uses.Requirement;
        graces = graph.Uses.GraceHours;
    }

    /// <summary>The nodes that failed in the last run, in the order of hour and step.</summary>
    public ReadOnlySpan<int> Failed => order.AsSpan(0, failedCount);

    /// <summary>Whether a node failed in the last run.</summary>
    public bool HasFailed(int node) => (failed[node >> 6] & (1UL << node)) != 0;

    /// <summary>The hour at which a node failed in the last run.</summary>
    /// <remarks>Only for nodes of <see cref="Failed"/>.</remarks>
    public int HourOf(int node) => failures[node].Hour;

    /// <summary>The number of requirements between a failed node and the seed that stopped it; 0 for a seed.</summary>
    /// <remarks>Only for nodes of <see cref="Failed"/>.</remarks>
    public int StepOf(int node) => failures[node].Step;

    /// <summary>Spreads failure from seeds; what was known of an earlier run is forgotten.</summary>
    /// <param name="seeds">The nodes that fail at hour 0 by themselves.</param>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    public void Run(ReadOnlySpan<int> seeds, int horizonHours)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)horizonHours, (uint)Hours.Most);
        Forget();
        lastHour = horizonHours;
        agenda.Clear();
        foreach (var seed in seeds)
        {
            Stop(seed, new Failure(0, 0, NoRequirement));
        }

        Settle(0, []);
        for (var hour = agenda.NextHour(1); hour > 0; hour = agenda.NextHour(hour + 1))
        {
            Settle(hour, agenda.Take(hour));
        }
    }

    /// <summary>The requirement that stopped a node, or -1 for a seed.</summary>
    internal int CauseOf(int node) => failures[node].Requirement;

    /// <summary>The requirements that broke within the horizon, in the order of hour and step.</summary>
    internal ReadOnlySpan<int> Broken => broken.AsSpan(0, brokenCount);

    /// <summary>Settles all that fails at one hour, step after step.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="runs">What arrives after a grace, in order of step.</param>
    private void Settle(int hour, ReadOnlySpan<long> runs)
    {
        // Nodes before this place in `order` have passed their failure on; at hour 0 the seeds have not.
        var passedOn = hour == 0 ? 0 : failedCount;
        var step = 0;
        while (passedOn < failedCount || runs.Length > 0)
        {
            step = passedOn < failedCount ? step + 1 : Agenda.StepOf(runs[0]);
            var broke = brokenCount;
            for (; passedOn < failedCount; passedOn++)
            {
                PassOn(ranges[passedOn], hour, step);
            }

            for (; runs.Length > 0 && Agenda.StepOf(runs[0]) == step; runs = runs[1..])
            {
                for (var block = agenda.LastBlock(runs[0]); block >= 0; block = agenda.Before(block))
                {
                    foreach (var requirement in agenda.Requirements(runs[0], block))
                    {
                        Arrive(requirement);
                    }
                }
            }

            for (; broke < brokenCount; broke++)
            {
                Break(broken[broke], hour, step);
            }
        }
    }

    /// <summary>
    /// Lets all that uses a failed node feel it, one step later: at once, or when the grace has passed.
    /// </summary>
    private void PassOn(UseRange uses, int hour, int step)
    {
        for (var use = uses.First; use < uses.Later; use++)
        {
            Arrive(requirements[use]);
        }

        for (var use = uses.Later; use < uses.End; use++)
        {
            var arrives = hour + graces[use];
            if (arrives <= lastHour)
            {
                agenda.Add(arrives, step, requirements[use]);
            }
        }
    }

    /// <summary>Counts an arrival; notes the requirement when it is the one that breaks it.</summary>
    /// <remarks>
    /// Without a branch, and its consumers left for later: at a million requirements each look at one is a cache miss,
    /// and a processor that need not guess what comes of it looks at several at once.
    /// </remarks>
    private void Arrive(int requirement)
    {
        var left = --missing[requirement];
        broken[brokenCount] = requirement;
        brokenCount += left == 0 ? 1 : 0;
    }

    private void Break(int requirement, int hour, int step)
    {
        var failure = new Failure(hour, step, requirement);
        var consumer = consumers[requirement];
        if (consumer >= 0)
        {
            Stop(consumer, failure);
            return;
        }

        foreach (var function in graph.FunctionsOf[~consumer])
        {
            Stop(function, failure);
        }
    }

    private void Stop(int node, Failure failure)
    {
        ref var word = ref failed[node >> 6];
        var bit = 1UL << node;
        if ((word & bit) == 0)
        {
            word |= bit;
            failures[node] = failure;
            ranges[failedCount] = new UseRange(starts[2 * node], starts[2 * node + 1], starts[2 * node + 2]);
            order[failedCount++] = node;
            return;
        }

        // Several requirements may break at the same hour and step: the lowest id is named.
        ref var known = ref failures[node];
        if (known.Hour == failure.Hour && known.Step == failure.Step && failure.Requirement < known.Requirement)
        {
            known = failure;
        }
    }

    /// <summary>
    /// Takes back what the last run did: one by one when that is little, all at once when it is much.
    /// </summary>
    private void Forget()
    {
        var breaksAt = graph.Required.BreaksAt;
        if (failedCount > graph.NodeCount / 16)
        {
            failed.AsSpan().Clear();
            breaksAt.CopyTo(missing, 0);
        }
        else
        {
            foreach (var node in Failed)
            {
                failed[node >> 6] = 0;
                foreach (var requirement in graph.Uses.RequirementsOf(node))
                {
                    missing[requirement] = breaksAt[requirement];
                }
            }
        }

        (failedCount, brokenCount) = (0, 0);
    }

    /// <summary>When a node failed and which requirement did it.</summary>
    private readonly record struct Failure(int Hour, int Step, int Requirement);

    /// <summary>Where the uses of a node are found: those felt at once, then those felt later.</summary>
    /// <remarks>Looked up when the node fails, so that passing on does not wait for it.</remarks>
    private readonly record struct UseRange(int First, int Later, int End);
}

using System.Runtime.Intrinsics;
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
/// <para>
/// At a million requirements nearly all time is waiting for memory. So what is read at random is small (a byte per
/// requirement, a bit per node), and all that fails at one hour and step is handled in portions, each in passes that
/// do one thing: look up where uses are, read uses, count arrivals, look up consumers, stop them. No pass guesses from
/// what it reads where to read next, so that the processor waits for several reads at once.
/// </para>
/// </remarks>
public sealed class Propagation
{
    private const int NoRequirement = -1;
    private const int NotFailed = -1;

    /// <summary>How much is handled in one pass; less than a byte counts to.</summary>
    private const int Portion = 240;

    private readonly DependencyGraph graph;
    private readonly Starts starts;
    private readonly int requirementMask;

    // By requirement what is missing until it breaks, and the broken ones in the order of breaking.
    private readonly MissingArrivals missing;
    private readonly int[] broken;
    private int brokenCount;

    // The place of each node among the failed, or -1; by place why it failed, and at which pair; and the failed nodes in
    // the order of failing, those of one pair as it suits reading.
    private readonly int[] places;
    private readonly int[] causes;
    private readonly int[] pairOf;
    private readonly int[] order;
    private int failedCount;

    // The pairs of hour and step; the last one is being settled.
    private (int Hour, int Step)[] pairs = new (int, int)[64];
    private int pairCount;

    private readonly BitmapSort requirementSort;
    private readonly BitmapSort nodeSort;
    // What a portion passes from one pass to the next.
    private readonly (int First, int End)[] ranges = new (int, int)[Portion];
    private readonly uint[] words = new uint[Portion];
    private readonly int[] uses = new int[Portion];
    private readonly long[] arriving = new long[Portion];
    private readonly int[] later = new int[Portion];
    private readonly int[] consumers = new int[Portion];
    private readonly int[] again = new int[Portion];
    private readonly Agenda agenda = new();
    private int lastHour;
    private int usesPassedOn;
    private int mostUses;
    private int spared = NoRequirement;

    /// <summary>Makes a workspace for a graph.</summary>
    /// <remarks>Some 5 bytes per requirement and 16 per node, of which a run touches what fails.</remarks>
    public Propagation(DependencyGraph graph)
    {
        this.graph = graph;
        starts = graph.Uses.Starts;
        requirementMask = (int)((1u << graph.Uses.RequirementBits) - 1);
        missing = new MissingArrivals(graph);
        broken = GC.AllocateUninitializedArray<int>(graph.RequirementCount + Portion);
        places = GC.AllocateUninitializedArray<int>(graph.NodeCount);
        causes = GC.AllocateUninitializedArray<int>(graph.NodeCount + 1);
        pairOf = GC.AllocateUninitializedArray<int>(graph.NodeCount);
        order = GC.AllocateUninitializedArray<int>(graph.NodeCount + 1);
        (requirementSort, nodeSort) = (new BitmapSort(graph.RequirementCount), new BitmapSort(graph.NodeCount));
        places.AsSpan().Fill(NotFailed);
    }

    /// <summary>The nodes that failed in the last run, in the order of hour and step.</summary>
    public ReadOnlySpan<int> Failed => order.AsSpan(0, failedCount);

    /// <summary>Whether a node failed in the last run.</summary>
    public bool HasFailed(int node) => places[node] >= 0;

    /// <summary>The hour at which a node failed in the last run.</summary>
    /// <remarks>Only for nodes of <see cref="Failed"/>.</remarks>
    public int HourOf(int node) => PairOf(node).Hour;

    /// <summary>The number of requirements between a failed node and the seed that stopped it; 0 for a seed.</summary>
    /// <remarks>Only for nodes of <see cref="Failed"/>.</remarks>
    public int StepOf(int node) => PairOf(node).Step;

    /// <summary>Spreads failure from seeds; what was known of an earlier run is forgotten.</summary>
    /// <param name="seeds">The nodes that fail at hour 0 by themselves.</param>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    public void Run(ReadOnlySpan<int> seeds, int horizonHours) => Run(seeds, horizonHours, NoRequirement, int.MaxValue);

    /// <summary>Spreads failure from seeds unless that turns out to be much.</summary>
    /// <param name="seeds">The nodes that fail at hour 0 by themselves.</param>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    /// <param name="mostUses">How many uses of what failed may be followed, about.</param>
    /// <returns>False when it was left off: then this holds only part of what fails.</returns>
    internal bool TryRun(ReadOnlySpan<int> seeds, int horizonHours, int mostUses) =>
        Run(seeds, horizonHours, NoRequirement, mostUses);

    /// <summary>Spreads failure when one requirement has an alternative more, one that does not fail.</summary>
    /// <param name="seeds">The nodes that fail at hour 0 by themselves.</param>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    /// <param name="spare">The requirement, which breaks at an arrival later than it would; -1 for none.</param>
    internal void Run(ReadOnlySpan<int> seeds, int horizonHours, int spare) =>
        Run(seeds, horizonHours, spare, int.MaxValue);

    private bool Run(ReadOnlySpan<int> seeds, int horizonHours, int spare, int most)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)horizonHours, (uint)Hours.Most);
        Forget();
        spared = spare;
        if (spared != NoRequirement)
        {
            missing.Restore(spared, more: 1);
        }

        (lastHour, mostUses) = (horizonHours, most);
        OpenPair(0, 0);
        foreach (var seed in seeds)
        {
            Stop(seed, NoRequirement);
        }

        ClosePair(0);
        Settle(0, []);
        for (var hour = agenda.NextHour(1); hour > 0; hour = agenda.NextHour(hour + 1))
        {
            Settle(hour, agenda.Take(hour));
        }

        return usesPassedOn <= mostUses;
    }

    /// <summary>The pair of hour and step at which a failed node failed.</summary>
    internal (int Hour, int Step) PairOf(int node) => pairs[pairOf[places[node]]];

    /// <summary>A number from 0 for each failed node; what failed at an earlier pair has a lower one.</summary>
    internal int PlaceOf(int node) => places[node];

    /// <summary>The hour at which the node at a place of <see cref="Failed"/> failed.</summary>
    internal int HourAt(int place) => pairs[pairOf[place]].Hour;

    /// <summary>The requirement that stopped a failed node, or -1 for a seed.</summary>
    internal int CauseOf(int node) => causes[places[node]];

    /// <summary>How often what failed is an alternative of a requirement.</summary>
    internal int AlternativesLost => usesPassedOn;

    /// <summary>The requirements that broke within the horizon, in the order of hour and step.</summary>
    internal ReadOnlySpan<int> Broken => broken.AsSpan(0, brokenCount);

    /// <summary>Settles all that fails at one hour, step after step.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="due">What arrives after a grace, in order of step.</param>
    private void Settle(int hour, ReadOnlySpan<long> due)
    {
        // Nodes before this place in `order` have passed their failure on; at hour 0 the seeds have not.
        var passedOn = hour == 0 ? 0 : failedCount;
        var step = 0;
        while ((passedOn < failedCount || due.Length > 0) && usesPassedOn <= mostUses)
        {
            step = passedOn < failedCount ? step + 1 : Agenda.StepOf(due[0]);
            var (firstBroken, firstFailed) = (brokenCount, failedCount);
            PassOn(order.AsSpan(passedOn..failedCount), hour, step);
            due = due[ArriveAfterGrace(due, step)..];
            if (brokenCount > firstBroken)
            {
                OpenPair(hour, step);
                Break(firstBroken, firstFailed);
                ClosePair(firstFailed);
            }

            passedOn = firstFailed;
        }
    }

    /// <summary>
    /// Lets all that uses failed nodes feel it, one step later: at once, or when the grace has passed.
    /// </summary>
    private void PassOn(ReadOnlySpan<int> nodes, int hour, int step)
    {
        for (; nodes.Length > 0; nodes = nodes[Math.Min(Portion, nodes.Length)..])
        {
            var count = Math.Min(Portion, nodes.Length);
            for (var i = 0; i < count; i++)
            {
                ranges[i] = starts[nodes[i]];
            }

            PassOn(ranges.AsSpan(0, count), hour, step);
        }
    }

    private void PassOn(ReadOnlySpan<(int First, int End)> nodes, int hour, int step)
    {
        var count = 0;
        foreach (var (first, end) in nodes)
        {
            usesPassedOn += end - first;
            var use = first;
            for (; end - use > UsePart.Few; use++)
            {
                (words[count], uses[count]) = (graph.Uses.Words[use], use);
                if (++count > Portion - UsePart.Few)
                {
                    PassOn(count, hour, step);
                    count = 0;
                }
            }

            // The last few all at once, and whatever follows them: how many they are is not guessed.
            graph.Uses.FewFrom(use).CopyTo(words, count);
            (Vector256.Create(use) + Vector256<int>.Indices).CopyTo(uses, count);
            count += end - use;
            if (count > Portion - UsePart.Few)
            {
                PassOn(count, hour, step);
                count = 0;
            }
        }

        PassOn(count, hour, step);
    }

    /// <summary>Passes on a portion of uses: tells what arrives at once from what arrives later.</summary>
    private void PassOn(int count, int hour, int step)
    {
        var mask = (uint)requirementMask;
        var (arrivingCount, laterCount) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var word = words[i];
            var isLater = word > mask ? 1 : 0;
            arriving[arrivingCount] = word & mask;
            later[laterCount] = i;
            laterCount += isLater;
            arrivingCount += 1 - isLater;
        }

        Arrive(arriving.AsSpan(0, arrivingCount));
        foreach (var i in later.AsSpan(0, laterCount))
        {
            var arrives = hour + graph.Uses.GraceHoursOf(uses[i]);
            if (arrives <= lastHour)
            {
                agenda.Add(arrives, step, (int)words[i] & requirementMask);
            }
        }
    }

    /// <summary>Counts the arrivals of one step that are due, and returns how many they are.</summary>
    private int ArriveAfterGrace(ReadOnlySpan<long> due, int step)
    {
        var count = 0;
        while (count < due.Length && Agenda.StepOf(due[count]) == step)
        {
            count++;
        }

        for (var left = due[..count]; left.Length > 0; left = left[Math.Min(Portion, left.Length)..])
        {
            Arrive(left[..Math.Min(Portion, left.Length)]);
        }

        return count;
    }

    /// <summary>Counts a portion of arrivals; notes the requirements that they break.</summary>
    private void Arrive(ReadOnlySpan<long> arrivals)
    {
        var (firstBroken, left) = (brokenCount, missing.Bytes);
        var count = firstBroken;
        foreach (var arrival in arrivals)
        {
            var requirement = Agenda.RequirementOf(arrival);
            var stillMissing = --left[requirement];
            broken[count] = requirement;
            count += stillMissing == 0 ? 1 : 0;
        }

        brokenCount = firstBroken + missing.BreakOrGoOn(broken.AsSpan(firstBroken..count));
    }

    /// <summary>Stops the consumers of requirements that broke at one hour and step.</summary>
    private void Break(int firstBroken, int firstFailed)
    {
        requirementSort.Order(broken.AsSpan(firstBroken..brokenCount));
        var (consumerOf, nodeCount) = (graph.Required.Consumer, graph.NodeCount);
        for (var begin = firstBroken; begin < brokenCount; begin += Portion)
        {
            ReadOnlySpan<int> requirements = broken.AsSpan(begin..Math.Min(begin + Portion, brokenCount));
            for (var i = 0; i < requirements.Length; i++)
            {
                consumers[i] = consumerOf[requirements[i]];
            }

            var againCount = 0;
            for (var i = 0; i < requirements.Length; i++)
            {
                var consumer = consumers[i];
                if (consumer < nodeCount)
                {
                    again[againCount] = i;
                    againCount += Stop(consumer, requirements[i]) ? 0 : 1;
                    continue;
                }

                foreach (var function in graph.FunctionsOf[consumer - nodeCount])
                {
                    if (!Stop(function, requirements[i]))
                    {
                        StopAgain(function, requirements[i], firstFailed);
                    }
                }
            }

            foreach (var i in again.AsSpan(0, againCount))
            {
                StopAgain(consumers[i], requirements[i], firstFailed);
            }
        }
    }

    /// <summary>Stops a node; false when it had stopped already.</summary>
    /// <remarks>Without a branch: which nodes those are cannot be guessed.</remarks>
    private bool Stop(int node, int requirement)
    {
        ref var place = ref places[node];
        var isFirst = place < 0;
        causes[failedCount] = requirement;
        order[failedCount] = node;
        place = isFirst ? failedCount : place;
        failedCount += isFirst ? 1 : 0;
        return isFirst;
    }

    /// <summary>Several requirements may break at the same hour and step: the lowest id is named.</summary>
    private void StopAgain(int node, int requirement, int firstFailed)
    {
        var place = places[node];
        if (place >= firstFailed && requirement < causes[place])
        {
            causes[place] = requirement;
        }
    }

    /// <summary>Begins a pair of hour and step.</summary>
    private void OpenPair(int hour, int step)
    {
        if (pairCount == pairs.Length)
        {
            Array.Resize(ref pairs, pairCount * 2);
        }

        pairs[pairCount++] = (hour, step);
    }

    /// <summary>Ends a pair at which all failed since a place.</summary>
    private void ClosePair(int firstFailed)
    {
        pairOf.AsSpan(firstFailed..failedCount).Fill(pairCount - 1);
        nodeSort.Order(order.AsSpan(firstFailed..failedCount));
    }

    /// <summary>
    /// Takes back what the last run did: one by one when that is little, all at once when it is much.
    /// </summary>
    private void Forget()
    {
        const int Little = 32;
        if (usesPassedOn > graph.RequirementCount / Little)
        {
            places.AsSpan().Fill(NotFailed);
            missing.RestoreAll();
        }
        else
        {
            foreach (var node in Failed)
            {
                places[node] = NotFailed;
                var (first, end) = starts[node];
                foreach (var word in graph.Uses.Words[first..end])
                {
                    missing.Restore((int)word & requirementMask);
                }
            }
        }

        if (spared != NoRequirement)
        {
            missing.Restore(spared);
        }

        (failedCount, brokenCount, pairCount, usesPassedOn) = (0, 0, 0, 0);
    }
}

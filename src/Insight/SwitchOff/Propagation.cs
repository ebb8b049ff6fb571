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
/// allocates nothing. Not for several threads at once, but for one that follows a run; the graph may be shared.
/// </para>
/// <para>
/// At a million requirements nearly all time is waiting for memory. So what is read at random is small (a byte per
/// requirement, a bit per node), and all that fails at one hour and step is handled in portions, each in passes that
/// do one thing: look up where uses are, read uses, tell those felt at once from those felt later, count arrivals, look up
/// consumers. No pass guesses from what it reads where to read next, so that the processor waits for several reads at
/// once. What most runs are not asked is worked out when someone asks: at which pair a node failed, and what stopped it
/// (<see cref="Reasons"/>).
/// </para>
/// </remarks>
public sealed class Propagation
{
    private const int NoRequirement = -1;

    /// <summary>How much is handled in one pass; less than a byte counts to.</summary>
    private const int Portion = 240;

    private const int BitsPerWord = 64;

    private readonly DependencyGraph graph;
    private readonly Starts starts;
    private readonly uint requirementMask;

    // By requirement what is missing until it breaks, and the broken ones in the order of breaking.
    private readonly MissingArrivals missing;
    private readonly int[] broken;
    private int brokenCount;

    // A bit for each node that failed; the failed nodes in the order of failing, those of one pair as it suits reading; and
    // the pairs at which they did.
    private readonly ulong[] failed;
    private readonly int[] order;
    private int failedCount;
    private readonly FailurePairs pairs;

    private readonly BitmapSort requirementSort;
    private readonly BitmapSort nodeSort;
    // What a portion passes from one pass to the next.
    private readonly (int First, int Count)[] uses = new (int, int)[Portion];
    private readonly int[] atOnce = new int[Portion];
    private readonly uint[] arriving = new uint[Portion];
    private readonly int[] later = new int[Portion];
    private readonly Agenda agenda = new();
    private int lastHour;
    private int usesPassedOn;
    private int mostUses;
    private int spared = NoRequirement;

    /// <summary>Makes a workspace for a graph.</summary>
    /// <remarks>
    /// Some 5 bytes per requirement and 4 per node, of which a run touches what fails; 4 more per node once someone asks when.
    /// </remarks>
    public Propagation(DependencyGraph graph)
    {
        this.graph = graph;
        starts = graph.Uses.Starts;
        requirementMask = (uint)((1L << graph.Uses.RequirementBits) - 1);
        missing = new MissingArrivals(graph);
        broken = GC.AllocateUninitializedArray<int>(graph.RequirementCount + Portion);
        failed = new ulong[(graph.NodeCount / BitsPerWord) + 1];
        order = GC.AllocateUninitializedArray<int>(graph.NodeCount + 1);
        pairs = new FailurePairs(graph.NodeCount);
        (requirementSort, nodeSort) = (new BitmapSort(graph.RequirementCount), new BitmapSort(graph.NodeCount));
    }

    /// <summary>The nodes that failed in the last run, in the order of hour and step.</summary>
    public ReadOnlySpan<int> Failed => order.AsSpan(0, failedCount);

    /// <summary>Whether a node failed in the last run.</summary>
    public bool HasFailed(int node) => (failed[node / BitsPerWord] & (1UL << node)) != 0;

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

    /// <summary>Spreads failure from seeds, followed by another thread.</summary>
    /// <param name="seeds">The nodes that fail at hour 0 by themselves.</param>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    /// <param name="follower">
    /// Told how many pairs are settled now and then, and not at the end. Of those it may use <see cref="FailedAt"/>,
    /// <see cref="HourAt"/> and <see cref="NotePair"/> meanwhile, and nothing else.
    /// </param>
    internal void Run(ReadOnlySpan<int> seeds, int horizonHours, Follower follower)
    {
        pairs.Follower = follower;
        try
        {
            Run(seeds, horizonHours, NoRequirement, int.MaxValue);
        }
        finally
        {
            pairs.Follower = null;
        }
    }

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
        foreach (var seed in seeds)
        {
            failedCount = Stop(seed, order, failed, failedCount);
        }

        nodeSort.Order(order.AsSpan(0, failedCount));
        pairs.Add(new FailurePairs.Pair(0, 0, failedCount, 0));
        Settle(0, []);
        for (var hour = agenda.NextHour(1); hour > 0; hour = agenda.NextHour(hour + 1))
        {
            Settle(hour, agenda.Take(hour));
        }

        return usesPassedOn <= mostUses;
    }

    /// <summary>The pair of hour and step at which a failed node failed.</summary>
    internal (int Hour, int Step) PairOf(int node) => pairs[PairNumberOf(node)];

    /// <summary>How many pairs of hour and step there are: that of the seeds, and those at which a requirement broke.</summary>
    internal int PairCount => pairs.Count;

    /// <summary>The number, from 0 in ascending order, of the pair at which a failed node failed.</summary>
    internal int PairNumberOf(int node) => PairNumbers[node];

    /// <summary>By failed node the number, from 0 in ascending order, of the pair at which it did; of others nothing.</summary>
    internal ReadOnlySpan<int> PairNumbers => pairs.ByNode(order);

    /// <summary>A bit for each node that failed, 64 to a word.</summary>
    internal ReadOnlySpan<ulong> FailedBits => failed;

    /// <summary>Notes of the nodes that failed at a pair that they did; pairs must be noted one after the other.</summary>
    internal void NotePair(int pair) => pairs.Note(pair, FailedAt(pair));

    /// <summary>The hour of a pair.</summary>
    internal int HourAt(int pair) => pairs[pair].Hour;

    /// <summary>The nodes that failed at a pair, none twice.</summary>
    internal ReadOnlySpan<int> FailedAt(int pair) => order.AsSpan(pairs.FailedAt(pair));

    /// <summary>The requirements that broke at a pair.</summary>
    internal ReadOnlySpan<int> BrokenAt(int pair) => broken.AsSpan(pairs.BrokenAt(pair));

    /// <summary>By failed node its place in <see cref="Failed"/>; of others nothing.</summary>
    internal int[] Places()
    {
        var places = new int[graph.NodeCount];
        for (var place = 0; place < failedCount; place++)
        {
            places[order[place]] = place;
        }

        return places;
    }

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
                Break(firstBroken);
                nodeSort.Order(order.AsSpan(firstFailed..failedCount));
                pairs.Add(new FailurePairs.Pair(hour, step, failedCount, brokenCount));
            }

            passedOn = firstFailed;
        }
    }

    /// <summary>
    /// Lets all that uses failed nodes feel it, one step later: at once, or when the grace has passed.
    /// </summary>
    private void PassOn(ReadOnlySpan<int> nodes, int hour, int step)
    {
        var portion = uses.AsSpan();
        var count = 0;
        foreach (var node in nodes)
        {
            var (use, end) = starts[node];
            usesPassedOn += end - use;
            for (; end - use > UsePart.Few; use += UsePart.Few)
            {
                portion[count++] = (use, UsePart.Few);
                if (count == Portion)
                {
                    PassOn(portion, hour, step);
                    count = 0;
                }
            }

            portion[count++] = (use, end - use);
            if (count == Portion)
            {
                PassOn(portion, hour, step);
                count = 0;
            }
        }

        PassOn(portion[..count], hour, step);
    }

    /// <summary>Passes on a portion of uses, a few next to each other at a time.</summary>
    /// <remarks>The first pass already reads all of them, so that the second need not wait.</remarks>
    private void PassOn(ReadOnlySpan<(int First, int Count)> portion, int hour, int step)
    {
        var (all, felt) = (graph.Uses, atOnce);
        for (var i = 0; i < portion.Length; i++)
        {
            felt[i] = all.AtOnceAmong(portion[i].First, portion[i].Count);
        }

        // Always a few are copied, those that count and whatever follows them: how many count is not guessed.
        var (arrivingCount, laterCount) = (0, 0);
        for (var i = 0; i < portion.Length; i++)
        {
            var (first, count) = portion[i];
            var firstLater = first + felt[i];
            all.FewFrom(first).CopyTo(arriving, arrivingCount);
            (Vector256.Create(firstLater) + Vector256<int>.Indices).CopyTo(later, laterCount);
            arrivingCount += felt[i];
            laterCount += count - felt[i];
            if (arrivingCount > Portion - UsePart.Few)
            {
                Arrive(arriving.AsSpan(0, arrivingCount));
                arrivingCount = 0;
            }

            if (laterCount > Portion - UsePart.Few)
            {
                ArriveLater(later.AsSpan(0, laterCount), hour, step);
                laterCount = 0;
            }
        }

        Arrive(arriving.AsSpan(0, arrivingCount));
        ArriveLater(later.AsSpan(0, laterCount), hour, step);
    }

    private void ArriveLater(ReadOnlySpan<int> portion, int hour, int step)
    {
        var all = graph.Uses;
        foreach (var use in portion)
        {
            var arrives = hour + all.GraceHoursOf(use);
            if (arrives <= lastHour)
            {
                agenda.Add(arrives, step, (int)(all.Words[use] & requirementMask));
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
            var portion = Math.Min(Portion, left.Length);
            for (var i = 0; i < portion; i++)
            {
                arriving[i] = (uint)Agenda.RequirementOf(left[i]);
            }

            Arrive(arriving.AsSpan(0, portion));
        }

        return count;
    }

    /// <summary>Counts a portion of arrivals; notes the requirements that they break.</summary>
    private void Arrive(ReadOnlySpan<uint> requirements)
    {
        var left = missing.Bytes;
        var breaking = broken.AsSpan(brokenCount);
        var count = 0;
        foreach (var requirement in requirements)
        {
            var stillMissing = --left[requirement];
            breaking[count] = (int)requirement;
            count += stillMissing == 0 ? 1 : 0;
        }

        brokenCount += missing.BreakOrGoOn(breaking[..count]);
    }

    /// <summary>Stops the consumers of requirements that broke at one hour and step.</summary>
    private void Break(int firstBroken)
    {
        var requirements = broken.AsSpan(firstBroken..brokenCount);
        requirementSort.Order(requirements);
        var (consumerOf, nodeCount, count) = (graph.Required.Consumer, graph.NodeCount, failedCount);
        var nodes = order.AsSpan();
        var marks = failed.AsSpan();
        foreach (var requirement in requirements)
        {
            var consumer = consumerOf[requirement];
            if (consumer < nodeCount)
            {
                count = Stop(consumer, nodes, marks, count);
                continue;
            }

            foreach (var function in graph.FunctionsOf[consumer - nodeCount])
            {
                count = Stop(function, nodes, marks, count);
            }
        }

        failedCount = count;
    }

    /// <summary>Stops a node, unless it had stopped already; returns how many there are now.</summary>
    /// <remarks>Without a branch: which nodes those are cannot be guessed.</remarks>
    private static int Stop(int node, Span<int> stopped, Span<ulong> marks, int count)
    {
        ref var mark = ref marks[node / BitsPerWord];
        var bit = 1UL << node;
        stopped[count] = node;
        count += (mark & bit) == 0 ? 1 : 0;
        mark |= bit;
        return count;
    }

    /// <summary>
    /// Takes back what the last run did: one by one when that is little, all at once when it is much.
    /// </summary>
    private void Forget()
    {
        const int Little = 32;
        if (usesPassedOn > graph.RequirementCount / Little)
        {
            failed.AsSpan().Clear();
            missing.RestoreAll();
        }
        else
        {
            foreach (var node in Failed)
            {
                failed[node / BitsPerWord] = 0;
                var (first, end) = starts[node];
                foreach (var word in graph.Uses.Words[first..end])
                {
                    missing.Restore((int)(word & requirementMask));
                }
            }
        }

        if (spared != NoRequirement)
        {
            missing.Restore(spared);
        }

        pairs.Clear();
        (failedCount, brokenCount, usesPassedOn) = (0, 0, 0);
    }
}

using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sluiswachter.Insight;

/// <summary>How failure spreads in many scenarios at once: a lane for each, one bit of a vector.</summary>
/// <remarks>
/// <para>
/// Breadth-first search from many sources at once (Then and others, "The more the merrier: efficient multi-source graph
/// traversal", 2014), for requirements that need k of n and are felt after hours of grace. Of each node the lanes in which
/// it has failed are kept, and those in which it has not passed that on yet; of each requirement how many arrivals it is
/// short of breaking, in all lanes at once, as a number of a few bits of which each bit is a vector (bit slicing): an
/// arrival adds one, and the requirement breaks where that carries out of the highest bit. A lane arrives once by each
/// alternative, so nothing is counted twice.
/// </para>
/// <para>
/// Hours are settled one after the other; within an hour nodes are swept in order until no lane waits, which is as exact
/// as <see cref="Propagation"/> for what has failed by the horizon, though without steps and causes. Pays where
/// scenarios stop much of the same: a node is then visited a few times for all lanes together. Where they stop
/// little or at hours of their own it is visited about as often as one by one, each time at a higher price: a bound on
/// the work makes that known (<see cref="TryRun"/>).
/// </para>
/// <para>
/// 64 bytes per node, 8 per requirement, 32 for each bit of what it counts and 36 for each arrival to come, of which each hour has
/// room for 16 at least; up to twice that where the pool rounds up. It is borrowed until disposed, and the pool keeps it for the
/// next question until the collector clears it out: memory that the system hands out anew costs more than what is done in it.
/// Vectors of 256 bits, in hardware where it has them. Not for several threads at once; the graph may be shared.
/// </para>
/// </remarks>
internal sealed class BitParallelPropagation : IDisposable
{
    /// <summary>The most scenarios at once.</summary>
    public const int Lanes = 256;

    /// <summary>Uses that go through each pass together, so that reads of one pass do not wait for each other.</summary>
    private const int Portion = 128;

    private const int BitsPerWord = 64;
    private readonly DependencyGraph graph;
    private readonly uint requirementMask;

    // By node the lanes in which it failed, and those of them that it has not passed on; and a bit for each that has such.
    private readonly (Vector256<ulong> Failed, Vector256<ulong> Waiting)[] nodes;
    private readonly ulong[] waiting;

    // A bit for each node that something may need; nobody waits for the others.
    private readonly ulong[] needed;

    // What each requirement counts with and stops; the slices; and those that are all ones when nothing has arrived.
    private readonly Target[] targetOf;
    private readonly Vector256<ulong>[] slices;
    private readonly int sliceCount;
    private readonly int[] onesAtFirst;

    // What a portion passes from one pass to the next.
    private readonly (int Requirement, Vector256<ulong> Lanes)[] arrivals = new (int, Vector256<ulong>)[Portion];
    private readonly Target[] targets = new Target[Portion];
    private readonly (int Consumer, Vector256<ulong> Lanes)[] broken = new (int, Vector256<ulong>)[Portion];
    private int arrivalCount;

    // What arrives later.
    private readonly LaneAgenda later = new();
    private long work;

    /// <summary>Makes a workspace for a graph; before the first run <see cref="Forget"/> must be called.</summary>
    public BitParallelPropagation(DependencyGraph graph)
    {
        this.graph = graph;
        requirementMask = (uint)((1L << graph.Uses.RequirementBits) - 1);
        nodes = ArrayPool<(Vector256<ulong>, Vector256<ulong>)>.Shared.Rent(graph.NodeCount);
        waiting = new ulong[(graph.NodeCount + BitsPerWord - 1) / BitsPerWord];
        needed = Needed(graph);
        targetOf = ArrayPool<Target>.Shared.Rent(graph.RequirementCount);
        var ones = new List<int>();
        for (var requirement = 0; requirement < graph.RequirementCount; requirement++)
        {
            // Counting begins so far below a power of two that the arrival at which it breaks carries out.
            var breaksAt = graph.Required.Arrivals[requirement];
            var width = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)breaksAt));
            for (var (slice, left) = (sliceCount, (1 << width) - breaksAt); left > 0; slice++, left >>= 1)
            {
                if ((left & 1) != 0)
                {
                    ones.Add(slice);
                }
            }

            targetOf[requirement] = Target.Of(sliceCount, width, graph.Required.Consumer[requirement]);
            sliceCount += width;
        }

        slices = ArrayPool<Vector256<ulong>>.Shared.Rent(sliceCount + 1);
        onesAtFirst = [.. ones];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        later.Dispose();
        ArrayPool<(Vector256<ulong>, Vector256<ulong>)>.Shared.Return(nodes);
        ArrayPool<Target>.Shared.Return(targetOf);
        ArrayPool<Vector256<ulong>>.Shared.Return(slices);
    }

    /// <summary>The lanes in which a node has failed.</summary>
    public Vector256<ulong> LanesOf(int node) => nodes[node].Failed;

    /// <summary>Lets a node fail in some lanes: before a run, one that is switched off.</summary>
    public void Fail(int node, Vector256<ulong> lanes)
    {
        ref var known = ref nodes[node];
        var further = Vector256.AndNot(lanes, known.Failed);
        known.Failed |= further;
        known.Waiting |= further;
        waiting[node / BitsPerWord] |= (further != Vector256<ulong>.Zero ? 1UL : 0) << node;
    }

    /// <summary>Lets failure spread from the seeds of all lanes.</summary>
    /// <param name="horizonHours">The last hour that counts, 0 to 1,000,000.</param>
    /// <param name="mostWork">How many arrivals may be handled.</param>
    /// <returns>False when there would be more: then nothing is known, and <see cref="Forget"/> must follow.</returns>
    public bool TryRun(int horizonHours, long mostWork)
    {
        work = mostWork;
        Spread(0, horizonHours);
        for (var hour = later.NextHour(1); hour > 0 && work >= 0; hour = later.NextHour(hour + 1))
        {
            while (later.TryTake(hour, out var requirements, out var lanes))
            {
                for (var i = 0; i < requirements.Length; i++)
                {
                    Arrive(requirements[i], lanes[i]);
                }
            }

            Spread(hour, horizonHours);
        }

        return work >= 0;
    }

    /// <summary>Takes back what is known, so that other scenarios can be run.</summary>
    public void Forget()
    {
        nodes.AsSpan(0, graph.NodeCount).Clear();
        waiting.AsSpan().Clear();
        slices.AsSpan(0, sliceCount).Clear();
        foreach (var slice in onesAtFirst)
        {
            slices[slice] = Vector256<ulong>.AllBitsSet;
        }

        later.Clear();
    }

    /// <summary>A bit for each service, and for each function that something needs: mostly nothing does.</summary>
    private static ulong[] Needed(DependencyGraph graph)
    {
        var functions = graph.Nodes.Functions.Words;
        var found = new ulong[functions.Length];
        for (var word = 0; word < found.Length; word++)
        {
            found[word] = ~functions[word];
            for (var left = functions[word]; left != 0; left &= left - 1)
            {
                var (first, end) = graph.Uses.Starts[(word * BitsPerWord) + BitOperations.TrailingZeroCount(left)];
                found[word] |= end > first ? left & (~left + 1) : 0;
            }
        }

        return found;
    }

    /// <summary>Sweeps over the nodes that have lanes waiting until there are none.</summary>
    private void Spread(int hour, int horizonHours)
    {
        ArriveAll();
        for (var isMoving = true; isMoving && work >= 0;)
        {
            isMoving = false;
            for (var word = 0; word < waiting.Length; word++)
            {
                var left = waiting[word] & needed[word];
                isMoving |= left != 0;
                waiting[word] = 0;
                for (; left != 0; left &= left - 1)
                {
                    PassOn((word * BitsPerWord) + BitOperations.TrailingZeroCount(left), hour, horizonHours);
                }
            }

            ArriveAll();
        }
    }

    /// <summary>Lets all that uses a node feel that it has failed in further lanes: now, or after the grace.</summary>
    private void PassOn(int node, int hour, int horizonHours)
    {
        var lanes = nodes[node].Waiting;
        nodes[node].Waiting = Vector256<ulong>.Zero;
        var (first, end) = graph.Uses.Starts[node];
        var words = graph.Uses.Words[first..end];
        for (var use = first; use < end; use++)
        {
            var word = words[use - first];
            if (word <= requirementMask)
            {
                Arrive((int)word, lanes);
                continue;
            }

            var arrives = hour + graph.Uses.GraceHoursOf(use);
            if (arrives == hour)
            {
                Arrive((int)(word & requirementMask), lanes);
            }
            else if (arrives <= horizonHours)
            {
                later.Add(arrives, (int)(word & requirementMask), lanes);
                work--;
            }
        }
    }

    private void Arrive(int requirement, Vector256<ulong> lanes)
    {
        arrivals[arrivalCount++] = (requirement, lanes);
        if (arrivalCount == Portion)
        {
            ArriveAll();
        }
    }

    /// <summary>Counts a portion of arrivals, and stops the consumers of what they break.</summary>
    private void ArriveAll()
    {
        var portion = arrivals.AsSpan(0, arrivalCount);
        for (var i = 0; i < portion.Length; i++)
        {
            targets[i] = targetOf[portion[i].Requirement];
        }

        _ = ReadSlices(portion.Length);
        var brokenCount = 0;
        for (var i = 0; i < portion.Length; i++)
        {
            var carry = portion[i].Lanes;
            foreach (ref var slice in slices.AsSpan(targets[i].FirstSlice, targets[i].Width))
            {
                var before = slice;
                slice = before ^ carry;
                carry &= before;
            }

            broken[brokenCount] = (targets[i].Consumer, carry);
            brokenCount += carry != Vector256<ulong>.Zero ? 1 : 0;
        }

        _ = ReadNodes(brokenCount);
        foreach (var (consumer, lanes) in broken.AsSpan(0, brokenCount))
        {
            if (consumer < graph.NodeCount)
            {
                Fail(consumer, lanes);
                continue;
            }

            foreach (var function in graph.FunctionsOf[consumer - graph.NodeCount])
            {
                Fail(function, lanes);
            }
        }

        work -= arrivalCount;
        arrivalCount = 0;
    }

    /// <summary>Reads the first slice of each target: nothing else, so that the processor waits for many at once.</summary>
    /// <returns>All of them in one, or else nothing would be read.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector256<ulong> ReadSlices(int count)
    {
        var all = Vector256<ulong>.Zero;
        foreach (var target in targets.AsSpan(0, count))
        {
            all |= slices[target.FirstSlice];
        }

        return all;
    }

    /// <summary>Reads the nodes that are to be stopped, likewise.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector256<ulong> ReadNodes(int count)
    {
        var all = Vector256<ulong>.Zero;
        foreach (var (consumer, _) in broken.AsSpan(0, count))
        {
            // The number of a body lies beyond the nodes; which one is read for it does not matter.
            all |= nodes[Math.Min(consumer, nodes.Length - 1)].Waiting;
        }

        return all;
    }

    /// <summary>What a requirement counts with, and whom it stops.</summary>
    private readonly record struct Target(uint Slices, int Consumer)
    {
        private const int WidthBits = 5;

        /// <summary>Its slice of the lowest bit; one that is not its own when it has none.</summary>
        public int FirstSlice => (int)(Slices >> WidthBits);

        /// <summary>How many slices it has.</summary>
        public int Width => (int)(Slices & ((1 << WidthBits) - 1));

        public static Target Of(int firstSlice, int width, int consumer) =>
            new(checked(((uint)firstSlice * (1u << WidthBits)) + (uint)width), consumer);
    }
}

namespace Sluiswachter.Insight;

/// <summary>The pairs of hour and step at which something failed in a run, in ascending order, and which nodes did at each.</summary>
/// <remarks>
/// At which pair a node failed is noted when someone asks, or pair after pair by who follows the run on another thread.
/// </remarks>
internal sealed class FailurePairs(int nodes)
{
    /// <summary>After how many failed nodes more a follower is told: to wake it takes as long as counting some thousands.</summary>
    private const int WorthTelling = 16_384;

    private int[]? pairOf;
    private int noted;

    private Pair[] pairs = new Pair[64];
    private int count;
    private int failedAsTold;

    /// <summary>How many there are: that of the seeds, and those at which a requirement broke.</summary>
    public int Count => count;

    /// <summary>Who is told which pairs are settled; null for nobody.</summary>
    public Follower? Follower { get; set; }

    /// <summary>The hour and step of a pair.</summary>
    public (int Hour, int Step) this[int pair] => (pairs[pair].Hour, pairs[pair].Step);

    /// <summary>Which of the failed nodes failed at a pair.</summary>
    public Range FailedAt(int pair) => (pair > 0 ? pairs[pair - 1].FailedByThen : 0)..pairs[pair].FailedByThen;

    /// <summary>Which of the broken requirements broke at a pair.</summary>
    public Range BrokenAt(int pair) => (pair > 0 ? pairs[pair - 1].BrokenByThen : 0)..pairs[pair].BrokenByThen;

    /// <summary>Adds a pair that is settled, the highest so far; tells who follows, when that is worth it.</summary>
    public void Add(Pair pair)
    {
        if (count == pairs.Length)
        {
            Array.Resize(ref pairs, count * 2);
        }

        pairs[count++] = pair;
        if (Follower is not null && pair.FailedByThen - failedAsTold >= WorthTelling)
        {
            Follower.Tell(count);
            failedAsTold = pair.FailedByThen;
        }
    }

    /// <summary>Notes at which pair its nodes failed; pairs must be noted one after the other.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="failed">The nodes that failed at it.</param>
    public void Note(int pair, ReadOnlySpan<int> failed)
    {
        var noting = Numbers();
        foreach (var node in failed)
        {
            noting[node] = pair;
        }

        Volatile.Write(ref noted, pair + 1);
    }

    /// <summary>By failed node the number of its pair, from 0; of others nothing.</summary>
    /// <param name="order">The failed nodes in the order of pairs.</param>
    /// <remarks>Two threads may both be the first to ask: they note the same.</remarks>
    public int[] ByNode(int[] order)
    {
        for (var pair = Volatile.Read(ref noted); pair < count; pair++)
        {
            Note(pair, order.AsSpan(FailedAt(pair)));
        }

        return Numbers();
    }

    private int[] Numbers() =>
        pairOf ?? Interlocked.CompareExchange(ref pairOf, GC.AllocateUninitializedArray<int>(nodes), null) ?? pairOf;

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => (count, noted, failedAsTold) = (0, 0, 0);

    /// <summary>An hour and step, and how many nodes have failed and requirements have broken by then.</summary>
    public readonly record struct Pair(int Hour, int Step, int FailedByThen, int BrokenByThen);
}

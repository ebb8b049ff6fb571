namespace Sluiswachter.Insight;

/// <summary>By requirement the arrivals that are missing until it breaks, counted down while failure spreads.</summary>
/// <remarks>
/// A byte each, so that what is read at random is small; of requirements with more alternatives than a byte counts this
/// byteful, and aside what is missing beyond it. Not for several threads at once.
/// </remarks>
internal sealed class MissingArrivals
{
    private readonly ArrivalColumn breaksAt;
    private readonly byte[] missing;
    private readonly int[] missingBeyond;

    /// <summary>Makes the counters of a graph, each at its full number.</summary>
    public MissingArrivals(DependencyGraph graph)
    {
        breaksAt = graph.Required.Arrivals;
        missing = GC.AllocateUninitializedArray<byte>(graph.RequirementCount);
        missingBeyond = new int[breaksAt.Aside.Length];
        RestoreAll();
    }

    /// <summary>The counters: 0 where a requirement has broken, or where <see cref="BreakOrGoOn"/> must look further.</summary>
    public byte[] Bytes => missing;

    /// <summary>Of requirements of which a counter has become 0, keeps those that broke; returns how many these are.</summary>
    /// <remarks>
    /// Where more alternatives are than a byte counts, takes the next byteful of missing arrivals while there is one.
    /// </remarks>
    public int BreakOrGoOn(Span<int> requirements)
    {
        if (missingBeyond.Length == 0)
        {
            return requirements.Length;
        }

        var count = 0;
        foreach (var requirement in requirements)
        {
            var isBroken = true;
            if (breaksAt.Bytes[requirement] == ArrivalColumn.Many)
            {
                // Arrivals in this portion after the one that made the byte 0 have gone on counting below it.
                var arrivedSince = (byte)-missing[requirement];
                ref var beyond = ref missingBeyond[breaksAt.PlaceAside(requirement)];
                isBroken = beyond <= arrivedSince;
                Set(requirement, isBroken ? int.MaxValue : beyond - arrivedSince, out beyond);
            }

            requirements[count] = requirement;
            count += isBroken ? 1 : 0;
        }

        return count;
    }

    /// <summary>Gives a requirement its full number again, and some more.</summary>
    public void Restore(int requirement, int more = 0)
    {
        var full = breaksAt.Bytes[requirement];
        if (full == ArrivalColumn.Many)
        {
            var place = breaksAt.PlaceAside(requirement);
            Set(requirement, breaksAt.Aside[place].BreaksAt + more, out missingBeyond[place]);
        }
        else
        {
            missing[requirement] = (byte)(full + more);
        }
    }

    /// <summary>Gives all requirements their full number again.</summary>
    public void RestoreAll()
    {
        breaksAt.Bytes.CopyTo(missing);
        for (var place = 0; place < breaksAt.Aside.Length; place++)
        {
            var (requirement, arrivals) = breaksAt.Aside[place];
            Set(requirement, arrivals, out missingBeyond[place]);
        }
    }

    private void Set(int requirement, int arrivals, out int beyond)
    {
        missing[requirement] = (byte)Math.Min(byte.MaxValue, arrivals);
        beyond = arrivals - missing[requirement];
    }
}

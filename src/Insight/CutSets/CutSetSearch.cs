namespace Sluiswachter.Insight;

/// <summary>The search for the minimal cut sets of one function.</summary>
/// <remarks>
/// A <em>way on</em> is a set of losses such that the function goes on when everything outside it is lost. A set
/// that stops the function has a member in every way on, since losing more never saves anything. So from a set that
/// does not stop it, only members of a way on that avoids the set need be added, and as the last of a set only what is in
/// every known way on that avoids the rest; sets are tried size by size, and one that holds a smaller cut set is never
/// tried. Ways on are made by losing more and more while the function goes on.
/// </remarks>
internal sealed class CutSetSearch
{
    /// <summary>Turns where losing begins, so that ways on differ and little is in all of them.</summary>
    private const double GoldenRatio = 0.618;

    private readonly ChainLosses losses;
    private readonly int function;
    private readonly CutSetQuestion question;
    private readonly Propagation propagation;
    private readonly int nodeCount;
    private readonly List<bool[]> waysOn = [];
    private readonly Dictionary<LossSet, int> cuts = [];

    public CutSetSearch(DependencyGraph chain, int function, ChainLosses losses, CutSetQuestion question)
    {
        (this.function, this.losses, this.question) = (function, losses, question);
        (propagation, nodeCount) = (new Propagation(chain), chain.NodeCount);
    }

    /// <summary>The minimal cut sets, and at which hour each stops the function.</summary>
    public IEnumerable<(LossSet Set, int StopsAtHours)> Cuts => cuts.Select(c => (c.Key, c.Value));

    public int Tried { get; private set; }

    public int CompleteUpTo { get; private set; }

    public bool CanBeStopped { get; private set; }

    /// <summary>Searches until all is found or the work is done.</summary>
    public void Run()
    {
        CanBeStopped = Stops(Enumerable.Range(0, losses.Count).SelectMany(loss => losses[loss].Nodes)) == true;
        CompleteUpTo = CanBeStopped ? 0 : question.Size;
        for (List<LossSet>? harmless = [LossSet.Empty]; CompleteUpTo < question.Size; CompleteUpTo++)
        {
            harmless = Larger(harmless);
            if (harmless is null)
            {
                return;
            }
        }
    }

    /// <summary>Tries the sets of one loss more; returns those that do not stop the function, or null when out of work.</summary>
    private List<LossSet>? Larger(List<LossSet> harmless)
    {
        var (seen, left) = (new HashSet<LossSet>(), new List<LossSet>());
        foreach (var set in harmless)
        {
            if (WayOnWithout(set) is not { } way)
            {
                return null;
            }

            foreach (var larger in Added(set, way).Select(set.With))
            {
                if (!seen.Add(larger) || HoldsCut(larger))
                {
                    continue;
                }

                if (StopsSet(larger) is not { } stops)
                {
                    return null;
                }

                if (stops)
                {
                    cuts.Add(larger, propagation.HourOf(function));
                }
                else
                {
                    left.Add(larger);
                }
            }
        }

        return left;
    }

    /// <summary>What may be added to a set that a way on avoids.</summary>
    private List<int> Added(LossSet set, bool[] way)
    {
        var added = Enumerable.Range(0, way.Length).Where(loss => way[loss]).ToList();
        if (set.Count + 1 == question.Size)
        {
            foreach (var other in waysOn.Where(other => !set.Members.Any(loss => other[loss])))
            {
                added.RemoveAll(loss => !other[loss]);
            }
        }

        return added;
    }

    private bool HoldsCut(LossSet set) => set.Members.Any(loss =>
        set.Without(loss) is { Count: > 0 } smaller && (cuts.ContainsKey(smaller) || HoldsCut(smaller)));

    private bool? StopsSet(LossSet set) =>
        KnownWayOnWithout(set) is null ? Stops(set.Members.SelectMany(loss => losses[loss].Nodes)) : Try() ? false : null;

    private bool[]? KnownWayOnWithout(LossSet set) => waysOn.Find(way => !set.Members.Any(loss => way[loss]));

    /// <summary>A way on that avoids a set which does not stop the function; null when out of work.</summary>
    private bool[]? WayOnWithout(LossSet set)
    {
        if (KnownWayOnWithout(set) is { } known)
        {
            return known;
        }

        var way = new bool[losses.Count];
        var gone = new bool[nodeCount];
        var lost = new List<int>();
        Lose(set.Members.SelectMany(loss => losses[loss].Nodes));
        var first = (int)(waysOn.Count * GoldenRatio % 1 * way.Length);
        for (var i = 0; i < way.Length; i++)
        {
            var loss = (first + i) % way.Length;
            var more = losses[loss].Nodes.Where(node => !gone[node]).ToList();
            if (more.Count == 0)
            {
                continue;
            }

            if (Stops(lost.Concat(more)) is not { } stops)
            {
                return null;
            }

            way[loss] = stops;
            if (!stops)
            {
                Lose(more);
            }
        }

        waysOn.Add(way);
        return way;

        void Lose(IEnumerable<int> nodes)
        {
            foreach (var node in nodes.Where(node => !gone[node]))
            {
                gone[node] = true;
                lost.Add(node);
            }
        }
    }

    /// <summary>Whether the function stops without some services; null when out of work.</summary>
    private bool? Stops(IEnumerable<int> services)
    {
        if (!Try())
        {
            return null;
        }

        int[] seeds = [.. services.Distinct().Order()];
        propagation.Run(seeds, question.HorizonHours);
        return propagation.HasFailed(function);
    }

    private bool Try()
    {
        if (Tried == question.Work)
        {
            return false;
        }

        Tried++;
        return true;
    }
}

/// <summary>A set of at most three losses, each by its number; ordered by those.</summary>
internal readonly record struct LossSet : IComparable<LossSet>
{
    private const int None = int.MaxValue;
    private readonly (int First, int Second, int Third) members;

    private LossSet((int First, int Second, int Third) members) => this.members = members;

    public static LossSet Empty => new((None, None, None));

    public int Count => members switch
    {
        { First: None } => 0,
        { Second: None } => 1,
        { Third: None } => 2,
        _ => 3,
    };

    public IEnumerable<int> Members
    {
        get
        {
            var (first, second, third) = members;
            return Count switch
            {
                0 => [],
                1 => [first],
                2 => [first, second],
                _ => [first, second, third],
            };
        }
    }

    /// <summary>The set with one more that it does not hold; it holds fewer than three.</summary>
    public LossSet With(int loss) => Of(Members.Append(loss));

    /// <summary>The set without one.</summary>
    public LossSet Without(int loss) => Of(Members.Where(l => l != loss));

    public int CompareTo(LossSet other) => members.CompareTo(other.members);

    private static LossSet Of(IEnumerable<int> losses)
    {
        int[] ordered = [.. losses.Order(), None, None, None];
        return new((ordered[0], ordered[1], ordered[2]));
    }
}

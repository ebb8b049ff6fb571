namespace Sluiswachter.Policy;

/// <summary>Analyses in an order of work that removes most risk first, with the curve to zero.</summary>
/// <remarks>
/// <para>
/// An analysis that is ready takes away the risk of the uses that it settles; the objective is the area under the curve of
/// risk left over time, Σ risk × moment of completion, and the smaller the better. No two analyses settle the same use.
/// </para>
/// <para>
/// With analyses of one size, heaviest first is best, with any capacity: exchanging a lighter one that comes earlier with a
/// heavier one that comes later never enlarges the area. With sizes and one team, by risk per hour (Smith 1956, "Various
/// optimizers for single-stage production"), by the same exchange of neighbours. With sizes and several teams the problem is
/// NP-hard (Bruno, Coffman and Sethi 1974): exact up to <see cref="MostExact"/> analyses by trying every way to share them
/// out; beyond that each next one in Smith's order goes to the team that is free first, and <see cref="Bound"/> tells how
/// far from the best that can be (Eastman, Even and Isaacs 1964).
/// </para>
/// </remarks>
public sealed record CatchUpPlan
{
    /// <summary>The most analyses for which several teams with sizes are worked out exactly.</summary>
    public const int MostExact = 10;

    private CatchUpPlan(IReadOnlyList<PlannedAnalysis> order, decimal area, decimal bound) =>
        (Order, Area, Bound) = (order, area, bound);

    /// <summary>The analyses in the order in which they are ready, and the week of each.</summary>
    public IReadOnlyList<PlannedAnalysis> Order { get; }

    /// <summary>The objective, in risk × weeks for analyses of one size and risk × hours otherwise.</summary>
    public decimal Area { get; }

    /// <summary>No order has a smaller area than this.</summary>
    public decimal Bound { get; }

    /// <summary>Whether it is known that no order has a smaller area.</summary>
    public bool IsOptimal => Area == Bound;

    /// <summary>Plans analyses of which so many can be done each week, whatever their size.</summary>
    /// <param name="due">The analyses, each id once.</param>
    /// <param name="perWeek">How many are ready at the end of each week, 1 or more.</param>
    public static CatchUpPlan PerWeek(IEnumerable<DueAnalysis> due, int perWeek)
    {
        var order = due.OrderByDescending(a => a.Risk).ThenBy(a => a.Unknown).ThenBy(a => a.Id, StringComparer.Ordinal)
            .Select((analysis, place) => new PlannedAnalysis(analysis, 1 + (place / perWeek))).ToList();
        var area = order.Sum(p => (decimal)p.Analysis.Risk * p.Week);
        return new CatchUpPlan(order, area, area);
    }

    /// <summary>Plans analyses that take hours, for teams that work side by side, each on one analysis at a time.</summary>
    /// <param name="due">The analyses, each id once and each of an hour or more.</param>
    /// <param name="hoursPerWeek">The hours of each team in a week, 1 or more.</param>
    /// <param name="teams">How many teams there are, 1 or more.</param>
    public static CatchUpPlan InHours(IEnumerable<DueAnalysis> due, int hoursPerWeek, int teams)
    {
        var order = due.Order(SmithOrder).ToList();
        var isOfOneSize = order.Select(a => a.Hours).Distinct().Count() <= 1;
        var team = teams > 1 && !isOfOneSize && order.Count <= MostExact ? Exactly(order, teams) : InTurn(order, teams);
        var free = new long[Math.Min(teams, Math.Max(1, order.Count))];
        var ready = order.Select((analysis, i) => (Analysis: analysis, At: free[team[i]] += analysis.Hours)).ToList();
        var area = ready.Sum(r => r.Analysis.Risk * (decimal)r.At);
        var isExact = teams == 1 || isOfOneSize || order.Count <= MostExact;
        return new CatchUpPlan(
            [.. ready.OrderBy(r => r.At).Select(r => new PlannedAnalysis(r.Analysis, (int)((r.At + hoursPerWeek - 1) / hoursPerWeek)))],
            area, isExact ? area : Math.Min(area, LeastOf(order, teams)));
    }

    /// <summary>Risk left at the end of each week from week 0, before any work, until none is left.</summary>
    public IEnumerable<CatchUpWeek> Curve()
    {
        var (left, uses, risk) = (Order.Count, Order.Sum(p => p.Analysis.Uses), Order.Sum(p => p.Analysis.Risk));
        yield return new CatchUpWeek(0, 0, left, uses, risk);
        foreach (var week in Order.GroupBy(p => p.Week).OrderBy(w => w.Key))
        {
            var done = week.Count();
            left -= done;
            uses -= week.Sum(p => p.Analysis.Uses);
            risk -= week.Sum(p => p.Analysis.Risk);
            yield return new CatchUpWeek(week.Key, done, left, uses, risk);
        }
    }

    private static Comparer<DueAnalysis> SmithOrder { get; } = Comparer<DueAnalysis>.Create((a, b) =>
    {
        var order = ((Int128)b.Risk * a.Hours).CompareTo((Int128)a.Risk * b.Hours);
        order = order != 0 ? order : a.Unknown.CompareTo(b.Unknown);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    });

    /// <summary>To each next analysis the team that is free first.</summary>
    private static int[] InTurn(List<DueAnalysis> order, int teams)
    {
        var free = new PriorityQueue<int, (long At, int Team)>();
        for (var i = 0; i < Math.Min(teams, Math.Max(1, order.Count)); i++)
        {
            free.Enqueue(i, (0, i));
        }

        var team = new int[order.Count];
        for (var i = 0; i < team.Length; i++)
        {
            free.TryDequeue(out team[i], out var first);
            free.Enqueue(team[i], (first.At + order[i].Hours, team[i]));
        }

        return team;
    }

    /// <summary>The best of all ways to share the analyses out; each team works in Smith's order, which is best for it.</summary>
    private static int[] Exactly(List<DueAnalysis> order, int teams)
    {
        var (best, least, team, free) = (InTurn(order, teams), decimal.MaxValue, new int[order.Count], new long[order.Count]);
        Share(0, 0, 0);
        return best;

        void Share(int place, int used, decimal area)
        {
            if (area >= least)
            {
                return;
            }

            if (place == order.Count)
            {
                (best, least) = ([.. team], area);
                return;
            }

            // Teams are alike: one that has no work yet stands for all such.
            for (var t = 0; t < Math.Min(used + 1, Math.Min(teams, order.Count)); t++)
            {
                team[place] = t;
                free[t] += order[place].Hours;
                Share(place + 1, Math.Max(used, t + 1), area + (order[place].Risk * (decimal)free[t]));
                free[t] -= order[place].Hours;
            }
        }
    }

    /// <summary>
    /// A bound below the area for m teams: that for one team that is m times as fast, and (m − 1) / 2m × Σ risk × hours.
    /// </summary>
    private static decimal LeastOf(List<DueAnalysis> order, int teams)
    {
        var (at, one, own) = (0L, 0m, 0m);
        foreach (var analysis in order)
        {
            at += analysis.Hours;
            one += analysis.Risk * (decimal)at;
            own += analysis.Risk * (decimal)analysis.Hours;
        }

        return (one / teams) + (own * (teams - 1) / (2 * teams));
    }
}

/// <summary>An analysis that is to be made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Risk">The risk of the uses that it settles, together.</param>
/// <param name="Uses">How many uses it settles, 1 or more.</param>
/// <param name="Hours">How much work it is.</param>
/// <param name="Unknown">How many weights of its risk stand for something unknown.</param>
public sealed record DueAnalysis(string Id, long Risk, int Uses = 1, int Hours = 1, int Unknown = 0);

/// <summary>An analysis with the week at whose end it is ready, from 1.</summary>
public sealed record PlannedAnalysis(DueAnalysis Analysis, int Week);

/// <summary>What is left at the end of a week.</summary>
/// <param name="Week">The week; 0 is before any work.</param>
/// <param name="Done">How many analyses became ready in it.</param>
/// <param name="Analyses">How many are left.</param>
/// <param name="Uses">How many uses are left without one.</param>
/// <param name="Risk">Their risk together.</param>
public sealed record CatchUpWeek(int Week, int Done, int Analyses, int Uses, long Risk);

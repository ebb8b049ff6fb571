using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Policy.Tests;

public sealed class WhichAnalysisFirst
{
    [Fact]
    public void With_one_size_the_heaviest_risk_is_taken_away_first()
    {
        var plan = CatchUpPlan.PerWeek([new("a", 1), new("b", 9), new("c", 4), new("d", 4)], perWeek: 2);
        Assert.Equal("b1 c1 d2 a2", Told(plan));
        Assert.Equal("4/18 2/5 0/0", Curve(plan));
        Assert.True(plan.IsOptimal);
    }

    [Fact]
    public void With_sizes_the_most_risk_for_an_hour_comes_first()
    {
        var plan = CatchUpPlan.InHours([new("long", 10, Hours: 40), new("short", 6, Hours: 8)], hoursPerWeek: 40, teams: 1);
        Assert.Equal("short1 long2", Told(plan));
        Assert.Equal((8 * 6) + (48 * 10), plan.Area);
        Assert.True(plan.IsOptimal);
    }

    [Fact]
    public void An_analysis_that_settles_several_uses_counts_for_all_of_them()
    {
        var plan = CatchUpPlan.PerWeek([new("umbrella", 30, Uses: 3), new("single", 20)], perWeek: 1);
        Assert.Equal("umbrella1 single2", Told(plan));
        Assert.Equal([4, 1, 0], plan.Curve().Select(w => w.Uses));
    }

    [Fact]
    public void Of_equal_risks_what_is_known_comes_before_what_is_guessed() =>
        Assert.Equal("b1 a2", Told(CatchUpPlan.PerWeek([new("a", 9, Unknown: 2), new("b", 9)], perWeek: 1)));

    [Fact]
    public void Nothing_to_do_is_ready_at_once()
    {
        Assert.Equal("0/0", Curve(CatchUpPlan.PerWeek([], perWeek: 1)));
        Assert.True(CatchUpPlan.InHours([], hoursPerWeek: 40, teams: 3).IsOptimal);
    }

    [Fact]
    public void With_one_size_no_order_is_better() => Check(5, (due, chance) =>
    {
        var perWeek = chance.Next(1, 4);
        Assert.Equal(
            Orders(due).Min(order => order.Select((a, place) => (decimal)a.Risk * (1 + (place / perWeek))).Sum()),
            CatchUpPlan.PerWeek(due, perWeek).Area);
    });

    [Fact]
    public void With_sizes_and_teams_no_way_is_better_up_to_ten_analyses() => Check(5, (due, chance) =>
    {
        var teams = chance.Next(1, 4);
        var plan = CatchUpPlan.InHours(due, 40, teams);
        Assert.True(plan.IsOptimal);
        Assert.Equal(Orders(due).Min(order => Ways(order.Count, teams).Min(team => Area(order, team))), plan.Area);
    });

    [Fact]
    public void Beyond_that_no_way_is_better_than_the_bound() => Check(7, (due, chance) =>
    {
        // Work of no risk comes last and changes no area, but makes more than ten of them.
        List<DueAnalysis> many = [.. due, .. Enumerable.Range(0, 11).Select(i => new DueAnalysis($"z{i}", 0, Hours: 8))];
        var teams = chance.Next(2, 4);
        var plan = CatchUpPlan.InHours(many, 40, teams);
        Assert.InRange(plan.Bound, 0, CatchUpPlan.InHours(due, 40, teams).Area);
        Assert.True(plan.Area >= CatchUpPlan.InHours(due, 40, teams).Area);
    });

    [Fact]
    public void The_curve_never_rises_and_ends_at_nothing() => Check(9, (due, _) =>
    {
        var curve = CatchUpPlan.InHours(due, 16, 2).Curve().ToList();
        Assert.All(curve.Zip(curve.Skip(1)), pair => Assert.True(
            pair.Second.Risk <= pair.First.Risk && pair.Second.Uses < pair.First.Uses && pair.Second.Week > pair.First.Week));
        Assert.Equal((0, 0, 0L), (curve[^1].Analyses, curve[^1].Uses, curve[^1].Risk));
    });

    [Fact]
    public void The_order_of_the_rows_is_irrelevant() => Check(9, (due, chance) =>
    {
        var shuffled = due.ToArray();
        chance.Shuffle(shuffled);
        Assert.Equal(Told(CatchUpPlan.PerWeek(due, 2)), Told(CatchUpPlan.PerWeek(shuffled, 2)));
        Assert.Equal(Told(CatchUpPlan.InHours(due, 40, 2)), Told(CatchUpPlan.InHours(shuffled, 40, 2)));
    });

    private static string Told(CatchUpPlan plan) => string.Join(' ', plan.Order.Select(p => $"{p.Analysis.Id}{p.Week}"));

    private static string Curve(CatchUpPlan plan) => string.Join(' ', plan.Curve().Select(w => $"{w.Uses}/{w.Risk}"));

    private static decimal Area(List<DueAnalysis> order, int[] team)
    {
        var free = new long[team.Length + 3];
        return order.Select((a, i) => a.Risk * (decimal)(free[team[i]] += a.Hours)).Sum();
    }

    private static IEnumerable<List<DueAnalysis>> Orders(List<DueAnalysis> due) => due.Count == 0
        ? [[]]
        : due.SelectMany(first => Orders([.. due.Where(a => a != first)]).Select(rest => new List<DueAnalysis> { first }.Concat(rest).ToList()));

    private static IEnumerable<int[]> Ways(int analyses, int teams) => Enumerable.Range(0, (int)Math.Pow(teams, analyses))
        .Select(way => Enumerable.Range(0, analyses).Select(i => way / (int)Math.Pow(teams, i) % teams).ToArray());

    private static void Check(int most, Action<List<DueAnalysis>, Random> law) => Prop.ForAll<int>(seed =>
    {
        var chance = new Random(seed);
        law([.. Enumerable.Range(0, chance.Next(most + 1)).Select(i => new DueAnalysis(
            $"a{i}", chance.Next(1, 10), Uses: chance.Next(1, 4), Hours: 8 * chance.Next(1, 6), Unknown: chance.Next(2)))], chance);
    }).QuickCheckThrowOnFailure();
}

using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>Functions come back by exits of which only so many can be carried out at a time.</summary>
public sealed class WhenTeamsAreScarce
{
    [Fact]
    public void One_team_carries_out_one_exit_after_the_other() => Same(
        """
        pump needs 1 of acme-cloud, exit 40 h
        sluice needs 1 of acme-mail, exit 20 h
        """,
        "pump back 40h, sluice back 60h; r1 0h-40h, r2 40h-60h");

    [Fact]
    public void The_vital_go_first_and_then_what_has_least_time_left() => Same(
        """
        a is a function of town, important, tolerating 30 h
        b is a function of town, vital, tolerating 90 h
        c is a function of town, vital, tolerating 40 h
        a needs 1 of acme-cloud, exit 10 h
        b needs 1 of acme-cloud, exit 30 h
        c needs 1 of acme-cloud, exit 20 h
        """,
        "a back 60h, b back 50h, c back 20h; r3 0h-20h, r2 20h-50h, r1 50h-60h");

    [Fact]
    public void What_would_be_too_late_anyway_waits_for_what_can_be_in_time_and_the_unknown_for_both() => Same(
        """
        a is a function of town, vital
        b is a function of town, vital, tolerating 10 h
        c is a function of town, vital, tolerating 40 h
        a needs 1 of acme-cloud, exit 5 h
        b needs 1 of acme-cloud, exit 30 h
        c needs 1 of acme-cloud, exit 20 h
        """,
        "a back 55h, b back 50h, c back 20h; r3 0h-20h, r2 20h-50h, r1 50h-55h");

    [Fact]
    public void Of_equals_the_one_for_most_people_goes_first() => Same(
        """
        a is a function of town, for 10 people
        b is a function of town, for 20 people
        a needs 1 of acme-cloud, exit 10 h
        b needs 1 of acme-cloud, exit 10 h
        """,
        "a back 20h, b back 10h; r2 0h-10h, r1 10h-20h");

    [Fact]
    public void The_exit_of_a_service_counts_for_the_most_critical_that_waits_for_it() => Same(
        """
        tax is a function of town, vital
        park is a function of town, important
        park needs 1 of acme-cloud, exit 10 h
        polder-login needs 1 of acme-cloud, exit 30 h
        tax needs 1 of polder-login
        """,
        "park back 40h, tax back 30h; r2 0h-30h, r1 30h-40h");

    [Fact]
    public void No_team_begins_what_is_met_again_otherwise_and_one_that_has_begun_stops() => Same(
        """
        digid is a function of town, vital
        digid needs 1 of acme-cloud, exit 10 h
        tax needs 1 of digid, exit 50 h
        dole needs 1 of digid, exit 60 h
        park needs 1 of acme-cloud, exit 70 h
        """,
        "digid back 10h, dole back 10h, park back 80h, tax back 10h; r1 0h-10h, r2 0h-10h stopped, r4 10h-80h",
        teams: 2);

    [Fact]
    public void A_third_team_that_begins_what_proves_needless_does_not_hold_up_the_rest() => Same(
        """
        digid needs 1 of acme-cloud, exit 10 h
        mill needs 1 of acme-cloud, exit 6 h
        pump needs 1 of acme-cloud, exit 6 h
        tax needs 1 of digid, exit 500 h
        dole needs 1 of digid, exit 500 h
        park needs 1 of acme-cloud, exit 20 h
        quay needs 1 of acme-cloud, exit 20 h
        """,
        "digid back 10h, dole back 10h, mill back 6h, park back 30h, pump back 6h, quay back 30h, tax back 10h; " +
        "r1 0h-10h, r2 0h-6h, r3 0h-6h, r4 6h-10h stopped, r5 6h-10h stopped, r6 10h-30h, r7 10h-30h",
        teams: 3);

    [Fact]
    public void All_that_is_ready_in_an_hour_counts_before_a_team_begins_the_next() => Same(
        """
        pump needs 1 of acme-cloud, exit 10 h
        digid needs 1 of acme-cloud, exit 10 h
        tax needs 1 of digid, exit 50 h
        """,
        "digid back 10h, pump back 10h, tax back 10h; r1 0h-10h, r2 0h-10h",
        teams: 2);

    [Fact]
    public void Every_example_on_the_page_comes_out_as_it_says()
    {
        var block = Assert.Single(PageBlocks.Of("insight.md", "recovery"));
        var questions = block.Where(line => line.Contains(" teams: ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, questions.Count);
        foreach (var (teams, expected) in questions.Select(line => line.Split(" teams: ")).Select(q => (q[0], q[1])))
        {
            Same(string.Join('\n', block.Except(questions)), expected, int.Parse(teams, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void No_team_works_for_what_does_not_come_back_and_none_is_needed_for_an_exit_of_no_time() => Same(
        """
        lost is a function of town, vital
        lost needs 1 of acme-cloud, exit 100 h
        lost needs 1 of acme-mail
        pump needs 1 of acme-cloud, exit 40 h
        quay needs 1 of acme-cloud, exit 0 h
        """,
        "lost never, pump back 40h, quay back 0h; r3 0h-40h, r4 0h-0h");

    [Fact]
    public void The_fewest_teams_that_save_most_are_told()
    {
        var plan = Of(FiveAtOnce).Plan!;
        Assert.Equal(3, plan.FewestTeams);
        Assert.Equal([new(1, 1, 50), new(2, 3, 30), new(3, 5, 20), new(4, 5, 20), new(5, 5, 10)], plan.ByTeams);
        Assert.Equal((50, 50), (plan.TeamHours, plan.DoneAtHours));
    }

    [Fact]
    public void Where_no_number_of_teams_saves_anything_there_is_no_fewest()
    {
        var plan = Of("pump needs 1 of acme-cloud, exit 40 h").Plan!;
        Assert.Null(plan.FewestTeams);
        Assert.Equal([new ByTeams(1, 0, 40)], plan.ByTeams);
    }

    [Fact]
    public void Hours_go_beyond_what_one_exit_can_take() =>
        Assert.Equal(3_000_000_000, Of(string.Join('\n', Enumerable.Range(0, 3000).Select(i =>
            $"f{i} needs 1 of acme-cloud, exit 1000000 h"))).Functions.Max(f => f.BackAtHours));

    [Fact]
    public void It_equals_teams_that_work_hour_by_hour() => RandomRegisters.Hold(
        c =>
        {
            var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
            var teams = 1 + (c.Seed % 3);
            var recovery = Recovery.Of(graph, c.Scenario, 7, teams);
            var (back, work) = new SlowTeams(c, graph, 7).Run(teams);
            Assert.All(recovery.Functions, f => Assert.Equal(
                back.TryGetValue(graph.Entities[f.Entity], out var hour) ? hour : null, f.BackAtHours));
            Assert.Equal(
                work.Select(w => (w.Key, (long)w.Value.Begins, (long)w.Value.Ends)).Order(),
                recovery.Plan!.Exits.Where(e => !e.Ready || e.EndsAtHours > e.BeginsAtHours)
                    .Select(e => (graph.Requirements[e.Requirement], e.BeginsAtHours, e.EndsAtHours)).Order());
        },
        cases: 1000);

    [Fact]
    public void With_as_many_teams_as_exits_all_is_back_as_if_nothing_were_scarce() => Law((graph, scenario) => Assert.Equal(
        Recovery.Of(graph, scenario, 7).Functions,
        Recovery.Of(graph, scenario, 7, Math.Max(1, graph.RequirementCount)).Functions));

    [Fact]
    public void A_later_decision_brings_everything_back_as_much_later() => Law((graph, scenario) =>
    {
        var (soon, late) = (Recovery.Of(graph, scenario, 0, 2), Recovery.Of(graph, scenario, 30, 2));
        Assert.Equal(soon.Functions.Select(f => f.BackAtHours + 30), late.Functions.Select(f => f.BackAtHours));
        Assert.Equal(
            soon.Plan!.Exits.Select(e => e with { BeginsAtHours = e.BeginsAtHours + 30, EndsAtHours = e.EndsAtHours + 30 }),
            late.Plan!.Exits);
    });

    [Fact]
    public void One_team_more_makes_nothing_later() => Law((graph, scenario) =>
    {
        var fewer = Recovery.Of(graph, scenario, 7, 1);
        for (var teams = 2; teams <= 5; teams++)
        {
            var more = Recovery.Of(graph, scenario, 7, teams);
            Assert.All(fewer.Functions.Zip(more.Functions), pair => Assert.True(
                (pair.First.BackAtHours ?? long.MaxValue) >= (pair.Second.BackAtHours ?? long.MaxValue)));
            fewer = more;
        }
    });

    [Fact]
    public void At_no_hour_are_more_exits_carried_out_than_there_are_teams_nor_fewer_while_one_waits() => Law((graph, scenario) =>
    {
        var exits = Recovery.Of(graph, scenario, 7, 2).Plan!.Exits.Where(e => e.EndsAtHours > e.BeginsAtHours).ToList();
        var lastBegins = exits.Select(e => e.BeginsAtHours).DefaultIfEmpty().Max();
        foreach (var hour in exits.SelectMany(e => new[] { e.BeginsAtHours, e.EndsAtHours }))
        {
            var busy = exits.Count(e => e.BeginsAtHours <= hour && hour < e.EndsAtHours);
            Assert.InRange(busy, hour < lastBegins ? 2 : 0, 2);
        }
    });

    [Fact]
    public void It_takes_less_than_twice_as_long_as_the_best_order_of_the_same_work() => Law((graph, scenario) =>
    {
        var plan = Recovery.Of(graph, scenario, 7, 3).Plan!;
        var longest = plan.Exits.Select(e => e.EndsAtHours - e.BeginsAtHours).DefaultIfEmpty().Max();
        Assert.True(3 * ((plan.DoneAtHours ?? 7) - 7) <= plan.TeamHours + (2 * longest));
    });

    [Fact]
    public void The_fewest_teams_are_the_fewest_when_all_numbers_are_tried() => Law((graph, scenario) =>
    {
        int Saved(int? teams) =>
            Recovery.Of(graph, scenario, 0, teams).Functions.Count(f => f.Outcome == RecoveryOutcome.Saved);
        var (most, plan) = (Saved(null), Recovery.Of(graph, scenario, 0, 1).Plan!);
        Assert.Equal(most == 0 ? null : Enumerable.Range(1, 20).First(teams => Saved(teams) == most), plan.FewestTeams);
        Assert.All(plan.ByTeams, point => Assert.Equal(Saved(point.Teams), point.Saved));
    });

    private const string FiveAtOnce =
        """
        a is a function of town, tolerating 10 h
        b is a function of town, tolerating 10 h
        c is a function of town, tolerating 10 h
        d is a function of town, tolerating 20 h
        e is a function of town, tolerating 20 h
        a needs 1 of acme-cloud, exit 10 h
        b needs 1 of acme-cloud, exit 10 h
        c needs 1 of acme-cloud, exit 10 h
        d needs 1 of acme-cloud, exit 10 h
        e needs 1 of acme-cloud, exit 10 h
        """;

    private static void Law(Action<DependencyGraph, Scenario> law) => RandomRegisters.Hold(
        c => law(DependencyGraph.Of(c.Facts.ColumnsOn(c.Day)), c.Scenario), cases: 500);

    private static Recovery Of(string picture, int teams = 1) => Of(GraphOf(picture), teams);

    private static Recovery Of(DependencyGraph graph, int teams) =>
        Recovery.Of(graph, Scenario.Of(suppliers: [Picture.Id("acme")]).Value, 0, teams);

    private static DependencyGraph GraphOf(string picture) =>
        DependencyGraph.Of(Picture.Read(picture).ColumnsOn(new DateOnly(2026, 11, 1)));

    private static void Same(string picture, string expected, int teams = 1)
    {
        var graph = GraphOf(picture);
        var recovery = Of(graph, teams);
        var back = recovery.Functions.Select(f =>
            f.BackAtHours is { } hour ? $"{graph.Entities[f.Entity]} back {hour}h" : $"{graph.Entities[f.Entity]} never");
        var exits = recovery.Plan!.Exits.Select(e => string.Create(
            CultureInfo.InvariantCulture,
            $"{graph.Requirements[e.Requirement]} {e.BeginsAtHours}h-{e.EndsAtHours}h{(e.Ready ? "" : " stopped")}"));
        Assert.Equal(expected, $"{string.Join(", ", back)}; {string.Join(", ", exits)}");
    }
}

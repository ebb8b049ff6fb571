using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

public sealed class WhenFunctionsAreBack
{
    [Fact]
    public void It_is_back_when_its_exit_is_ready_and_saved_when_that_is_soon_enough() => Same(
        """
        sluice is a function of town, tolerating 24 h
        pump is a function of town, tolerating 48 h
        mill is a function of town
        sluice needs 1 of acme-cloud, exit 48 h
        pump needs 1 of acme-cloud, exit 48 h
        mill needs 1 of acme-cloud, exit 960 h
        lock needs 1 of acme-cloud
        """,
        "lock 0h none NoWayBack, mill 0h 960h Back, pump 0h 48h Saved, sluice 0h 48h TooLate");

    [Fact]
    public void The_decision_comes_first() => Same(
        """
        sluice is a function of town, tolerating 24 h
        sluice needs 1 of acme-cloud(10h), exit 24 h
        """,
        "sluice 10h 34h Saved", decision: 10);

    [Fact]
    public void All_requirements_that_broke_must_be_met_again_also_those_of_the_body() => Same(
        """
        town is a body of 10 people
        sluice is a function of town
        town needs 1 of acme-mail, exit 100 h
        sluice needs 1 of acme-cloud, exit 48 h
        """,
        "sluice 0h 100h Back");

    [Fact]
    public void What_uses_a_function_that_is_back_is_back_with_it_unless_its_own_exit_is_earlier() => Same(
        """
        digid needs 1 of acme-cloud, exit 180 h
        tax needs 1 of digid
        dole needs 1 of digid, exit 20 h
        """,
        "digid 0h 180h Back, dole 0h 20h Back, tax 0h 180h Back");

    [Fact]
    public void As_many_alternatives_must_be_back_as_are_needed() => Same(
        """
        a-cloud needs 1 of acme-dns, exit 10 h
        b-cloud needs 1 of acme-dns, exit 20 h
        c-cloud needs 1 of acme-dns
        sluice needs 2 of a-cloud b-cloud c-cloud
        """,
        "sluice 0h 20h Back");

    [Fact]
    public void Round_a_loop_nothing_brings_itself_back() => Same(
        """
        a-cloud needs 1 of b-cloud, as r1
        b-cloud needs 1 of a-cloud, as r2
        a-cloud needs 1 of acme-dns, exit 10 h, as r3
        sluice needs 1 of b-cloud, as r4
        """,
        "sluice 0h none NoWayBack");

    [Fact]
    public void It_equals_the_least_times_found_slowly() => RandomRegisters.Hold(
        c =>
        {
            var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
            Assert.Equal(Slow(c, graph, 7), Render(graph, Recovery.Of(graph, c.Scenario, 7)));
        },
        cases: 1000);

    [Fact]
    public void Deciding_later_never_brings_anything_back_earlier() => RandomRegisters.Hold(
        c =>
        {
            var graph = DependencyGraph.Of(c.Facts.ColumnsOn(c.Day));
            var (soon, late) = (Recovery.Of(graph, c.Scenario, 0), Recovery.Of(graph, c.Scenario, 30));
            Assert.All(soon.Functions.Zip(late.Functions), pair => Assert.True(
                (pair.First.BackAtHours ?? long.MaxValue) <= (pair.Second.BackAtHours ?? long.MaxValue)));
        },
        cases: 500);

    private static void Same(string picture, string expected, int decision = 0)
    {
        var graph = DependencyGraph.Of(Picture.Read(picture).ColumnsOn(new DateOnly(2026, 11, 1)));
        var scenario = Scenario.Of(suppliers: [Picture.Id("acme")]).Value;
        Assert.Equal(expected, Render(graph, Recovery.Of(graph, scenario, decision)));
    }

    private static string Render(DependencyGraph graph, Recovery recovery) => string.Join(", ", recovery.Functions.Select(f =>
        $"{graph.Entities[f.Entity]} {f.StopsAtHours}h {Hour(f.BackAtHours)} {f.Outcome}"));

    private static string Hour(long? hour) => hour is { } known ? known.ToString(CultureInfo.InvariantCulture) + "h" : "none";

    /// <summary>Lets the hours at which an exit is ready pass one by one, as the rules read, by names.</summary>
    private static string Slow(Case c, DependencyGraph graph, int decision)
    {
        var answer = SwitchOff.Run(graph, c.Scenario);
        var failed = answer.Functions.ToDictionary(f => graph.Entities[f.Entity], f => f.StopsAtHours);
        foreach (var service in answer.Services)
        {
            failed.Add(graph.Entities[service.Entity], service.StopsAtHours);
        }

        var seeds = answer.Services.Where(s => s.SeededBy is not null).Select(s => graph.Entities[s.Entity]).ToHashSet();
        var broken = SlowRequirement.On(c, graph).Where(r => r.BreaksAt(failed) <= c.Scenario.HorizonHours).ToList();
        var back = new Dictionary<string, int>();
        foreach (var hour in broken.Where(r => r.Exit is not null).Select(r => decision + r.Exit!.Value).Distinct().Order())
        {
            for (var more = true; more;)
            {
                more = false;
                foreach (var id in failed.Keys.Where(id => !seeds.Contains(id) && !back.ContainsKey(id)).ToList())
                {
                    if (broken.Where(r => r.Consumers.Contains(id)).All(r =>
                        decision + r.Exit <= hour || r.Working(failed, back) >= r.Need))
                    {
                        back.Add(id, hour);
                        more = true;
                    }
                }
            }
        }

        return Render(graph, answer, back);
    }

    private static string Render(DependencyGraph graph, SwitchOffAnswer answer, Dictionary<string, int> back) =>
        string.Join(", ", answer.Functions.Select(f =>
        {
            int? hour = back.TryGetValue(graph.Entities[f.Entity], out var known) ? known : null;
            var outcome = hour is null ? RecoveryOutcome.NoWayBack
                : f.ToleratesHours is not { } tolerates ? RecoveryOutcome.Back
                : hour <= (long)f.StopsAtHours + tolerates ? RecoveryOutcome.Saved : RecoveryOutcome.TooLate;
            return $"{graph.Entities[f.Entity]} {f.StopsAtHours}h {Hour(hour)} {outcome}";
        }));
}

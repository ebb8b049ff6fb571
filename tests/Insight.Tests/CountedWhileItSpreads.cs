using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>In a register so large that a second thread counts what fails while the first finds it.</summary>
public sealed class CountedWhileItSpreads
{
    private const int Bodies = 500;
    private const int Functions = 6_000;
    private const int Services = 9_000;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 24)]
    [InlineData(3, 24)]
    [InlineData(4, 8760)]
    [InlineData(5, 8760)]
    public void What_has_failed_by_each_hour_is_what_failed_then_or_before(int seed, int horizonHours)
    {
        var columns = Register(new Random(seed));
        var scenario = Scenario.Of(suppliers: [EntityId.Of("s1").Value], horizonHours: horizonHours).Value;
        var answer = SwitchOff.Run(DependencyGraph.Of(columns), scenario);
        Assert.Equal(columns.Service.Supplier.Count(s => s == columns.Supplier.Entity[0]), answer.SeededServices);
        Assert.Equal(ByHour(columns, answer), answer.Timeline);
        Assert.Equal(InOrder(columns.Function.Entity, answer), answer.Functions.Select(f => f.Entity));
        Assert.Equal(InOrder(columns.Service.Entity, answer), answer.Services.Select(s => s.Entity));
        Assert.True(answer.Failed.Functions > Functions / 20 && answer.Failed.Functions < Functions);
        Assert.True(answer.ForNobody.Organisations > 0 || horizonHours > 24);
    }

    [Fact]
    public void Nothing_fails_when_nothing_is_switched_off()
    {
        var graph = DependencyGraph.Of(Register(new Random(6)));
        var answer = SwitchOff.Run(graph, Scenario.Of(services: [EntityId.Of("none").Value]).Value);
        Assert.Equal((default, 0), (answer.Failed, answer.Timeline.Count));
        Assert.Empty(answer.Functions);
        Assert.Empty(answer.Services);
    }

    [Fact]
    public async Task Who_follows_waits_until_a_pair_is_settled_or_there_will_be_none()
    {
        var settled = new SettledPairs();
        settled.Tell(2);
        Assert.True(settled.Await(1));
        var third = Task.Run(() => settled.Await(2), TestContext.Current.CancellationToken);
        settled.Tell(3);
        Assert.True(await third);
        var fourth = Task.Run(() => (settled.Await(3), settled.Await(4)), TestContext.Current.CancellationToken);
        settled.End(4);
        Assert.Equal((true, false), await fourth);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Two_pieces_of_work_are_both_done_however_large(int nodes)
    {
        var (one, other) = (0, 0);
        SideBySide.Both(nodes, () => one++, () => other++);
        Assert.Equal((1, 1), (one, other));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Who_follows_is_done_once_and_before_it_is_over(int nodes)
    {
        for (var turn = 0; turn < 100; turn++)
        {
            var (settled, seen) = (new SettledPairs(), 0);
            SideBySide.Follow(nodes, () => settled.End(turn), () =>
            {
                for (; settled.Await(seen); seen++)
                {
                }
            });
            Assert.Equal(turn, seen);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void What_goes_wrong_in_either_is_told(int nodes)
    {
        var settled = new SettledPairs();
        var leading = Assert.Throws<InvalidOperationException>(() => SideBySide.Follow(
            nodes,
            () =>
            {
                settled.End(0);
                throw new InvalidOperationException("lead");
            },
            () => settled.Await(0)));
        var following = Assert.Throws<InvalidOperationException>(() => SideBySide.Follow(
            nodes, () => { }, () => throw new InvalidOperationException("follow")));
        Assert.Equal(("lead", "follow"), (leading.Message, following.Message));
    }

    [Fact]
    public void A_run_that_cannot_be_made_lets_who_follows_it_go()
    {
        var settled = new SettledPairs();
        var run = new Propagation(DependencyGraph.Of(Register(new Random(7))));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Run([], -1, settled));
        Assert.False(settled.Await(0));
    }

    /// <summary>The positions of what failed, by hour and then in the order of ids.</summary>
    private static IEnumerable<int> InOrder(int[] entities, SwitchOffAnswer answer) =>
        entities.Where(e => answer.HourOf(e) is not null).OrderBy(answer.HourOf).ThenBy(e => e);

    /// <summary>Each hour counted anew, from the hours of all functions and services.</summary>
    private static IEnumerable<Moment> ByHour(RegisterColumns columns, SwitchOffAnswer answer)
    {
        var functions = Enumerable.Range(0, Functions)
            .Select(i => (
                Hour: answer.HourOf(columns.Function.Entity[i]), Body: columns.Function.Organisation[i],
                People: columns.Function.People[i]))
            .Where(f => f.Hour is not null).ToList();
        var services = columns.Service.Entity.Select(answer.HourOf).Where(h => h is not null).ToList();
        foreach (var hour in functions.Select(f => f.Hour!.Value).Concat(services.Select(h => h!.Value)).Distinct().Order())
        {
            var bodies = functions.Where(f => f.Hour <= hour).GroupBy(f => f.Body, f => f.People).ToList();
            yield return new Moment(hour, new Counts(
                bodies.Sum(b => b.Count()), services.Count(h => h <= hour), bodies.Count,
                bodies.Sum(b => Math.Max(0, b.Max()))))
            {
                ForNobody = new ForNobody(bodies.Sum(b => b.Count(p => p == 0)), bodies.Count(b => b.All(p => p == 0))),
            };
        }
    }

    /// <summary>Functions need one or both of two services, and half of the services such of the other half; a quarter is of supplier s1.</summary>
    private static RegisterColumns Register(Random random)
    {
        var requirements = Functions + Services / 2;
        int[] Each(int count, Func<int, int> of) => [.. Enumerable.Range(0, count).Select(of)];
        var (firstFunction, firstService, s1) = (Bodies, Bodies + Functions, Bodies + Functions + Services);
        var alternatives = 2 * requirements;

        // Those about the middle and the last of all are, since nodes are looked at in two halves.
        bool IsOfS1(int service) =>
            random.Next(4) == 0 || service == Services - 1 || Math.Abs(Functions + service - ((Functions + Services) / 2)) < 2;

        int ServiceOf(int alternative)
        {
            var half = alternative / 2 < Functions ? Services / 2 : Services / 4;
            return firstService + (alternative % 2 * half) + random.Next(half);
        }

        return new RegisterColumns
        {
            At = new DateOnly(2026, 1, 1),
            Entities = OrderedIds.Of(
            [
                .. Each(Bodies, i => i).Select(i => $"b{i:0000}"), .. Each(Functions, i => i).Select(i => $"f{i:0000}"),
                .. Each(Services, i => i).Select(i => $"o{i:0000}"), "s1", "s2",
            ]),
            Requirements = OrderedIds.Of(Each(requirements, i => i).Select(i => $"r{i:00000}")),
            Sources = OrderedIds.None,
            Organisation = new(Each(Bodies, i => i), [.. Enumerable.Repeat(-1L, Bodies)]),
            Function = new(
                Each(Functions, i => firstFunction + i), Each(Functions, _ => random.Next(Bodies)),
                [.. Each(Functions, _ => random.Next(3) * random.Next(1000)).Select(p => (long)p)],
                Each(Functions, _ => -1), new Criticality[Functions]),
            Supplier = new([s1, s1 + 1], [0, 0]),
            Holdings = [],
            Service = new(Each(Services, i => firstService + i), Each(Services, i => IsOfS1(i) ? s1 : s1 + 1), null),
            Requirement = new(
                Each(requirements, i => i),
                Each(requirements, i => i < Functions ? firstFunction + i : firstService + Services / 2 + i - Functions),
                Each(requirements, _ => random.Next(1, 3)), [.. Enumerable.Repeat(Purpose.Hosting, requirements)],
                Each(requirements, _ => -1), [.. Enumerable.Repeat(Basis.Declared, requirements)], Each(requirements, _ => -1)),
            Alternative = new(
                Each(alternatives, a => a / 2), Each(alternatives, ServiceOf),
                Each(alternatives, _ => random.Next(3) * random.Next(100)), [.. Enumerable.Repeat(Basis.Declared, alternatives)],
                Each(alternatives, _ => -1)),
        };
    }
}

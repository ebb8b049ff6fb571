using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>In a register so large that a second thread counts what fails while the first finds it.</summary>
public sealed class CountedWhileItSpreads
{
    private const int Bodies = 3_000;
    private const int Functions = 30_000;
    private const int Services = 40_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

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
    public void A_run_that_cannot_be_made_tells_nobody_of_the_one_before()
    {
        var told = new List<int>();
        var follower = new Follower(told.Add);
        var run = new Propagation(DependencyGraph.Of(Register(new Random(7))));
        run.Run([.. Enumerable.Range(Functions, Services)], 24);
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Run([], -1, follower));
        follower.Rest();
        Assert.Empty(told);
    }

    [Fact]
    public void Who_follows_is_at_work_on_another_thread_and_once_at_a_time()
    {
        using var begun = new ManualResetEventSlim();
        using var mayGoOn = new ManualResetEventSlim();
        var calls = new List<(int Count, int Thread)>();
        var follower = new Follower(count =>
        {
            calls.Add((count, Environment.CurrentManagedThreadId));
            begun.Set();
            Assert.True(mayGoOn.Wait(Patience));
        });
        follower.Tell(1);
        Assert.True(begun.Wait(Patience, TestContext.Current.CancellationToken));
        follower.Tell(2);
        follower.Tell(3);
        mayGoOn.Set();
        follower.Rest();
        follower.Tell(4);
        follower.Rest();
        Assert.Equal([1, 4], calls.Select(c => c.Count));
        Assert.NotEqual(Environment.CurrentManagedThreadId, calls[0].Thread);
    }

    [Fact]
    public void What_goes_wrong_in_who_follows_is_told_and_ends_it()
    {
        var calls = 0;
        var follower = new Follower(_ =>
        {
            calls++;
            throw new InvalidOperationException("follow");
        });
        follower.Tell(1);
        Assert.Equal("follow", Assert.Throws<InvalidOperationException>(follower.Rest).Message);
        follower.Tell(2);
        Assert.Throws<InvalidOperationException>(follower.Rest);
        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Two_pieces_of_work_are_both_done_and_what_goes_wrong_is_told_as_it_is(int nodes)
    {
        var (one, other) = (0, 0);
        SideBySide.Both(nodes, () => one++, () => other++);
        Assert.Equal((1, 1), (one, other));
        Assert.Throws<InvalidOperationException>(() => SideBySide.Both(nodes, () => throw new InvalidOperationException(), () => { }));
        Assert.Throws<InvalidOperationException>(() => SideBySide.Both(nodes, () => { }, () => throw new InvalidOperationException()));
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

    /// <summary>Functions need one or both of two services, some of them twice so, and half of the services such of the other half; a quarter is of supplier s1.</summary>
    private static RegisterColumns Register(Random random)
    {
        var (ofServices, again) = (Functions + (Services / 2), Functions / 3);
        var requirements = ofServices + again;
        int[] Each(int count, Func<int, int> of) => [.. Enumerable.Range(0, count).Select(of)];
        var (firstFunction, firstService, s1) = (Bodies, Bodies + Functions, Bodies + Functions + Services);
        var alternatives = 2 * requirements;

        // Those about the middle and the last of all are, since nodes are looked at in two halves.
        bool IsOfS1(int service) =>
            random.Next(4) == 0 || service == Services - 1 || Math.Abs(Functions + service - ((Functions + Services) / 2)) < 2;

        int ConsumerOf(int requirement) => requirement < Functions ? firstFunction + requirement
            : requirement < ofServices ? firstService + (Services / 2) + requirement - Functions
            : firstFunction + ((requirement - ofServices) * 3);

        int ServiceOf(int alternative)
        {
            var isOfService = alternative / 2 >= Functions && alternative / 2 < ofServices;
            var half = isOfService ? Services / 4 : Services / 2;
            return firstService + (alternative % 2 * half) + random.Next(half);
        }

        return new RegisterColumns
        {
            At = new DateOnly(2026, 1, 1),
            Entities = OrderedIds.Of(
            [
                .. Each(Bodies, i => i).Select(i => $"b{i:00000}"), .. Each(Functions, i => i).Select(i => $"f{i:00000}"),
                .. Each(Services, i => i).Select(i => $"o{i:00000}"), "s1", "s2",
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
                Each(requirements, ConsumerOf),
                Each(requirements, _ => random.Next(1, 3)), [.. Enumerable.Repeat(Purpose.Hosting, requirements)],
                Each(requirements, _ => -1), [.. Enumerable.Repeat(Basis.Declared, requirements)], Each(requirements, _ => -1)),
            Alternative = new(
                Each(alternatives, a => a / 2), Each(alternatives, ServiceOf),
                Each(alternatives, _ => random.Next(3) * random.Next(100)), [.. Enumerable.Repeat(Basis.Declared, alternatives)],
                Each(alternatives, _ => -1)),
        };
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

public sealed class LargeRegisters
{
    private const int Length = 100_000;

    [Fact]
    public void A_chain_of_a_hundred_thousand_links_is_walked_without_recursion()
    {
        var answer = Run(i => i + 1, i => i, requirements: Length - 1);
        Assert.Equal(Length, answer.Failed.Services);
        Assert.Equal(Length - 1, answer.Services[^1].Because.Links);
        Assert.Equal((Length - 1) * 7, answer.Services[^1].StopsAtHours);
    }

    [Fact]
    public void A_hundred_thousand_alternatives_of_one_requirement_break_it_at_the_last()
    {
        var answer = Run(_ => Length, i => i, requirements: 1, alternatives: Length, extra: 1);
        var last = answer.Services[^1];
        Assert.Equal((Length + 1, 7), (answer.Failed.Services, last.StopsAtHours));
        Assert.Equal(Length - 1, last.Because.Steps.Single().Service);
    }

    [Fact]
    public void Ten_thousand_distinct_hours_come_out_in_order()
    {
        var answer = Run(i => i + 1, _ => 0, requirements: 10_000, grace: i => 1 + i * 97 % 10_000);
        Assert.Equal(Enumerable.Range(0, 10_001), answer.Timeline.Select(m => m.Hour));
        Assert.Equal(Enumerable.Range(1, 10_001), answer.Timeline.Select(m => m.Failed.Services));
    }

    /// <summary>
    /// Services of which the first, or as many as there are alternatives to one requirement, are of supplier s0.
    /// </summary>
    private static SwitchOffAnswer Run(
        Func<int, int> consumerOf, Func<int, int> serviceOf, int requirements, int? alternatives = null, int extra = 0,
        Func<int, int>? grace = null)
    {
        var (count, services) = (alternatives ?? requirements, Length + extra);
        int[] Each(int length, Func<int, int> of) => [.. Enumerable.Range(0, length).Select(of)];
        var columns = new RegisterColumns
        {
            At = new DateOnly(2026, 1, 1),
            Entities = OrderedIds.Of(Each(services, i => i).Select(i => $"a{i:0000000}").Append("s0").Append("s1")),
            Requirements = OrderedIds.Of(Each(requirements, i => i).Select(i => $"r{i:0000000}")),
            Sources = OrderedIds.None,
            Organisation = new([], []),
            Function = new([], [], [], [], []),
            Supplier = new([services, services + 1], [0, 0]),
            Holdings = [],
            Service = new(
                Each(services, i => i),
                Each(services, i => i < (alternatives ?? 1) ? services : services + 1),
                null),
            Requirement = new(
                Each(requirements, i => i), Each(requirements, consumerOf), Each(requirements, _ => 1),
                [.. Enumerable.Repeat(Purpose.Hosting, requirements)], Each(requirements, _ => -1),
                [.. Enumerable.Repeat(Basis.Declared, requirements)], Each(requirements, _ => -1)),
            Alternative = new(
                Each(count, i => alternatives is null ? i : 0), Each(count, serviceOf), Each(count, grace ?? (_ => 7)),
                [.. Enumerable.Repeat(Basis.Declared, count)], Each(count, _ => -1)),
        };
        var (scenario, _) = Question.Read("supplier s0, within 1000000 h");
        return SwitchOff.Run(DependencyGraph.Of(columns), scenario);
    }
}

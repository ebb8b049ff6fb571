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

    [Theory]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(511)]
    [InlineData(1000)]
    public void A_requirement_breaks_at_its_very_arrival_however_many_alternatives_it_has(int alternatives)
    {
        foreach (var need in new[] { 1, 2, alternatives / 2, alternatives - 255, alternatives - 254, alternatives }
            .Where(n => n > 0))
        {
            var breaksAt = alternatives - need + 1;
            var oneByOne = Run(_ => alternatives, i => i, 1, alternatives, 1, i => i, need, alternatives);
            Assert.Equal(breaksAt - 1, oneByOne.HourOf(alternatives));
            Assert.Equal(breaksAt - 1, oneByOne.Services[^1].Because.Steps.Single().Service);
            var together = Run(_ => alternatives, i => i, 1, alternatives, 1, _ => 0, need, alternatives);
            Assert.Equal(0, together.HourOf(alternatives));
            Assert.Equal(1, together.Services[^1].Because.Links);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40_000)]
    public void A_workspace_that_is_used_again_counts_many_alternatives_anew(int requirements)
    {
        // Besides the consumer of the many there is one that needs something else, as often as is asked.
        const int Many = 700;
        var (other, elsewhere) = (Many + 1, Many + 2);
        var graph = DependencyGraph.Of(Columns(
            r => r == 0 ? Many : other, a => a < Many ? a : elsewhere, requirements, Many, 3, _ => 0, 1, Many));
        int[] all = [.. Enumerable.Range(0, Many)];
        var again = new Propagation(graph);
        for (var lacking = 1; lacking < 10; lacking++)
        {
            again.Run(all.AsSpan(lacking), 0);
            Assert.Equal(Many - lacking, again.Failed.Length);
        }

        again.Run(all, 0);
        Assert.Equal([.. all, Many], again.Failed);
    }

    [Fact]
    public void More_graces_than_a_use_has_codes_for_are_all_kept()
    {
        const int Requirements = 300_000;
        static int Grace(int requirement) => 1 + requirement * 97 % 10_007;
        var answer = Run(i => 1 + i % (Length - 1), _ => 0, Requirements, grace: Grace);
        var least = Enumerable.Range(0, Requirements).GroupBy(r => 1 + r % (Length - 1), Grace)
            .ToDictionary(g => g.Key, g => g.Min());
        Assert.Equal(Length, answer.Services.Count);
        Assert.All(answer.Services.Skip(1), s =>
        {
            var step = s.Because.Steps.Single();
            Assert.Equal((least[s.Entity], Grace(step.Requirement)), (s.StopsAtHours, step.GraceHours));
            Assert.Equal(step.GraceHours, s.StopsAtHours);
        });
    }

    private static SwitchOffAnswer Run(
        Func<int, int> consumerOf, Func<int, int> serviceOf, int requirements, int? alternatives = null, int extra = 0,
        Func<int, int>? grace = null, int need = 1, int length = Length)
    {
        var (scenario, _) = Question.Read("supplier s0, within 1000000 h");
        var columns = Columns(consumerOf, serviceOf, requirements, alternatives, extra, grace, need, length);
        return SwitchOff.Run(DependencyGraph.Of(columns), scenario);
    }

    /// <summary>
    /// Services of which the first, or as many as the first requirement has alternatives, are of supplier s0; every other
    /// requirement has one alternative.
    /// </summary>
    private static RegisterColumns Columns(
        Func<int, int> consumerOf, Func<int, int> serviceOf, int requirements, int? alternatives = null, int extra = 0,
        Func<int, int>? grace = null, int need = 1, int length = Length)
    {
        var (count, services) = (alternatives + requirements - 1 ?? requirements, length + extra);
        int RequirementOf(int alternative) => Math.Max(0, alternative + 1 - (alternatives ?? 1));
        int[] Each(int length, Func<int, int> of) => [.. Enumerable.Range(0, length).Select(of)];
        return new RegisterColumns
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
                Each(requirements, i => i), Each(requirements, consumerOf), Each(requirements, _ => need),
                [.. Enumerable.Repeat(Purpose.Hosting, requirements)], Each(requirements, _ => -1),
                [.. Enumerable.Repeat(Basis.Declared, requirements)], Each(requirements, _ => -1)),
            Alternative = new(
                Each(count, RequirementOf), Each(count, serviceOf), Each(count, grace ?? (_ => 7)),
                [.. Enumerable.Repeat(Basis.Declared, count)], Each(count, _ => -1)),
        };
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>How much work it takes to tell what to find out first, and that it says when that was too much.</summary>
public sealed class HowSureTheAnswerIs
{
    private static readonly DateOnly Day = new(2026, 11, 1);
    private static readonly Scenario Us = Scenario.Of([Country.Of("US").Value]).Value;

    [Fact]
    public void When_there_is_too_much_to_work_out_the_most_used_is_and_the_answer_says_so()
    {
        var found = Uncertainty.Of(Forty(), Us, threads: 2, mostWork: 1);
        Assert.Equal((40, 32, false), (found.ToFindOut.Candidates, found.ToFindOut.Tried, found.ToFindOut.IsComplete));
        Assert.Equal(32, found.ToFindOut.Stakes.Count);
        Assert.Equal("s39", found.Answer.Graph.Entities[found.ToFindOut.Stakes[0].Unknown.Of]);
    }

    [Fact]
    public void The_number_of_threads_makes_no_difference()
    {
        var (one, three) = (Uncertainty.Of(Forty(), Us, threads: 1), Uncertainty.Of(Forty(), Us, threads: 3));
        Assert.True(one.ToFindOut.IsComplete);
        Assert.Equal(one.ToFindOut.Stakes, three.ToFindOut.Stakes);
    }

    /// <summary>Forty functions on as many suppliers of unknown country, of which the last has a second function.</summary>
    private static RegisterColumns Forty() => Picture.Read(
        string.Join('\n', Enumerable.Range(0, 40).Select(i => $"f{i} needs 1 of s{i}-cloud")) + "\nextra needs 1 of s39-cloud")
        .ColumnsOn(Day);
}

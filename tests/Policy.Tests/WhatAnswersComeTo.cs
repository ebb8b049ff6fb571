using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

/// <summary>
/// Two objectives, 60 and 40 per cent. In the first: a (0, 500 or 1000 points; SEAL 0, 2, 4), in the second: b (0 or 1000; SEAL 1, 4).
/// </summary>
public sealed class WhatAnswersComeTo
{
    private static readonly Framework Weighed = Frameworks.Of(
        [
            Frameworks.Node("first"), Frameworks.Node("a", "first", (0, SealLevel.None), (500, SealLevel.Data), (1000, SealLevel.Full)),
            Frameworks.Node("second"), Frameworks.Node("b", "second", (0, SealLevel.Jurisdictional), (1000, SealLevel.Full)),
        ],
        new WeightSet("usual", new Dictionary<string, decimal> { ["first"] = 60, ["second"] = 40 }),
        new WeightSet("even", new Dictionary<string, decimal> { ["first"] = 50, ["second"] = 50 }));

    [Theory]
    [InlineData("a=3 b=2", "100 to 100", "4 to 4")]
    [InlineData("a=2 b=2", "70 to 70", "2 to 2")]
    [InlineData("a=3 b=1", "60 to 60", "1 to 1")]
    [InlineData("a=1 b=2", "40 to 40", "0 to 0")]
    [InlineData("a=2", "30 to 70", "1 to 2")]
    [InlineData("b=1", "0 to 60", "0 to 1")]
    [InlineData("", "0 to 100", "0 to 4")]
    public void What_is_unknown_makes_a_range_and_never_a_zero(string answers, string percent, string seal)
    {
        var score = FrameworkScore.Of(Frameworks.Answers(Weighed, answers));
        Assert.Equal(percent, $"{score.Percent!.Value.AtLeast:0.##} to {score.Percent.Value.AtMost:0.##}");
        Assert.Equal(seal, $"{(int)score.Seal!.Value.AtLeast} to {(int)score.Seal.Value.AtMost}");
    }

    [Fact]
    public void Other_weights_give_another_score_and_the_same_level()
    {
        var sheet = Frameworks.Answers(Weighed, "a=2 b=2");
        var (usual, even) = (FrameworkScore.Of(sheet), FrameworkScore.Of(sheet, Weighed.WeightSetOf("even")));
        Assert.Equal((70m, 75m), (usual.Percent!.Value.AtMost, even.Percent!.Value.AtMost));
        Assert.Equal(usual.Seal, even.Seal);
    }

    [Fact]
    public void A_score_shows_its_working()
    {
        var (first, second) = FrameworkScore.Of(Frameworks.Answers(Weighed, "a=2")).Objectives is [var one, var two] ? (one, two) : throw new InvalidOperationException();
        Assert.Equal((new Bounds<decimal>(500, 500), 1000m, (decimal?)60m), (first.Points!.Value, first.MostPoints, first.Weight));
        Assert.Equal(new Bounds<decimal>(30, 30), first.Contribution);
        Assert.Equal(new Bounds<decimal>(0, 40), second.Contribution);
        Assert.Equal("2", Assert.Single(first.Criteria).Answer!.Option!.Id);
        Assert.Equal((1, 0), (first.Count.Answered, first.Count.Unknown));
        Assert.Equal((0, 1), (second.Count.Answered, second.Count.Unknown));
    }

    [Fact]
    public void Without_weights_points_are_held_against_what_applies()
    {
        var framework = Frameworks.Of([Frameworks.Node("a", null, (0, null), (4, null)), Frameworks.Node("b", null, (0, null), (6, null))]);
        Assert.Equal(40, FrameworkScore.Of(Frameworks.Answers(framework, "a=2 b=1")).Percent!.Value.AtMost);
        Assert.Equal(new Bounds<decimal>(40, 100), FrameworkScore.Of(Frameworks.Answers(framework, "a=2")).Percent);
        var score = FrameworkScore.Of(Frameworks.Answers(framework, "a=2 b=-"));
        Assert.Equal((100m, 1, 1), (score.Percent!.Value.AtMost, score.Count.Answered, score.Count.NotApplicable));
    }

    [Fact]
    public void What_is_met_is_counted()
    {
        var framework = Frameworks.Of([.. "abcde".Select(c => Frameworks.Plain($"{c}"))]);
        var score = FrameworkScore.Of(Frameworks.Answers(framework, "a=met b=partly-met c=not-met d=-"));
        Assert.Equal(new AnswerCount(3, 1, 1, Met: 1, PartlyMet: 1, NotMet: 1), score.Count);
        Assert.Null(score.Percent);
        Assert.Null(score.Seal);
    }

    [Theory]
    [InlineData("r:likelihood=2 r:impact=2", "1 to 1")]
    [InlineData("r:likelihood=1", "0 to 0")]
    [InlineData("r:likelihood=2", "0 to 1")]
    [InlineData("r:impact=2", "0 to 1")]
    [InlineData("", "0 to 1")]
    [InlineData("r:likelihood=-", null)]
    public void A_risk_is_read_from_the_matrix_and_half_an_answer_is_a_range(string answers, string? level)
    {
        var risk = Assert.Single(FrameworkScore.Of(Frameworks.Answers(Frameworks.Risk(), answers)).Risks);
        Assert.Equal(level, risk.Level is { } range ? $"{range.AtLeast} to {range.AtMost}" : null);
    }
}

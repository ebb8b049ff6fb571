using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Exchange.Frameworks;
using Sluiswachter.Policy;

namespace Sluiswachter.Exchange.Tests;

/// <summary>The framework that ships has the points and levels of the Commission's calculator, and gives its scores.</summary>
public sealed class TheCloudSovereigntyFramework
{
    /// <summary>Points and SEAL levels per criterion, from the calculator of 1 June 2026 through transcriptions.</summary>
    private const string Calculator = """
        sov1-so1 0 41.67 83.34 125.01 / 1 1 3 4
        sov1-so2 0 31.25 62.5 93.75 125 / 4 4 4 4 4
        sov1-so3 0 41.67 83.34 125.01 / 2 2 3 4
        sov1-so4 0 31.25 62.5 93.75 125 / 4 4 4 4 4
        sov1-so5 0 31.25 62.5 93.75 125 / 4 4 4 4 4
        sov1-so6 0 31.25 62.5 93.75 125 / 4 4 4 4 4
        sov1-so7 0 41.67 83 125.01 / 4 4 4 4
        sov1-so8 0 31.25 62.5 93.75 125 / 0 0 2 2 4
        sov2-so1 0 84 167 / 1 1 4
        sov2-so2 0 41.75 83.5 125.25 167 / 1 1 1 2 4
        sov2-so3 0 41.75 83.5 125.25 167 / 1 1 1 1 4
        sov2-so4 0 41.75 83.5 125.25 167 / 0 1 2 3 4
        sov2-so5 0 41.75 83.5 125.25 167 / 4 4 4 4 4
        sov2-so6 0 41.75 83.5 125.25 167 / 3 3 3 4 4
        sov3-so1 0 50 100 150 200 / 0 1 2 3 4
        sov3-so2 0 50 100 150 200 / 0 1 2 3 4
        sov3-so3 0 50 100 150 200 / 0 1 1 3 4
        sov3-so4 0 50 100 150 200 / 0 0 1 1 4
        sov3-so5 0 50 100 150 200 / 2 2 2 3 4
        sov4-so1 0 41.75 83.5 125.25 167 / 1 1 4 4 4
        sov4-so2 0 41.75 83.5 125.25 167 / 1 1 3 3 4
        sov4-so3 0 41.75 83.5 125.25 167 / 1 1 3 3 4
        sov4-so4 0 41.75 83.5 125.25 167 / 1 2 3 3 4
        sov4-so5 0 41.75 83.5 125.25 167 / 0 2 4 4 4
        sov4-so6 0 41.75 83.5 125.25 167 / 0 2 3 3 4
        sov5-so1 0 35.75 71.5 107.25 143 / 1 1 3 3 4
        sov5-so2 0 35.75 71.5 107.25 143 / 1 1 3 3 4
        sov5-so3 0 35.75 71.5 107.25 143 / 4 4 4 4 4
        sov5-so4 0 35.75 71.5 107.25 143 / 0 2 3 3 4
        sov5-so5 0 35.75 71.5 107.25 143 / 1 1 3 3 4
        sov5-so6 0 35.75 71.5 107.25 143 / 1 1 2 3 4
        sov5-so7 0 35.75 71.5 107.25 143 / 1 1 2 3 4
        sov6-so1 0 50 100 150 200 / 0 1 2 3 4
        sov6-so2 0 50 100 150 200 / 0 0 2 3 4
        sov6-so3 0 50 100 150 200 / 2 2 3 4 4
        sov6-so4 0 50 100 150 200 / 2 2 3 3 4
        sov6-so5 0 50 100 150 200 / 0 3 3 3 4
        sov7-so1 0 35.75 71.5 107.25 143 / 1 1 2 3 4
        sov7-so2 0 35.75 71.5 107.25 143 / 4 4 4 4 4
        sov7-so3 0 35.75 71.5 107.25 143 / 1 1 1 3 4
        sov7-so4 0 35.75 71.5 107.25 143 / 0 1 1 3 4
        sov7-so5 0 35.75 71.5 107.25 143 / 0 1 2 3 4
        sov7-so6 0 35.75 71.5 107.25 143 / 1 1 4 4 4
        sov7-so7 0 35.75 71.5 107.25 143 / 1 1 1 1 4
        sov8-so1 0 62.5 125 187.5 250 / 1 1 4 4 4
        sov8-so2 0 62.5 125 187.5 250 / 0 0 3 4 4
        sov8-so3 0 62.5 125 187.5 250 / 1 1 2 3 4
        sov8-so4 0 62.5 125 187.5 250 / 4 4 4 4 4
        """;

    private static readonly Framework Framework =
        Assert.Single(FrameworkFile.Open(Checkout.PathOf("content/frameworks/eu-csf.yaml")).Frameworks);

    [Fact]
    public void Every_option_has_the_points_and_the_level_of_the_calculator() => Assert.Equal(
        Calculator.Split('\n'),
        Framework.Criteria.Select(c => string.Create(CultureInfo.InvariantCulture,
            $"{c.RefId} {string.Join(' ', c.Options.Select(o => o.Points))} / {string.Join(' ', c.Options.Select(o => (int)o.Seal!))}")));

    [Theory]
    [InlineData("guidance-2026", "20 10 10 15 10 15 15 5")]
    [InlineData("v1.2.1-2025", "15 10 10 15 20 15 10 5")]
    public void Its_weights_are_those_of_its_two_editions(string name, string weights) =>
        Assert.Equal(weights, string.Join(' ', Framework.Objectives.Select(o => Framework.WeightSetOf(name)!.Weights[o.RefId])));

    [Theory]
    [InlineData("every lowest option", "", 0, "0.0000", 0)]
    [InlineData("every second option", "", 1, "26.0664", 0)]
    [InlineData("every last but one", "", -2, "74.0123", 1)]
    [InlineData("all best but key control on its third", "sov3-so1=3", -1, "99.0756", 2)]
    [InlineData("all best but resilience to cut-off on its second", "sov1-so8=2", -1, "98.2006", 0)]
    [InlineData("all best", "", -1, "100.0756", 4)]
    public void It_gives_the_scores_and_levels_that_are_known(string situation, string but, int option, string percent, int seal)
    {
        var score = FrameworkScore.Of(Sheet(c =>
            but.StartsWith($"{c.RefId}=", StringComparison.Ordinal) ? int.Parse(but.Split('=')[1], CultureInfo.InvariantCulture) - 1
            : option < 0 ? c.Options.Count + option : option));
        Assert.True(score.Percent!.Value.IsExact && score.Seal!.Value.IsExact, situation);

        // The transcriptions cut off after four decimals: 26.06645 is 26.0664 there, and 74.01235 is 74.0123.
        var shown = decimal.Round(score.Percent.Value.AtMost, 4, MidpointRounding.ToZero).ToString("0.0000", CultureInfo.InvariantCulture);
        Assert.Equal((percent, seal), (shown, (int)score.Seal.Value.AtMost));
    }

    [Fact]
    public void The_defects_that_it_names_are_there()
    {
        Assert.Equal(
            [1000.03m, 1002, 1000, 1002, 1001, 1000, 1001, 1000],
            FrameworkScore.Of(Sheet(_ => null)).Objectives.Select(o => o.MostPoints));
        Assert.Equal(9, Framework.Criteria.Count(c => !c.Gates));
        Assert.Equal(2, Framework.Head.Source.Defects.Count);
    }

    [Fact]
    public void Nothing_answered_may_still_be_anything()
    {
        var score = FrameworkScore.Of(Sheet(_ => null));
        Assert.Equal(new Bounds<decimal>(0, 100.0756m), score.Percent);
        Assert.Equal(new Bounds<SealLevel>(SealLevel.None, SealLevel.Full), score.Seal);
        Assert.Equal((48, 48), (score.Count.Questions, score.Count.Unknown));
    }

    /// <summary>An answer that comes later never brings the score or the level outside what was said before.</summary>
    [Fact]
    public void Whatever_is_answered_later_stays_within_what_was_said() => Prop.ForAll(
        Gen.Choose(0, 9).ArrayOf(48).ToArbitrary(),
        picks =>
        {
            var place = Framework.Criteria.Select((c, i) => (c.RefId, i)).ToDictionary(p => p.RefId, p => p.i);
            var before = FrameworkScore.Of(Sheet(c => picks[place[c.RefId]] < c.Options.Count ? picks[place[c.RefId]] : null));
            var later = FrameworkScore.Of(Sheet(c => picks[place[c.RefId]] % c.Options.Count));
            return before.Percent!.Value.AtLeast <= later.Percent!.Value.AtLeast && later.Percent.Value.AtMost <= before.Percent.Value.AtMost
                && before.Seal!.Value.AtLeast <= later.Seal!.Value.AtLeast && later.Seal.Value.AtMost <= before.Seal.Value.AtMost;
        }).QuickCheckThrowOnFailure();

    private static AnswerSheet Sheet(Func<Criterion, int?> option)
    {
        var given = Framework.Criteria.Where(c => option(c) is not null)
            .Select(c => new GivenAnswer(c.RefId, c.Options[option(c)!.Value].Id, "", "", ""));
        return AnswerSheet.Of(Framework, [.. given]).Sheet!;
    }
}

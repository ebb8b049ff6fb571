using Sluiswachter.Insight;
using Sluiswachter.Server.Pages;

namespace Sluiswachter.Server.Tests;

public sealed class TimelinePictureTests
{
    [Theory]
    [InlineData(8760, "0 24 720 8760")]
    [InlineData(24, "0 1 4 8 24")]
    [InlineData(72, "0 4 24 72")]
    [InlineData(1, "0 1")]
    [InlineData(1_000_000, "0 24 720 43800 1000000")]
    public void The_scale_names_round_hours_that_do_not_touch(int horizon, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', TimelinePicture.Of([], horizon).Ticks));

    [Fact]
    public void Bars_follow_each_other_without_gaps_up_to_the_right_edge()
    {
        var bars = Picture(0, 24, 72, 8760).Bars(c => c.Functions, 8, n => $"{n}").ToList();
        Assert.All(bars.Zip(bars.Skip(1)), pair => Assert.Equal(pair.First.From + pair.First.Width, pair.Second.From, 6));
        Assert.Equal(100, bars[^1].From + bars[^1].Width, 6);
        Assert.Equal([12.5, 25, 37.5, 50], bars.Select(b => b.Height));
    }

    [Fact]
    public void Numbers_are_written_where_there_is_room_and_always_at_the_last_rise()
    {
        var bars = Picture([.. Enumerable.Range(0, 50)]).Bars(c => c.Functions, 50, n => $"{n}").ToList();
        Assert.Equal("50", bars[^1].Label);
        Assert.InRange(bars.Count(b => b.Label is not null), 2, 8);
        Assert.All(
            bars.Where(b => b.Label is not null).Zip(bars.Where(b => b.Label is not null).Skip(1)),
            pair => Assert.True(pair.Second.From - pair.First.From > 7));
    }

    [Fact]
    public void Of_very_many_moments_the_first_the_last_and_the_largest_rises_are_shown()
    {
        var timeline = Enumerable.Range(0, 500).Select(h => Moment(h, functions: h + (h >= 250 ? 1000 : 0))).ToList();
        var picture = TimelinePicture.Of(timeline, 8760);
        Assert.Equal(TimelinePicture.MostMoments, picture.Moments.Count);
        Assert.Equal(500 - TimelinePicture.MostMoments, picture.LeftOut);
        Assert.Equal((0, 499), (picture.Moments[0].Hour, picture.Moments[^1].Hour));
        Assert.Contains(250, picture.Moments.Select(m => m.Hour));
    }

    private static TimelinePicture Picture(params int[] hours) =>
        TimelinePicture.Of([.. hours.Select((h, i) => Moment(h, i + 1))], 8760);

    private static Moment Moment(int hour, int functions) => new(hour, new Counts(functions, 0, 0, 0));
}

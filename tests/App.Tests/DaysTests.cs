namespace Sluiswachter.App.Tests;

public sealed class DaysTests
{
    [Theory]
    [InlineData("2026-07-01T21:59:59Z", "2026-07-01")]
    [InlineData("2026-07-01T22:00:00Z", "2026-07-02")]
    [InlineData("2026-12-31T22:59:59Z", "2026-12-31")]
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01")]
    public void A_day_begins_at_midnight_in_the_Netherlands(string moment, string day) =>
        Assert.Equal(day, Days.InTheNetherlands(DateTimeOffset.Parse(moment)).ToString("yyyy-MM-dd"));

    [Theory]
    [InlineData("2026-03-28", "2026-03-28T23:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T22:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T23:00:00Z")]
    public void A_day_ends_at_the_next_midnight_also_when_clocks_change(string day, string moment) =>
        Assert.Equal(DateTimeOffset.Parse(moment), Days.EndOf(DateOnly.Parse(day)));

    [Fact]
    public void A_machine_without_time_zones_counts_the_same_hours()
    {
        var (known, ours) = (TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), Days.CentralEuropeanTime());
        var hours = Enumerable.Range(0, 3 * 365 * 24).Select(h => new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(h));
        Assert.All(hours, hour => Assert.Equal(known.GetUtcOffset(hour), ours.GetUtcOffset(hour)));
    }
}

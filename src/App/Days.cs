using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>The day it is where the register is kept.</summary>
public static class Days
{
    private static readonly TimeZoneInfo Netherlands =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Amsterdam", out var zone) ? zone : CentralEuropeanTime();

    /// <summary>The day in Europe/Amsterdam at a moment.</summary>
    public static DateOnly InTheNetherlands(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Netherlands).DateTime);

    /// <summary>The moment at which a day ends in Europe/Amsterdam: what was known on the day was recorded before it.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        if (day == DateOnly.MaxValue)
        {
            return DateTimeOffset.MaxValue;
        }

        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Netherlands.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>Understands a day written as yyyy-MM-dd.</summary>
    public static Result<DateOnly> Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : new NotADate(text);

    /// <summary>A day as <see cref="Parse"/> reads it; null when there is none.</summary>
    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// The time of directive 2000/84/EC, for machines without a time zone database: an hour ahead of UTC, and another
    /// from the last Sunday of March to the last Sunday of October, both at 01:00 UTC.
    /// </summary>
    internal static TimeZoneInfo CentralEuropeanTime()
    {
        var begins = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday);
        var ends = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday);
        var summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), begins, ends);
        return TimeZoneInfo.CreateCustomTimeZone("Europe/Amsterdam", TimeSpan.FromHours(1), "CET", "CET", "CEST", [summer]);
    }
}

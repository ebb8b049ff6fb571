using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>The day it is where the register is kept.</summary>
public static class Days
{
    private static readonly TimeZoneInfo Netherlands = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>The day in Europe/Amsterdam at a moment.</summary>
    public static DateOnly InTheNetherlands(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Netherlands).DateTime);

    /// <summary>The moment at which a day ends in Europe/Amsterdam: what was known on the day was recorded before it.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Netherlands.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>Understands a day written as yyyy-MM-dd.</summary>
    public static Result<DateOnly> Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : new NotADate(text);
}

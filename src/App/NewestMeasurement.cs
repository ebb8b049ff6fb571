using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>How old the newest measurement is on which an answer rests.</summary>
public static class NewestMeasurement
{
    /// <summary>Says it in a sentence; null when nothing that counts was measured.</summary>
    /// <param name="observed">When what counts on the day was observed.</param>
    /// <param name="at">The day.</param>
    public static Phrase? Says(Observations observed, DateOnly at)
    {
        if (observed.NewestMeasurement is not { } day)
        {
            return null;
        }

        var days = at.DayNumber - day.DayNumber;
        var (english, dutch) = Noun.Day.Count(Math.Abs(days));
        return days switch
        {
            0 => new Phrase($"Newest measurement: {day:yyyy-MM-dd}.", $"Nieuwste meting: {day:yyyy-MM-dd}."),
            > 0 => new Phrase(
                $"Newest measurement: {day:yyyy-MM-dd}, {english} before that day.",
                $"Nieuwste meting: {day:yyyy-MM-dd}, {dutch} voor die dag."),
            _ => new Phrase(
                $"Newest measurement: {day:yyyy-MM-dd}, {english} after that day.",
                $"Nieuwste meting: {day:yyyy-MM-dd}, {dutch} na die dag."),
        };
    }
}

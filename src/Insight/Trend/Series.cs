using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>A curve drawn over a period, in steps.</summary>
/// <param name="Curve">What was measured.</param>
/// <param name="Points">In order of days; each holds until the next.</param>
public sealed record Series(Curve Curve, IReadOnlyList<SeriesPoint> Points)
{
    /// <summary>Draws curves over a period.</summary>
    /// <param name="curves">What to measure.</param>
    /// <param name="period">The facts.</param>
    /// <param name="days">The days on which something may change, in order; the first is where the curves begin.</param>
    /// <param name="home">The countries that are home on a day.</param>
    /// <remarks>
    /// A curve is worked out only on the days on which facts changed that it looks at. So time grows with those days and
    /// with what the measure takes, and not with all days on which anything changes.
    /// </remarks>
    public static IReadOnlyList<Series> Of(
        IReadOnlyList<Curve> curves, RegisterPeriod period, IEnumerable<DateOnly> days,
        Func<DateOnly, IReadOnlySet<Country>> home)
    {
        var points = curves.Select(_ => new List<SeriesPoint>()).ToList();
        var lookedAt = new object?[curves.Count][];
        DayOfFacts? before = null;
        foreach (var day in days)
        {
            var facts = DayOfFacts.Of(period.On(day, before?.Columns), home(day), before);
            for (var c = 0; c < curves.Count; c++)
            {
                object?[] now = [.. curves[c].LooksAt(facts)];
                if (before is null || !DayOfFacts.AreSame(now, lookedAt[c]))
                {
                    AddStep(points[c], new SeriesPoint(day, curves[c].On(facts)));
                }

                lookedAt[c] = now;
            }

            before = facts;
        }

        return [.. curves.Select((curve, c) => new Series(curve, points[c]))];
    }

    /// <summary>What the curve says on a day that is not before its first point.</summary>
    /// <remarks>Logarithmic in the points.</remarks>
    public Reading On(DateOnly day)
    {
        var (first, end) = (0, Points.Count);
        while (end - first > 1)
        {
            var middle = (first + end) / 2;
            (first, end) = Points[middle].Day <= day ? (middle, end) : (first, middle);
        }

        return Points[first].Reading;
    }

    /// <summary>What a curve says of one day.</summary>
    public static Reading At(Curve curve, RegisterColumns columns, IReadOnlySet<Country> home) =>
        curve.On(DayOfFacts.Of(columns, home));

    private static void AddStep(List<SeriesPoint> points, SeriesPoint point)
    {
        if (points.Count == 0 || !points[^1].Reading.SaysTheSameAs(point.Reading))
        {
            points.Add(point);
        }
    }
}

/// <summary>What a curve says from one day until the next point.</summary>
/// <param name="Day">The first day for which it holds.</param>
/// <param name="Reading">The numbers.</param>
public sealed record SeriesPoint(DateOnly Day, Reading Reading);

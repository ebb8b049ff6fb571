using System.Diagnostics;

namespace Sluiswachter.Bench;

/// <summary>Times of the same work, in milliseconds: the median counts, the others tell how noisy it was.</summary>
public sealed class Timings
{
    private readonly List<double> milliseconds = [];

    /// <summary>The time in the middle; of an even number, the lower of the two.</summary>
    public double Median => milliseconds.Order().ElementAt((milliseconds.Count - 1) / 2);

    /// <summary>Times some work now: once to warm up, and then some times more.</summary>
    public static Timings Of(int runs, Action work)
    {
        work();
        var timings = new Timings();
        for (var i = 0; i < runs; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            work();
            timings.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        return timings;
    }

    /// <summary>Adds a time.</summary>
    public void Add(double time) => milliseconds.Add(time);

    /// <summary>The median with the least and the most, in milliseconds or seconds, to three figures.</summary>
    public override string ToString() => Median >= 1_000
        ? $"{Median / 1_000:0.00} s ({milliseconds.Min() / 1_000:0.00}–{milliseconds.Max() / 1_000:0.00})"
        : $"{Text(Median)} ms ({Text(milliseconds.Min())}–{Text(milliseconds.Max())})";

    private static string Text(double time) => time switch
    {
        < 1 => $"{time:0.000}",
        < 10 => $"{time:0.00}",
        < 100 => $"{time:0.0}",
        _ => $"{time:0}",
    };
}

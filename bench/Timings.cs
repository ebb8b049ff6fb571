using System.Diagnostics;

namespace Sluiswachter.Bench;

/// <summary>Times of the same work, in milliseconds: the median counts, the others tell how noisy it was.</summary>
/// <remarks>
/// Beside the time on the wall stands the processor's: on a machine that others use too it tells what the work itself
/// takes, although what others do to the caches is in it.
/// </remarks>
public sealed class Timings
{
    private readonly List<double> milliseconds = [];
    private readonly List<double> processor = [];

    /// <summary>The time in the middle; of an even number, the lower of the two.</summary>
    public double Median => MedianOf(milliseconds);

    /// <summary>The time in the middle that processors worked; null when it is not known.</summary>
    public double? Processor => processor.Count > 0 ? MedianOf(processor) : null;

    /// <summary>Times some work now: once to warm up, and then some times more.</summary>
    public static Timings Of(int runs, Action work)
    {
        work();
        var timings = new Timings();
        for (var i = 0; i < runs; i++)
        {
            var (begin, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            work();
            var time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            timings.Add(time, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        return timings;
    }

    /// <summary>Does some work once, and returns the milliseconds that it took.</summary>
    public static double Once(Action work)
    {
        var begin = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    /// <summary>Adds a time and, where it is known, the time that processors worked.</summary>
    public void Add(double time, double? worked = null)
    {
        milliseconds.Add(time);
        if (worked is { } known)
        {
            processor.Add(known);
        }
    }

    /// <summary>Adds the time of a process.</summary>
    public void Add(TimedProcess done) => Add(done.Milliseconds, done.ProcessorMilliseconds);

    /// <summary>The median that processors worked, in words.</summary>
    public string ProcessorText() => Processor switch
    {
        null => "processor unknown",
        >= 1_000 and var worked => $"processor {worked / 1_000:0.00} s",
        { } worked => $"processor {Text(worked)} ms",
    };

    /// <summary>The median with the least and the most, in milliseconds or seconds, to three figures.</summary>
    public override string ToString() => Median >= 1_000
        ? $"{Median / 1_000:0.00} s ({milliseconds.Min() / 1_000:0.00}–{milliseconds.Max() / 1_000:0.00})"
        : $"{Text(Median)} ms ({Text(milliseconds.Min())}–{Text(milliseconds.Max())})";

    private static double MedianOf(List<double> times) => times.Order().ElementAt((times.Count - 1) / 2);

    private static string Text(double time) => time switch
    {
        < 1 => $"{time:0.000}",
        < 10 => $"{time:0.00}",
        < 100 => $"{time:0.0}",
        _ => $"{time:0}",
    };
}

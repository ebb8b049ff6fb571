using System.Diagnostics;

namespace Sluiswachter.Bench;

/// <summary>What one kind of request came to with one service: a rate for every turn, and how long requests took.</summary>
/// <remarks>Safe for several threads while requests are added.</remarks>
internal sealed class Tally
{
    private readonly List<double> requests = [];
    private readonly List<double> bytes = [];
    private readonly List<double> worked = [];
    private readonly List<float> milliseconds = [];
    private readonly List<string> failures = [];
    private long turnRequests;
    private long turnBytes;
    private long last;

    /// <summary>Requests a second, by turn.</summary>
    public Spread Requests => Spread.Of(requests);

    /// <summary>Requests a second in the last turn.</summary>
    public double Last => requests is [.., var rate] ? rate : double.NaN;

    /// <summary>10^6 bytes a second, by turn.</summary>
    public Spread Megabytes => Spread.Of([.. bytes.Select(b => b / 1e6)]);

    /// <summary>Microseconds that the service's process worked for a request, by turn; null when that is not known.</summary>
    public Spread? Worked => worked.Count == 0 ? null : Spread.Of(worked);

    /// <summary>What went wrong, in the words of the service.</summary>
    public IReadOnlyList<string> Failures => failures;

    /// <summary>Milliseconds within which a share of all requests were answered.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double Percentile(double share) => milliseconds.Count == 0
        ? double.NaN
        : milliseconds.Order().ElementAt((int)Math.Min(milliseconds.Count - 1, share * milliseconds.Count));

    /// <summary>Adds a request that was answered as it should.</summary>
    public void Add(long begin, long moved)
    {
        var now = Stopwatch.GetTimestamp();
        lock (milliseconds)
        {
            milliseconds.Add((float)Stopwatch.GetElapsedTime(begin, now).TotalMilliseconds);
            turnRequests++;
            turnBytes += moved;
            last = Math.Max(last, now);
        }
    }

    /// <summary>Adds a request that went wrong.</summary>
    public void Fail(string why)
    {
        lock (milliseconds)
        {
            failures.Add(why);
        }
    }

    /// <summary>A turn: from now to the last answer.</summary>
    public void Turn(Target target, Action work)
    {
        (turnRequests, turnBytes, last) = (0, 0, 0);
        var (begin, before) = (Stopwatch.GetTimestamp(), target.Worked?.Invoke());
        work();
        if (turnRequests == 0)
        {
            return;
        }

        var seconds = Stopwatch.GetElapsedTime(begin, last).TotalSeconds;
        requests.Add(turnRequests / seconds);
        bytes.Add(turnBytes / seconds);
        if (target.Worked is { } now)
        {
            worked.Add((now() - before!.Value).TotalMicroseconds / turnRequests);
        }
    }
}

/// <summary>A median with the least and the most.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    /// <summary>Of some numbers; zeroes when there are none.</summary>
    public static Spread Of(IReadOnlyList<double> numbers) => numbers.Count == 0
        ? default
        : new Spread(numbers.Order().ElementAt((numbers.Count - 1) / 2), numbers.Min(), numbers.Max());

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Median)} ({Text(Least)}–{Text(Most)})";

    /// <summary>A number to three figures.</summary>
    public static string Text(double number) => number switch
    {
        double.NaN => "–",
        < 10 => $"{number:0.00}",
        < 100 => $"{number:0.0}",
        _ => $"{number:0}",
    };
}

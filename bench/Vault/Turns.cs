using System.Globalization;

namespace Sluiswachter.Bench;

/// <summary>Gives services their turns, round after round, and gathers what they came to.</summary>
internal sealed class Turns(IReadOnlyList<Target> targets, VaultBenchOptions options)
{
    private readonly Dictionary<(string Size, string Kind, Target Target), Tally> tallies = [];
    private readonly Dictionary<string, Contents> contents = VaultBenchOptions.Sizes
        .Where(size => options.Asks(size.Key) || options.Asks(VaultBenchOptions.Mixed))
        .ToDictionary(size => size.Key, size => new Contents(size.Value, options.IsSigned), StringComparer.Ordinal);

    private List<string> early = [];

    /// <summary>Measures all.</summary>
    public void Run()
    {
        // The first round is for what runs for the first time: it is short, and forgotten but for what went wrong.
        Round(0, TimeSpan.FromSeconds(Math.Min(2, options.Seconds)));
        early = [.. tallies.Values.SelectMany(t => t.Failures)];
        tallies.Clear();
        for (var round = 1; round <= options.Rounds; round++)
        {
            Round(round, TimeSpan.FromSeconds(options.Seconds));
        }
    }

    /// <summary>Prints a table for each size and kind of request.</summary>
    /// <exception cref="DisagreementException">Something was answered wrong.</exception>
    public void Print()
    {
        foreach (var size in tallies.Keys.Select(k => k.Size).Distinct())
        {
            Console.WriteLine($"\n### {size}\n");
            Console.WriteLine("| | service | requests/s | MB/s | p50 ms | p99 ms | worked, µs a request | vault is × |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|");
            foreach (var kind in tallies.Keys.Where(k => k.Size == size).Select(k => k.Kind).Distinct())
            {
                foreach (var target in targets)
                {
                    Print(size, kind, target);
                }
            }
        }

        List<string> failures = [.. early, .. tallies.Values.SelectMany(t => t.Failures)];
        Console.WriteLine($"\n{failures.Count} requests went wrong");
        DisagreementException.Unless(failures.Count == 0, string.Join('\n', failures.Take(10)));
    }

    private void Print(string size, string kind, Target target)
    {
        var (tally, ours) = (tallies[(size, kind, target)], tallies[(size, kind, targets[0])]);
        var ratio = target == targets[0] ? "" : Spread.Text(ours.Requests.Median / tally.Requests.Median);
        Console.WriteLine(
            $"| {kind} | {target.Name} | {tally.Requests} | {Spread.Text(tally.Megabytes.Median)} | {Spread.Text(tally.Percentile(0.5))} " +
            $"| {Spread.Text(tally.Percentile(0.99))} | {(tally.Worked is { } worked ? Spread.Text(worked.Median) : "")} | {ratio} |");
    }

    private void Round(int round, TimeSpan time)
    {
        foreach (var size in VaultBenchOptions.Sizes.Keys.Append(VaultBenchOptions.Mixed).Where(options.Asks))
        {
            for (var i = 0; i < targets.Count; i++)
            {
                // Who begins differs from round to round.
                var target = targets[(i + round) % targets.Count];
                Programs.Run(["sync"]);
                Turn(target, size, string.Create(CultureInfo.InvariantCulture, $"{size}/{round}/"), time);
                var rates = tallies.Where(t => t.Key.Size == size && t.Key.Target == target)
                    .Select(t => $"{t.Key.Kind} {Spread.Text(t.Value.Last)}/s");
                Console.Error.WriteLine($"round {round}: {size}, {target.Name}: {string.Join(", ", rates)}");
            }
        }
    }

    private void Turn(Target target, string size, string prefix, TimeSpan time)
    {
        var load = new Load(target, options.Connections, time);
        if (size == VaultBenchOptions.Mixed)
        {
            load.Mixed(Of("mixed"), prefix, [.. VaultBenchOptions.Sizes.Keys.Select(s => contents[s])]);
            return;
        }

        var count = load.Put(Of("put"), prefix, contents[size]);
        load.Get(Of("get"), prefix, contents[size], count);
        if (contents[size].Size < 1 << 20)
        {
            load.List(Of("list"), prefix, count);
        }

        load.Delete(Of("delete"), prefix, count);

        Tally Of(string kind) => tallies.TryGetValue((size, kind, target), out var known)
            ? known
            : tallies[(size, kind, target)] = new Tally();
    }
}

namespace Sluiswachter.Bench;

/// <summary>What an engine reached, and how long it took.</summary>
/// <param name="Engine">Its name and version, in Markdown.</param>
/// <param name="Count">Nodes reached, the seeds included.</param>
/// <param name="Times">The time of each run.</param>
/// <param name="ReadyMilliseconds">What it took beforehand to make ready from edges in memory; null for nothing.</param>
public sealed record Reached(string Engine, int Count, Timings Times, double? ReadyMilliseconds = null);

/// <summary>What all engines reached in one register.</summary>
/// <param name="Register">Its name, such as a number of requirements.</param>
/// <param name="Of">How many nodes there are.</param>
/// <param name="LeastBytes">Bytes that any engine must read at least once.</param>
/// <param name="Engines">What each reached; the first one is ours.</param>
internal sealed record ReachedAll(string Register, int Of, long LeastBytes, IReadOnlyList<Reached> Engines)
{
    /// <summary>Prints registers side by side as a table in Markdown.</summary>
    public static void Print(string shape, IReadOnlyList<ReachedAll> registers, MemorySpeed speed)
    {
        Console.WriteLine();
        Row(registers.Select(r => $"{r.Register}: {r.Engines[0].Count:N0} of {r.Of:N0} reached").Prepend(shape));
        Row(registers.Select(_ => "---").Prepend("---"));
        foreach (var engine in registers.SelectMany(r => r.Engines).Select(e => e.Engine).Distinct())
        {
            Row(registers.Select(r => Cell(r, engine)).Prepend(engine));
        }

        Row(registers.Select(r => Least(r, speed)).Prepend("the least: what is reached, read once and in order"));
    }

    private static string Cell(ReachedAll register, string engine)
    {
        if (register.Engines.FirstOrDefault(e => e.Engine == engine) is not { } reached)
        {
            return "";
        }

        var ready = reached.ReadyMilliseconds is { } milliseconds ? $"; ready in {Ready(milliseconds)}" : "";
        return $"{reached.Times}, {reached.Times.Median / register.Engines[0].Times.Median:0.0} ×{ready}";
    }

    private static string Least(ReachedAll register, MemorySpeed speed)
    {
        var (milliseconds, ours) = (speed.InOrder(register.LeastBytes), register.Engines[0].Times.Median);
        return $"{register.LeastBytes / 1e6:0.00} MB, {milliseconds:0.000} ms, 1/{ours / milliseconds:0} of the first line";
    }

    private static string Ready(double milliseconds) => milliseconds switch
    {
        >= 1_000 => $"{milliseconds / 1_000:0.0} s",
        >= 10 => $"{milliseconds:0} ms",
        _ => $"{milliseconds:0.0} ms",
    };

    private static void Row(IEnumerable<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}

using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Bench;

/// <summary>
/// The timed and explained answer, which no graph library gives: next to a textbook's calculation of the hours alone,
/// and next to what the memory of this machine allows.
/// </summary>
/// <remarks>Everything under American control is switched off, for a year; the whole answer also for a day.</remarks>
public static class AnswerBench
{
    private const int Calculations = 21;
    private const int Slow = 7;

    private static readonly Scenario America = Scenario.Of([Country.Of("US").Value]).Value;
    private static readonly Scenario AmericaForADay = Scenario.Of([Country.Of("US").Value], horizonHours: 24).Value;

    /// <summary>Measures each shape at each size that was asked for.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        var speed = MemorySpeed.Measure();
        speed.Print();
        foreach (var shape in options.ShapesOr(Shape.Uniform, Shape.Skewed))
        {
            var measured = options.SizesOr(10_000, 100_000, 1_000_000)
                .Select(size => Measure(bench, new RegisterShape(size, shape))).ToList();
            Print(shape, measured, speed);
        }
    }

    private static Measured Measure(Workbench bench, RegisterShape shape)
    {
        var address = bench.NewRegister(shape);
        using var store = Workbench.Open(address);
        using var reader = store.Read();
        var columns = reader.Columns(Workbench.Day, includeConsidered: false);
        var graph = DependencyGraph.Of(columns);
        var seeds = PlainQuestion.SeedsOf(SwitchOff.Run(graph, America));
        var propagation = new Propagation(graph);
        var calculate = Timings.Of(Calculations, () => propagation.Run(seeds, America.HorizonHours));
        var textbook = new Textbook(graph, columns);
        var byTheBook = Timings.Of(Slow, () => textbook.Run(seeds, America.HorizonHours));
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var hour = propagation.HasFailed(node) ? propagation.HourOf(node) : Textbook.Never;
            DisagreementException.Unless(
                hour == textbook.Hours[node],
                $"{shape}: {graph.Entities[graph.EntityOf(node)]} fails at {hour}, by the book at {textbook.Hours[node]}");
        }

        var withinADay = Timings.Of(Calculations, () => SwitchOff.Run(graph, AmericaForADay));
        var whole = Timings.Of(Calculations, () => SwitchOff.Run(graph, America));
        var links = 0L;
        var explained = Timings.Of(Slow, () => links = Explain(SwitchOff.Run(graph, America)));
        return new Measured(
            shape.Requirements, textbook.Footprint(), links, calculate, byTheBook, whole, withinADay, explained);
    }

    /// <summary>Walks the chain of facts of each function that stops, and returns how many links they have.</summary>
    private static long Explain(SwitchOffAnswer answer)
    {
        var links = 0L;
        foreach (var function in answer.Functions)
        {
            foreach (var step in function.Because.Steps)
            {
                links += step.Of > 0 ? 1 : 0;
            }
        }

        return links;
    }

    private static void Print(Shape shape, IReadOnlyList<Measured> sizes, MemorySpeed speed)
    {
        Console.WriteLine();
        Row($"{shape}", m => $"{m.Requirements:N0}");
        Row("---", _ => "---");
        Row("nodes that fail", m => $"{m.Seen.Failed:N0} of {m.Seen.Nodes:N0}");
        Row("alternatives lost", m => $"{m.Seen.Lost:N0} of {m.Seen.Alternatives:N0}");
        Row("calculate, in a workspace used again", m => $"{m.Calculate}");
        Row("by the book: a heap over arrays, hours only", m => $"{m.ByTheBook}, {m.ByTheBook.Median / m.Calculate.Median:0.0} ×");
        Row("whole answer", m => $"{m.Whole}, {m.Whole.Median / m.Calculate.Median:0.0} ×");
        Row("whole answer, for a day", m => $"{m.WithinADay}, {m.WithinADay.Median / m.Calculate.Median:0.0} ×");
        Row("whole answer and every chain", m => $"{m.Explained}, {m.Explained.Median / m.Calculate.Median:0.0} ×; {m.Links:N0} links");
        Row("calculate, per requirement", m => PerRequirement(m, m.Calculate));
        Row("by the book, per requirement", m => PerRequirement(m, m.ByTheBook));
        Row("whole answer, per requirement", m => PerRequirement(m, m.Whole));
        Row("every chain, per requirement", m => PerRequirement(m, m.Explained));
        Row("calculate, per alternative lost", m => $"{m.Calculate.Median * 1e6 / m.Seen.Lost:0.0} ns");
        Row("must be touched", m => $"{m.Seen.LeastBytes / 1e6:0.0} MB");
        Row("least time, all in order", m => Least(m, speed.InOrder(m.Seen.LeastBytes)));
        Row("least time, each at random", m => Least(m, m.Seen.AtRandom(speed)));

        void Row(string what, Func<Measured, string> cell) =>
            Console.WriteLine($"| {string.Join(" | ", sizes.Select(cell).Prepend(what))} |");

        static string PerRequirement(Measured measured, Timings times) => $"{times.Median * 1e6 / measured.Requirements:0.0} ns";

        static string Least(Measured measured, double milliseconds) =>
            $"{milliseconds:0.00} ms; calculate takes {measured.Calculate.Median / milliseconds:0.0} ×";
    }

    private sealed record Measured(
        int Requirements, Footprint Seen, long Links, Timings Calculate, Timings ByTheBook, Timings Whole,
        Timings WithinADay, Timings Explained);
}

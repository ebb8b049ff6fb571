using Sluiswachter.App;
using Sluiswachter.Insight;
using Sluiswachter.Store;

namespace Sluiswachter.Bench;

/// <summary>How long a switch-off takes: as a command that has just been started, and part by part.</summary>
public static class SwitchOffBench
{
    private const int Calculations = 21;

    /// <summary>The command that is measured, without the store.</summary>
    public static IReadOnlyList<string> Command { get; } = ["switch-off", "--country", "US", "--json", "--at", $"{Workbench.Day:yyyy-MM-dd}"];

    /// <summary>Measures each size that was asked for, and compares the smallest with the largest.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        foreach (var shape in options.ShapesOr(Shape.Uniform))
        {
            var parts = options.SizesOr(120_000, 100_000, 1_000_000)
                .Select(size => Measure(bench, new RegisterShape(size, shape), options.Runs)).OrderBy(p => p.Size).ToList();
            if (parts is not [var small, .., var large])
            {
                continue;
            }

            Console.WriteLine($"\n{shape}: processor time per requirement at {large.Size:N0} over that at {small.Size:N0}");
            Compare("calculate", small, large, p => p.Calculate);
            Compare("load + build", small, large, p => p.Ready);
            Compare("cold command", small, large, p => p.Cold);
        }
    }

    private static void Compare(string what, Parts small, Parts large, Func<Parts, double> milliseconds)
    {
        var (few, many) = (milliseconds(small) / small.Size, milliseconds(large) / large.Size);
        Console.WriteLine($"  {what,-14} {many * 1e6:0.0} ns / {few * 1e6:0.0} ns = {many / few:0.00}");
    }

    private static Parts Measure(Workbench bench, RegisterShape shape, int runs)
    {
        var address = bench.NewRegister(shape);
        Console.WriteLine($"\nswitch-off, {shape}; median (least–most)");
        var cold = new Timings();
        var peak = 0.0;
        for (var run = 0; run < runs; run++)
        {
            var done = TimedProcess.Run([bench.Sluis, .. Command, "--store", address]);
            cold.Add(done);
            peak = Math.Max(peak, done.PeakMegabytes ?? 0);
        }

        Console.WriteLine($"  cold command       {cold}, {cold.ProcessorText()}, peak memory {peak:N0} MB");
        using var store = Workbench.Open(address);
        using var reader = store.Read();
        return MeasureParts(reader, shape.Requirements, runs, cold);
    }

    private static Parts MeasureParts(IRegisterReader reader, int size, int runs, Timings cold)
    {
        RegisterColumns? columns = null;
        var load = Timings.Of(runs, () => columns = reader.Columns(Workbench.Day, includeConsidered: false));
        DependencyGraph? graph = null;
        var build = Timings.Of(runs, () => graph = DependencyGraph.Of(columns!));
        var question = Question();
        SwitchOffAnswer? answer = null;
        var whole = Timings.Of(runs, () => answer = SwitchOff.Run(graph!, question.Scenario));
        int[] seeds = [.. answer!.Services.Where(s => s.SeededBy is not null).Select(s => graph!.NodeOf(s.Entity))];
        var propagation = new Propagation(graph!);
        var calculate = Timings.Of(Calculations, () => propagation.Run(seeds, question.Scenario.HorizonHours));
        var days = new GraphsOfDays();
        SwitchOffOutcome? outcome = null;
        var read = Timings.Of(1, Ground);
        var kept = Timings.Of(runs, Ground);
        var json = Timings.Of(runs, () => SwitchOffJson.Write(Stream.Null, outcome!));
        Console.WriteLine($"  of {answer.Of.Functions:N0} functions {answer.Failed.Functions:N0} stop, of {answer.Of.Services:N0} services {answer.Failed.Services:N0}");
        Console.WriteLine($"  load columns       {load}, {load.ProcessorText()}");
        Console.WriteLine($"  build graph        {build}, {build.ProcessorText()}");
        Console.WriteLine($"  calculate          {calculate}, {calculate.ProcessorText()}; workspace used again, {Calculations} runs");
        Console.WriteLine($"  whole answer       {whole}, {whole.ProcessorText()}: seeds, calculation in a new workspace, timeline, order");
        Console.WriteLine($"  grounds            {read}, {read.ProcessorText()}; for the next question {kept}, {kept.ProcessorText()}");
        Console.WriteLine($"  write JSON         {json}, {json.ProcessorText()}");
        return new Parts(size, Worked(cold), Worked(load) + Worked(build), Worked(calculate));

        void Ground() => outcome = new SwitchOffOutcome(question, answer, [], [])
        {
            Observed = days.ObservedOn(reader, Workbench.Day, includeConsidered: false),
            Control = ControlGrounds.Of(answer, days.GroundsOn(reader, Workbench.Day, includeConsidered: false), reader, withServices: true),
        };

        static double Worked(Timings times) => times.Processor ?? times.Median;
    }

    private static SwitchOffQuestion Question() =>
        SwitchOffQuestion.Understand(new SwitchOffWords(["US"], [], [], []), Workbench.Day, out _)!;

    /// <summary>Medians at one size, in milliseconds that processors worked (else on the wall).</summary>
    private sealed record Parts(int Size, double Cold, double Ready, double Calculate);
}

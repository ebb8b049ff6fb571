namespace Sluiswachter.Bench;

/// <summary>How much memory the largest register needs that we promise to bear.</summary>
public static class MemoryBench
{
    private const int DefaultSize = 1_000_000;

    /// <summary>Imports once and switches off once, each in a process of its own.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        foreach (var shape in options.RegistersOr([Shape.Uniform], [DefaultSize]))
        {
            var address = $"sqlite:{bench.NewPath(".sqlite")}";
            var bundle = bench.Generate(shape);
            Console.WriteLine($"\nmemory, {shape}, {Alternatives(bundle):N0} alternatives");
            Print("sluis import", bench.Import(bundle, address));
            Print("sluis switch-off --json", TimedProcess.Run([bench.Sluis, .. SwitchOffBench.Command, "--store", address]));
        }
    }

    private static int Alternatives(string bundle) => File.ReadLines(Path.Combine(bundle, "alternatives.csv")).Count() - 1;

    private static void Print(string what, TimedProcess done) => Console.WriteLine(
        $"  {what,-24} {(done.PeakMegabytes is { } peak ? $"{peak:N0} MB" : "unknown (no /usr/bin/time)")} at its peak, {done.Milliseconds / 1_000:0.0} s");
}

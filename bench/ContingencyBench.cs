using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.Bench;

/// <summary>How long it takes to switch off everyone in turn, every two of the worst, and to find what would save most.</summary>
public static class ContingencyBench
{
    private const int HorizonHours = 24;
    private const int Worst = 200;

    /// <summary>Measures each size that was asked for.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        foreach (var shape in options.RegistersOr([Shape.Uniform], [100_000, 1_000_000]))
        {
            var address = bench.NewRegister(shape);
            Console.WriteLine($"\ncontingency, {shape}, within {HorizonHours} h; median (least–most)");
            using var store = Workbench.Open(address);
            using var reader = store.Read();
            Measure(reader, options.Runs);
        }
    }

    private static void Measure(IRegisterReader reader, int runs)
    {
        var columns = reader.Columns(Workbench.Day, includeConsidered: false);
        var graph = DependencyGraph.Of(columns);
        var america = Scenario.Of([Country.Of("US").Value], horizonHours: HorizonHours).Value;
        var one = Timings.Of(runs, () => SwitchOff.Run(graph, america));
        Console.WriteLine($"  one switch-off (US)      {one}, {one.ProcessorText()}: the whole answer");
        foreach (var kind in Enum.GetValues<SubjectKind>())
        {
            Tell($"N-1, {kind}", one, runs, threads => SingleLosses.Of(graph, [kind], HorizonHours, threads).Ranked.Count);
        }

        foreach (SubjectKind[] kinds in new[] { [SubjectKind.Controller], new[] { SubjectKind.Controller, SubjectKind.Country } })
        {
            var singles = SingleLosses.Of(graph, kinds, HorizonHours, Environment.ProcessorCount);
            var hidden = 0;
            var times = Timings.Of(runs, () => hidden = PairLosses.Of(singles, Worst).Hidden.Count);
            Console.WriteLine(
                $"  N-2, {string.Join(" and ", kinds),-19} {times}, {times.ProcessorText()}; the {Worst} worst on " +
                $"{singles.Threads} threads, {times.Median / one.Median:0.0} × one switch-off; {hidden:N0} hidden pairs");
        }

        var purposes = columns.Requirement.Requirement.Zip(columns.Requirement.Purpose)
            .ToDictionary(r => r.First, r => r.Second);
        Additions? additions = null;
        var took = Timings.Once(() => additions = Additions.Of(graph, p => purposes[p], america, 10, Environment.ProcessorCount));
        Console.WriteLine(
            $"  additions (US)           {took / 1_000:0.00} s: {additions!.Tried:N0} of " +
            $"{additions.Candidates:N0} tried, complete: {additions.IsComplete}");
    }

    private static void Tell(string what, Timings one, int runs, Func<int, int> work)
    {
        foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            var scenarios = 0;
            var times = Timings.Of(runs, () => scenarios = work(threads));
            Console.WriteLine(
                $"  {what,-24} {times}, {times.ProcessorText()}; {scenarios:N0} scenarios on {threads} threads, " +
                $"{times.Median / one.Median:0.0} × one switch-off");
        }
    }
}

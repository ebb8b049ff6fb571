using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.Bench;

/// <summary>How long it takes to work out many scenarios that spread wide, in every manner.</summary>
public static class WideBench
{
    private const int HorizonHours = 24;
    private const int Scenarios = 512;
    private const int Widest = 40;
    private const int SuppliersEach = 3;

    /// <summary>Measures each size that was asked for.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        foreach (var shape in options.RegistersOr([Shape.Uniform, Shape.Skewed], [100_000, 1_000_000]))
        {
            var address = bench.NewRegister(shape);
            Console.WriteLine($"\n{Scenarios} scenarios that spread wide, {shape}, within {HorizonHours} h; median (least–most)");
            using var store = Workbench.Open(address);
            using var reader = store.Read();
            Measure(reader, options.Runs);
        }
    }

    /// <summary>Scenarios that stop much, in every manner: a country each, or a few of the worst suppliers each.</summary>
    private static void Measure(IRegisterReader reader, int runs)
    {
        var columns = reader.Columns(Workbench.Day, includeConsidered: false);
        var graph = DependencyGraph.Of(columns);
        var america = Scenario.Of([Country.Of("US").Value], horizonHours: HorizonHours).Value;
        var one = Timings.Of(runs, () => SwitchOff.Run(graph, america));
        Console.WriteLine($"  one switch-off (US)      {one}, {one.ProcessorText()}: the whole answer");
        var random = new Random(1);
        Country[] countries = [.. columns.Supplier.Country.Where(c => c != 0).Distinct().Order()
            .Select(c => Country.FromNumber(c))];
        EntityId[] worst = [.. SingleLosses.Of(graph, [SubjectKind.Supplier], HorizonHours, 2).Ranked.Take(Widest)
            .Select(l => EntityId.Of(graph.Entities[l.Subject.At]).Value)];
        InEveryManner("countries", Draw(i => Scenario.Of(
            [countries[i % countries.Length]], suppliers: Few(1), horizonHours: HorizonHours).Value));
        if (worst.Length == 0)
        {
            Console.WriteLine("  no supplier stops anything");
            return;
        }

        InEveryManner("suppliers", Draw(_ => Scenario.Of(suppliers: Few(SuppliersEach), horizonHours: HorizonHours).Value));

        EntityId[] Few(int count)
        {
            random.Shuffle(worst);
            return [.. worst.Take(count)];
        }

        static Scenario[] Draw(Func<int, Scenario> scenario) =>
            [.. Enumerable.Range(0, Scenarios).Select(scenario)];

        void InEveryManner(string what, Scenario[] scenarios)
        {
            Loss[] expected = [];
            foreach (var manner in new[] { Manner.OneByOne, Manner.BitParallel, Manner.Fastest })
            {
                Loss[] losses = [];
                var times = Timings.Of(
                    manner == Manner.OneByOne ? 1 : runs,
                    () => losses = ScenarioLosses.Of(graph, scenarios, Environment.ProcessorCount, manner));
                expected = expected.Length == 0 ? losses : expected;
                DisagreementException.Unless(
                    losses.SequenceEqual(expected), $"{manner} loses something else than one by one");
                Console.WriteLine(
                    $"  {Scenarios} {what}, {manner,-11} {times}, {times.ProcessorText()}; on {Environment.ProcessorCount} " +
                    $"threads, {times.Median / one.Median:0.0} × one switch-off; they stop " +
                    $"{losses.Average(l => l.Functions + l.Services) / graph.NodeCount:0 %} on average");
            }
        }
    }
}

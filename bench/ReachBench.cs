using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Bench;

/// <summary>Plain reachability, the one question that graph libraries and recursive SQL can answer as well.</summary>
/// <remarks>
/// Every consumer fails as soon as one thing that it needs does, at once. One service is switched off; each engine
/// counts what fails, and all must agree. The rivals get bare integers, the calculation keeps all that it always does:
/// counting alternatives, hours, steps and causes.
/// </remarks>
public static class ReachBench
{
    private const int Calculations = 21;
    private const int Candidates = 20;

    private static readonly DateOnly Day = new(2026, 6, 1);

    /// <summary>Compares the engines at each size that was asked for.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        using var postgres = PostgresPlace.Open(options.Postgres);
        foreach (var size in options.SizesOr(120_000))
        {
            var address = $"sqlite:{bench.NewPath(".sqlite")}";
            bench.Import(bench.Generate(size, plain: true), address);
            using var store = Workbench.Open(address);
            using var reader = store.Read();
            var columns = reader.Columns(Day, includeConsidered: false);
            var graph = DependencyGraph.Of(columns);
            Compare(bench, postgres, PlainEdges.Of(columns), graph, size, options.Runs);
        }
    }

    private static void Compare(
        Workbench bench, PostgresPlace? postgres, PlainEdges edges, DependencyGraph graph, int size, int runs)
    {
        var scenario = WidestOf(graph);
        var answer = SwitchOff.Run(graph, scenario);
        var seed = graph.Entities.PositionOf(scenario.Services[0].Text);
        int[] seeds = [graph.NodeOf(seed)];
        var propagation = new Propagation(graph);
        var ours = Timings.Of(Calculations, () => propagation.Run(seeds, scenario.HorizonHours));
        var whole = Timings.Of(Calculations, () => SwitchOff.Run(graph, scenario));
        Console.WriteLine(
            $"\nreachability on {size:N0} requirements, {edges.From.Length:N0} edges, {edges.Nodes:N0} nodes; median (least–most)");
        Print("Propagation.Run", propagation.Failed.Length, ours, ours);
        Print("SwitchOff.Run", answer.Failed.Functions + answer.Failed.Services, whole, ours);
        var rivals = new List<Reached?>
        {
            IgraphRival.Measure(bench, edges, seed, runs),
            SqliteRival.Measure(bench, edges, seed, runs),
            postgres is null ? null : PostgresRival.Measure(postgres, edges, seed, runs),
        };
        foreach (var rival in rivals.OfType<Reached>())
        {
            Print(rival.Engine, rival.Count, rival.Times, ours);
        }

        var agree = rivals.OfType<Reached>().All(r => r.Count == propagation.Failed.Length);
        Console.WriteLine(agree ? "  all agree on the count" : "  THE COUNTS DIFFER: one of the engines is wrong");
    }

    /// <summary>The switching off of one service, of the first few, that stops most.</summary>
    private static Scenario WidestOf(DependencyGraph graph) =>
        Enumerable.Range(0, graph.NodeCount).Where(n => !graph.IsFunction(n)).Take(Candidates)
            .Select(n => Scenario.Of(services: [EntityId.Of(graph.Entities[graph.EntityOf(n)]).Value]).Value)
            .MaxBy(s => SwitchOff.Run(graph, s).Failed.Services)!;

    private static void Print(string engine, int count, Timings times, Timings ours) => Console.WriteLine(
        $"  {engine,-26} {count,9:N0} reached  {times,-30} {times.Median / ours.Median,8:0.0} × Propagation.Run, {times.ProcessorText()}");
}

/// <summary>What an engine reached, and how long it took.</summary>
/// <param name="Engine">Its name and version.</param>
/// <param name="Count">Nodes reached, the seed included.</param>
/// <param name="Times">The time of each run.</param>
public sealed record Reached(string Engine, int Count, Timings Times);

/// <summary>Who needs whom, without anything else: node <c>From[i]</c> stops node <c>To[i]</c>.</summary>
/// <param name="Nodes">Nodes are numbered from 0 to this.</param>
/// <param name="From">Positions of services.</param>
/// <param name="To">Positions of consumers.</param>
public sealed record PlainEdges(int Nodes, int[] From, int[] To)
{
    /// <summary>The edges of a register whose consumers are functions and services only.</summary>
    public static PlainEdges Of(RegisterColumns columns)
    {
        var consumers = new int[columns.Requirements.Count];
        for (var i = 0; i < columns.Requirement.Requirement.Length; i++)
        {
            consumers[columns.Requirement.Requirement[i]] = columns.Requirement.Consumer[i];
        }

        var to = Array.ConvertAll(columns.Alternative.Requirement, r => consumers[r]);
        return new PlainEdges(columns.Entities.Count, columns.Alternative.Service, to);
    }
}

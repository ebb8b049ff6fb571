using Sluiswachter.Insight;
using Sluiswachter.Store;

namespace Sluiswachter.Bench;

/// <summary>Plain reachability, the one question that graph libraries and recursive SQL can answer as well.</summary>
/// <remarks>
/// Every consumer fails as soon as one thing that it needs does, at once. In a uniform register one service is switched
/// off, in a skewed or real one the supplier, with all that it controls, whose loss stops most. Each engine counts what
/// fails, and all must agree. The rivals get bare integers, the calculation keeps all that it always does: counting
/// alternatives, hours, steps and causes.
/// </remarks>
public static class ReachBench
{
    private const int Calculations = 21;
    private const int Candidates = 20;

    /// <summary>Compares the engines at each shape and size that was asked for, and in a real register when given.</summary>
    public static void Run(Workbench bench, BenchOptions options)
    {
        var speed = MemorySpeed.Measure();
        speed.Print();
        using var postgres = options.Without.Contains("postgres") ? null : PostgresPlace.Open(options.Postgres);
        foreach (var shape in options.ShapesOr(Shape.Uniform, Shape.Skewed))
        {
            var registers = new List<ReachedAll>();
            foreach (var size in options.SizesOr(10_000, 100_000, 1_000_000))
            {
                var bundle = bench.Generate(new RegisterShape(size, shape));
                registers.Add(Compare(
                    bench, postgres, options, $"{size:N0}", bundle, suppliers: shape == Shape.Skewed, Candidates));
            }

            ReachedAll.Print($"{shape}", registers, speed);
        }

        if (options.Fedramp is { } file)
        {
            ReachedAll.Print("FedRAMP", [Compare(bench, postgres, options, "as published", file, suppliers: true)], speed);
        }
    }

    private static ReachedAll Compare(
        Workbench bench, PostgresPlace? postgres, BenchOptions options, string name, string import, bool suppliers,
        int candidates = int.MaxValue)
    {
        var database = postgres?.NewDatabase();
        var address = database is null ? $"sqlite:{bench.NewPath(".sqlite")}" : $"postgres:{database}";
        bench.Import(import, address);
        using var store = Workbench.Open(address);
        using var reader = store.Read();
        var columns = PlainQuestion.Plain(reader.Columns(Workbench.Day, includeConsidered: false));
        var graph = DependencyGraph.Of(columns);
        var scenario = PlainQuestion.WidestOf(graph, columns, suppliers, candidates);
        var answer = SwitchOff.Run(graph, scenario);
        var question = PlainQuestion.Of(columns, graph, answer);
        Console.WriteLine(
            $"\n{name}: {graph.RequirementCount:N0} requirements, {question.From.Length:N0} edges, {question.Nodes:N0} nodes; " +
            $"{question.Seeds.Length:N0} services off, of {scenario.Suppliers.Concat(scenario.Services).Single().Text}");
        var engines = new List<Reached>();
        foreach (var reached in Ours(reader, columns, graph, scenario, options.Runs)
            .Concat(Libraries(bench, question, options))
            .Concat(Databases(bench, postgres, database, graph, question, options)))
        {
            Console.WriteLine($"  {reached.Engine,-62} {reached.Count,9:N0} reached  {reached.Times}, {reached.Times.ProcessorText()}");
            engines.Add(reached);
            DisagreementException.Unless(reached.Count == engines[0].Count, $"{reached.Engine} reaches another number of nodes");
        }

        var least = question.LeastBytes(node => answer.HourOf(graph.EntityOf(node)) is not null);
        return new ReachedAll(name, question.Nodes, least, engines);
    }

    private static IEnumerable<Reached> Ours(
        IRegisterReader reader, RegisterColumns plain, DependencyGraph graph, Scenario scenario, int runs)
    {
        var building = Timings.Of(runs, () => DependencyGraph.Of(plain)).Median;
        var seeds = PlainQuestion.SeedsOf(SwitchOff.Run(graph, scenario));
        var propagation = new Propagation(graph);
        var calculate = Timings.Of(Calculations, () => propagation.Run(seeds, scenario.HorizonHours));
        yield return new Reached("`Propagation.Run`", propagation.Failed.Length, calculate, building);

        var failed = default(Counts);
        var answer = Timings.Of(Calculations, () => failed = SwitchOff.Run(graph, scenario).Failed);
        yield return new Reached("`SwitchOff.Run`, the whole answer", PlainQuestion.Stopped(failed), answer, building);

        // Asked from nothing, as SQL is: what makes the facts plain is no part of it.
        var all = new Timings();
        for (var run = 0; run < runs; run++)
        {
            var load = Timings.Once(() => reader.Columns(Workbench.Day, includeConsidered: false));
            all.Add(load + Timings.Once(() => failed = SwitchOff.Run(DependencyGraph.Of(plain), scenario).Failed));
        }

        yield return new Reached("the same with reading the tables", PlainQuestion.Stopped(failed), all);
    }

    private static IEnumerable<Reached> Libraries(Workbench bench, PlainQuestion question, BenchOptions options)
    {
        var edges = PythonRival.Write(bench, question);
        return PythonRival.Engines.Except(options.Without)
            .Select(engine => PythonRival.Measure(bench, engine, edges, question, options.Runs)).OfType<Reached>();
    }

    private static IEnumerable<Reached> Databases(
        Workbench bench, PostgresPlace? postgres, string? database, DependencyGraph graph, PlainQuestion question,
        BenchOptions options)
    {
        if (!options.Without.Contains("sqlite") && SqliteRival.Measure(bench, question, options.Runs) is { } reached)
        {
            yield return reached;
        }

        if (postgres is not null && database is not null)
        {
            yield return PostgresRival.OnIntegers(postgres, question, options.Runs);
            yield return PostgresRival.OnFacts(database, graph, question, options.Runs);
        }
    }
}

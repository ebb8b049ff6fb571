using Sluiswachter.Bench;

return args is [var verb, .. var rest] && BenchOptions.Parse(rest) is { } options
    ? Run(verb, options)
    : Refuse();

static int Run(string verb, BenchOptions options)
{
    switch (verb)
    {
        case "generate" when options is { Sizes: [var size], Folder: { } folder }:
            Generator.Write(new RegisterShape(size, PlainReachability: options.Plain), folder);
            return 0;
        case "import" when options.Folder is null:
            return Measure(bench => ImportBench.Run(bench, options));
        case "switch-off" when options.Folder is null:
            return Measure(bench => SwitchOffBench.Run(bench, options));
        case "contingency" when options.Folder is null:
            return Measure(bench => ContingencyBench.Run(bench, options));
        case "reach" when options.Folder is null:
            return Measure(bench => ReachBench.Run(bench, options));
        case "memory" when options.Folder is null:
            return Measure(bench => MemoryBench.Run(bench, options));
        default:
            return Refuse();
    }
}

static int Measure(Action<Workbench> measure)
{
    using var bench = new Workbench();
    Machine.Print();
    bench.BuildCommandLine();
    measure(bench);
    return 0;
}

static int Refuse()
{
    Console.Error.WriteLine(
        """
        usage: bench generate N FOLDER [--plain]
               bench import [N] [--runs R] [--postgres CONNECTION]
               bench switch-off [N ...] [--runs R]
               bench contingency [N ...] [--runs R]
               bench reach [N ...] [--runs R] [--postgres CONNECTION]
               bench memory [N]
        N is a number of requirements; bench/README.md tells the rest
        """);
    return 2;
}

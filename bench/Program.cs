using Sluiswachter.Bench;

if (args is ["vault", .. var asked])
{
    return VaultBenchOptions.Parse(asked) is { } wanted ? Measure(bench => VaultBench.Run(bench, wanted), builds: wanted.Sluis is null) : Refuse();
}

return args is [var verb, .. var rest] && BenchOptions.Parse(rest) is { } options
    ? Run(verb, options)
    : Refuse();

static int Run(string verb, BenchOptions options)
{
    switch (verb)
    {
        case "generate" when options is { Sizes: [var size], Folder: { } folder }:
            Generator.Write(new RegisterShape(size, options.ShapesOr(Shape.Uniform)[0]), folder);
            return 0;
        case "import" when options.Folder is null:
            return Measure(bench => ImportBench.Run(bench, options));
        case "switch-off" when options.Folder is null:
            return Measure(bench => SwitchOffBench.Run(bench, options));
        case "contingency" when options.Folder is null:
            return Measure(bench => ContingencyBench.Run(bench, options));
        case "wide" when options.Folder is null:
            return Measure(bench => WideBench.Run(bench, options));
        case "reach" when options.Folder is null:
            return Measure(bench => ReachBench.Run(bench, options));
        case "answer" when options.Folder is null:
            return Measure(bench => AnswerBench.Run(bench, options));
        case "measures" when options.Folder is null:
            return Measure(bench => MeasuresBench.Run(bench, options));
        case "findings" when options.Folder is null:
            return Measure(bench => FindingsBench.Run(bench, options));
        case "memory" when options.Folder is null:
            return Measure(bench => MemoryBench.Run(bench, options));
        default:
            return Refuse();
    }
}

static int Measure(Action<Workbench> measure, bool builds = true)
{
    using var bench = new Workbench();
    Machine.Print();
    if (builds)
    {
        bench.BuildCommandLine();
    }

    try
    {
        measure(bench);
        return 0;
    }
    catch (DisagreementException disagreement)
    {
        Console.Error.WriteLine($"WRONG: {disagreement.Message}");
        return 1;
    }
}

static int Refuse()
{
    Console.Error.WriteLine(
        """
        usage: bench generate N FOLDER [--shape S]
               bench import [N] [--shape S] [--runs R] [--postgres CONNECTION]
               bench switch-off [N ...] [--shape S] [--runs R]
               bench answer [N ...] [--shape S] [--runs R]
               bench contingency [N ...] [--shape S] [--runs R]
               bench wide [N ...] [--shape S] [--runs R]
               bench measures [N ...] [--shape S] [--runs R]
               bench reach [N ...] [--shape S] [--fedramp FILE] [--without ENGINE] [--runs R] [--postgres CONNECTION]
               bench findings [N ...] [--runs R]
               bench memory [N] [--shape S]
               bench vault [limits|4KiB|1MiB|64MiB|mixed|keys|long ...] [--peer NAME=URL,ACCESSKEY,SECRET[,REGION] ...] [--rounds R]
                           [--connections C] [--seconds S] [--keys N] [--unsigned] [--unforced LIBRARY] [--sluis SLUIS] [--build NAME=SLUIS ...]
        N is a number of requirements (for findings of uses), S uniform or skewed, ENGINE igraph, graph-tool, networkx, sqlite or postgres;
        bench/README.md tells the rest
        """);
    return 2;
}

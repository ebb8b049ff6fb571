using System.Globalization;

namespace Sluiswachter.Bench;

/// <summary>The vault next to other services that speak S3, in turns, as a share of what the machine can.</summary>
internal static class VaultBench
{
    private const string Ours = "vault";

    /// <summary>Measures what is asked, and prints tables in Markdown.</summary>
    public static void Run(Workbench bench, VaultBenchOptions options)
    {
        var sluis = options.Sluis ?? bench.Sluis;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"load        {options.Connections} connections, {options.Rounds} rounds of {options.Seconds} s a kind of request, " +
            $"bodies {(options.IsSigned ? "signed by SHA-256" : "not signed")}"));
        if (options.Asks("limits"))
        {
            Limits.Measure(bench.NewPath("-limits")).Print();
        }

        if (VaultBenchOptions.Sizes.Keys.Append(VaultBenchOptions.Mixed).Any(options.Asks))
        {
            SideBySide(bench, sluis, options);
        }

        if (options.Asks("keys"))
        {
            ManyKeys.Run(bench, sluis, options.Keys);
        }

        if (options.Asks("long"))
        {
            LongPut.Run(bench, sluis);
        }
    }

    private static void SideBySide(Workbench bench, string sluis, VaultBenchOptions options)
    {
        var vaults = new List<OwnVault>();
        try
        {
            var targets = new List<Target> { Serve(Ours, sluis) };
            targets.AddRange(options.Builds.Select(build => Serve(build.Name, build.Sluis)));
            if (options.Unforced is { } library)
            {
                targets.Add(Serve($"{Ours}, no fsync", sluis, library));
            }

            targets.AddRange(options.Peers);
            targets.ForEach(target => target.MakeBucket());
            var turns = new Turns(targets, options);
            turns.Run();
            turns.Print();
        }
        finally
        {
            vaults.ForEach(vault => vault.Dispose());
        }

        Target Serve(string name, string program, string? preload = null)
        {
            var vault = new OwnVault(bench, program, preload is null ? null : new Dictionary<string, string> { ["LD_PRELOAD"] = preload });
            vaults.Add(vault);
            return vault.Serve(name);
        }
    }
}

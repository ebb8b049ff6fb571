using System.Diagnostics;
using Sluiswachter.App;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;

namespace Sluiswachter.Cli.Tests;

public sealed class KilledImportTests(PostgresServer postgres) : IDisposable
{
    private const int Kills = 50;

    /// <summary>How much longer than the last unhurried one an import may take, for each that was killed since.</summary>
    private const double SlowerAgain = 1.02;

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Killed_at_any_moment_a_register_in_SQLite_is_as_before_or_after() => KillAtRandomMoments(shell.Store);

    [Fact]
    public void Killed_at_any_moment_a_register_in_PostgreSQL_is_as_before_or_after() =>
        KillAtRandomMoments($"postgres:{postgres.NewDatabase()}");

    /// <summary>
    /// Imports alternate between two bundles of the same facts with other names; each is killed at a random moment of
    /// the time that the last unhurried one took, which changes with who else is at work. After each kill the register must
    /// hold one of the two, wholly.
    /// </summary>
    private void KillAtRandomMoments(string address)
    {
        shell.Store = address;
        string[] bundles = [WriteBundle("one"), WriteBundle("two")];

        // Builds the command line when its sources changed, so that the build is no part of the time of an import.
        shell.Sluis("--version");
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, shell.Sluis("import", bundles[0]).ExitCode);
        var unhurried = watch.Elapsed;
        var random = new Random(20261121);
        var (before, survived) = ("one", 0);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var after = before == "one" ? "two" : "one";
            watch.Restart();
            using (var import = shell.Start("import", after == "one" ? bundles[0] : bundles[1]))
            {
                if (import.WaitForExit(unhurried * (0.2 + 0.9 * random.NextDouble())))
                {
                    unhurried = watch.Elapsed;
                }
                else
                {
                    import.Kill(entireProcessTree: true);
                    import.WaitForExit();
                    unhurried *= SlowerAgain;
                }
            }

            before = Assert.Single(NamesIn(address));
            survived += before == after ? 1 : 0;
        }

        Assert.Equal(0, shell.Sluis("journal", "verify").ExitCode);
        Assert.InRange(survived, 1, Kills - 1);
    }

    /// <summary>
    /// The different names of the facts in the register: one, unless an import was done by half. Its journal is verified
    /// at the end: what breaks a chain stays broken.
    /// </summary>
    private static IEnumerable<string> NamesIn(string address)
    {
        using var store = Registers.Open(address).Value;
        using var reader = store.Read();
        return [.. reader.Facts(FactKind.Supplier).Select(f => f[1].Text!).Distinct(StringComparer.Ordinal)];
    }

    private string WriteBundle(string name) => Path.GetDirectoryName(shell.File(
        $"{name}/suppliers.csv",
        "id,name\n" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"s{i},{name}\n"))))!;
}

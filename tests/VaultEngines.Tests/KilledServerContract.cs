using System.Diagnostics;
using System.Globalization;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class SqliteKilledServerTests() : KilledServerContract(new Sqlite());

public sealed class PostgresKilledServerTests(Fixtures.PostgresServer server) : KilledServerContract(new Postgres(server));

/// <summary>A process that puts objects is killed: all that it acknowledged is there, and nothing else is half there.</summary>
public abstract class KilledServerContract(Engine engine) : IDisposable
{
    private const int Kills = 6;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");

    public void Dispose()
    {
        engine.Dispose();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Killed_at_any_moment_all_that_was_acknowledged_is_there_and_nothing_is_half_there()
    {
        var (address, place) = (engine.NewAddress(), $"{folder}/blobs");
        Engine.At(address).WithHarbour().Dispose();
        var acknowledged = new List<int>();
        var random = new Random(5);
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var process = Start(address, place, kill * 100_000);
            for (var lines = random.Next(5, 80); lines > 0; lines--)
            {
                acknowledged.Add(int.Parse((await process.StandardOutput.ReadLineAsync(Stop))!, CultureInfo.InvariantCulture));
            }

            process.Kill();
            await process.WaitForExitAsync(Stop);

            // What it wrote before it died counts as well, but for a last line that is cut.
            var rest = (await process.StandardOutput.ReadToEndAsync(Stop)).Split('\n')[..^1];
            acknowledged.AddRange(rest.Select(line => int.Parse(line, CultureInfo.InvariantCulture)));
            await CheckAsync(address, place, acknowledged);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task CheckAsync(string address, string place, List<int> acknowledged)
    {
        using var catalogue = Engine.At(address);
        using var blobs = DiskBlobs.Open(place).Value;

        // A database may still be at the last change of a client that is gone: who changes something comes after it.
        catalogue.Do(_ => { });
        var versions = catalogue.Versions(Harbour, "", "", null, int.MaxValue);
        Assert.Superset(acknowledged.Select(Id).ToHashSet(), versions.Select(v => v.Version.Id).ToHashSet());
        Assert.Equal(versions.Count, catalogue.LogSize);
        var total = await Scrub.RunAsync(
            catalogue, blobs, _ => PuttingServer.Bytes, (_, _, _) => Task.FromResult(true), finding => Assert.Fail(finding.ToString()), Stop);
        Assert.Equal(versions.Count, total.Blobs);
    }

    private static Process Start(string address, string place, int from)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[PuttingServer.Order] = $"{address}\n{place}\n{from}";
        return Process.Start(start)!;
    }
}

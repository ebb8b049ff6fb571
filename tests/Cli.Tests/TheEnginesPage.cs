using System.Diagnostics;
using Npgsql;
using Sluiswachter.Fixtures;

namespace Sluiswachter.Cli.Tests;

/// <summary>The page about engines: its steps for a nation run, over PostgreSQL and an S3 service that is another vault.</summary>
public sealed class TheEnginesPage(PostgresServer postgres) : IDisposable
{
    private const string Database = "Host=db.example.nl;Database=kluis;Username=kluis";
    private const string Service = "https://s3.example.nl/overheid";
    private const string Serves = "sluis vault serve ";

    private readonly Shell shell = new();
    private readonly List<Process> servers = [];

    public void Dispose()
    {
        foreach (var server in servers)
        {
            Shell.End(server);
            server.Dispose();
        }

        shell.Dispose();
    }

    [Fact]
    public async Task Its_steps_for_a_nation_work_in_their_order()
    {
        Assert.Equal(0, shell.Sluis("--version").ExitCode);
        var (service, secrets) = await ServiceAsync();
        var database = ConnectionOf(postgres.NewDatabase());
        var blocks = Page.Blocks("vault-engines.md").Select(block => block
            .Replace(Database, database, StringComparison.Ordinal)
            .Replace(Service, service, StringComparison.Ordinal)).ToList();
        var serving = blocks.FindIndex(block => block.StartsWith(Serves, StringComparison.Ordinal));

        await RunAsync(secrets, blocks[..serving]);
        var first = await ServedAsync(secrets, $"exec {blocks[serving].Trim()} --port 0");
        var second = await ServedAsync(secrets, $"{blocks[serving + 1].Replace(Serves, $"exec {Serves}", StringComparison.Ordinal).Trim()} --port 0");
        await RunAsync(secrets, blocks[(serving + 2)..].Select(block => block
            .Replace("http://kluis1.example.nl:9000", first, StringComparison.Ordinal)
            .Replace("http://kluis2.example.nl:9000", second, StringComparison.Ordinal)));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Serves a vault in a folder, which is the S3 service of the other; returns its address, and its secrets as a shell takes them.</summary>
    private async Task<(string Address, string Secrets)> ServiceAsync()
    {
        await RunAsync("", ["""
            echo 'de wachtzin van de dienst' > dienst.txt
            sluis vault create dienst --name s3.example.nl --place NL --passphrase-file dienst.txt
            sluis vault add-body dienst org:dienst --passphrase-file dienst.txt
            sluis vault add-user dienst org:dienst kluis --officer --passphrase-file dienst.txt > dienst-toegang.txt

            """]);
        var address = await ServedAsync("", "exec sluis vault serve dienst --port 0 --passphrase-file dienst.txt");
        var access = await System.IO.File.ReadAllLinesAsync(shell.At("page/dienst-toegang.txt"), Stop);
        var (id, secret) = (access[1].Split(' ')[^1], access[2].Split(' ')[^1]);
        await RunAsync($"export AWS_ACCESS_KEY_ID='{id}' AWS_SECRET_ACCESS_KEY='{secret}' AWS_DEFAULT_REGION=nl\n",
            [$"aws --endpoint-url {address} s3 mb s3://overheid\n"]);
        return ($"{address}/overheid", $"export SLUIS_BLOBS_ACCESS_KEY_ID='{id}' SLUIS_BLOBS_SECRET_ACCESS_KEY='{secret}'\n");
    }

    private static string ConnectionOf(string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(database);
        return $"Host={settings.Host};Database={settings.Database};Username={settings.Username}";
    }

    private async Task<string> ServedAsync(string before, string script)
    {
        var server = shell.StartBash("page", before + script);
        servers.Add(server);
        return (await Shell.ServedAtAsync(server)).GetLeftPart(UriPartial.Authority);
    }

    private Task RunAsync(string before, IEnumerable<string> blocks) => shell.BashAsync("page", before + Page.Script(blocks));
}

using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Sluiswachter.Cli.Tests;

/// <summary>The page about the vault: every command on it runs, in its order, with the programs that it names.</summary>
public sealed partial class TheVaultPage : IDisposable
{
    private const string OnThePage = "127.0.0.1:9000";
    private const string Serves = "sluis vault serve ";

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public Task Every_command_works_in_its_order() => WhileServedAsync("", clients => clients);

    [Fact]
    public Task The_server_that_it_starts_takes_and_gives_an_object_larger_than_its_memory() =>
        WhileServedAsync("export DOTNET_GCHeapHardLimit=0x3000000", clients => // 48 MiB
        [
            clients[0], """
            s3="aws --endpoint-url http://127.0.0.1:9000"
            head -c 67108864 /dev/urandom > large
            $s3 s3 mb s3://large
            $s3 s3api put-object --bucket large --key k --body large
            $s3 s3api get-object --bucket large --key k again
            cmp large again
            """,
        ]);

    [Fact]
    public void Every_test_that_it_names_is_there()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Shell.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(System.IO.File.ReadAllText));
        var named = TestName().Matches(Page()).Select(m => m.Groups["name"].Value).ToList();
        Assert.InRange(named.Count, 10, 100);
        Assert.All(named, name => Assert.Contains($" {name}(", tests, StringComparison.Ordinal));
    }

    /// <summary>Makes a vault and serves it as the page does, and runs what is chosen of the blocks that follow there.</summary>
    private async Task WhileServedAsync(string before, Func<List<string>, IEnumerable<string>> then)
    {
        Directory.CreateDirectory(shell.At("page"));
        var blocks = Block().Matches(Page()).Select(block => block.Groups["text"].Value).ToList();
        var serving = blocks.FindIndex(block => block.StartsWith(Serves, StringComparison.Ordinal));
        Assert.Equal(0, shell.Sluis("--version").ExitCode);

        await RunAsync(blocks[..serving]);
        using var server = Start($"{before}\nexec {blocks[serving].Trim()} --port 0");
        try
        {
            var address = await ServedAtAsync(server);
            await RunAsync(then(blocks[(serving + 1)..]).Select(b => b.Replace(OnThePage, address, StringComparison.Ordinal)));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Runs blocks in one shell; it stops where a command fails, or succeeds in spite of an exclamation mark.</summary>
    private async Task RunAsync(IEnumerable<string> blocks)
    {
        // No shell stops where "!" makes a success into a failure, so that is spelled out.
        var script = MustFail().Replace(string.Concat(blocks), "if ${command}; then echo 'was not refused' >&2; exit 1; fi");
        using var bash = Start($"set -euxo pipefail\n{script}");
        var error = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(bash.ExitCode == 0, $"{output}\n{await error}");
    }

    private Process Start(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = shell.At("page"),
        };
        start.Environment.Clear();
        start.Environment["PATH"] = $"{Shell.Root}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = shell.At("page");
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start)!;
    }

    private static string Page() => System.IO.File.ReadAllText(Path.Combine(Shell.Root, "docs", "vault.md"));

    private static async Task<string> ServedAtAsync(Process server)
    {
        var told = new StringBuilder();
        while (await server.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Address().Match(line) is { Success: true } found)
            {
                return found.Groups["address"].Value;
            }

            told.AppendLine(line);
        }

        throw new IOException($"the vault is not served: {told}");
    }

    [GeneratedRegex(@"```sh\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<name>[A-Z][a-z0-9]*(_[A-Za-z0-9]+)+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex("^! (?<command>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MustFail();

    [GeneratedRegex("http://(?<address>127[.0-9]+:[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}

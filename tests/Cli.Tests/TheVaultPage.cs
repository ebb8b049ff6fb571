using System.Text.RegularExpressions;

namespace Sluiswachter.Cli.Tests;

/// <summary>The page about the vault: every command on it runs, in its order, with the programs that it names.</summary>
public sealed partial class TheVaultPage : IDisposable
{
    private const string Name = "vault.md";
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
    public void Every_line_of_who_can_do_what_names_tests_that_are_there()
    {
        var rows = Page.Text(Name).Split("## Who can do what")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith('|')).Skip(2).ToList();
        Assert.InRange(rows.Count, 20, 100);
        Assert.All(rows, row => Assert.Matches(TestName(), row.Split('|')[^2]));
        Assert.Empty(TestName().Matches(Page.Text(Name)).Select(m => m.Groups["name"].Value).Except(Tests(TestMethod())));
    }

    [Fact]
    public void Every_fault_of_which_the_page_about_engines_tells_has_a_class_of_tests()
    {
        var rows = Page.Text("vault-engines.md").Split("## What a fault does")[1].Split("\n\n**")[0].Split('\n')
            .Where(line => line.StartsWith('|')).Skip(2).Select(row => row.Split('|')[^2]).Where(named => named.Trim() != "below").ToList();
        Assert.InRange(rows.Count, 8, 100);
        Assert.All(rows, named => Assert.Matches(ClassName(), named));
        Assert.Empty(rows.SelectMany(named => ClassName().Matches(named)).Select(m => m.Groups["name"].Value).Except(Tests(TestClass())));
    }

    /// <summary>What a pattern finds in all tests of this repository.</summary>
    private static IEnumerable<string> Tests(Regex named) =>
        Directory.EnumerateFiles(Path.Combine(Shell.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => named.Matches(File.ReadAllText(file))).Select(m => m.Groups["name"].Value);

    /// <summary>Makes a vault and serves it as the page does, and runs what is chosen of the blocks that follow there.</summary>
    private async Task WhileServedAsync(string before, Func<IReadOnlyList<string>, IEnumerable<string>> then)
    {
        var blocks = Page.Blocks(Name);
        var serving = blocks.ToList().FindIndex(block => block.StartsWith(Serves, StringComparison.Ordinal));
        Assert.Equal(0, shell.Sluis("--version").ExitCode);

        await RunAsync(blocks.Take(serving));
        using var server = shell.StartBash("page", $"{before}\nexec {blocks[serving].Trim()} --port 0");
        try
        {
            var address = (await Shell.ServedAtAsync(server)).Authority;
            await RunAsync(then([.. blocks.Skip(serving + 1)]).Select(b => b.Replace(OnThePage, address, StringComparison.Ordinal)));
        }
        finally
        {
            Shell.End(server);
        }
    }

    private Task RunAsync(IEnumerable<string> blocks) => shell.BashAsync("page", $"set -x\n{Page.Script(blocks)}");

    [GeneratedRegex("`(?<name>[A-Z][a-z0-9]*(_[A-Za-z0-9]+)+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClassName();

    [GeneratedRegex(@"\[(Fact|Theory).*?public (async )?[A-Za-z<>]+ (?<name>[A-Z][A-Za-z0-9_]*)\(", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"public (sealed |abstract |partial )+class (?<name>[A-Za-z0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestClass();
}

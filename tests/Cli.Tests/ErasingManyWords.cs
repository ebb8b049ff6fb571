using System.Security.Cryptography;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.Cli.Tests;

/// <summary>Words of thousands of entries are erased at once: all of them, or none.</summary>
public sealed class ErasingManyWords : IDisposable
{
    private static readonly string[] Asked = ["--yes", "--by", "fg", "--reason", "verzoek"];

    private readonly AtATerminal terminal = new();
    private readonly string vault;

    public ErasingManyWords()
    {
        vault = terminal.At("kluis");
        terminal.Does(
            "vault", "create", vault, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", terminal.File("words", "een heel lange wachtzin\n"));
        using var opened = VaultFolder.Open(vault).Value;
        opened.Catalogue.Change(change =>
        {
            var tree = MerkleFrontier.Of(change.LogSize, node => new LogHash(change.Node(node.Level, node.Index)!.Value.Span));
            for (var i = 0; i < 2_500; i++)
            {
                var entry = RecordedEntry.Of(new LogEntry(DateTimeOffset.UnixEpoch, "u", "", "s3:GetObject", "haven/brief", "ok"), RandomNumberGenerator.Fill);
                change.Append(entry.ToBytes());
                tree.Append(entry.Leaf, (node, hash) => change.PutNode(node.Level, node.Index, hash.ToBytes()));
            }

            return true;
        });
    }

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void All_of_a_user_go_however_many()
    {
        Assert.Equal(
            "Erased the words of 2500 entries.\n",
            terminal.Does(["vault", "log", "erase", vault, "--user", "u", "--before", "2026-01-01", .. Asked]));
        terminal.Fails(1, "nothing to erase", ["vault", "log", "erase", vault, "7", .. Asked]);
    }

    [Fact]
    public void Numbers_that_would_not_all_go_together_are_refused()
    {
        string[] numbers = [.. Enumerable.Range(0, 1_001).Select(n => $"{n}")];
        terminal.Fails(2, "expected at most 1000", ["vault", "log", "erase", vault, .. numbers, .. Asked]);
        terminal.Does(["vault", "log", "erase", vault, .. numbers[..1_000], .. Asked]);
    }
}

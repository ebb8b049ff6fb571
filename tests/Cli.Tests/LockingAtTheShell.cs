using System.Net;
using Sluiswachter.VaultServer;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli.Tests;

/// <summary>Who has to lock a body now needs the socket of the server, and nothing else of the vault.</summary>
public sealed class LockingAtTheShell : IDisposable
{
    private readonly AtATerminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task Works_while_the_catalogue_cannot_be_opened()
    {
        var (path, words) = (terminal.At("kluis"), terminal.File("words", "een heel lange wachtzin\n"));
        terminal.Does("vault", "create", path, "--name", "kluis.example.nl", "--place", "NL", "--passphrase-file", words);
        terminal.Does("vault", "add-body", path, "org:waterschap", "--passphrase-file", words);
        using var vault = VaultFolder.Open(path).Value;
        var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { });
        await using (var host = VaultHost.Build(vault, new BodyKeys(), serving).Value)
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            File.Move(Path.Combine(path, "catalogue.sqlite"), terminal.At("away"));
            Directory.CreateDirectory(Path.Combine(path, "catalogue.sqlite"));
            terminal.Fails(1, "'org:waterschap' are wiped from memory, but that is not in the log", "vault", "lock", path, "org:waterschap");
            Assert.Contains("kluis.example.nl", terminal.Does("vault", "status", path), StringComparison.Ordinal);
        }

        terminal.Fails(1, "the vault is not being served", "vault", "lock", path, "org:waterschap");
        terminal.Fails(4, "is no vault that can be opened", "vault", "lock", terminal.At("nergens"), "org:waterschap");
    }
}

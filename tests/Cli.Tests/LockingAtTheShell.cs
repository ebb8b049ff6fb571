using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Sluiswachter.VaultServer;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.Cli.Tests;

/// <summary>Who has to lock a body now needs the socket of the server, and nothing else of the vault.</summary>
public sealed class LockingAtTheShell : IDisposable
{
    private const string Body = AVaultToBeginWith.Body;

    private readonly AtATerminal terminal = new();
    private readonly string path;
    private readonly string words;

    public LockingAtTheShell()
    {
        (path, words) = (terminal.At("kluis"), terminal.File("words", AVaultToBeginWith.Passphrase + "\n"));
        AVaultToBeginWith.In(path);
    }

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task Works_while_the_catalogue_cannot_be_opened()
    {
        using var vault = VaultFolder.Open(path).Value;
        var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { });
        await using (var host = VaultHost.Build(vault, new BodyKeys(), serving).Value)
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            File.Move(Path.Combine(path, "catalogue.sqlite"), terminal.At("away"));
            Directory.CreateDirectory(Path.Combine(path, "catalogue.sqlite"));
            terminal.Fails(1, "'org:waterschap' are wiped from memory, but that is not in the log", "vault", "lock", path, Body);
            Assert.Contains("kluis.example.nl", terminal.Does("vault", "status", path), StringComparison.Ordinal);
        }

        terminal.Fails(1, "the vault is not being served", "vault", "lock", path, Body);
        terminal.Fails(4, "is no vault that can be opened", "vault", "lock", terminal.At("nergens"), Body);
    }

    [Fact]
    public async Task Reaches_every_server_of_the_folder_whichever_came_first()
    {
        using var vault = VaultFolder.Open(path).Value;
        var told = new ConcurrentQueue<string>();
        var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, says => told.Enqueue(says.English));
        await using (var second = VaultHost.Build(vault, new BodyKeys(), serving).Value)
        {
            await using (var first = VaultHost.Build(vault, new BodyKeys(), serving).Value)
            {
                await first.StartAsync(TestContext.Current.CancellationToken);
                await second.StartAsync(TestContext.Current.CancellationToken);
                Assert.Equal(2, Count($"{Body}: unlocked", terminal.Does("vault", "unlock", path, Body, "--passphrase-file", words)));
                Assert.Equal(2, Count($"{Body}: locked", terminal.Does("vault", "lock", path, Body)));
                var status = terminal.Does("vault", "status", path);
                Assert.All([.. first.Addresses, .. second.Addresses], address => Assert.Contains(address, status, StringComparison.Ordinal));
                Assert.Contains("control.sock:", status, StringComparison.Ordinal);
                Assert.Contains("control-2.sock:", status, StringComparison.Ordinal);

                // A wrong passphrase is not tried at the second.
                var wrong = terminal.File("wrong", "een andere lange wachtzin\n");
                Assert.Equal(1, Count("sluis: ", terminal.Fails(1, "passphrase", "vault", "unlock", path, Body, "--passphrase-file", wrong)));
            }

            Assert.Contains(second.Addresses.Single(), terminal.Does("vault", "status", path), StringComparison.Ordinal);
        }

        terminal.Fails(1, "the vault is not being served", "vault", "status", path);
        Assert.Empty(Directory.EnumerateFiles(path, "control*.sock"));
        Assert.Empty(told);

        static int Count(string what, string text) => text.Split(what).Length - 1;
    }

    [Fact]
    public async Task Is_undone_with_a_warning_where_a_row_names_another_key()
    {
        using var vault = VaultFolder.Open(path).Value;
        AVaultToBeginWith.NameAnotherKey(path);
        var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { });
        await using var host = VaultHost.Build(vault, new BodyKeys(), serving).Value;
        await host.StartAsync(TestContext.Current.CancellationToken);
        terminal.Fails(1, AVaultToBeginWith.Doubt, "vault", "unlock", path, Body, "--passphrase-file", words);
        terminal.Does("vault", "add-user", path, Body, "backup", "--newest-key-file", "--passphrase-file", words);
        Warns("--passphrase-file", words);

        // The key of a third officer, who comes when two have opened it, does not hide what was said to the second.
        terminal.Does("vault", "lock", path, Body);
        terminal.Does("vault", "officers", "set", path, Body, "--officer", "a", "--officer", "b", "--officer", "c",
            "--keys-to", terminal.At("keys"), "--newest-key-file", "--passphrase-file", words);
        Warns("--officer-key", terminal.At("keys/a.key"), "--officer-key", terminal.At("keys/b.key"), "--officer-key", terminal.At("keys/c.key"));

        void Warns(params string[] by)
        {
            var said = terminal.Runs(["vault", "unlock", path, Body, .. by]);
            Assert.Equal((0, $"{Body}: unlocked\n"), (said.ExitCode, said.Out));
            Assert.StartsWith($"warning: {AVaultToBeginWith.Doubt}", said.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>It hangs in a debugger, on a disk that went away, or is stopped: nobody knows what it holds, and the others are locked.</summary>
    [Fact]
    public async Task Reaches_the_servers_beside_one_that_stands_still_and_tells_which_that_is()
    {
        using var vault = VaultFolder.Open(path).Value;
        var keys = new BodyKeys();
        keys.Unlock(vault.Keys.Unlock(Body, "een heel lange wachtzin").Value);
        await using var host = VaultHost.Build(vault, keys, new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { })).Value;
        await host.StartAsync(TestContext.Current.CancellationToken);

        // The one that stands still came first: of the other the socket goes where that of a second one is.
        var socket = Path.Combine(path, "control.sock");
        File.Move(socket, Path.Combine(path, "control-2.sock"));
        using var still = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        still.Bind(new UnixDomainSocketEndPoint(socket));
        still.Listen();
        var said = terminal.Runs(["vault", "lock", path, Body]);
        Assert.Equal(4, said.ExitCode);
        Assert.Contains("control.sock' does not answer within 30 seconds", said.Error, StringComparison.Ordinal);
        Assert.Contains($"control-2.sock:\n{Body}: locked", said.Out, StringComparison.Ordinal);
        Assert.Null(keys[Body]);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Sluiswachter.Fixtures;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>The network to the database goes away and says nothing: who asked is told to come again, and when it is back all goes on.</summary>
public sealed class ADatabaseThatFallsSilent(PostgresServer server)
{
    /// <summary>For the server alone: all that comes before it is made over another way, which takes the time that it takes.</summary>
    private const int MostSeconds = 3;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_waited_for_no_longer_than_was_said_and_then_a_client_is_asked_to_come_again()
    {
        var database = server.NewDatabase();
        await using var vault = new VaultOverEngines(database);
        await vault.MakeAsync();
        await using (var first = await vault.ServeAsync())
        {
            await first.DoAsync(vault.Officer, "PUT", "/haven");
            await first.DoAsync(vault.Officer, "PUT", "/haven/sluis", "dicht"u8.ToArray());
        }

        var settings = new NpgsqlConnectionStringBuilder(database)
        {
            SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable, CommandTimeout = MostSeconds, Timeout = MostSeconds,
        };
        await using var network = new Network($"{settings.Host}/.s.PGSQL.5432");
        (settings.Host, settings.Port) = ("127.0.0.1", network.Port);
        vault.Reach(settings.ConnectionString);
        await using var served = await vault.ServeAsync();
        Assert.Equal("dicht", await AgainAsync("GET", null));

        network.Freeze();
        var asked = await Task.WhenAll(
            StatusAsync(served, vault, "GET", "/haven/sluis", null), StatusAsync(served, vault, "PUT", "/haven/sluis", "open"u8.ToArray()));
        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable], asked);

        network.Thaw();
        await AgainAsync("GET", null);

        // What was not acknowledged is there wholly or not at all.
        Assert.Contains(await AgainAsync("GET", null), (string[])["dicht", "open"]);
        await AgainAsync("PUT", "op een kier"u8.ToArray());
        Assert.Equal("op een kier", await AgainAsync("GET", null));

        // A connection that fell silent is found out when it is used, and then a client is asked to come again.
        async Task<string> AgainAsync(string method, byte[]? body)
        {
            var said = "";
            await Eventually.SoAsync(
                async () =>
                {
                    using var answer = await served.SendAsync(vault.Officer, method, "/haven/sluis", body);
                    said = await answer.Content.ReadAsStringAsync(Stop);
                    return answer.IsSuccessStatusCode;
                },
                $"a {method} is answered again", Stop);
            return said;
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(AServer served, SharedVault vault, string method, string path, byte[]? body)
    {
        using var answer = await served.SendAsync(vault.Officer, method, path, body);
        return answer.StatusCode;
    }

    /// <summary>A way to the socket of the database over a network that can stop to carry anything, either way, without a word.</summary>
    private sealed class Network : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource ending = new();
        private readonly ConcurrentBag<Task> carrying = [];
        private readonly string path;
        private readonly Task accepting;
        private volatile TaskCompletionSource isOpen = new();

        public Network(string path)
        {
            this.path = path;
            isOpen.SetResult();
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            accepting = AcceptAsync();
        }

        public int Port { get; }

        public void Freeze() => isOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Thaw() => isOpen.TrySetResult();

        public async ValueTask DisposeAsync()
        {
            await ending.CancelAsync();
            await accepting;
            await Task.WhenAll(carrying);
            listener.Dispose();
            ending.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    carrying.Add(ServeAsync(await listener.AcceptSocketAsync(ending.Token)));
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(Socket near)
        {
            using (near)
            using (var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            {
                try
                {
                    await isOpen.Task.WaitAsync(ending.Token);
                    await far.ConnectAsync(new UnixDomainSocketEndPoint(path), ending.Token);
                    await Task.WhenAny(CarryAsync(near, far), CarryAsync(far, near));
                }
                catch (Exception e) when (e is SocketException or OperationCanceledException)
                {
                    // One side is gone, or the test is over.
                }
            }
        }

        private async Task CarryAsync(Socket from, Socket to)
        {
            var buffer = new byte[8192];
            for (int count; (count = await from.ReceiveAsync(buffer, ending.Token)) > 0;)
            {
                await isOpen.Task.WaitAsync(ending.Token);
                await to.SendAsync(buffer.AsMemory(0, count), ending.Token);
            }
        }
    }
}

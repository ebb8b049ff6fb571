using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Sluiswachter.Fixtures;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>
/// A server or a database whose machine loses its power says no goodbye: both sides of every session look whether the other is
/// still there, and so what the one that is gone held is let go of after seconds.
/// </summary>
public sealed class SilentPostgresTests(PostgresServer server)
{
    [Fact]
    public void The_database_looks_after_every_session()
    {
        using var engine = PostgresEngine.Of(new NpgsqlConnectionStringBuilder(server.NewDatabase()));
        using var session = engine.Open();
        Assert.Equal(4, session.Number("""
            SELECT count(*) FROM pg_settings WHERE source = 'session' AND
                name IN ('tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count', 'tcp_user_timeout')
            """));
    }

    [Fact]
    public async Task Every_session_looks_after_the_database()
    {
        var settings = new NpgsqlConnectionStringBuilder(server.NewDatabase()) { SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable };
        using var network = new Network($"{settings.Host}/.s.PGSQL.5432");
        settings.Host = "127.0.0.1";
        settings.Port = network.Port;
        using var engine = PostgresEngine.Of(settings);
        using var session = engine.Open();
        var timers = await network.TimersOfClientsAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(timers);
        Assert.All(timers, timer =>
        {
            // 2: the system asks whether the other side is there; in hundredths of seconds.
            Assert.Equal(2, timer.Kind);
            Assert.InRange(timer.Left, 0, 100 * 10);
        });
    }

    /// <summary>A way to the database's socket over a network.</summary>
    private sealed class Network : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly List<Socket> sockets = [];
        private readonly string path;

        public Network(string path)
        {
            this.path = path;
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _ = AcceptAsync();
        }

        public int Port { get; }

        /// <summary>The timers of the connections that came, as the system tells them.</summary>
        public async Task<List<(int Kind, int Left)>> TimersOfClientsAsync(CancellationToken stop)
        {
            var remote = $":{Port:X4}";
            return
            [
                .. from line in await File.ReadAllLinesAsync("/proc/net/tcp", stop)
                   let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                   where words[2].EndsWith(remote, StringComparison.Ordinal)
                   let timer = words[5].Split(':')
                   select (Hex(timer[0]), Hex(timer[1])),
            ];
        }

        public void Dispose()
        {
            listener.Dispose();
            lock (sockets)
            {
                sockets.ForEach(socket => socket.Dispose());
            }
        }

        private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var near = await listener.AcceptSocketAsync();
                    var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    lock (sockets)
                    {
                        sockets.AddRange([near, far]);
                    }

                    await far.ConnectAsync(new UnixDomainSocketEndPoint(path));
                    _ = CarryAsync(near, far);
                    _ = CarryAsync(far, near);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private static async Task CarryAsync(Socket from, Socket to)
        {
            try
            {
                var buffer = new byte[8192];
                for (int count; (count = await from.ReceiveAsync(buffer)) > 0;)
                {
                    await to.SendAsync(buffer.AsMemory(0, count));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // One side is gone, and so the test will tell.
            }
        }
    }
}

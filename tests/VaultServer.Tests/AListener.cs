using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Someone between a client and a server, who passes everything on and keeps all that passed, of both sides.</summary>
internal sealed class AListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly MemoryStream heard = new();
    private readonly Uri server;
    private readonly Task relaying;

    /// <summary>Listens before a server.</summary>
    public AListener(Uri server)
    {
        this.server = server;
        listener.Start();
        relaying = RelayAsync();
    }

    /// <summary>Where a client takes it for the server.</summary>
    public string Address => $"{server.Scheme}://{listener.LocalEndpoint}";

    /// <summary>How much passed.</summary>
    public long Bytes
    {
        get
        {
            lock (heard)
            {
                return heard.Length;
            }
        }
    }

    /// <summary>Whether a text passed.</summary>
    public bool Heard(string text)
    {
        lock (heard)
        {
            return heard.GetBuffer().AsSpan(0, (int)heard.Length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await relaying;
        stop.Dispose();
        await heard.DisposeAsync();
    }

    private async Task RelayAsync()
    {
        var relayed = new List<Task>();
        try
        {
            while (true)
            {
                relayed.Add(RelayAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relayed);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var onward = new TcpClient())
        {
            try
            {
                await onward.ConnectAsync(server.Host, server.Port, stop.Token);

                // Taken once: who has hung up has no stream any more, and says so by another exception.
                var (near, far) = (client.GetStream(), onward.GetStream());
                await Task.WhenAll(PassAsync(near, far), PassAsync(far, near));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One of them hung up.
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var bytes = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(bytes, stop.Token)) > 0;)
        {
            lock (heard)
            {
                heard.Write(bytes.AsSpan(0, read));
            }

            await to.WriteAsync(bytes.AsMemory(0, read), stop.Token);
        }

        to.Socket.Shutdown(SocketShutdown.Send);
    }
}

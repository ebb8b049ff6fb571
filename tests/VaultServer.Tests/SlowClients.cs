using System.Net.Sockets;
using System.Text;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Clients that send a byte now and then, or take nothing, are let go after a while; others are served meanwhile.</summary>
public sealed class SlowClients : IAsyncLifetime
{
    private const int Many = 5;
    private const int Length = 32 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Each is as short as the platform takes, which looks around once a second; the rest is what it usually is, since clients
    // that are not slow are held to it as well, on a machine that may be busy. So a standstill is longer: that limit is ours.
    private static readonly ClientPatience ShortForHeaders = ClientPatience.Usual with { Headers = TimeSpan.FromSeconds(1) };
    private static readonly ClientPatience ShortWithoutRequests = ClientPatience.Usual with { Idle = TimeSpan.FromSeconds(1) };
    private static readonly ClientPatience ShortForDrips = ClientPatience.Usual with { Grace = TimeSpan.FromSeconds(1.1) };
    private static readonly ClientPatience ShortForStandstill = ClientPatience.Usual with { Standstill = TimeSpan.FromSeconds(5) };

    private readonly ServedVault vault = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
    }

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public Task That_never_end_their_headers_are_let_go() =>
        AreLetGoAsync(ShortForHeaders, () => "GET /haven HTTP/1.1\r\nHost: kluis\r\nx-amz-meta-"u8.ToArray(), drips: true, "HTTP/1.1 408");

    [Theory]
    [InlineData("GET /haven HTTP/1.1\r\nHost: kluis\r\n\r\n", "HTTP/1.1 403")]
    [InlineData("", "")]
    public Task That_ask_nothing_more_are_let_go(string said, string answer) =>
        AreLetGoAsync(ShortWithoutRequests, () => Encoding.ASCII.GetBytes(said), drips: false, answer);

    [Fact]
    public async Task That_send_a_body_byte_by_byte_are_let_go_and_nothing_of_it_is_kept()
    {
        await AreLetGoAsync(ShortForDrips, () => Signed("PUT", "/haven/traag", Length), drips: true, "HTTP/1.1 400");
        using var none = await vault.SendAsync("GET", "/haven/traag");
        Assert.Equal(404, (int)none.StatusCode);
        await vault.StopAsync();
        Assert.Equal(
            Enumerable.Repeat("s3:PutObject haven/traag RequestTimeout", Many),
            vault.Log.From(0).Select(e => e!.Entry().Value)
                .Where(e => e is { OnWhat: "haven/traag", What: "s3:PutObject" }).Select(e => $"{e.What} {e.OnWhat} {e.Outcome}"));
    }

    [Fact]
    public Task That_sent_much_and_then_stand_still_are_let_go_as_well() => AreLetGoAsync(
        ShortForStandstill, () => [.. Signed("PUT", "/haven/half", Length), .. new byte[2_000_000]], drips: false, "HTTP/1.1 400");

    [Fact]
    public async Task That_take_nothing_of_an_answer_are_let_go_and_get_no_whole_one()
    {
        await vault.DoAsync("PUT", "/haven/groot", new string('g', Length));
        await ServeAgainAsync(ShortForStandstill);
        using var client = await ConnectAsync(Signed("GET", "/haven/groot"));
        Assert.Equal('H', client.GetStream().ReadByte());
        await Eventually.SoAsync(() => !IsBeingRead(), "who takes nothing is let go", Stop);
        await vault.DoAsync("GET", "/haven");

        var taken = 0L;
        var bytes = new byte[1024 * 1024];
        try
        {
            for (int read; (read = await client.GetStream().ReadAsync(bytes, Stop)) > 0;)
            {
                taken += read;
            }
        }
        catch (IOException)
        {
            // Cut off.
        }

        Assert.InRange(taken, 0, Length - 1);
        Assert.Empty(vault.Told);
    }

    private async Task ServeAgainAsync(ClientPatience patience)
    {
        await vault.StopAsync();
        await vault.ServeAsync(clients: patience);
    }

    /// <summary>Many begin, go on byte by byte or not at all, and are let go; while they are there, others are served.</summary>
    /// <param name="patience">That of the server.</param>
    /// <param name="begin">What each sends to begin with, made when the server is there.</param>
    /// <param name="drips">Whether it then sends byte by byte, or nothing.</param>
    /// <param name="answer">What the answer to each begins with.</param>
    private async Task AreLetGoAsync(ClientPatience patience, Func<byte[]> begin, bool drips, string answer)
    {
        await ServeAgainAsync(patience);
        var slow = new List<TcpClient>();
        for (var number = 0; number < Many; number++)
        {
            slow.Add(await ConnectAsync(begin()));
        }

        var ends = Task.WhenAll(slow.Select(client => Task.Run(() => EndOf(client.Client, drips), Stop)));
        await vault.DoAsync("PUT", "/haven/vlug", "snel");
        Assert.Equal("snel", await vault.DoAsync("GET", "/haven/vlug"));
        Assert.All(await ends, end => Assert.StartsWith(answer, end, StringComparison.Ordinal));
        slow.ForEach(client => client.Dispose());
        Assert.Empty(vault.Told);
    }

    /// <summary>Waits until the server hangs up, and sends a byte now and then meanwhile, or nothing; returns what the server said.</summary>
    private static string EndOf(Socket socket, bool drips)
    {
        var (said, bytes, began) = (new StringBuilder(), new byte[4096], TimeProvider.System.GetTimestamp());
        try
        {
            while (TimeProvider.System.GetElapsedTime(began) < Eventually.Patience)
            {
                if (!socket.Poll(Pause, SelectMode.SelectRead))
                {
                    _ = drips ? socket.Send("x"u8) : 0;
                }
                else if (socket.Receive(bytes) is > 0 and var count)
                {
                    said.Append(Encoding.ASCII.GetString(bytes, 0, count));
                }
                else
                {
                    return said.ToString();
                }
            }
        }
        catch (SocketException)
        {
            // It hung up while a byte was on its way to it; what it said before that is there still.
            return said.Append(Rest(socket, bytes)).ToString();
        }

        throw new InvalidOperationException($"never let go; was told {said}");
    }

    private static string Rest(Socket socket, byte[] bytes)
    {
        var count = socket.Receive(bytes, SocketFlags.None, out _);
        return count > 0 ? Encoding.ASCII.GetString(bytes, 0, count) + Rest(socket, bytes) : "";
    }

    /// <summary>Whether the server has a sealed stream open.</summary>
    private bool IsBeingRead() => new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Any(open =>
        open.LinkTarget is { } to && to.StartsWith(vault.Vault.Blobs, StringComparison.Ordinal) && !to.EndsWith("lock", StringComparison.Ordinal));

    private async Task<TcpClient> ConnectAsync(byte[] begin)
    {
        var client = new TcpClient();
        await client.ConnectAsync(vault.Address.Host, vault.Address.Port, Stop);
        await client.GetStream().WriteAsync(begin, Stop);
        return client;
    }

    /// <summary>The head of a request of the officer.</summary>
    private byte[] Signed(string method, string path, int length = 0)
    {
        var signed = S3Signature.Sign(
            new S3HttpRequest(method, path, "", vault.Address.Authority, new S3Headers()), vault.Credential, TimeProvider.System.GetUtcNow());
        var headers = string.Concat(signed.Headers.All.Select(h => $"{h.Name}: {h.Value}\r\n"));
        return Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {vault.Address.Authority}\r\nContent-Length: {length}\r\n{headers}\r\n");
    }
}

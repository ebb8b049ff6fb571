using System.Net.Sockets;
using System.Text;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Who asks goes away in the middle: nothing of what was not acknowledged is seen, and nothing is left behind.</summary>
public sealed class BrokenOffRequests : IAsyncLifetime
{
    private const int Announced = 1_000_000;
    private const int Many = 50;

    private readonly AFolder folder = new();
    private ServedFolder server = null!;
    private bool isKilledMidWrite;

    public async ValueTask InitializeAsync()
    {
        server = await folder.ServeAsync();
        await server.Customer.DoAsync("PUT", "/haven");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();

        // Only now: what was broken off may end after the test has seen all that it looks for.
        Assert.Empty(server.Told);
        await folder.CheckAsync(isKilledMidWrite);
        folder.Dispose();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(300_000, false)]
    [InlineData(300_000, true)]
    [InlineData(Announced - 1, false)]
    [InlineData(Announced - 1, true)]
    public async Task A_put_of_which_a_part_came_leaves_nothing(int sent, bool abruptly)
    {
        await BreakOffAsync("PUT", "/haven/a", sent, abruptly);
        await NothingIsLeftAsync();
        Assert.Equal(404, (await server.Customer.AskAsync("GET", "/haven/a")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_put_that_was_broken_off_is_in_the_log(bool abruptly)
    {
        using (var client = await BeginAsync(new Uri(server.Host.Addresses.Single()), "PUT", "/haven/a", Announced, 300_000))
        {
            await Eventually.SoAsync(
                () => Directory.GetFiles($"{folder.Path}/blobs/tmp").Length > 0, "what was sent is on its way to the disk", Stop);
            client.LingerState = new LingerOption(enable: abruptly, seconds: 0);
        }

        await NothingIsLeftAsync();
        var log = new VaultLog(server.Vault.Catalogue);
        await Eventually.SoAsync(
            () => log.From(0).Any(e => e!.Entry().Value is { What: "s3:PutObject", OnWhat: "haven/a", Outcome: not "ok" }),
            "the log has the put that was broken off", Stop);
    }

    [Fact]
    public async Task A_part_of_which_a_part_came_is_not_in_its_upload()
    {
        var id = (await server.Customer.DoAsync("POST", "/haven/a?uploads=")).Between("<UploadId>", "</UploadId>");
        await BreakOffAsync("PUT", $"/haven/a?partNumber=1&uploadId={id}", 300_000, abruptly: false);
        await NothingIsLeftAsync();
        Assert.DoesNotContain("<Part>", (await server.Customer.DoAsync("GET", $"/haven/a?uploadId={id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completion_of_which_a_part_came_completes_nothing()
    {
        var id = (await server.Customer.DoAsync("POST", "/haven/a?uploads=")).Between("<UploadId>", "</UploadId>");
        var part = await server.Customer.DoAsync("PUT", $"/haven/a?partNumber=1&uploadId={id}", [1]);
        await BreakOffAsync("POST", $"/haven/a?uploadId={id}", 100, abruptly: false);
        Assert.Equal(404, (await server.Customer.AskAsync("GET", "/haven/a")).Status);
        await server.Customer.DoAsync("POST", $"/haven/a?uploadId={id}", Encoding.UTF8.GetBytes(
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Header("ETag")}</ETag></Part></CompleteMultipartUpload>"));
        Assert.Equal([1], (await server.Customer.DoAsync("GET", "/haven/a")).Body);
    }

    [Fact]
    public async Task Who_reads_no_further_holds_up_nobody()
    {
        var large = new byte[8 * 1024 * 1024];
        await server.Customer.DoAsync("PUT", "/haven/groot", large);
        for (var reader = 0; reader < 20; reader++)
        {
            await BreakOffAsync("GET", "/haven/groot", 0, abruptly: reader % 2 == 0);
        }

        Assert.Equal(large.Length, (await server.Customer.DoAsync("GET", "/haven/groot")).Body.Length);
    }

    /// <summary>Each of many has sent two megabytes of a gigabyte and waits; the server has 192 MiB for all.</summary>
    [Fact]
    public async Task Many_who_wait_in_the_middle_of_a_put_take_little_memory_and_hold_up_nobody()
    {
        var (process, address) = await VaultProcess.StartAsync("serve", folder.Path, "export DOTNET_GCHeapHardLimit=0xC000000");
        var waiting = new List<TcpClient>();
        try
        {
            for (var number = 0; number < Many; number++)
            {
                waiting.Add(await BeginAsync(new Uri(address), "PUT", $"/haven/{number}", 1_000_000_000, 2_000_000));
            }

            using var customer = new S3Customer(address, folder.Credential);
            await customer.DoAsync("PUT", "/haven/ander", S3Customer.Content(1));
            Assert.Equal(S3Customer.Content(1), (await customer.DoAsync("GET", "/haven/ander")).Body);
        }
        finally
        {
            waiting.ForEach(client => client.Dispose());
            process.Kill();
            await process.WaitForExitAsync(Stop);
            process.Dispose();
            isKilledMidWrite = true;
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task BreakOffAsync(string method, string path, int sent, bool abruptly)
    {
        using var client = await BeginAsync(new Uri(server.Host.Addresses.Single()), method, path, method == "GET" ? 0 : Announced, sent);
        if (abruptly)
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }

    /// <summary>Sends the head of a request and some bytes of its body.</summary>
    private async Task<TcpClient> BeginAsync(Uri address, string method, string path, long announced, int sent)
    {
        var (bare, query) = path.Split('?') is [var before, var after] ? (before, after) : (path, "");
        var signed = S3Signature.Sign(
            new S3HttpRequest(method, bare, query, address.Authority, new S3Headers()), folder.Credential, TimeProvider.System.GetUtcNow());
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: {announced}\r\n");
        foreach (var (name, value) in signed.Headers.All)
        {
            head.Append(null, $"{name}: {value}\r\n");
        }

        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Stop);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{head}\r\n"), Stop);
        await client.GetStream().WriteAsync(new byte[sent], Stop);
        return client;
    }

    /// <summary>Waits until what was begun is gone from the disk.</summary>
    private async Task NothingIsLeftAsync()
    {
        await Eventually.SoAsync(
            () => Directory.EnumerateFiles($"{folder.Path}/blobs", "*", SearchOption.AllDirectories)
                .All(f => f.EndsWith("lock", StringComparison.Ordinal)),
            "nothing of what was begun is on the disk", Stop);
        await server.Customer.DoAsync("GET", "/haven");
    }
}

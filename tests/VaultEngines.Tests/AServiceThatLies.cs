using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>Whatever an S3 service of somebody else answers, asking ends: with an answer or a failure that is told.</summary>
public sealed class AServiceThatLies
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "2026-11-22T12:00:00.000Z")]
    [InlineData("-1", "2026-11-22T12:00:00.000Z")]
    [InlineData("ten", "2026-11-22T12:00:00.000Z")]
    [InlineData("1", "")]
    [InlineData("1", "yesterday")]
    public async Task A_list_without_sizes_or_times_is_a_failure_that_is_told(string size, string modified)
    {
        using var store = Store(_ => Xml($"""
            <ListBucketResult><Contents><Key>{Pictures.Blob(1).Text}</Key><Size>{size}</Size><LastModified>{modified}</LastModified></Contents></ListBucketResult>
            """));
        var failure = await Assert.ThrowsAsync<IOException>(async () => await store.ListAsync(Stop).ToListAsync(Stop));
        Assert.Contains($"Size '{size}' and LastModified '{modified}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<NextContinuationToken>again</NextContinuationToken>")]
    public async Task A_list_that_does_not_get_on_ends(string token)
    {
        using var store = Store(_ => Xml($"<ListBucketResult><IsTruncated>true</IsTruncated>{token}</ListBucketResult>"));
        var failure = await Assert.ThrowsAsync<IOException>(async () => await store.ListAsync(Stop).ToListAsync(Stop));
        Assert.Contains("goes on, and not where", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Pages lead from one to the other and back; or each leads to a new one, and has nothing in it.</summary>
    [Theory]
    [InlineData(true, "expected the order of keys")]
    [InlineData(false, "lists nothing in 1000 pages")]
    public async Task A_list_that_goes_round_ends(bool hasKeys, string why)
    {
        var page = 0;
        using var store = Store(_ => page++ > 5_000
            ? Xml("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>")
            : Xml($"""
                <ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>{(hasKeys ? page % 2 : page)}</NextContinuationToken>
                {(hasKeys ? Contents(page % 2) : "")}</ListBucketResult>
                """));
        var failure = await Assert.ThrowsAsync<IOException>(async () => await store.ListAsync(Stop).CountAsync(Stop));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);

        static string Contents(int number) => $"""
            <Contents><Key>{Pictures.Blob(number + 1).Text}</Key><Size>1</Size><LastModified>2026-11-22T12:00:00.000Z</LastModified></Contents>
            """;
    }

    /// <summary>A line that was cut says nothing about it.</summary>
    [Theory]
    [InlineData("a list")]
    [InlineData("a sealed stream")]
    [InlineData("the note of a copy")]
    public async Task An_answer_that_stops_half_way_is_a_failure_that_is_told(string what)
    {
        var (clock, half) = (new ClockAtWill(), new HalfAnAnswer());
        using var http = new HttpClient(new Service(_ => new(HttpStatusCode.PartialContent) { Content = new StreamContent(half) }));
        using var copy = S3Copy.At(http, "https://abroad.example/copy", new S3Credential("AK", "secret"), clock).Value;
        var reading = what switch
        {
            "a list" => copy.Blobs.ListAsync(Stop).CountAsync(Stop).AsTask(),
            "the note of a copy" => copy.ReadHeadAsync(Stop),
            _ => ReadAsync(),
        };
        await half.IsSilent.Task.WaitAsync(Stop);
        clock.GoOff();
        var failure = await Assert.ThrowsAsync<IOException>(() => reading);
        Assert.Contains("sent nothing more for 60 seconds", failure.Message, StringComparison.Ordinal);

        async Task ReadAsync()
        {
            await using var stream = await copy.Blobs.ReadAsync(Pictures.Blob(1), 0, 100, Stop);
            await stream!.CopyToAsync(Stream.Null, Stop);
        }
    }

    /// <summary>Once it may be the connection that was lost.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_request_that_is_not_answered_is_made_once_more_and_then_is_a_failure_that_is_told(int silences, bool fails)
    {
        var (clock, service) = (new ClockAtWill(), new SilentService(silences));
        using var http = new HttpClient(service);
        using var store = new S3Blobs(http, new Uri("http://abroad.example/bucket"), "", new S3Credential("AK", "secret"), clock);
        var listing = store.ListAsync(Stop).CountAsync(Stop).AsTask();
        for (var silence = 0; silence < silences; silence++)
        {
            await service.Silent.WaitAsync(Stop);
            clock.GoOff();
        }

        if (fails)
        {
            Assert.Contains("does not answer", (await Assert.ThrowsAsync<IOException>(() => listing)).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(0, await listing);
        }

        Assert.Equal(2, service.Asked);
    }

    [Fact]
    public async Task A_document_without_end_is_not_read_to_its_end()
    {
        var sent = new EndlessText("<ListBucketResult>", "<Contents />");
        using var store = Store(_ => new(HttpStatusCode.OK) { Content = new StreamContent(sent) });
        await Assert.ThrowsAsync<IOException>(async () => await store.ListAsync(Stop).ToListAsync(Stop));
        Assert.InRange(sent.Sent, 1, 20_000_000);
    }

    [Fact]
    public async Task A_note_of_a_copy_without_end_is_not_read_to_its_end()
    {
        var sent = new EndlessText("", "note\n");
        using var http = new HttpClient(new Service(_ => new(HttpStatusCode.OK) { Content = new StreamContent(sent) }));
        using var copy = S3Copy.At(http, "https://abroad.example/copy", new S3Credential("AK", "secret"), TimeProvider.System).Value;
        var failure = await Assert.ThrowsAsync<IOException>(() => copy.ReadHeadAsync(Stop));
        Assert.Contains("more than 1048576 bytes", failure.Message, StringComparison.Ordinal);
        Assert.InRange(sent.Sent, 1, 2_000_000);
    }

    private static S3Blobs Store(Func<HttpRequestMessage, HttpResponseMessage> answers) => new(
        new HttpClient(new Service(answers)), new Uri("http://abroad.example/bucket"), "", new S3Credential("AK", "secret"), TimeProvider.System);

    private static HttpResponseMessage Xml(string document) => new(HttpStatusCode.OK) { Content = new StringContent(document) };

    /// <summary>A text, and then another one for as long as somebody reads: 64 MB, not to hang a test that is red.</summary>
    private sealed class EndlessText(string first, string then) : ReadOnceStream
    {
        private byte[] now = Encoding.ASCII.GetBytes(first);
        private int at;

        public long Sent { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (at == now.Length)
            {
                now = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(then, 1000)));
                at = 0;
            }

            var count = Sent > 64_000_000 ? 0 : Math.Min(buffer.Length, now.Length - at);
            now.AsMemory(at, count).CopyTo(buffer);
            (at, Sent) = (at + count, Sent + count);
            return ValueTask.FromResult(count);
        }
    }

    /// <summary>The first bytes of an answer, and then nothing, for ever.</summary>
    private sealed class HalfAnAnswer : ReadOnceStream
    {
        private bool hasBegun;

        public TaskCompletionSource IsSilent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!hasBegun)
            {
                hasBegun = true;
                return Encoding.ASCII.GetBytes("<List", buffer.Span);
            }

            IsSilent.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    /// <summary>A clock by which what waits for half a minute or more goes off when it is told to.</summary>
    private sealed class ClockAtWill : TimeProvider
    {
        private readonly ConcurrentQueue<Action> waiting = [];

        public void GoOff()
        {
            while (waiting.TryDequeue(out var goOff))
            {
                goOff();
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.FromSeconds(30))
            {
                return System.CreateTimer(callback, state, dueTime, period);
            }

            waiting.Enqueue(() => callback(state));
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Takes requests and does not answer the first of them.</summary>
    private sealed class SilentService(int silences) : HttpMessageHandler
    {
        private int asked;

        public int Asked => asked;

        /// <summary>Gives way when a request waits for an answer that does not come.</summary>
        public SemaphoreSlim Silent { get; } = new(0);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref asked) <= silences)
            {
                Silent.Release();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return Xml("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
        }

        protected override void Dispose(bool disposing)
        {
            Silent.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Service(Func<HttpRequestMessage, HttpResponseMessage> answers) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answers(request));
    }
}

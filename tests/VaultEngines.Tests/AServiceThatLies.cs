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

        public override int Read(Span<byte> buffer)
        {
            if (at == now.Length)
            {
                now = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(then, 1000)));
                at = 0;
            }

            var count = Sent > 64_000_000 ? 0 : Math.Min(buffer.Length, now.Length - at);
            now.AsSpan(at, count).CopyTo(buffer);
            (at, Sent) = (at + count, Sent + count);
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));
    }

    private sealed class Service(Func<HttpRequestMessage, HttpResponseMessage> answers) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answers(request));
    }
}

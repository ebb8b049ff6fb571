using System.Net;
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

    private static S3Blobs Store(Func<HttpRequestMessage, HttpResponseMessage> answers) => new(
        new HttpClient(new Service(answers)), new Uri("http://abroad.example/bucket"), "", new S3Credential("AK", "secret"), TimeProvider.System);

    private static HttpResponseMessage Xml(string document) => new(HttpStatusCode.OK) { Content = new StringContent(document) };

    private sealed class Service(Func<HttpRequestMessage, HttpResponseMessage> answers) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answers(request));
    }
}

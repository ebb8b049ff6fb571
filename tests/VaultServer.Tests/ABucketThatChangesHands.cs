using System.Net;
using System.Text;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A bucket is removed, and another body takes its name, while something is still on its way into it.</summary>
public sealed class ABucketThatChangesHands
{
    [Fact]
    public async Task What_was_on_its_way_does_not_arrive_in_the_bucket_of_another_body()
    {
        await using var vault = new ServedVault();
        var other = vault.Add("org:gemeente", "ander");
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        using var slow = new SlowBody();
        var putting = PutAsync(vault, "/haven/kade", slow);
        await Eventually.SoAsync(
            () => Directory.GetFiles(Path.Combine(vault.Vault.Blobs, "tmp")).Length > 0, "the first half is on its way to the disk",
            TestContext.Current.CancellationToken);

        await vault.DoAsync("DELETE", "/haven");
        using var theirs = new S3Customer(vault.Address.ToString(), new S3Credential(other.AccessKeyId, other.Secret));
        await theirs.DoAsync("PUT", "/haven");
        await theirs.DoAsync("PUT", "/haven/kade", Encoding.UTF8.GetBytes("van de gemeente"));
        slow.Finish();

        using var answer = await putting;
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("NoSuchBucket", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("van de gemeente", (await theirs.DoAsync("GET", "/haven/kade")).Text);
    }

    private static async Task<HttpResponseMessage> PutAsync(ServedVault vault, string path, SlowBody body)
    {
        var signed = S3Signature.Sign(
            new S3HttpRequest("PUT", path, "", vault.Address.Authority, new S3Headers([])), vault.Credential, TimeProvider.System.GetUtcNow());
        using var client = new HttpClient { BaseAddress = vault.Address };
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = body };
        foreach (var (name, value) in signed.Headers.All)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A body of which the second half comes when it is told to.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] half = new byte[200_000];
        private readonly TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finish() => finish.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(half);
            await stream.FlushAsync();
            await finish.Task;
            await stream.WriteAsync(half);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2 * half.Length;
            return true;
        }
    }
}

using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class S3BlobsTests : BlobStoreContract
{
    private const int Large = (2 * S3Blobs.PartBytes) + 5;

    private readonly S3Double service = new();

    [Theory]
    [InlineData(S3Blobs.PartBytes)]
    [InlineData(Large)]
    public async Task A_large_stream_is_uploaded_in_parts(int length)
    {
        using var store = Open();
        await store.WriteAsync(Blob(1), new MemoryStream(Pattern(length)), Stop);
        var read = new MemoryStream();
        await (await store.ReadAsync(Blob(1), 0, long.MaxValue, Stop))!.CopyToAsync(read, Stop);
        Assert.True(read.ToArray().AsSpan().SequenceEqual(Pattern(length)));
        Assert.Empty(service.Uploads);
    }

    /// <summary>One that begins, three parts, one that completes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task An_upload_that_is_refused_half_way_leaves_nothing(int request)
    {
        using var store = Open();
        service.RefusesAt = request;
        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync(Blob(1), new MemoryStream(new byte[Large]), Stop));
        Assert.Null(await store.ReadAsync(Blob(1), 0, 1, Stop));
        Assert.Empty(service.Uploads);
    }

    /// <summary>One that begins, three parts, one that completes: asked again, the service knows no such upload any more.</summary>
    [Fact]
    public async Task An_upload_whose_completion_is_not_answered_is_there_all_the_same()
    {
        using var store = Open();
        service.LosesAnswerAt = 5;
        await store.WriteAsync(Blob(1), new MemoryStream(Pattern(Large)), Stop);
        Assert.Equal(Large, (await store.ListAsync(Stop).SingleAsync(Stop)).Length);
    }

    [Fact]
    public async Task An_upload_that_the_service_forgot_is_a_failure_that_is_told()
    {
        using var store = Open();
        service.BeforeAt = (5, service.ForgetUploads);
        var failure = await Assert.ThrowsAsync<IOException>(() => store.WriteAsync(Blob(1), new MemoryStream(Pattern(Large)), Stop));
        Assert.Contains("knows no such upload", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_busy_is_asked_again()
    {
        using var busy = new S3Double { BusyEvery = 2 };
        using var store = Open(busy, "AK");
        for (var i = 1; i <= 5; i++)
        {
            await store.WriteAsync(Blob(i), new MemoryStream([1]), Stop);
        }

        Assert.Equal(5, await store.ListAsync(Stop).CountAsync(Stop));
    }

    [Fact]
    public async Task A_service_that_does_not_know_us_is_told_of_without_secrets()
    {
        using var store = Open(service, "stranger");
        var failure = await Assert.ThrowsAsync<IOException>(() => store.RemoveAsync(Blob(1), Stop));
        Assert.Contains("403", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(S3Double.Secret, failure.ToString(), StringComparison.Ordinal);
    }

    protected override IBlobStore Open() => Open(service, "AK");

    private static S3Blobs Open(S3Double service, string accessKey) => new(
        new HttpClient(service, disposeHandler: false),
        new Uri("http://home.example:9000/bucket"),
        "blobs/",
        new S3Credential(accessKey, S3Double.Secret),
        TimeProvider.System);

    private static byte[] Pattern(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}

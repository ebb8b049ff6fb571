using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>
/// Objects of another service have entity tags of that service, which need be no MD5 of their bytes: a drill holds them against the
/// digest that they came with.
/// </summary>
public sealed class ADrillOfWhatWasPulled : IAsyncLifetime
{
    private Moving moving = null!;
    private AnEmbassy embassy = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        moving = await Moving.BeginAsync(tagsAreMd5: false);
        embassy = new AnEmbassy(home: moving.Home);
        await moving.BucketAsync("papers");
    }

    public async ValueTask DisposeAsync()
    {
        await embassy.DisposeAsync();
        await moving.DisposeAsync();
    }

    [Fact]
    public async Task Holds_for_objects_in_parts_and_for_tags_that_are_no_digest()
    {
        await UploadInPartsAsync("film");
        await moving.PutAsync("/papers/letter", "de geheime inhoud");
        moving.Cloud.Change("papers", "letter", version => version with { ETag = new string('1', 32) });
        await moving.PullAsync("papers");
        await embassy.SyncAsync();
        var report = await embassy.DrillAsync();
        Assert.Empty(report.Differences);
        Assert.Equal(2, report.Figures.Opened);
    }

    [Fact]
    public async Task Names_an_object_that_has_the_bytes_of_another()
    {
        await moving.PutAsync("/papers/yes", "de sluis gaat open");
        await moving.PutAsync("/papers/no", "de sluis blijft op");
        await moving.PullAsync("papers");
        var no = moving.Home.Vault.Catalogue.Newest(BucketName.Of("papers").Value, ObjectKey.Of("no").Value)!;
        moving.Home.Change("papers", "yes", version => version with { Parts = no.Parts });
        await embassy.SyncAsync();
        Assert.Equal(["papers/yes?versionId=null: its bytes are not those that came from the other service"], (await embassy.DrillAsync()).Differences);
    }

    private async Task UploadInPartsAsync(string key)
    {
        using var begun = await moving.InCloudAsync("POST", $"/papers/{key}?uploads");
        var upload = S3Element.Of(await begun.Content.ReadAsByteArrayAsync(Stop), "InitiateMultipartUploadResult").Value.TextOf("UploadId");
        var parts = new List<string>();
        foreach (var (number, bytes) in new[] { (1, new string('x', 5 * 1024 * 1024)), (2, "de rest") })
        {
            using var put = await moving.InCloudAsync("PUT", $"/papers/{key}?partNumber={number}&uploadId={upload}", bytes);
            parts.Add($"<Part><PartNumber>{number}</PartNumber><ETag>{put.Headers.ETag!.Tag}</ETag></Part>");
        }

        var document = $"<CompleteMultipartUpload>{string.Concat(parts)}</CompleteMultipartUpload>";
        (await moving.InCloudAsync("POST", $"/papers/{key}?uploadId={upload}", document)).Dispose();
    }
}

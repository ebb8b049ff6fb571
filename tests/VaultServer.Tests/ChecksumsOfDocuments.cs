using System.Net;
using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A document that is not what its checksum says it is changes nothing.</summary>
public sealed class ChecksumsOfDocuments : IAsyncDisposable
{
    private const string Document = "<Delete><Object><Key>brief</Key></Object></Delete>";

    private readonly ServedVault vault = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task A_deletion_in_a_row_is_done_when_its_checksum_is_right_and_not_otherwise()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "blijft");
        foreach (var algorithm in Enum.GetValues<ChecksumAlgorithm>())
        {
            var header = $"x-amz-checksum-{Checksum.NameOf(algorithm).ToLowerInvariant()}";
            Assert.Contains("<Code>BadDigest</Code>", await DeleteAsync((header, Sum(algorithm, "iets anders"))), StringComparison.Ordinal);
            Assert.Contains("<Code>BadDigest</Code>", await DeleteAsync((header, "geen som")), StringComparison.Ordinal);
        }

#pragma warning disable CA5351 // S3 asks for MD5 in Content-MD5; nobody's safety rests on it.
        var md5 = Convert.ToBase64String(MD5.HashData(Encoding.UTF8.GetBytes("iets anders")));
#pragma warning restore CA5351
        Assert.Contains("<Code>BadDigest</Code>", await DeleteAsync(("Content-MD5", md5)), StringComparison.Ordinal);
        Assert.Equal("blijft", await vault.DoAsync("GET", "/haven/brief"));

        Assert.Contains("<Deleted>", await DeleteAsync(("x-amz-checksum-crc32", Sum(ChecksumAlgorithm.Crc32, Document))), StringComparison.Ordinal);
        using var gone = await vault.SendAsync("GET", "/haven/brief");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_document_with_a_wrong_checksum_sets_nothing_on_a_bucket()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        using var refused = await vault.SendAsync(
            vault.Boss, "PUT", "/haven?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
            ("x-amz-checksum-sha256", Sum(ChecksumAlgorithm.Sha256, "iets anders")));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain("Enabled", await vault.DoAsync("GET", "/haven?versioning"), StringComparison.Ordinal);
        await vault.StopAsync();
        Assert.Contains(vault.Log.From(0).Select(e => e!.Entry().Value), e => e.What == "s3:PutBucketVersioning" && e.Outcome == "BadDigest");
    }

    private async Task<string> DeleteAsync(params (string, string)[] headers)
    {
        using var answer = await vault.SendAsync(vault.Boss, "POST", "/haven?delete", Document, headers);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string Sum(ChecksumAlgorithm algorithm, string text) =>
        Convert.ToBase64String(Checksum.Of(algorithm, Encoding.UTF8.GetBytes(text)));
}

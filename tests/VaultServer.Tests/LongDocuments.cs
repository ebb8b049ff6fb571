using System.Text;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What S3 lets a document list is not refused for its length.</summary>
public sealed class LongDocuments
{
    [Fact]
    public async Task Ten_thousand_parts_with_a_checksum_each_are_read()
    {
        await using var vault = new ServedVault();
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        var begun = await vault.DoAsync("POST", "/haven/groot?uploads=");
        var id = begun.Split("<UploadId>")[1].Split("</UploadId>")[0];
        var parts = string.Concat(Enumerable.Range(1, 10_000).Select(number =>
            $"<Part><PartNumber>{number}</PartNumber><ETag>&quot;{new string('0', 32)}&quot;</ETag>" +
            $"<ChecksumSHA256>{Convert.ToBase64String(new byte[32])}</ChecksumSHA256></Part>"));
        using var answer = await vault.SendAsync(
            "POST", $"/haven/groot?uploadId={id}", $"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        // They were read: none of them ever came.
        Assert.Contains("<Code>InvalidPart</Code>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_long_keys_are_deleted_in_one_request()
    {
        await using var vault = new ServedVault();
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        var objects = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"<Object><Key>{i:0000}{new string('k', 1_020)}</Key></Object>"));
        var text = await vault.DoAsync("POST", "/haven?delete=", $"<Delete>{objects}</Delete>");
        Assert.Equal(1_000, text.Split("<Deleted>").Length - 1);
    }
}

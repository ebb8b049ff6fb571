using System.Net.Sockets;
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

    [Theory]
    [InlineData("POST /haven?delete=", "403")]
    [InlineData("POST /nergens?delete=", "404")]
    [InlineData("POST /haven/groot?uploadId=00000000000000000000000000000000", "403")]
    [InlineData("PUT /haven?policy=", "403")]
    [InlineData("PUT /haven?lifecycle=", "403")]
    [InlineData("PUT /haven?cors=", "403")]
    [InlineData("PUT /haven?acl=", "403")]
    [InlineData("PUT /haven?versioning=", "403")]
    [InlineData("PUT /haven?object-lock=", "403")]
    [InlineData("PUT /haven?tagging=", "403")]
    [InlineData("PUT /nieuw", "403")]
    [InlineData("PUT /haven/brief?tagging=", "403")]
    [InlineData("PUT /haven/brief?acl=", "403")]
    [InlineData("PUT /haven/brief?retention=", "403")]
    [InlineData("PUT /haven/brief?legal-hold=", "403")]
    public async Task Of_who_may_not_are_refused_before_they_have_come(string what, string status)
    {
        await using var vault = new ServedVault();
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "inhoud");
        using var client = new TcpClient();
        await client.ConnectAsync(vault.Address.Host, vault.Address.Port, TestContext.Current.CancellationToken);
        await using var wire = client.GetStream();
        // Nothing of the document that is announced is ever sent.
        await wire.WriteAsync(
            Encoding.UTF8.GetBytes($"{what} HTTP/1.1\r\nHost: {vault.Address.Authority}\r\nContent-Length: 500000\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(wire);
        var said = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith($"HTTP/1.1 {status}", said, StringComparison.Ordinal);
    }
}

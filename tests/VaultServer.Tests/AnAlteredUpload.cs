using System.Text.Json;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Somebody who can write the catalogue, and has no keys, has a server that is unlocked join parts that never came.</summary>
public sealed class AnAlteredUpload : IAsyncLifetime
{
    private const string ForTheClerk =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["CLERK"]},"Action":"s3:*","Resource":["arn:aws:s3:::post","arn:aws:s3:::post/*"]}]}
        """;

    private const string Crc32 = "h5IEEg==";

    private readonly ServedVault vault = new();
    private NewUser clerk = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        clerk = vault.Add(ServedVault.Body, "klerk");
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/kade", "geheim");
        await vault.DoAsync("PUT", "/post");
        await vault.DoAsync("PUT", "/post?policy=", ForTheClerk.Replace("CLERK", clerk.User.Id, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task A_stream_of_another_object_cannot_be_slipped_in_as_a_part()
    {
        var upload = await BeginAsync();
        var secret = vault.Vault.Catalogue.Newest(BucketName.Of("haven").Value, ObjectKey.Of("kade").Value)!;
        var part = secret.Parts.Single();
        vault.Tamper(
            "INSERT INTO part (upload, number, blob, size, wrapped_key, etag, modified) VALUES " +
            $"('{upload}', 1, x'{part.Blob.Text}', {part.Size}, x'{Convert.ToHexString(part.WrappedKey.Span)}', '{secret.ETag}', 0)");
        Assert.Equal(500, await CompleteAsync(upload, secret.ETag));
        using var given = await vault.SendAsync(clerk, "GET", "/post/brief");
        Assert.Equal(404, (int)given.StatusCode);
        Assert.Contains("part 1 of an upload of 'brief' in 'post'", Assert.Single(vault.Told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blob = (SELECT p.blob FROM part p WHERE p.number = 2), wrapped_key = (SELECT p.wrapped_key FROM part p WHERE p.number = 2)")]
    [InlineData("size = size - 1")]
    [InlineData("checksum = NULL")]
    [InlineData("checksum = 'CRC32:AAAAAA=='")]
    [InlineData("seal = NULL")]
    [InlineData("seal = (SELECT p.seal FROM part p WHERE p.number = 2)")]
    public async Task Nothing_of_a_part_can_be_altered(string set)
    {
        var (upload, etag) = await WithTwoPartsAsync();
        vault.Tamper($"UPDATE part SET {set} WHERE number = 1");
        Assert.Equal(500, await CompleteAsync(upload, etag));
        using var listed = await vault.SendAsync(clerk, "GET", $"/post/brief?uploadId={upload}");
        Assert.Equal(500, (int)listed.StatusCode);
    }

    /// <summary>Nothing is decided by what is known of an upload that is given up, and nothing goes that was acknowledged as an object.</summary>
    [Theory]
    [InlineData("UPDATE upload SET owner = 'iemand'")]
    [InlineData("UPDATE upload SET attributes = zeroblob(100)")]
    [InlineData("UPDATE part SET size = 1")]
    public async Task It_can_be_aborted_by_who_may_abort_in_its_bucket_and_nobody_else(string sql)
    {
        var (upload, _) = await WithTwoPartsAsync();
        vault.Tamper(sql);
        Assert.Equal(403, await AbortAsync(null, upload));
        Assert.Equal(404, await AbortAsync(clerk, upload, key: "ander"));
        Assert.Equal(204, await AbortAsync(clerk, upload));
        Assert.Equal(404, await AbortAsync(clerk, upload));
        Assert.Empty(vault.Vault.Catalogue.Uploads(BucketName.Of("post").Value, "", "", null, 10));
    }

    [Fact]
    public async Task When_it_is_aborted_a_stream_that_was_slipped_in_stays_with_its_object()
    {
        var upload = await BeginAsync();
        var secret = vault.Vault.Catalogue.Newest(BucketName.Of("haven").Value, ObjectKey.Of("kade").Value)!;
        vault.Tamper(
            "INSERT INTO part (upload, number, blob, size, wrapped_key, etag, modified) VALUES " +
            $"('{upload}', 1, x'{secret.Parts.Single().Blob.Text}', 6, x'00', '', 0)");
        vault.Tamper("UPDATE upload SET owner = 'iemand'");
        Assert.Equal(204, await AbortAsync(clerk, upload));
        Assert.Empty(vault.Vault.Catalogue.Garbage(10));
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/kade"));
    }

    [Fact]
    public async Task A_part_cannot_take_the_number_of_another_or_go_to_another_upload()
    {
        var (upload, etag) = await WithTwoPartsAsync();
        vault.Tamper("DELETE FROM part WHERE number = 1");
        vault.Tamper("UPDATE part SET number = 1");
        Assert.Equal(500, await CompleteAsync(upload, etag));
        var other = await BeginAsync();
        vault.Tamper($"UPDATE part SET upload = '{other}', number = 2");
        Assert.Equal(500, await CompleteAsync(other, etag, number: 2));
    }

    [Fact]
    public async Task Parts_that_came_before_a_rotation_are_joined_after_it()
    {
        var (upload, etag) = await WithTwoPartsAsync();
        await vault.StopAsync();
        var rotated = await KeyCare.RotateAsync(vault.Vault, ServedVault.Body, ServedVault.Passphrase, "beheer", TimeProvider.System);
        Assert.Equal(0, rotated.Value.Closed);
        using var signer = KnownKeys.Signer();
        var retired = await KeyCare.RetireAsync(
            vault.Vault, ServedVault.Body, ServedVault.Passphrase, 2, "beheer", signer, TimeProvider.System);
        Assert.True(retired.Holds, retired.Problem?.ToString());
        await vault.ServeAsync();
        Assert.Equal(200, await CompleteAsync(upload, etag));
        using var given = await vault.SendAsync(clerk, "GET", "/post/brief");
        Assert.Equal("deel", await given.Content.ReadAsStringAsync(Stop));
    }

    private async Task<string> BeginAsync()
    {
        using var begun = await vault.SendAsync(clerk, "POST", "/post/brief?uploads=");
        return S3Element.Of(await begun.Content.ReadAsByteArrayAsync(Stop), "InitiateMultipartUploadResult").Value.TextOf("UploadId")!;
    }

    /// <summary>An upload with two parts that are as long and have the same bytes; and the entity tag of each.</summary>
    private async Task<(string Upload, string ETag)> WithTwoPartsAsync()
    {
        var upload = await BeginAsync();
        var etag = "";
        foreach (var number in (int[])[1, 2])
        {
            using var put = await vault.SendAsync(clerk, "PUT", $"/post/brief?partNumber={number}&uploadId={upload}", "deel", ("x-amz-checksum-crc32", Crc32));
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync(Stop));
            etag = JsonSerializer.Deserialize<string>(put.Headers.ETag!.Tag)!;
        }

        return (upload, etag);
    }

    private async Task<int> AbortAsync(NewUser? user, string upload, string key = "brief")
    {
        using var answer = await vault.SendAsync(user, "DELETE", $"/post/{key}?uploadId={upload}");
        return (int)answer.StatusCode;
    }

    private async Task<int> CompleteAsync(string upload, string etag, int number = 1)
    {
        using var answer = await vault.SendAsync(
            clerk, "POST", $"/post/brief?uploadId={upload}",
            $"<CompleteMultipartUpload><Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part></CompleteMultipartUpload>");
        return (int)answer.StatusCode;
    }
}

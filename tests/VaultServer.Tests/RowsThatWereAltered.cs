using System.Security.Cryptography;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A scrub and a drill name what was altered in the catalogue, all that is tied to the keys of a body.</summary>
public sealed class RowsThatWereAltered : IAsyncLifetime
{
    private static readonly byte[] CustomersKey = RandomNumberGenerator.GetBytes(32);

    /// <summary>The first thirteen bytes of what a key sealed that nobody has: the format, then the name of the key.</summary>
    private const string OfAnotherKey = "unhex('01' || '0123456789ABCDEF' || '00000007' || substr";

    private readonly AnEmbassy embassy = new();

    private ServedVault Home => embassy.Home;

    public async ValueTask InitializeAsync()
    {
        await Home.ServeAsync();
        await Home.DoAsync("PUT", "/haven");
        await Home.DoAsync("PUT", "/haven/kade", "inhoud");
        await Home.DoAsync("PUT", "/haven/leeg", "");
        (await Home.SendAsync(Home.Boss, "PUT", "/haven/eigen", "met eigen sleutel",
            ("x-amz-server-side-encryption-customer-algorithm", "AES256"),
            ("x-amz-server-side-encryption-customer-key", Convert.ToBase64String(CustomersKey)),
            ("x-amz-server-side-encryption-customer-key-MD5", Md5(CustomersKey)))).EnsureSuccessStatusCode().Dispose();
        await Home.DoAsync("POST", "/haven/brief?uploads=");
        var upload = Upload;
        await Home.DoAsync("PUT", $"/haven/brief?partNumber=3&uploadId={upload}", "deel");

        // From now on, so that what was put before has no version of its own, and what is deleted leaves a marker.
        await Home.DoAsync("PUT", "/haven?versioning=", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        await Home.DoAsync("DELETE", "/haven/weg");
        await Home.StopAsync();
    }

    public ValueTask DisposeAsync() => embassy.DisposeAsync();

    [Fact]
    public void Are_none_where_nothing_was() => Assert.Equal("", Altered());

    [Theory]
    [InlineData("UPDATE bucket SET marking = 1", "Bucket haven")]
    [InlineData("UPDATE bucket SET seal = NULL", "Bucket haven")]
    [InlineData("UPDATE bucket SET body = 'org:niemand'", "Bucket haven")]
    [InlineData("UPDATE vault_user SET body = 'org:niemand' WHERE name = 'baas'", "AccessKey KEY baas")]
    [InlineData("UPDATE bucket SET created = created - 1", "Bucket haven")]
    [InlineData("UPDATE bucket SET data_class = 1 - data_class", "Bucket haven")]
    [InlineData("UPDATE bucket SET has_object_lock = 1", "Bucket haven")]
    [InlineData("UPDATE bucket SET settings = '{\"1\":\"{}\"}'", "Bucket haven")]
    [InlineData("UPDATE bucket SET versioning = 2", "Bucket haven")]
    [InlineData("UPDATE vault_user SET is_officer = 0 WHERE name = 'baas'", "AccessKey KEY baas")]
    [InlineData("UPDATE access_key SET secret = zeroblob(100)", "AccessKey KEY baas")]
    [InlineData("UPDATE bucket SET seal = " + OfAnotherKey + "(hex(seal), 27))", "Bucket haven")]
    [InlineData("UPDATE access_key SET secret = " + OfAnotherKey + "(hex(secret), 27))", "AccessKey KEY baas")]
    [InlineData("UPDATE version SET attributes = " + OfAnotherKey + "(hex(attributes), 27)) WHERE key = CAST('kade' AS BLOB)",
        "Version haven/kade?versionId=null")]
    [InlineData("UPDATE version SET owner = 'klerk' WHERE key = CAST('kade' AS BLOB)", "Version haven/kade?versionId=null")]
    [InlineData("UPDATE version SET owner = 'klerk' WHERE key = CAST('leeg' AS BLOB)", "Version haven/leeg?versionId=null")]
    [InlineData("UPDATE version SET owner = 'klerk' WHERE key = CAST('eigen' AS BLOB)", "Version haven/eigen?versionId=null")]
    [InlineData("UPDATE version SET size = size + 1 WHERE key = CAST('kade' AS BLOB)", "Version haven/kade?versionId=null")]
    [InlineData("UPDATE version SET has_legal_hold = 1 WHERE key = CAST('kade' AS BLOB)", "Version haven/kade?versionId=null")]
    [InlineData("UPDATE version SET retention_mode = 1, retain_until = 1 WHERE key = CAST('kade' AS BLOB)", "Version haven/kade?versionId=null")]
    [InlineData("UPDATE version SET modified = modified - 1 WHERE is_delete_marker = 1", "Version haven/weg?versionId=MARKER")]
    [InlineData("UPDATE version SET is_delete_marker = 0 WHERE is_delete_marker = 1", "Version haven/weg?versionId=MARKER")]
    [InlineData("UPDATE upload SET owner = 'klerk'", "Upload haven/brief?uploadId=UPLOAD")]
    [InlineData("UPDATE upload SET started = started - 1", "Upload haven/brief?uploadId=UPLOAD")]
    [InlineData("UPDATE upload SET has_legal_hold = 1", "Upload haven/brief?uploadId=UPLOAD")]
    [InlineData("UPDATE part SET size = size - 1", "Part haven/brief?uploadId=UPLOAD&partNumber=3")]
    public void Are_named_by_a_scrub_each_once(string sql, string expected)
    {
        var marker = Home.Vault.Catalogue.Newest(BucketName.Of("haven").Value, ObjectKey.Of("weg").Value)!.Id.Text;
        Home.Tamper(sql);
        Assert.Equal(
            expected.Replace("KEY", Home.Boss.AccessKeyId, StringComparison.Ordinal)
                .Replace("UPLOAD", Upload, StringComparison.Ordinal).Replace("MARKER", marker, StringComparison.Ordinal),
            Altered());
    }

    /// <summary>Nobody can tell whose that file is: perhaps of the body that a row is said to belong to.</summary>
    [Fact]
    public void Are_not_those_that_a_torn_key_file_leaves_locked()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Home.At("kluis"), "keys"), "*.json"))
        {
            File.WriteAllText(file, "{");
        }

        using var keys = new BodyKeys();
        var rows = SealedRows.All(Home.Vault.Catalogue, keys, Home.Vault.Keys.MayHaveKeys()).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(row is { IsIntact: true, IsLocked: true }, row.Name));
    }

    [Fact]
    public async Task Are_named_by_a_drill_when_they_are_of_who_may_do_what()
    {
        Home.Tamper("UPDATE bucket SET marking = 1");
        Home.Tamper("UPDATE vault_user SET is_officer = 0");
        await embassy.SyncAsync();
        Assert.Equal(
            ["haven: what it allows does not open with these keys", $"access key {Home.Boss.AccessKeyId} baas: whose it is does not open with these keys"],
            (await embassy.DrillAsync(sample: 1)).Differences);
    }

    private string Upload => Home.Vault.Catalogue.Uploads(BucketName.Of("haven").Value, "", "", null, 1).Single().Text;

    private string Altered()
    {
        using var keys = new BodyKeys();
        keys.Unlock(Home.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase, KeysFor.Looking).Value);
        return string.Join(", ", SealedRows.All(Home.Vault.Catalogue, keys, Home.Vault.Keys.MayHaveKeys()).Where(row => !row.IsIntact).Select(row => $"{row.Kind} {row.Name}"));
    }

#pragma warning disable CA5351 // S3 names a customer's key by its MD5.
    private static string Md5(byte[] key) => Convert.ToBase64String(MD5.HashData(key));
#pragma warning restore CA5351
}

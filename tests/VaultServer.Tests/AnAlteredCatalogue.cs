using System.Text.Json;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Somebody who can write the catalogue, and has no keys, tries to have a server that is unlocked read for him.</summary>
public sealed class AnAlteredCatalogue : IAsyncLifetime
{
    private const string OpenToAll =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::haven","arn:aws:s3:::haven/*"]}]}""";

    private readonly ServedVault vault = new();
    private NewUser clerk = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        clerk = vault.Add(ServedVault.Body, "klerk");
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/kade", "geheim");
    }

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task A_policy_that_he_writes_opens_nothing_and_the_operator_is_told()
    {
        vault.Tamper($"UPDATE bucket SET settings = '{{\"{(int)BucketSetting.Policy}\":{JsonSerializer.Serialize(OpenToAll)}}}'");
        using var answer = await vault.SendAsync(user: null, "GET", "/haven/kade");
        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains("haven", Assert.Single(vault.Told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE bucket SET seal = NULL")]
    [InlineData("UPDATE bucket SET owner = (SELECT id FROM vault_user WHERE name = 'klerk')")]
    [InlineData("UPDATE bucket SET marking = marking + 1")]
    [InlineData("UPDATE bucket SET places = 'US'")]
    [InlineData("UPDATE bucket SET versioning = 2")]
    public async Task Nothing_that_a_bucket_allows_can_be_altered(string sql)
    {
        vault.Tamper(sql);
        using var answer = await vault.SendAsync("GET", "/haven/kade");
        Assert.Equal(500, (int)answer.StatusCode);
        using var set = await vault.SendAsync("PUT", "/haven?versioning=", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        Assert.Equal(500, (int)set.StatusCode);
    }

    [Theory]
    [InlineData("UPDATE vault_user SET is_officer = 1 WHERE name = 'klerk'")]
    [InlineData("UPDATE access_key SET user_id = (SELECT id FROM vault_user WHERE name = 'baas')")]
    public async Task Nobody_becomes_an_officer_or_somebody_else_by_it(string sql)
    {
        using var before = await vault.SendAsync(clerk, "GET", "/haven/kade");
        Assert.Equal(403, (int)before.StatusCode);
        vault.Tamper(sql);
        using var after = await vault.SendAsync(clerk, "GET", "/haven/kade");
        Assert.Equal(403, (int)after.StatusCode);
    }

    [Fact]
    public async Task An_object_cannot_show_the_content_of_another()
    {
        await vault.DoAsync("PUT", "/haven/sluis", "openbaar");
        vault.Tamper(
            "UPDATE version SET (parts, size, etag) = (SELECT parts, size, etag FROM version WHERE key = CAST('sluis' AS BLOB)) " +
            "WHERE key = CAST('kade' AS BLOB)");
        using var answer = await vault.SendAsync("GET", "/haven/kade");
        Assert.Equal(500, (int)answer.StatusCode);
        await vault.StopAsync();
        using var keys = new BodyKeys();
        keys.Unlock(KnownKeys.Unlock(vault.Vault));
        using var blobs = vault.Vault.OpenBlobs(BlobsUse.Shared, _ => { }).Value;
        var found = new List<ScrubFinding>();
        await VaultScrub.RunAsync(vault.Vault.Catalogue, blobs, keys, found.Add, Stop);
        Assert.Equal([("kade", BlobHarm.Altered)], found.Select(f => (f.Blob.Key.Text, f.Harm)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bytes=249990-")]
    public async Task Bytes_that_he_adds_to_a_sealed_stream_are_noticed_by_who_reads_to_its_end(string range)
    {
        await vault.DoAsync("PUT", "/haven/lang", new string('x', 250_000));
        var part = vault.Vault.Catalogue.Newest(BucketName.Of("haven").Value, ObjectKey.Of("lang").Value)!.Parts.Single();
        await using (var file = new FileStream(vault.FileOf(part.Blob), FileMode.Append))
        {
            file.WriteByte(0);
        }

        (string, string)[] headers = range.Length == 0 ? [] : [("Range", range)];
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var answer = await vault.SendAsync(vault.Boss, "GET", "/haven/lang", null, headers);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync(Stop);
        });
        Assert.Contains(vault.Told, told => told.Contains("goes on after its end", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_object_gets_no_other_owner()
    {
        vault.Tamper($"UPDATE version SET owner = '{clerk.User.Id}'");
        using var answer = await vault.SendAsync(clerk, "GET", "/haven/kade");
        Assert.NotEqual(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_rotation_and_an_officers_change_keep_what_was_set()
    {
        await vault.DoAsync("PUT", "/haven?tagging=", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>");
        await vault.StopAsync();
        var rotated = await KeyCare.RotateAsync(
            vault.Vault, ServedVault.Body, ServedVault.Passphrase, "beheer", TimeProvider.System);
        Assert.Equal(0, rotated.Value.Closed);
        await vault.ServeAsync();
        Assert.Contains("<Value>b</Value>", await vault.DoAsync("GET", "/haven?tagging="), StringComparison.Ordinal);
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/kade"));
    }
}

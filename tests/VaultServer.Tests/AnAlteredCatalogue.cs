using System.Globalization;
using System.Text.Json;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Somebody who can write the catalogue, and has no keys, tries to have a server that is unlocked read for him.</summary>
public sealed class AnAlteredCatalogue : IAsyncLifetime
{
    private const string OpenToAll =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::haven","arn:aws:s3:::haven/*"]}]}""";

    private const string Tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";

    private static readonly BucketName Slot = BucketName.Of("slot").Value;

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

    [Fact]
    public async Task A_bucket_without_a_seal_is_told_to_be_of_an_older_vault_or_robbed_of_it()
    {
        vault.Tamper("UPDATE bucket SET seal = NULL");
        using var answer = await vault.SendAsync("GET", "/haven/kade");
        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains("'haven' has no seal on what it allows", Assert.Single(vault.Told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE bucket SET seal = NULL")]
    [InlineData("UPDATE bucket SET owner = (SELECT id FROM vault_user WHERE name = 'klerk')")]
    [InlineData("UPDATE bucket SET marking = marking + 1")]
    [InlineData("UPDATE bucket SET places = 'US'")]
    [InlineData("UPDATE bucket SET versioning = 2")]
    [InlineData("UPDATE bucket SET has_object_lock = 1")]
    [InlineData("UPDATE bucket SET data_class = 1 - data_class")]
    [InlineData("UPDATE bucket SET created = created - 1")]
    [InlineData("UPDATE bucket SET created = 9000000000000000000")]
    public async Task Nothing_that_a_bucket_allows_can_be_altered(string sql)
    {
        vault.Tamper(sql);
        using var answer = await vault.SendAsync("GET", "/haven/kade");
        Assert.Equal(500, (int)answer.StatusCode);
        using var set = await vault.SendAsync("PUT", "/haven?versioning=", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        Assert.Equal(500, (int)set.StatusCode);
    }

    /// <summary>Its versions would be taken for some that nothing locks.</summary>
    [Fact]
    public async Task A_bucket_cannot_be_made_one_without_locks()
    {
        var version = await PutLockedAsync();
        vault.Tamper("UPDATE bucket SET has_object_lock = 0 WHERE name = 'slot'");
        Assert.Equal(500, await StatusAsync("DELETE", $"/slot/akte?versionId={version}"));
        Assert.Equal(500, await StatusAsync("GET", "/slot/akte"));
        Assert.Single(vault.Vault.Catalogue.Versions(Slot, "", "", null, 10));
    }

    /// <summary>Whose keys would open what is in it, and whose users may do there what they may at home.</summary>
    [Fact]
    public async Task A_bucket_cannot_be_given_to_another_body()
    {
        var other = vault.Add("org:gemeente", "ander", isOfficer: true);
        await vault.StopAsync();
        await vault.ServeAsync();
        vault.Tamper("UPDATE bucket SET body = 'org:gemeente'");
        Assert.Equal(500, await StatusAsync("GET", "/haven/kade"));
        using var theirs = await vault.SendAsync(other, "GET", "/haven/kade");
        Assert.Equal(500, (int)theirs.StatusCode);
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
        Assert.Equal(["haven/kade?versionId=null"], SealedRows.All(vault.Vault.Catalogue, keys, vault.Vault.Keys.MayHaveKeys()).Where(row => !row.IsIntact).Select(row => row.Name));
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
    public async Task Nobody_becomes_an_officer_by_a_name_that_reads_like_one()
    {
        var archive = vault.Add(ServedVault.Body, "officer archief");
        using var before = await vault.SendAsync(archive, "GET", "/haven/kade");
        Assert.Equal(403, (int)before.StatusCode);
        vault.Tamper($"UPDATE vault_user SET id = id || ' user', name = 'archief', is_officer = 1 WHERE id = '{archive.User.Id}'");
        vault.Tamper($"UPDATE access_key SET user_id = user_id || ' user' WHERE user_id = '{archive.User.Id}'");
        using var after = await vault.SendAsync(archive, "GET", "/haven/kade");
        Assert.Equal(403, (int)after.StatusCode);
    }

    [Fact]
    public async Task An_object_gets_no_other_owner()
    {
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/kade"));
        vault.Tamper($"UPDATE version SET owner = '{clerk.User.Id}'");
        using var answer = await vault.SendAsync("GET", "/haven/kade");
        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains("/haven/kade", Assert.Single(vault.Told), StringComparison.Ordinal);
        using var theirs = await vault.SendAsync(clerk, "GET", "/haven/kade");
        Assert.NotEqual(200, (int)theirs.StatusCode);
    }

    [Theory]
    [InlineData("retain_until = 0")]
    [InlineData("has_legal_hold = 0")]
    [InlineData("retain_until = 0, has_legal_hold = 0")]
    [InlineData("retention_mode = 1, has_legal_hold = 0")]
    [InlineData("retention_mode = NULL, retain_until = NULL, has_legal_hold = 0")]
    [InlineData("modified = 0")]
    [InlineData("size = 0")]
    [InlineData("is_delete_marker = 1")]
    public async Task Nothing_that_he_writes_of_a_locked_version_has_it_deleted_or_sealed_anew(string set)
    {
        var version = await PutLockedAsync();
        vault.Tamper($"UPDATE version SET {set} WHERE bucket = 'slot'");
        foreach (var path in new[] { $"/slot/akte?versionId={version}", "/slot/akte" })
        {
            Assert.Equal(500, await StatusAsync("GET", path));
        }

        Assert.Equal(500, await StatusAsync("DELETE", $"/slot/akte?versionId={version}", null, ("x-amz-bypass-governance-retention", "true")));
        Assert.Equal(500, await StatusAsync("PUT", "/slot/akte?tagging=", Tags));
        Assert.Equal(500, await StatusAsync("PUT", "/slot/akte?legal-hold=", "<LegalHold><Status>OFF</Status></LegalHold>"));
        Assert.Equal(500, await StatusAsync("PUT", "/slot/akte?retention=", Retained("COMPLIANCE", 30)));
        Assert.Equal(500, await StatusAsync("PUT", "/slot/akte", "anders", ("If-Match", "*")));
        Assert.Single(vault.Vault.Catalogue.Versions(Slot, "", "", null, 10));
        Assert.Contains(vault.Told, told => told.Contains("akte", StringComparison.Ordinal) && told.Contains("altered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lock_that_is_set_over_S3_holds_after_new_keys_and_ends_when_it_is_lifted()
    {
        var version = await PutLockedAsync();
        await vault.DoAsync("PUT", "/slot/akte?legal-hold=", "<LegalHold><Status>OFF</Status></LegalHold>");
        await vault.DoAsync("PUT", "/slot/akte?retention=", Retained("COMPLIANCE", 30));
        await vault.DoAsync("PUT", "/slot/akte?tagging=", Tags);
        await vault.DoAsync("PUT", "/slot/los", "mag weg");
        await vault.DoAsync("PUT", "/slot/los?legal-hold=", "<LegalHold><Status>ON</Status></LegalHold>");
        await vault.DoAsync("DELETE", "/slot/los");
        await vault.StopAsync();
        var rotated = await KeyCare.RotateAsync(
            vault.Vault, ServedVault.Body, ServedVault.Passphrase, "beheer", TimeProvider.System);
        Assert.Equal(0, rotated.Value.Closed);
        await vault.ServeAsync();
        Assert.Equal(403, await StatusAsync("DELETE", $"/slot/akte?versionId={version}"));
        Assert.Equal("inhoud", await vault.DoAsync("GET", "/slot/akte"));
        var marker = vault.Vault.Catalogue.Newest(Slot, Key("los"))!;
        Assert.True(marker.IsDeleteMarker);
        Assert.Equal(204, await StatusAsync("DELETE", $"/slot/los?versionId={marker.Id}"));
        Assert.Equal("mag weg", await vault.DoAsync("GET", "/slot/los"));
        var held = vault.Vault.Catalogue.Newest(Slot, Key("los"))!;
        Assert.Equal(403, await StatusAsync("DELETE", $"/slot/los?versionId={held.Id}"));
        await vault.DoAsync("PUT", "/slot/los?legal-hold=", "<LegalHold><Status>OFF</Status></LegalHold>");
        Assert.Equal(204, await StatusAsync("DELETE", $"/slot/los?versionId={held.Id}"));
        Assert.Empty(vault.Told);
    }

    [Theory]
    [InlineData("retention_mode = NULL, retain_until = NULL")]
    [InlineData("has_legal_hold = 0")]
    public async Task An_upload_does_not_lose_its_lock_by_it(string set)
    {
        await MakeSlotAsync();
        using var begun = await vault.SendAsync(
            vault.Boss, "POST", "/slot/akte?uploads=", null, [.. Lock("COMPLIANCE", 20), ("x-amz-object-lock-legal-hold", "ON")]);
        var upload = vault.Vault.Catalogue.Uploads(Slot, "", "", null, 10).Single().Text;
        using var part = await vault.SendAsync("PUT", $"/slot/akte?partNumber=1&uploadId={upload}", "inhoud");
        vault.Tamper($"UPDATE upload SET {set}");
        Assert.Equal(500, await StatusAsync("POST", $"/slot/akte?uploadId={upload}", $"""
            <CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Headers.ETag!.Tag}</ETag></Part></CompleteMultipartUpload>
            """));
        Assert.Empty(vault.Vault.Catalogue.Versions(Slot, "", "", null, 10));
    }

    [Fact]
    public async Task A_delete_marker_that_he_writes_hides_nothing_unseen()
    {
        await vault.DoAsync("PUT", "/haven?versioning=", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        await vault.DoAsync("DELETE", "/haven/kade");
        Assert.Equal(404, await StatusAsync("GET", "/haven/kade"));
        vault.Tamper("UPDATE version SET modified = modified - 1 WHERE is_delete_marker = 1");
        Assert.Equal(500, await StatusAsync("GET", "/haven/kade"));
    }

    /// <summary>No seal tells that a newer row is missing; what is shown is at least what it says it is.</summary>
    [Fact]
    public async Task Who_reads_the_log_sees_which_version_is_not_the_newest_any_more()
    {
        await MakeSlotAsync();
        string[] versions = [await PutAsync("eerst"), await PutAsync("daarna")];
        vault.Tamper($"UPDATE version SET place = place + 10, state = 0 WHERE id = '{versions[1]}'");
        using var shown = await vault.SendAsync("GET", "/slot/akte");
        Assert.Equal("eerst", await shown.Content.ReadAsStringAsync(Stop));
        Assert.Equal(versions[0], shown.Headers.GetValues("x-amz-version-id").Single());
        await vault.StopAsync();
        Assert.Equal(
            versions.Select(v => $"slot/akte?versionId={v}"),
            vault.Log.From(0).Select(e => e!.Entry().Value).Where(e => e.What == "s3:PutObject").Select(e => e.OnWhat).Skip(1));

        async Task<string> PutAsync(string content)
        {
            using var put = await vault.SendAsync("PUT", "/slot/akte", content);
            return put.Headers.GetValues("x-amz-version-id").Single();
        }
    }

    [Fact]
    public async Task A_rotation_and_an_officers_change_keep_what_was_set()
    {
        await vault.DoAsync("PUT", "/haven?tagging=", Tags);
        await vault.StopAsync();
        var rotated = await KeyCare.RotateAsync(
            vault.Vault, ServedVault.Body, ServedVault.Passphrase, "beheer", TimeProvider.System);
        Assert.Equal(0, rotated.Value.Closed);
        await vault.ServeAsync();
        Assert.Contains("<Value>b</Value>", await vault.DoAsync("GET", "/haven?tagging="), StringComparison.Ordinal);
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/kade"));
    }

    private static ObjectKey Key(string text) => ObjectKey.Of(text).Value;

    private static string Until(int days) =>
        TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Retained(string mode, int days) =>
        $"<Retention><Mode>{mode}</Mode><RetainUntilDate>{Until(days)}</RetainUntilDate></Retention>";

    private static (string Name, string Value)[] Lock(string mode, int days) =>
        [("x-amz-object-lock-mode", mode), ("x-amz-object-lock-retain-until-date", Until(days))];

    private async Task MakeSlotAsync() =>
        (await vault.SendAsync(vault.Boss, "PUT", "/slot", null, ("x-amz-bucket-object-lock-enabled", "true"))).Dispose();

    /// <summary>An object under compliance and a legal hold; its version.</summary>
    private async Task<string> PutLockedAsync()
    {
        await MakeSlotAsync();
        using var put = await vault.SendAsync(
            vault.Boss, "PUT", "/slot/akte", "inhoud", [.. Lock("COMPLIANCE", 20), ("x-amz-object-lock-legal-hold", "ON")]);
        var version = put.Headers.GetValues("x-amz-version-id").Single();
        Assert.Equal(403, await StatusAsync("DELETE", $"/slot/akte?versionId={version}"));
        return version;
    }

    private async Task<int> StatusAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var answer = await vault.SendAsync(vault.Boss, method, path, body, headers);
        return (int)answer.StatusCode;
    }
}

using System.Security.Cryptography;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What the lifecycle of a bucket takes away goes by itself, and nothing else does.</summary>
public sealed class WhatExpires : IAsyncDisposable
{
    private readonly ServedVault vault = new();
    private readonly BucketName haven = BucketName.Of("haven").Value;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task An_old_object_goes_and_one_that_no_rule_is_about_stays()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/log/oud", "regel");
        await vault.DoAsync("PUT", "/haven/brief", "blijft");
        await vault.DoAsync("PUT", "/haven?lifecycle", """
            <LifecycleConfiguration><Rule><ID>logs</ID><Status>Enabled</Status><Filter><Prefix>log/</Prefix></Filter>
            <Expiration><Days>7</Days></Expiration></Rule></LifecycleConfiguration>
            """);
        await vault.StopAsync();

        Assert.Equal("brief log/oud", await LeftAfterAsync(days: 6));
        Assert.Equal("brief", await LeftAfterAsync(days: 9));
    }

    /// <summary>One row that somebody, or a disk, altered must not end the upkeep of all.</summary>
    [Fact]
    public async Task An_object_whose_tags_were_altered_stays_and_is_told_and_the_others_go()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        foreach (var key in new[] { "a", "b" })
        {
            (await vault.SendAsync(vault.Boss, "PUT", $"/haven/{key}", "regel", ("x-amz-tagging", "soort=log"))).Dispose();
        }

        await vault.DoAsync("PUT", "/haven?lifecycle", """
            <LifecycleConfiguration><Rule><ID>logs</ID><Status>Enabled</Status><Filter><Tag><Key>soort</Key><Value>log</Value></Tag></Filter>
            <Expiration><Days>7</Days></Expiration></Rule></LifecycleConfiguration>
            """);
        await vault.StopAsync();
        vault.Tamper("UPDATE version SET attributes = substr(attributes, 1, length(attributes) - 1) || x'00' || x'01' WHERE key = x'61'");
        var told = new List<string>();
        Assert.Equal("a", await LeftAfterAsync(
            days: 9,
            upkeep =>
            {
                upkeep.Expire();
                return Task.CompletedTask;
            },
            told));
        Assert.StartsWith("upkeep: 1 in haven", Assert.Single(told), StringComparison.Ordinal);
    }

    /// <summary>Who can write the catalogue could else have the server delete for him what is not old at all.</summary>
    [Theory]
    [InlineData("UPDATE version SET modified = 0 WHERE key = x'61' AND is_delete_marker = 0", "the first: 'a'")]
    [InlineData("UPDATE version SET modified = modified - 864000000 WHERE key = x'62' AND is_delete_marker = 1", "the first: 'b'")]
    [InlineData("UPDATE version SET size = 1 WHERE key = x'63'", "the first: 'c'")]
    [InlineData("UPDATE upload SET started = 0", "the first: 'upload'")]
    public async Task What_somebody_made_older_stays_and_is_told(string sql, string named)
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven?versioning=", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        await vault.DoAsync("PUT", "/haven/a", "eerst");
        await vault.DoAsync("PUT", "/haven/a", "daarna");
        await vault.DoAsync("PUT", "/haven/b", "weg");
        vault.Change("haven", "b", version => version with { Modified = version.Modified.AddDays(-20) });
        await vault.DoAsync("DELETE", "/haven/b");
        await vault.DoAsync("PUT", "/haven/c", "niet zo klein");
        await vault.DoAsync("POST", "/haven/upload?uploads=");
        await vault.DoAsync("PUT", "/haven?lifecycle", """
            <LifecycleConfiguration>
            <Rule><ID>oud</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter>
            <NoncurrentVersionExpiration><NoncurrentDays>7</NoncurrentDays></NoncurrentVersionExpiration>
            <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>
            <Rule><ID>klein</ID><Status>Enabled</Status><Filter><ObjectSizeLessThan>2</ObjectSizeLessThan></Filter>
            <Expiration><Date>2020-01-01T00:00:00Z</Date></Expiration></Rule>
            </LifecycleConfiguration>
            """);
        await vault.StopAsync();
        vault.Tamper(sql);
        var told = new List<string>();
        await LeftAfterAsync(
            days: 0,
            upkeep =>
            {
                upkeep.Expire();
                return Task.CompletedTask;
            },
            told);
        var versions = vault.Vault.Catalogue.Versions(haven, "", "", null, 10)
            .Select(v => $"{v.Version.Key}/{(v.Version.IsDeleteMarker ? "marker" : "object")}");
        var uploads = vault.Vault.Catalogue.Uploads(haven, "", "", null, 10).Select(u => u.Key.Text);
        Assert.Equal("a/object a/object b/marker b/object c/object upload", string.Join(' ', versions.Concat(uploads)));
        Assert.StartsWith("upkeep: 1 in haven", Assert.Single(told), StringComparison.Ordinal);
        Assert.Contains(named, told[0], StringComparison.Ordinal);
    }

    /// <summary>A clock that says another year must not empty a bucket before anyone has seen that it does.</summary>
    [Fact]
    public async Task Nothing_goes_at_once_when_the_clock_is_days_from_what_was_last_done()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/log/oud", "regel");
        await vault.DoAsync("PUT", "/haven?lifecycle", """
            <LifecycleConfiguration><Rule><ID>logs</ID><Status>Enabled</Status><Filter><Prefix>log/</Prefix></Filter>
            <Expiration><Days>7</Days></Expiration></Rule></LifecycleConfiguration>
            """);
        await vault.StopAsync();
        var told = new List<string>();
        Assert.Equal("log/oud", await LeftAfterAsync(days: 400, upkeep => upkeep.RoundAsync(), told));
        Assert.Contains("nothing expires", Assert.Single(told), StringComparison.Ordinal);
        Assert.Equal("", await LeftAfterAsync(days: 400));
    }

    /// <summary>A rule by mistake: its owner sees objects go, and takes it back while the pass is on its way.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_goes_any_more_once_the_rule_was_taken_back_or_versions_are_kept(bool keepsVersions)
    {
        await LogsAsync();
        Assert.Equal("log/1 log/2 log/3", await LeftAfterAsync(
            days: 9, (upkeep, stop) => upkeep.Expire(stop), _ => vault.Change("haven", bucket => keepsVersions
                ? bucket with { Versioning = Versioning.Enabled }
                : bucket.With(BucketSetting.Lifecycle, null))));
    }

    /// <summary>A client, or the upkeep of another server, removes versions of a key while a pass is on its way to it.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(1_100)]
    public async Task The_current_version_never_goes_by_the_rule_for_older_ones_whatever_is_removed_meanwhile(int versions)
    {
        await OlderGoAsync();
        var ids = Put("a", 2).Concat(Put("k", versions)).ToList()[2..];
        await LeftAfterAsync(days: 9, (upkeep, stop) => upkeep.Expire(stop), _ => Remove("k", ids[1..^1]));
        Assert.Equal([ids[^1]], VersionsOf("k"));
        Assert.Single(VersionsOf("a"));
    }

    /// <summary>What was older when a pass looked at its key, and is the current version, or one to be kept, when it acts.</summary>
    [Theory]
    [InlineData("", 3, "3", "2")]
    [InlineData("", 3, "3 2", "1")]
    [InlineData("<NewerNoncurrentVersions>1</NewerNoncurrentVersions>", 4, "", "4 3")]
    [InlineData("<NewerNoncurrentVersions>1</NewerNoncurrentVersions>", 4, "4", "3 2")]
    [InlineData("<NewerNoncurrentVersions>1</NewerNoncurrentVersions>", 4, "3", "4 2")]
    [InlineData("<NewerNoncurrentVersions>1</NewerNoncurrentVersions>", 4, "4 3 1", "2")]
    public async Task What_goes_is_decided_by_what_is_there_when_it_goes(string kept, int versions, string removed, string left)
    {
        await OlderGoAsync(kept);
        var ids = Put("k", versions);
        await LeftAfterAsync(
            days: 9, (upkeep, stop) => upkeep.Expire(stop), _ => Remove("k", [.. Numbers(removed).Select(number => ids[number - 1])]));
        Assert.Equal(Numbers(left).Select(number => ids[number - 1]), VersionsOf("k"));

        static IEnumerable<int> Numbers(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => n[0] - '0');
    }

    /// <summary>All who write wait for a change, so it does not remove everything at once.</summary>
    [Fact]
    public async Task All_older_versions_of_a_key_go_however_many_there_are_and_each_is_logged()
    {
        await OlderGoAsync();
        var ids = Put("k", 250);
        await LeftAfterAsync(days: 9);
        Assert.Equal([ids[^1]], VersionsOf("k"));
        Assert.Equal(
            ids[..^1].Select(id => $"haven/k?versionId={id}"),
            vault.Log.From(0).Select(e => e!.Entry().Value).Where(e => e.What == "s3:LifecycleExpiration").Select(e => e.OnWhat));
    }

    [Fact]
    public async Task Who_stops_the_server_does_not_wait_until_all_has_gone()
    {
        await LogsAsync();
        Assert.Equal("log/2 log/3", await LeftAfterAsync(
            days: 9, (upkeep, stop) => upkeep.Expire(stop), stopping => stopping.Cancel()));
    }

    [Fact]
    public async Task Unfinished_uploads_go_also_where_there_are_more_than_are_looked_at_in_one_go()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven?lifecycle", """
            <LifecycleConfiguration><Rule><ID>half</ID><Status>Enabled</Status><Filter><Prefix>log/</Prefix></Filter>
            <AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>
            </LifecycleConfiguration>
            """);
        await vault.StopAsync();
        var nothing = new ObjectAttributes().ToBytes();
        using var ring = KnownKeys.Unlock(vault.Vault);
        vault.Vault.Catalogue.Change(change =>
        {
            for (var i = 0; i < 1_500; i++)
            {
                var key = ObjectKey.Of($"log/{i % 3}").Value;
                var upload = new Upload(Guid.NewGuid(), haven, key, TimeProvider.System.GetUtcNow(), vault.Officer, default);
                change.Put(upload with { Attributes = ring.SealAttributes(nothing, upload.About, RandomNumberGenerator.Fill).Value });
            }

            return haven;
        });
        await LeftAfterAsync(days: 3);
        Assert.Empty(vault.Vault.Catalogue.Uploads(haven, "", "", null, 10));
    }

    /// <summary>A bucket that keeps versions, in which older ones go after a week.</summary>
    private async Task OlderGoAsync(string kept = "")
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven?versioning=", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        await vault.DoAsync("PUT", "/haven?lifecycle", $"""
            <LifecycleConfiguration><Rule><ID>oud</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter>
            <NoncurrentVersionExpiration><NoncurrentDays>7</NoncurrentDays>{kept}</NoncurrentVersionExpiration></Rule></LifecycleConfiguration>
            """);
        await vault.StopAsync();
    }

    /// <summary>Puts versions of an object, and tells their ids, the oldest first.</summary>
    private List<VersionId> Put(string key, int versions)
    {
        using var ring = KnownKeys.Unlock(vault.Vault);
        return vault.Vault.Catalogue.Change(change => Enumerable.Range(0, versions).Select(_ =>
        {
            var version = new ObjectVersion(
                haven, ObjectKey.Of(key).Value, VersionId.Of(Guid.NewGuid()), TimeProvider.System.GetUtcNow(), vault.Officer);
            change.Put(VersionSeal.On(version, new ObjectAttributes(), ring, RandomNumberGenerator.Fill));
            return version.Id;
        }).ToList());
    }

    private void Remove(string key, List<VersionId> ids) => vault.Vault.Catalogue.Change(change =>
    {
        ids.ForEach(id => change.Remove(haven, ObjectKey.Of(key).Value, id));
        return ids.Count;
    });

    /// <summary>The versions of a key, the newest first.</summary>
    private IEnumerable<VersionId> VersionsOf(string key) =>
        vault.Vault.Catalogue.Versions(haven, key, key, null, int.MaxValue).Select(v => v.Version.Id);

    private async Task LogsAsync()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        foreach (var number in new[] { 1, 2, 3 })
        {
            await vault.DoAsync("PUT", $"/haven/log/{number}", "regel");
        }

        await vault.DoAsync("PUT", "/haven?lifecycle", """
            <LifecycleConfiguration><Rule><ID>logs</ID><Status>Enabled</Status><Filter><Prefix>log/</Prefix></Filter>
            <Expiration><Days>7</Days></Expiration></Rule></LifecycleConfiguration>
            """);
        await vault.StopAsync();
    }

    /// <summary>What is left after a pass, before whose first change something happens.</summary>
    private async Task<string> LeftAfterAsync(int days, Action<Upkeep, CancellationToken> care, Action<CancellationTokenSource> meanwhile)
    {
        using var stopping = new CancellationTokenSource();
        var breaker = new Breaker
        {
            BeforeChange = () =>
            {
                meanwhile(stopping);
                return Task.CompletedTask;
            },
        };
        return await LeftAfterAsync(
            days,
            upkeep =>
            {
                care(upkeep, stopping.Token);
                return Task.CompletedTask;
            },
            [],
            new BreakingCatalogue(vault.Vault.Catalogue, breaker));
    }

    private Task<string> LeftAfterAsync(int days) => LeftAfterAsync(
        days,
        upkeep =>
        {
            upkeep.Expire();
            return Task.CompletedTask;
        },
        []);

    private async Task<string> LeftAfterAsync(int days, Func<Upkeep, Task> care, List<string> told, ICatalogue? catalogue = null)
    {
        using var blobs = vault.Vault.OpenBlobs(BlobsUse.Alone).Value;
        using var keys = new BodyKeys();
        keys.Unlock(KnownKeys.Unlock(vault.Vault));
        var clock = new Later(TimeSpan.FromDays(days));
        await using var log = new AccessLog(vault.Vault.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, _ => { });
        var safe = new Safe(catalogue ?? vault.Vault.Catalogue, blobs, keys, log, clock, RandomNumberGenerator.Fill, "nl");
        await using var upkeep = new Upkeep(safe, says => told.Add(says.English));
        await care(upkeep);
        return string.Join(' ', vault.Vault.Catalogue.Objects(haven, "", "", 10).Select(o => o.Key.Text));
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}

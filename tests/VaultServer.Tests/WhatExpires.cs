using System.Security.Cryptography;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What the lifecycle of a bucket takes away goes by itself, and nothing else does.</summary>
public sealed class WhatExpires : IAsyncDisposable
{
    private readonly ServedVault vault = new();

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

    private Task<string> LeftAfterAsync(int days) => LeftAfterAsync(
        days,
        upkeep =>
        {
            upkeep.Expire();
            return Task.CompletedTask;
        },
        []);

    private async Task<string> LeftAfterAsync(int days, Func<Upkeep, Task> care, List<string> told)
    {
        using var blobs = vault.Vault.OpenBlobs(BlobsUse.Alone).Value;
        using var keys = new BodyKeys();
        keys.Unlock(KnownKeys.Unlock(vault.Vault));
        var clock = new Later(TimeSpan.FromDays(days));
        await using var log = new AccessLog(vault.Vault.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, _ => { });
        var safe = new Safe(vault.Vault.Catalogue, blobs, keys, log, clock, RandomNumberGenerator.Fill, "nl");
        await using var upkeep = new Upkeep(safe, vault.Log.LastEntry, told.Add);
        await care(upkeep);
        return string.Join(' ', vault.Vault.Catalogue.Objects(BucketName.Of("haven").Value, "", "", 10).Select(o => o.Key.Text));
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}

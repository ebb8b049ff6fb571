using System.Net;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What an officer changes at the command line holds for a server that runs from its next request on, and is in the log.</summary>
public sealed class WhatOfficersChange : IAsyncDisposable
{
    private static readonly BucketWish Confidential = new(Marking.Confidential, null, null);
    private static readonly BucketWish Internal = new(Marking.Internal, null, null);

    private readonly ServedVault vault = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task An_access_key_that_is_revoked_is_refused_by_its_next_request()
    {
        var clerk = vault.Add(ServedVault.Body, "klerk");
        await vault.ServeAsync();
        Assert.Equal(HttpStatusCode.OK, await ListAsync(clerk));
        Assert.Equal([clerk.AccessKeyId], vault.Vault.Users.Revoke("klerk", null, "ciso", TimeProvider.System).Value);
        Assert.Equal(HttpStatusCode.Forbidden, await ListAsync(clerk));
        Assert.Equal(HttpStatusCode.OK, await ListAsync(vault.Boss));
        Assert.IsType<KeyIsUnknown>(vault.Vault.Users.Revoke("klerk", null, "ciso", TimeProvider.System).Problem);
        Assert.IsType<UserIsUnknown>(vault.Vault.Users.Revoke("klerkje", null, "ciso", TimeProvider.System).Problem);
        Assert.Equal(("ciso", $"{ServedVault.Body} {clerk.User.Id} {clerk.AccessKeyId}"), Act("sluis:RevokeAccessKey"));
    }

    [Fact]
    public async Task Programs_go_over_to_a_second_access_key_before_the_first_is_revoked()
    {
        var clerk = vault.Add(ServedVault.Body, "klerk");
        await vault.ServeAsync();
        using var ring = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        var second = vault.Vault.Users.AddKey(ring, "klerk", "ciso", TimeProvider.System).Value;
        Assert.IsType<HasTwoKeys>(vault.Vault.Users.AddKey(ring, "klerk", "ciso", TimeProvider.System).Problem);
        Assert.Equal(clerk.User, second.User);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await ListAsync(clerk), await ListAsync(second)));
        Assert.IsType<KeyIsUnknown>(vault.Vault.Users.Revoke("klerk", vault.Boss.AccessKeyId, "ciso", TimeProvider.System).Problem);
        Assert.True(vault.Vault.Users.Revoke("klerk", clerk.AccessKeyId, "ciso", TimeProvider.System).Holds);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (await ListAsync(clerk), await ListAsync(second)));
        Assert.Equal([second.AccessKeyId], vault.Vault.Users.List(null).Single(u => u.User.Name == "klerk").Keys.Select(k => k.Id));
    }

    [Fact]
    public async Task Of_many_who_add_a_user_of_one_name_at_once_one_does_and_that_is_in_the_log()
    {
        using var ring = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        using var together = new Barrier(8);
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait(TestContext.Current.CancellationToken);
                return vault.Vault.Users.Add(ring, "klerk", isOfficer: false, TimeProvider.System.GetUtcNow());
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var clerk = Assert.Single(made, m => m.Holds).Value;
        Assert.All(made.Where(m => !m.Holds), m => Assert.Equal(new UserIsKnown("klerk"), m.Problem));
        Assert.Single(vault.Vault.Catalogue.Users(null), u => u.Name == "klerk");
        Assert.Equal(("", $"{ServedVault.Body} {clerk.User.Id} {clerk.AccessKeyId}"), Act("sluis:AddUser", clerk.User.Id));
    }

    [Fact]
    public async Task A_bucket_that_is_raised_takes_more_at_once_and_one_that_is_lowered_less()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync("stuk", "confidential"));
        Assert.True(Set(Confidential).Holds);
        Assert.Equal(HttpStatusCode.OK, await PutAsync("stuk", "confidential"));
        Assert.Equal(("ciso", "haven/ marking confidential, data class internal, places any"), Act("sluis:SetBucket"));

        Assert.Equal(("stuk", 1), Found(Set(Internal)));
        await vault.DoAsync("DELETE", "/haven/stuk");
        Assert.True(Set(Internal).Holds);
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync("stuk", "confidential"));
    }

    [Fact]
    public async Task A_bucket_is_not_lowered_over_what_said_nothing_nor_over_old_versions_and_uploads()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        Assert.True(Set(Confidential).Holds);
        await PutAsync("open", "public");
        await PutAsync("stil", null);
        await PutAsync("zacht", "confidential");
        await PutAsync("zacht", "internal");
        await vault.DoAsync("POST", "/haven/nog?uploads=");
        Assert.Equal(("stil", 3), Found(Set(Internal)));
        Assert.Equal(Marking.Confidential, vault.Vault.Catalogue.Bucket(BucketName.Of("haven").Value)!.Marking);
    }

    [Fact]
    public async Task A_bucket_of_another_body_or_elsewhere_is_not_set()
    {
        vault.Add("org:ander", "ander", isOfficer: true);
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        using var others = vault.Vault.Keys.Unlock("org:ander", ServedVault.Passphrase).Value;
        Assert.IsType<BucketIsUnknown>(
            BucketCare.Set(vault.Vault, others, BucketName.Of("haven").Value, Confidential, "ciso", TimeProvider.System).Problem);
        Assert.IsType<KeptElsewhere>(Set(new BucketWish(null, null, [Country.Of("DE").Value])).Problem);
        Assert.True(Set(new BucketWish(null, null, PlaceList.Read("DE,NL").Value)).Holds);
    }

    private Result<Bucket> Set(BucketWish wish)
    {
        using var ring = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        return BucketCare.Set(vault.Vault, ring, BucketName.Of("haven").Value, wish, "ciso", TimeProvider.System);
    }

    private static (string, long) Found(Result<Bucket> refused)
    {
        var problem = Assert.IsType<HoldsMoreSensitive>(refused.Problem);
        return (problem.First, problem.Count);
    }

    private async Task<HttpStatusCode> ListAsync(NewUser user)
    {
        using var answer = await vault.SendAsync(user, "GET", "/");
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> PutAsync(string key, string? marking)
    {
        (string, string)[] headers = marking is null ? [] : [("x-amz-meta-marking", marking)];
        using var answer = await vault.SendAsync(vault.Boss, "PUT", $"/haven/{key}", "tekst", headers);
        return answer.StatusCode;
    }

    private (string Who, string OnWhat) Act(string what, string on = "") =>
        vault.Log.From(0).Select(e => e!.Entry().Value)
            .Where(e => e.What == what && e.OnWhat.Contains(on, StringComparison.Ordinal)).Select(e => (e.Who, e.OnWhat)).First();
}

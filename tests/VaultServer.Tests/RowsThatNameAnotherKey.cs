using System.Net;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Somebody wrote the name of a key that nobody has into rows of the catalogue, as a rotation elsewhere would.</summary>
public sealed class RowsThatNameAnotherKey : IAsyncLifetime
{
    private const string Body = ServedVault.Body;
    private const string Words = ServedVault.Passphrase;
    private static readonly KeyName Foreign = KeyName.Read("0123456789abcdef/7")!.Value;

    private readonly ServedVault vault = new();

    public async ValueTask InitializeAsync()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.StopAsync();
    }

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keep_nobody_from_unlocking_while_another_row_opens(bool isBucket)
    {
        Alter(bucket: isBucket, key: !isBucket);
        (await UnlockAsync()).Value.Dispose();
        Assert.Equal("UnlockKeys ok", Last());
        await vault.ServeAsync(locked: true);
        using var server = ControlClient.Connect(vault.Vault).Value;
        var open = server.Unlock(Body, Words.AsMemory(), "ciso").Value;
        Assert.Equal((ServedState.Open, ControlSentence.Of(isBucket ? Bucket : Key)), (open.State, open.Doubt));
    }

    [Fact]
    public async Task Are_no_doubt_when_they_were_made_at_no_moment_that_there_is()
    {
        vault.Tamper("UPDATE access_key SET created = 9000000000000000000");
        await vault.ServeAsync(locked: true);
        using var server = ControlClient.Connect(vault.Vault).Value;
        Assert.Null(server.Unlock(Body, Words.AsMemory(), "ciso").Value.Doubt);
    }

    [Fact]
    public async Task Keep_nobody_from_unlocking_when_they_cannot_even_be_read()
    {
        await vault.ServeAsync(locked: true);
        vault.Tamper("ALTER TABLE access_key RENAME TO elsewhere", changes: false);
        using var server = ControlClient.Connect(vault.Vault).Value;
        var open = server.Unlock(Body, Words.AsMemory(), "ciso").Value;
        Assert.Equal(ServedState.Open, open.State);
        Assert.StartsWith("whether the key file of 'org:waterschap' is the newest could not be looked up", open.Doubt?.En, StringComparison.Ordinal);
        Assert.Equal("UnlockKeys ok", Last());
    }

    [Fact]
    public async Task Are_looked_at_and_named_by_a_scrub_also_when_no_row_opens()
    {
        Alter(bucket: true, key: true);
        using var keys = new BodyKeys();
        keys.Unlock((await UnlockAsync(wanted: KeysFor.Looking)).Value);
        Assert.Equal([Bucket.Row, Key.Row], SealedRows.All(vault.Vault.Catalogue, keys, vault.Vault.Keys.MayHaveKeys()));
    }

    [Fact]
    public async Task Are_named_to_who_changes_keys_and_nothing_is_changed()
    {
        Alter(key: true);
        var before = vault.Vault.Keys.Of(Body).Value.ToText();
        using var signer = KnownKeys.Signer();
        var wanted = new WantedOfficers(["ciso", "archivaris"], 2, KeepsPassphrase: true);
        var clock = TimeProvider.System;
        Assert.Equal(Key, (await KeyCare.RotateAsync(vault.Vault, Body, Words, "ciso", clock)).Problem);
        Assert.Equal("RotateKey KeyFileInDoubt", Last());
        Assert.Equal(Key, (await KeyCare.EraseAsync(vault.Vault, Body, Words, "ciso", signer, clock)).Problem);
        Assert.Equal(Key, (await KeyCare.SetOfficersAsync(vault.Vault, Body, Words, wanted, "ciso", clock, _ => null)).Problem);
        Assert.Equal(before, vault.Vault.Keys.Of(Body).Value.ToText());
        Assert.Contains($"'{vault.Boss.AccessKeyId} baas' names the key {Foreign}", Key.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("user revoke", Key.In(Language.Dutch), StringComparison.Ordinal);
        Assert.DoesNotContain("user revoke", Bucket.In(Language.Dutch), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_no_officer_from_changing_keys_who_says_that_the_key_file_is_the_newest_and_that_is_in_the_log()
    {
        Alter(bucket: true, key: true);
        using var signer = KnownKeys.Signer();
        var rotated = await KeyCare.RotateAsync(vault.Vault, Body, Newest, "ciso", TimeProvider.System);
        Assert.Equal((2, 0L, 2L), (rotated.Value.Key.Version, rotated.Value.Rewrapped, rotated.Value.Closed));
        Assert.Equal("RotateKey ok (newest key file)", Last(2));
        var proof = await KeyCare.EraseAsync(vault.Vault, Body, Newest, "ciso", signer, TimeProvider.System);
        Assert.True(ErasureProof.Read(proof.Value, signer.PublicKey).Holds);
        Assert.Equal("EraseKeys ok (newest key file)", Last());
        Assert.IsType<DestroyedKey>((await UnlockAsync()).Problem);
    }

    [Fact]
    public async Task Keep_a_body_locked_when_none_opens_until_an_officer_says_that_the_key_file_is_the_newest()
    {
        Alter(bucket: true, key: true);
        Assert.Equal(Bucket, (await UnlockAsync()).Problem);
        Assert.Equal("UnlockKeys KeyFileInDoubt", Last());
        (await UnlockAsync(Newest)).Value.Dispose();
        Assert.Equal("UnlockKeys ok (newest key file)", Last());
        await vault.ServeAsync(locked: true);
        using var server = ControlClient.Connect(vault.Vault).Value;
        Assert.Equal(Bucket.In(Language.Dutch), server.Unlock(Body, Words.AsMemory(), "ciso").Problem?.In(Language.Dutch));
        server.SaysNewest = true;
        var open = server.Unlock(Body, Words.AsMemory(), "ciso").Value;
        Assert.Equal((ServedState.Open, ControlSentence.Of(Bucket)), (open.State, open.Doubt));
        Assert.Equal("UnlockKeys ok (newest key file)", Last());
    }

    [Fact]
    public async Task Keep_a_server_from_starting_with_such_keys_until_an_officer_says_so()
    {
        Alter(bucket: true, key: true);
        using var keys = new BodyKeys();
        keys.Unlock(KnownKeys.Unlock(vault.Vault));
        var serving = new VaultServing(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System, _ => { });
        Assert.Equal(Bucket, VaultHost.Build(vault.Vault, keys, serving).Problem);
        await using var host = VaultHost.Build(vault.Vault, keys, serving with { KeyFilesAreNewest = true }).Value;
    }

    [Fact]
    public async Task Are_no_doubt_any_more_when_the_access_key_was_revoked()
    {
        Alter(key: true);
        Assert.True(vault.Vault.Users.Revoke("baas", null, "ciso", TimeProvider.System).Holds);
        await vault.ServeAsync(locked: true);
        using var server = ControlClient.Connect(vault.Vault).Value;
        Assert.Null(server.Unlock(Body, Words.AsMemory(), "ciso").Value.Doubt);
        Assert.True((await KeyCare.RotateAsync(vault.Vault, Body, Words, "ciso", TimeProvider.System)).Holds);
    }

    [Fact]
    public async Task Keep_no_new_body_out_whose_keys_an_officer_says_are_the_first()
    {
        Alter(bucket: true);
        File.Delete(vault.Vault.Keys.FileOf(Body));
        Assert.Equal(Bucket, (await KeyCare.AddAsync(vault.Vault, Body, Words, "ciso", TimeProvider.System)).Problem);
        (await KeyCare.AddAsync(vault.Vault, Body, Words, "ciso", TimeProvider.System, areFirst: true)).Value.Dispose();
        Assert.Equal("AddBody ok (newest key file)", Last());
    }

    /// <summary>The vault has no buckets: who says so wants no copy elsewhere to be brought up to date any more.</summary>
    [Fact]
    public void Are_no_doubt_when_they_say_that_they_are_of_the_vault_itself()
    {
        var now = TimeProvider.System.GetUtcNow();
        EmbassyKeys.Make(vault.Vault, Words, now).Value.Dispose();
        Alter(bucket: true, of: EmbassyKeys.BodyOf(vault.Vault.Describes.Name));
        EmbassyKeys.Unlock(vault.Vault, Words).Value.Dispose();
    }

    private static Unlocking Newest => new() { Passphrase = Words.AsMemory(), SaysNewest = true };

    private static KeyFileInDoubt Bucket => Doubt(SealedKind.Bucket, "haven");

    private KeyFileInDoubt Key => Doubt(SealedKind.AccessKey, $"{vault.Boss.AccessKeyId} baas");

    private static KeyFileInDoubt Doubt(SealedKind kind, string name) =>
        new(Body, new SealedRow(kind, name, IsIntact: false) { SealedBy = Foreign });

    private Task<Result<KeyRing>> UnlockAsync(Unlocking? brought = null, KeysFor wanted = KeysFor.Using) =>
        KeyCare.UnlockAsync(vault.Vault, Body, brought ?? Words, TimeProvider.System, wanted);

    private string Last(int before = 1) =>
        vault.Log.From(vault.Log.Size - before).First()!.Entry().Value is var entry ? $"{entry.What[6..]} {entry.Outcome}" : "";

    private void Alter(bool bucket = false, bool key = false, string? of = null) => vault.Vault.Catalogue.Change(change =>
    {
        if (bucket)
        {
            var haven = change.Bucket(BucketName.Of("haven").Value)!;
            change.Put(haven with { Seal = Named(haven.Seal), Body = of ?? haven.Body });
        }

        if (key)
        {
            var boss = change.AccessKey(vault.Boss.AccessKeyId)!;
            change.RemoveAccessKey(boss.Id);
            change.Put(boss with { Secret = Named(boss.Secret) });
        }

        return Body;
    });

    /// <summary>The first byte is the format, and then the name of the key comes.</summary>
    private static ReadOnlyMemory<byte> Named(ReadOnlyMemory<byte> sealedBytes) => (byte[])
        [.. sealedBytes.Span[..1], .. Convert.FromHexString($"{Foreign.RingText}{Foreign.Version:x8}"), .. sealedBytes.Span[13..]];
}

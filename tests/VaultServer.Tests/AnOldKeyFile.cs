using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A folder of keys that was copied before they were rotated: what it would seal may open nowhere soon.</summary>
public sealed class AnOldKeyFile : IAsyncDisposable
{
    private readonly ServedVault vault = new();
    private KeyName newest;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Does_not_unlock_for_any_verb_and_that_is_in_the_log()
    {
        await BringBackTheOldAsync();
        Assert.Equal(Boss, (await UnlockAsync()).Problem);
        Assert.Equal("sluis:UnlockKeys KeyFileInDoubt", Last());
    }

    [Fact]
    public async Task Does_not_unlock_a_running_server()
    {
        await BringBackTheOldAsync();
        await vault.ServeAsync(locked: true);
        using var server = ControlClient.Connect(vault.Vault).Value;
        var refused = server.Unlock(ServedVault.Body, ServedVault.Passphrase.AsMemory(), "ciso").Problem;
        Assert.Equal(Boss.In(Language.English), refused?.In(Language.English));
        Assert.Equal(ServedState.Locked, server.Status().Value.Bodies.Single().State);
        Assert.Equal("sluis:UnlockKeys KeyFileInDoubt", Last());
    }

    /// <summary>A rotation by it would make a second key of a name that is in use, and an erasure prove what is not so.</summary>
    [Fact]
    public async Task Is_not_changed_by_any_verb_and_that_is_in_the_log()
    {
        await BringBackTheOldAsync();
        var before = vault.Vault.Keys.Of(ServedVault.Body).Value.ToText();
        using var signer = KnownKeys.Signer();
        var (body, words, clock) = (ServedVault.Body, ServedVault.Passphrase, TimeProvider.System);
        var wanted = new WantedOfficers(["ciso", "archivaris"], 2, KeepsPassphrase: true);
        var token = new TokenAddress("/nergens", "bzk");
        Is("RotateKey", (await KeyCare.RotateAsync(vault.Vault, body, words, "ciso", clock)).Problem);
        Is("EraseKeys", (await KeyCare.EraseAsync(vault.Vault, body, words, "ciso", signer, clock)).Problem);
        Is("RetireKeys", (await KeyCare.RetireAsync(vault.Vault, body, words, 2, "ciso", signer, clock)).Problem);
        Is("SetOfficers", (await KeyCare.SetOfficersAsync(vault.Vault, body, words, wanted, "ciso", clock, _ => null)).Problem);
        Is("SetToken", (await KeyCare.SetTokenAsync(vault.Vault, body, words, token, "1234".AsMemory(), "ciso", clock)).Problem);
        Assert.Equal(before, vault.Vault.Keys.Of(body).Value.ToText());

        void Is(string act, Problem? refused) =>
            Assert.Equal((Boss, $"sluis:{act} KeyFileInDoubt"), (refused, Last()));
    }

    [Fact]
    public async Task That_is_not_here_at_all_is_not_made_a_second_time()
    {
        using (var ring = KnownKeys.Unlock(vault.Vault))
        {
            newest = ring.Current.Name;
        }

        File.Delete(Directory.GetFiles(vault.At("kluis/keys"), "*.json").Single());
        var made = await KeyCare.AddAsync(vault.Vault, ServedVault.Body, ServedVault.Passphrase, "ciso", TimeProvider.System);
        Assert.Equal(Boss, made.Problem);
        Assert.Equal("sluis:AddBody KeyFileInDoubt", Last());
    }

    [Fact]
    public async Task Is_told_by_an_empty_bucket_when_the_body_has_no_access_keys()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.StopAsync();
        Assert.True(vault.Vault.Users.Revoke("baas", null, "ciso", TimeProvider.System).Holds);
        await BringBackTheOldAsync();
        Assert.Equal(Doubt(SealedKind.Bucket, "haven"), (await UnlockAsync()).Problem);
    }

    /// <summary>The buckets bear the new key then, and the users the old: whatever it seals is wrapped anew when the rotation is finished.</summary>
    [Fact]
    public async Task Is_changed_by_no_verb_when_the_rotation_was_broken_off_either()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.StopAsync();
        var secret = Key.Secret;
        await BringBackTheOldAsync();
        vault.Vault.Catalogue.Change(change =>
        {
            var key = Key;
            change.RemoveAccessKey(key.Id);
            change.Put(key with { Secret = secret });
            return key;
        });
        (await UnlockAsync()).Value.Dispose();
        Assert.Equal("sluis:UnlockKeys ok", Last());
        using var signer = KnownKeys.Signer();
        var (body, words, clock) = (ServedVault.Body, ServedVault.Passphrase, TimeProvider.System);
        Assert.Equal(Doubt(SealedKind.Bucket, "haven"), (await KeyCare.RotateAsync(vault.Vault, body, words, "ciso", clock)).Problem);
        Assert.Equal(Doubt(SealedKind.Bucket, "haven"), (await KeyCare.EraseAsync(vault.Vault, body, words, "ciso", signer, clock)).Problem);
    }

    [Fact]
    public async Task Is_the_newest_again_once_that_was_copied()
    {
        await BringBackTheOldAsync(andTheNew: true);
        (await UnlockAsync()).Value.Dispose();
        Assert.Equal("sluis:UnlockKeys ok", Last());
    }

    private KeyFileInDoubt Boss => Doubt(SealedKind.AccessKey, $"{vault.Boss.AccessKeyId} baas");

    private AccessKey Key => vault.Vault.Catalogue.AccessKey(vault.Boss.AccessKeyId)!;

    /// <summary>A row bears the newest key.</summary>
    private KeyFileInDoubt Doubt(SealedKind kind, string name) =>
        new(ServedVault.Body, new SealedRow(kind, name, IsIntact: false) { SealedBy = newest });

    private Task<Result<KeyRing>> UnlockAsync() =>
        KeyCare.UnlockAsync(vault.Vault, ServedVault.Body, ServedVault.Passphrase, TimeProvider.System);

    private string Last() => vault.Log.From(vault.Log.Size - 1).Single()!.Entry().Value is var entry ? $"{entry.What} {entry.Outcome}" : "";

    private async Task BringBackTheOldAsync(bool andTheNew = false)
    {
        var file = Directory.GetFiles(vault.At("kluis/keys"), "*.json").Single();
        var old = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        newest = (await KeyCare.RotateAsync(vault.Vault, ServedVault.Body, ServedVault.Passphrase, "ciso", TimeProvider.System)).Value.Key;
        if (!andTheNew)
        {
            await File.WriteAllTextAsync(file, old, TestContext.Current.CancellationToken);
        }
    }
}

using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A body has officers, two of three of whom unlock its keys.</summary>
public sealed class TheOfficersOfABody : IAsyncDisposable
{
    private static readonly string[] Three = ["ciso", "archivaris", "secretaris"];

    private readonly ServedVault vault = new();

    private KeyFile File => vault.Vault.Keys.Of(ServedVault.Body).Value;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Two_of_three_unlock_what_the_passphrase_unlocked()
    {
        using var before = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        var keys = await SetAsync();
        foreach (var pair in new[] { (0, 1), (0, 2), (1, 2) })
        {
            using var ring = Unlock(keys[pair.Item2], keys[pair.Item1]).Value;
            Assert.Equal(before.Current.Fingerprint, ring.Current.Fingerprint);
        }

        using var still = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        Assert.Equal(before.Current.Fingerprint, still.Current.Fingerprint);
    }

    [Fact]
    public async Task One_officer_alone_unlocks_nothing()
    {
        var keys = await SetAsync(keepsPassphrase: false);
        Assert.All(keys, key => Assert.Equal(new TooFewOfficers(1, 2), Unlock(key).Problem));
        Assert.Equal(new TooFewOfficers(1, 2), Unlock(keys[0], keys[0]).Problem);
        Assert.Equal(new NoPassphrase(ServedVault.Body), vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Problem);
    }

    [Fact]
    public async Task Former_officers_and_a_former_passphrase_open_neither_the_new_file_nor_a_later_one_by_an_old_copy()
    {
        var former = await SetAsync();
        var old = File;
        var keys = await SetAsync(keepsPassphrase: false);
        Assert.Equal(new NotAnOfficersKey("ciso"), Unlock(former[0], former[1]).Problem);

        using var bySheet = old.Passphrase!.Open(ServedVault.Passphrase).Value;
        using var byOfficers = old.Officers!.Open([OfficerKey.Read(former[0]).Value, OfficerKey.Read(former[1]).Value]).Value;
        vault.Vault.Keys.Rotate(ServedVault.Body, Keys(keys[0], keys[2]), TimeProvider.System.GetUtcNow()).Value.Dispose();
        Assert.True(old.Open(byOfficers).Holds);
        Assert.IsType<KeyFileDoesNotOpen>(File.Open(byOfficers).Problem);
        Assert.IsType<KeyFileDoesNotOpen>(File.Open(bySheet).Problem);
    }

    [Fact]
    public async Task Officers_who_are_replaced_by_officers_keep_the_passphrase_only_when_it_is_given()
    {
        var keys = await SetAsync();
        var before = File.ToText();
        Assert.Equal(new PassphraseWouldBeLost(ServedVault.Body), (await SetAsync(Keys(keys[0], keys[1]), true)).Problem);
        Assert.IsType<KeyFileDoesNotOpen>((await SetAsync(Also("een heel andere wachtzin", keys), true)).Problem);
        Assert.Equal(before, File.ToText());

        Assert.True((await SetAsync(Also(ServedVault.Passphrase, keys), true)).Holds);
        vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value.Dispose();
    }

    [Fact]
    public async Task When_the_keys_cannot_be_handed_over_all_stays_as_it_was()
    {
        var before = File.ToText();
        var refused = await KeyCare.SetOfficersAsync(
            vault.Vault, ServedVault.Body, ServedVault.Passphrase, new WantedOfficers(Three, 2, KeepsPassphrase: true), "ciso",
            TimeProvider.System, _ => new NoOfficerKey());
        Assert.IsType<NoOfficerKey>(refused.Problem);
        Assert.Equal(before, File.ToText());
        Assert.Equal("Refused", vault.Log.From(vault.Log.Size - 1).Single()!.Entry().Value.Outcome);
    }

    [Fact]
    public async Task Who_set_officers_and_who_unlocked_is_in_the_log_and_so_is_who_failed()
    {
        var keys = await SetAsync(keepsPassphrase: false);
        (await KeyCare.UnlockAsync(vault.Vault, ServedVault.Body, Keys(keys[0], keys[1]), TimeProvider.System)).Value.Dispose();
        Assert.False((await KeyCare.UnlockAsync(vault.Vault, ServedVault.Body, Keys(keys[2]), TimeProvider.System)).Holds);
        Assert.False((await KeyCare.UnlockAsync(vault.Vault, ServedVault.Body, ServedVault.Passphrase, TimeProvider.System)).Holds);
        Assert.Equal(
            [
                "directie sluis:SetOfficers org:waterschap ok", "ciso, archivaris sluis:UnlockKeys org:waterschap ok",
                "secretaris sluis:UnlockKeys org:waterschap TooFewOfficers", " sluis:UnlockKeys org:waterschap Refused",
            ],
            vault.Log.From(1).Select(e => e!.Entry().Value).Select(e => $"{e.Who} {e.What} {e.OnWhat} {e.Outcome}"));
    }

    [Fact]
    public async Task Officers_rotate_and_erase_as_who_has_a_passphrase_does()
    {
        var keys = await SetAsync(keepsPassphrase: false);
        var rotated = await KeyCare.RotateAsync(vault.Vault, ServedVault.Body, Keys(keys[1], keys[2]), "ciso", TimeProvider.System);
        Assert.Equal(2, rotated.Value.Key.Version);
        using var signer = vault.Vault.UnlockLog(ServedVault.Passphrase).Value;
        Assert.True((await KeyCare.EraseAsync(
            vault.Vault, ServedVault.Body, Keys(keys[0], keys[2]), "archivaris", signer, TimeProvider.System)).Holds);
        Assert.IsType<DestroyedKey>(Unlock(keys[0], keys[1]).Problem);
    }

    [Fact]
    public async Task Two_who_change_keys_at_once_are_told_so()
    {
        var inside = await KeyCare.SetOfficersAsync(
            vault.Vault, ServedVault.Body, ServedVault.Passphrase, new WantedOfficers(Three, 2, KeepsPassphrase: true), "ciso", TimeProvider.System,
            _ => vault.Vault.Keys.Rotate(ServedVault.Body, ServedVault.Passphrase, TimeProvider.System.GetUtcNow()).Problem);
        Assert.IsType<KeysAreBeingChanged>(inside.Problem);
    }

    private static Unlocking Keys(params string[] keys) => new() { OfficerKeys = [.. keys.Select(k => OfficerKey.Read(k).Value)] };

    private static Unlocking Also(string passphrase, List<string> keys) =>
        new() { Passphrase = passphrase.AsMemory(), OfficerKeys = Keys(keys[0], keys[1]).OfficerKeys };

    private Result<KeyRing> Unlock(params string[] keys) => vault.Vault.Keys.Unlock(ServedVault.Body, Keys(keys));

    private async Task<List<string>> SetAsync(bool keepsPassphrase = true) =>
        (await SetAsync(ServedVault.Passphrase, keepsPassphrase)).Value;

    /// <summary>Sets three officers; returns their keys as they are handed over.</summary>
    private async Task<Result<List<string>>> SetAsync(Unlocking brought, bool keepsPassphrase)
    {
        var handed = new List<string>();
        var set = await KeyCare.SetOfficersAsync(
            vault.Vault, ServedVault.Body, brought, new WantedOfficers(Three, 2, keepsPassphrase), "directie", TimeProvider.System, keys =>
            {
                handed.AddRange(keys.Select(k => k.Reveal()));
                return null;
            });
        return set.Then<List<string>>(_ => handed);
    }
}

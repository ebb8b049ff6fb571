using Sluiswachter.Model;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A folder of keys that was copied before they were rotated: what it would seal may open nowhere soon.</summary>
public sealed class AnOldKeyFile : IAsyncDisposable
{
    private readonly ServedVault vault = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Does_not_unlock_for_any_verb_and_that_is_in_the_log()
    {
        await BringBackTheOldAsync();
        Assert.Equal(new KeyFileIsOld(ServedVault.Body), (await UnlockAsync()).Problem);
        Assert.Equal("sluis:UnlockKeys KeyFileIsOld", Last());
    }

    [Fact]
    public async Task Does_not_unlock_a_running_server()
    {
        await BringBackTheOldAsync();
        await vault.ServeAsync(locked: true);
        using var server = ControlClient.Connect(vault.Vault).Value;
        var refused = server.Unlock(ServedVault.Body, ServedVault.Passphrase.AsMemory(), "ciso").Problem;
        Assert.Equal(new KeyFileIsOld(ServedVault.Body).In(Language.English), refused?.In(Language.English));
        Assert.Equal(ServedState.Locked, server.Status().Value.Bodies.Single().State);
        Assert.Equal("sluis:UnlockKeys KeyFileIsOld", Last());
    }

    [Fact]
    public async Task Is_told_by_what_is_kept_when_the_body_has_no_access_keys()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
        await vault.StopAsync();
        Assert.True(vault.Vault.Users.Revoke("baas", null, "ciso", TimeProvider.System).Holds);
        await BringBackTheOldAsync();
        Assert.Equal(new KeyFileIsOld(ServedVault.Body), (await UnlockAsync()).Problem);
    }

    [Fact]
    public async Task Is_the_newest_again_once_that_was_copied()
    {
        await BringBackTheOldAsync(andTheNew: true);
        (await UnlockAsync()).Value.Dispose();
        Assert.Equal("sluis:UnlockKeys ok", Last());
    }

    private Task<Result<Vault.KeyRing>> UnlockAsync() =>
        KeyCare.UnlockAsync(vault.Vault, ServedVault.Body, ServedVault.Passphrase, TimeProvider.System);

    private string Last() => vault.Log.From(vault.Log.Size - 1).Single()!.Entry().Value is var entry ? $"{entry.What} {entry.Outcome}" : "";

    private async Task BringBackTheOldAsync(bool andTheNew = false)
    {
        var file = Directory.GetFiles(vault.At("kluis/keys"), "*.json").Single();
        var old = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.True((await KeyCare.RotateAsync(vault.Vault, ServedVault.Body, ServedVault.Passphrase, "ciso", TimeProvider.System)).Holds);
        if (!andTheNew)
        {
            await File.WriteAllTextAsync(file, old, TestContext.Current.CancellationToken);
        }
    }
}

using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>The keys that seal what copies elsewhere are told: none is destroyed while a copy needs it.</summary>
public sealed class KeysOfTheVaultItself : IAsyncDisposable
{
    private readonly AnEmbassy embassy = new();

    private ServedVault Home => embassy.Home;

    private string Itself => EmbassyKeys.BodyOf(Home.Vault.Describes.Name);

    public ValueTask DisposeAsync() => embassy.DisposeAsync();

    [Fact]
    public async Task After_a_rotation_the_copy_is_written_anew_and_then_the_former_is_destroyed()
    {
        await FillAsync();
        await RotateAsync(Itself);
        Assert.Equal(new StillWrapped(2, 2), (await RetireAsync(Itself)).Problem); // Two segments.
        await embassy.SyncAsync();
        Assert.True((await RetireAsync(Itself)).Holds);
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
        Assert.Empty((await embassy.DrillAsync()).Differences);
    }

    [Fact]
    public async Task A_copy_that_was_not_reached_since_keeps_the_former()
    {
        await FillAsync();
        await RotateAsync(Itself);
        var former = File.ReadAllText(Path.Combine(embassy.Folder, "head"));
        for (var call = 1; !IsSentAnew(); call++)
        {
            await Assert.ThrowsAsync<IOException>(() => embassy.RoundAsync(new BreakingCopy(call, isDoneFirst: false).Around));
        }

        Assert.Equal(former, File.ReadAllText(Path.Combine(embassy.Folder, "head")));
        Assert.IsType<StillWrapped>((await RetireAsync(Itself)).Problem);
        Assert.Empty((await embassy.TryRestoreAsync("kluis2")).Value.Missing);
        await embassy.SyncAsync();
        Assert.True((await RetireAsync(Itself)).Holds);

        bool IsSentAnew() => embassy.Be.Sent != embassy.Be.Confirmed;
    }

    [Fact]
    public async Task A_copy_that_lacks_what_was_wrapped_anew_keeps_the_former_key_of_the_body()
    {
        await FillAsync();
        await RotateAsync(ServedVault.Body);
        Assert.IsType<StillWrapped>((await RetireAsync(ServedVault.Body)).Problem);
        await embassy.SyncAsync();
        Assert.True((await RetireAsync(ServedVault.Body)).Holds);
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
    }

    [Fact]
    public async Task A_copy_whose_keys_are_gone_all_the_same_is_written_anew()
    {
        await FillAsync();
        await RotateAsync(Itself);
        using (var signer = Home.Vault.UnlockLog(ServedVault.Passphrase).Value)
        {
            Assert.True(Home.Vault.Keys.Retire(
                Itself, ServedVault.Passphrase, 2, _ => 0, "archivaris", TimeProvider.System.GetUtcNow(), signer).Holds);
        }

        Assert.False((await embassy.TryRestoreAsync("kluis2")).Holds);
        embassy.UnlockAnew();
        await embassy.SyncAsync();
        await embassy.RestoreAndCompareAsync();
    }

    /// <summary>What another machine would append by its old copy of the key file opens nowhere once that key is destroyed.</summary>
    [Fact]
    public async Task An_old_key_file_of_them_brings_nothing_to_a_copy_and_one_that_is_gone_is_not_made_anew()
    {
        await FillAsync();
        var file = Directory.GetFiles(Home.At("kluis/keys"), "*.json").Single(f => KeyFile.Read(File.ReadAllText(f)).Value.Body == Itself);
        var old = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await RotateAsync(Itself);
        await embassy.SyncAsync();
        await File.WriteAllTextAsync(file, old, TestContext.Current.CancellationToken);
        Assert.Equal(new KeyFileIsOld(Itself), EmbassyKeys.Unlock(Home.Vault, ServedVault.Passphrase).Problem);
        File.Delete(file);
        Assert.Equal(
            new KeyFileIsOld(Itself), EmbassyKeys.Make(Home.Vault, ServedVault.Passphrase, TimeProvider.System.GetUtcNow()).Problem);
    }

    private async Task RotateAsync(string body)
    {
        Assert.True((await KeyCare.RotateAsync(Home.Vault, body, ServedVault.Passphrase, "ciso", TimeProvider.System)).Holds);
        embassy.UnlockAnew();
    }

    private async Task<Result<string>> RetireAsync(string body)
    {
        using var signer = Home.Vault.UnlockLog(ServedVault.Passphrase).Value;
        return await KeyCare.RetireAsync(Home.Vault, body, ServedVault.Passphrase, 2, "archivaris", signer, TimeProvider.System);
    }

    /// <summary>A copy of two segments.</summary>
    private async Task FillAsync()
    {
        await Home.ServeAsync();
        await Home.DoAsync("PUT", "/haven");
        await Home.DoAsync("PUT", "/haven/a", new string('a', 30_000));
        await embassy.SyncAsync();
        await Home.DoAsync("PUT", "/haven/b", "b");
        await Home.StopAsync();
        await embassy.SyncAsync();
    }
}

using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Keys that a rotation left behind are destroyed, when nothing needs them any more.</summary>
public sealed class RetiredKeys : IAsyncDisposable
{
    private readonly ServedVault vault = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task After_a_rotation_the_former_key_is_destroyed_with_a_proof_and_all_data_opens()
    {
        await FillAsync();
        using var former = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        await RotateAsync();
        using var oldFile = File.OpenRead(Directory.GetFiles(vault.At("kluis/keys"), "*.json").Single());
        var proof = (await RetireAsync(before: 2)).Value;

        var read = ErasureProof.Read(proof, LogKey.Read(vault.Vault.LogPublicKey).Value).Value;
        Assert.Equal((former.Current.Name, former.Current.Fingerprint), (Assert.Single(read.Keys).Key, read.Keys[0].Fingerprint));
        Assert.Equal(proof, await File.ReadAllTextAsync(
            Directory.GetFiles(vault.At("kluis/keys"), "*.retired").Single(), TestContext.Current.CancellationToken));
        Assert.True(KeptKeys.Open(vault.At("kluis")).Value.CopyTo(vault.At("brandkast")).Holds);
        Assert.Equal(proof, await File.ReadAllTextAsync(
            Directory.GetFiles(vault.At("brandkast/keys"), "*.retired").Single(), TestContext.Current.CancellationToken));
        Assert.IsType<DestroyedKey>((await RetireAsync(before: 2)).Problem);
        using var ring = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        Assert.Equal([KeyState.Destroyed, KeyState.Active], ring.Versions.Select(v => v.State));
        Assert.Equal(-1, NotZero(oldFile));

        await vault.ServeAsync();
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/brief"));
    }

    [Fact]
    public async Task While_anything_is_wrapped_by_it_a_key_is_not_destroyed_and_how_much_is_told()
    {
        await FillAsync();
        vault.Vault.Keys.Rotate(ServedVault.Body, ServedVault.Passphrase, TimeProvider.System.GetUtcNow()).Value.Dispose();
        // Two of an object, three of an upload with a part, a user's secret and the seal of a bucket.
        Assert.Equal(new StillWrapped(7, 2), (await RetireAsync(before: 2)).Problem);
        Assert.Equal("sluis:RetireKeys StillWrapped", Last());
        await RotateAsync();
        Assert.True((await RetireAsync(before: 3)).Holds);
        Assert.Equal("sluis:RetireKeys ok", Last());
        await vault.ServeAsync();
        Assert.Equal("geheim", await vault.DoAsync("GET", "/haven/brief"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_current_key_and_those_that_never_were_are_not_destroyed(int before)
    {
        var refused = (await RetireAsync(before)).Problem;
        Assert.True(before == 1 ? refused is UnknownKey : refused is CurrentVersionIsNeeded);
        using var ring = vault.Vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        Assert.Equal(KeyState.Active, ring.Current.State);
    }

    private static int NotZero(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOfAnyExcept((byte)0);
    }

    private string Last() => vault.Log.From(vault.Log.Size - 1).Single()!.Entry().Value is var entry ? $"{entry.What} {entry.Outcome}" : "";

    private async Task RotateAsync() => Assert.True((await KeyCare.RotateAsync(
        vault.Vault, ServedVault.Body, ServedVault.Passphrase, "ciso", TimeProvider.System)).Holds);

    private async Task<Result<string>> RetireAsync(int before)
    {
        using var signer = vault.Vault.UnlockLog(ServedVault.Passphrase).Value;
        return await KeyCare.RetireAsync(
            vault.Vault, ServedVault.Body, ServedVault.Passphrase, before, "archivaris", signer, TimeProvider.System);
    }

    /// <summary>An object, and an upload of one part.</summary>
    private async Task FillAsync()
    {
        await vault.ServeAsync();
        await vault.DoAsync("PUT", "/haven");
        await vault.DoAsync("PUT", "/haven/brief", "geheim");
        await vault.DoAsync("POST", "/haven/groot?uploads=");
        var upload = vault.Vault.Catalogue.Uploads(BucketName.Of("haven").Value, "", "", null, 1).Single().Text;
        await vault.DoAsync("PUT", $"/haven/groot?partNumber=1&uploadId={upload}", "deel");
        await vault.StopAsync();
    }
}

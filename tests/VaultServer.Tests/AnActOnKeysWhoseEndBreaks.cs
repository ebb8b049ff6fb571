using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>What was done to keys is in the log, and what it gave is handed out, whatever broke after it was done.</summary>
public sealed class AnActOnKeysWhoseEndBreaks : IAsyncDisposable
{
    private const string Body = ServedVault.Body;
    private const string Words = ServedVault.Passphrase;

    private readonly ServedVault vault = new();

    private KeyFiles Keys => vault.Vault.Keys;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Is_done_and_logged_when_the_former_key_file_cannot_be_written_over()
    {
        Keys.Disk = new FailingPower(5, isLost: false); // Written, forced, named, the name forced: then the former.
        var rotated = await KeyCare.RotateAsync(vault.Vault, Body, Words, "ciso", TimeProvider.System);
        Assert.Equal((2, 1L), (rotated.Value.Key.Version, rotated.Value.Rewrapped));
        Assert.IsType<FormerKeyFileStays>(Assert.Single(Keys.Undone));
        Assert.Equal(["RotateKey ok", "RewrapKeys ok"], Last(2));

        using var signer = KnownKeys.Signer();
        Keys.Disk = new FailingPower(9, isLost: false); // First the proof, which takes four calls too.
        var proof = await KeyCare.EraseAsync(vault.Vault, Body, Words, "ciso", signer, TimeProvider.System);
        Assert.True(ErasureProof.Read(proof.Value, signer.PublicKey).Holds);
        Assert.IsType<FormerKeyFileStays>(Assert.Single(Keys.Undone));
        Assert.Equal(["EraseKeys ok"], Last(1));
    }

    [Fact]
    public async Task Is_in_the_log_when_the_disk_does_not_promise_to_keep_the_new_key_file()
    {
        var before = vault.Log.Size;
        Keys.Disk = new FailingPower(3, isLost: false);
        await Assert.ThrowsAsync<IOException>(() => KeyCare.RotateAsync(vault.Vault, Body, Words, "ciso", TimeProvider.System));
        Assert.Equal((before, 1), (vault.Log.Size, Version));
        Keys.Disk = new FailingPower(6, isLost: false); // First what the other left aside is written over and forced.
        await Assert.ThrowsAsync<IOException>(() => KeyCare.RotateAsync(vault.Vault, Body, Words, "ciso", TimeProvider.System));
        Assert.Equal(["RotateKey Unfinished"], Last(1));
        Assert.Equal(2, Version);
    }

    [Fact]
    public async Task Hands_out_its_proof_although_the_log_cannot_be_written()
    {
        using var signer = KnownKeys.Signer();
        vault.Tamper("ALTER TABLE log_entry RENAME TO gone", changes: false);
        var proof = await KeyCare.EraseAsync(vault.Vault, Body, Words, "ciso", signer, TimeProvider.System);
        vault.Tamper("ALTER TABLE gone RENAME TO log_entry", changes: false);
        Assert.True(ErasureProof.Read(proof.Value, signer.PublicKey).Holds);
        Assert.IsType<DoneUnlogged>(Assert.Single(Keys.Undone));
    }

    /// <summary>On a disk that fails both are true, and after an erasure it is the first that counts.</summary>
    [Fact]
    public async Task Tells_all_that_it_left_undone()
    {
        using var signer = KnownKeys.Signer();
        vault.Tamper("ALTER TABLE log_entry RENAME TO gone", changes: false);
        Keys.Disk = new FailingPower(9, isLost: false);
        Assert.True((await KeyCare.EraseAsync(vault.Vault, Body, Words, "ciso", signer, TimeProvider.System)).Holds);
        vault.Tamper("ALTER TABLE gone RENAME TO log_entry", changes: false);
        Assert.Equal([typeof(FormerKeyFileStays), typeof(DoneUnlogged)], Keys.Undone.Select(one => one.GetType()));

        Keys.Disk = new FileSystem();
        Assert.IsType<DestroyedKey>((await KeyCare.RotateAsync(vault.Vault, Body, Words, "ciso", TimeProvider.System)).Problem);
        Assert.Empty(Keys.Undone);
    }

    [Fact]
    public async Task Tells_what_it_left_undone_also_when_what_comes_after_it_breaks()
    {
        vault.Tamper("CREATE TRIGGER full BEFORE DELETE ON access_key BEGIN SELECT RAISE(ABORT, 'full'); END", changes: false);
        Keys.Disk = new FailingPower(5, isLost: false);
        await Assert.ThrowsAnyAsync<IOException>(() => KeyCare.RotateAsync(vault.Vault, Body, Words, "ciso", TimeProvider.System));
        Assert.IsType<FormerKeyFileStays>(Assert.Single(Keys.Undone));
    }

    private int Version
    {
        get
        {
            using var ring = Keys.Unlock(Body, Words).Value;
            return ring.Current.Name.Version;
        }
    }

    private IEnumerable<string> Last(int count) =>
        vault.Log.From(vault.Log.Size - count).Select(e => e!.Entry().Value).Select(e => $"{e.What[6..]} {e.Outcome}");
}

using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>What copies are made with: the keys of the vault itself, which seal the feed, and the key of its log, which signs.</summary>
public sealed class EmbassyKeys : IDisposable
{
    internal EmbassyKeys(KeyRing ring, LogSigner signer) => (Ring, Signer) = (ring, signer);

    /// <summary>The keys that seal the feed.</summary>
    internal KeyRing Ring { get; }

    /// <summary>The key that signs heads and reports.</summary>
    internal LogSigner Signer { get; }

    /// <summary>The public key that goes with it.</summary>
    public LogKey Public => Signer.PublicKey;

    /// <summary>Unlocks them; they are made when the vault has none yet.</summary>
    public static Result<EmbassyKeys> Make(VaultFolder vault, string passphrase, DateTimeOffset now) =>
        vault.UnlockLog(passphrase).Then<EmbassyKeys>(signer =>
        {
            var body = BodyOf(vault.Describes.Name);
            var ring = vault.Keys.Unlock(body, passphrase);
            return With(ring.Problem is BodyIsUnknown ? vault.Keys.Add(body, passphrase, now) : ring, signer);
        });

    /// <summary>Unlocks those of a vault.</summary>
    public static Result<EmbassyKeys> Unlock(VaultFolder vault, string passphrase) =>
        vault.UnlockLog(passphrase).Then<EmbassyKeys>(signer => With(vault.Keys.Unlock(BodyOf(vault.Describes.Name), passphrase), signer));

    /// <summary>Unlocks those of a folder of keys that were kept for the day that the vault is lost.</summary>
    internal static Result<EmbassyKeys> Unlock(KeptKeys kept, string passphrase) =>
        kept.UnlockLog(passphrase).Then<EmbassyKeys>(signer => With(kept.Keys.Unlock(BodyOf(kept.Describes.Name), passphrase), signer));

    /// <summary>The id under which the vault's own keys are among those of bodies.</summary>
    public static string BodyOf(string vault) => $"vault:{vault}";

    /// <inheritdoc/>
    public void Dispose()
    {
        Ring.Dispose();
        Signer.Dispose();
    }

    private static Result<EmbassyKeys> With(Result<KeyRing> ring, LogSigner signer)
    {
        if (ring.Holds)
        {
            return new EmbassyKeys(ring.Value, signer);
        }

        signer.Dispose();
        return ring.Problem is BodyIsUnknown ? new NoEmbassyKeys() : ring.Problem!;
    }
}

/// <summary>A vault that never had a copy elsewhere, so that it has no keys for one.</summary>
public sealed record NoEmbassyKeys() : Problem(new Phrase(
    "the vault has no keys for copies elsewhere: they are made with: sluis vault embassy add",
    "de kluis heeft geen sleutels voor kopieën elders: die worden gemaakt met: sluis vault embassy add"));

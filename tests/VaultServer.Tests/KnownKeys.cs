using System.Security.Cryptography;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Vaults whose passphrase opens them as it does a real one, and whose keys a test has without stretching it each time.</summary>
/// <remarks>
/// Stretching a passphrase takes long, on purpose: a third of a second, which hundreds of tests would pay several times. So one lock
/// is made for the whole run, and one vault, of which each test gets a copy.
/// </remarks>
internal static class KnownKeys
{
    public const string Passphrase = ServedVault.Passphrase;
    private const string Name = "kluis.example.nl";

    private static readonly UnlockingSecret Secret = UnlockingSecret.Fresh(RandomNumberGenerator.Fill);
    private static readonly ECParameters LogKey = ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportParameters(includePrivateParameters: true);

    private static readonly Lazy<PassphraseLock> Lock = new(
        () => PassphraseLock.Of(Secret, Passphrase, RandomNumberGenerator.Fill, PassphraseLock.Fewest).Value);

    private static readonly Lazy<string> Pattern = new(MakePattern);

    /// <summary>A new vault in a folder, without bodies.</summary>
    public static VaultFolder NewVault(string path)
    {
        Folders.Copy(Pattern.Value, path);
        return VaultFolder.Open(path).Value;
    }

    /// <summary>Makes the keys of a body, which <see cref="Passphrase"/> opens.</summary>
    public static KeyRing Add(VaultFolder vault, string body)
    {
        var ring = KeyRing.Fresh(body, TimeProvider.System.GetUtcNow(), RandomNumberGenerator.Fill).Value;
        File.WriteAllText(vault.Keys.FileOf(body), Seal(ring).ToText());
        return ring;
    }

    /// <summary>A key file that <see cref="Passphrase"/> opens.</summary>
    public static KeyFile Seal(KeyRing ring) =>
        KeyFile.Seal(ring, Secret, RandomNumberGenerator.Fill) with { Passphrase = Lock.Value };

    /// <summary>The keys of a body as they are now; a file that was sealed under another secret since is opened by the passphrase.</summary>
    public static KeyRing Unlock(VaultFolder vault, string body = ServedVault.Body) => TryUnlock(vault, body).Value;

    /// <summary>The keys of a body as they are now, or why the passphrase does not open them.</summary>
    public static Result<KeyRing> TryUnlock(VaultFolder vault, string body) =>
        vault.Keys.Of(body).Then(file => file.Open(Secret)) is { Holds: true, Value.Current.State: KeyState.Active } known
            ? known
            : vault.Keys.Unlock(body, Passphrase);

    /// <summary>The keys for copies elsewhere of a vault that was made here.</summary>
    public static EmbassyKeys ForEmbassy(VaultFolder vault) =>
        new(Add(vault, EmbassyKeys.BodyOf(vault.Describes.Name)), Signer());

    /// <summary>The key of the log of a vault that was made here.</summary>
    public static LogSigner Signer() => LogSigner.Of(Name, ECDsa.Create(LogKey)).Value;

    private static string MakePattern()
    {
        var path = Folders.ForTheWholeRun();
        VaultFolder.Create(Path.Join(path, "kluis"), Name, Country.Of("NL").Value, Passphrase).Value.Dispose();
        using var signer = Signer();
        using var key = ECDsa.Create(LogKey);
        var strength = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA512, PassphraseLock.Fewest);
        File.WriteAllText(Path.Join(path, "kluis", "log.pem"), key.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, strength) + "\n");
        File.WriteAllText(Path.Join(path, "kluis", "log.pub"), signer.PublicKey.Text + "\n");
        return Path.Join(path, "kluis");
    }
}

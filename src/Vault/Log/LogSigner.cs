using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>The key with which a vault signs what its log says, and that a body's keys were destroyed.</summary>
/// <remarks>Safe for any number of threads. Signatures draw their own chance, from the platform.</remarks>
public sealed class LogSigner : IDisposable
{
    private readonly ECDsa key;
    private readonly Lock use = new();

    private LogSigner(LogKey publicKey, ECDsa key) => (PublicKey, this.key) = (publicKey, key);

    /// <summary>What others check the signatures with.</summary>
    public LogKey PublicKey { get; }

    /// <summary>Signs under a name with a private key, which this takes over.</summary>
    /// <param name="name">The name of the log: no white space, no '+'.</param>
    /// <param name="key">A private key on P-256.</param>
    public static Result<LogSigner> Of(string name, ECDsa key) =>
        LogKey.IsP256(key) && LogKey.Of(name, key.ExportSubjectPublicKeyInfo()) is { } publicKey
            ? new LogSigner(publicKey, key)
            : new NoLogSigner(name);

    /// <summary>Signs under a name with a private key in PEM (PKCS#8), sealed by a passphrase.</summary>
    public static Result<LogSigner> FromPem(string name, string pem, ReadOnlySpan<char> passphrase)
    {
        var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportFromEncryptedPem(pem, passphrase);
            return Of(name, ecdsa);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            ecdsa.Dispose();
            return e is CryptographicException ? new LogKeyDoesNotOpen() : new NoLogSigner(name);
        }
    }

    /// <summary>The private key in PEM (PKCS#8), sealed by a passphrase.</summary>
    public string ToPem(ReadOnlySpan<char> passphrase)
    {
        var strength = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA512, PassphraseLock.UsualIterations);
        lock (use)
        {
            return key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, strength) + "\n";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    internal byte[] Sign(string text)
    {
        lock (use)
        {
            return key.SignData(
                Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }
}

/// <summary>A passphrase that does not open the key of the log.</summary>
public sealed record LogKeyDoesNotOpen() : Problem(new Phrase(
    "the key of the log does not open with this passphrase: expected that of the vault",
    "de sleutel van het logboek gaat niet open met deze wachtzin: verwacht die van de kluis"));

/// <summary>A name or a private key with which no log can be signed.</summary>
public sealed record NoLogSigner(string Name) : Problem(new Phrase(
    $"no log can be signed as {Quote(Name)}: expected a name without spaces or '+', and an ECDSA private key on P-256 that opens",
    $"als {Quote(Name)} kan geen logboek worden ondertekend: verwacht een naam zonder spaties of '+', en een ECDSA-sleutel op P-256 die opengaat"));

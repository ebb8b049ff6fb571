using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>The public key of a log, with its name: all that an outsider needs to check what the log says.</summary>
/// <remarks>
/// ECDSA on P-256 with SHA-256, as .NET 10 has no Ed25519. Its text is C2SP's verifier key: name, id in hexadecimal, and base64
/// of the signature type 0x02 with the key (SubjectPublicKeyInfo), joined by '+'; the id is the beginning of the SHA-256 of the
/// key. Safe for any number of threads.
/// </remarks>
public sealed class LogKey
{
    private const byte SignatureType = 0x02;
    private readonly byte[] publicKey;

    private LogKey(string name, byte[] publicKey) =>
        (Name, this.publicKey, Id) = (name, publicKey, SHA256.HashData(publicKey)[..4]);

    /// <summary>The name of the log, such as <c>vault.example.nl/log</c>.</summary>
    public string Name { get; }

    /// <summary>The key as text, to be handed to outsiders.</summary>
    public string Text =>
        $"{Name}+{Convert.ToHexStringLower(Id)}+{Convert.ToBase64String([SignatureType, .. publicKey])}";

    internal byte[] Id { get; }

    /// <summary>Reads a key from its text.</summary>
    public static Result<LogKey> Read(string text)
    {
        var parts = text.Trim().Split('+', 3);
        var bytes = new byte[text.Length];
        if (parts.Length < 3 || !Convert.TryFromBase64String(parts[2], bytes, out var length) || length < 2 ||
            bytes[0] != SignatureType || Of(parts[0], bytes[1..length]) is not { } key ||
            parts[1] != Convert.ToHexStringLower(key.Id))
        {
            return new NoLogKey(text);
        }

        return key;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>A key of a name; null when the name cannot be one, or the bytes are no key on P-256.</summary>
    internal static LogKey? Of(string name, byte[] publicKey)
    {
        if (!SignedNote.IsLine(name) || name.Any(sign => sign == '+' || char.IsWhiteSpace(sign)))
        {
            return null;
        }

        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && IsP256(ecdsa) ? new LogKey(name, publicKey) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal static bool IsP256(ECDsa key) =>
        key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;

    internal bool Verifies(string text, byte[] signature)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return ecdsa.VerifyData(
            Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}

/// <summary>A text that is no public key of a log.</summary>
public sealed record NoLogKey(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no key of a log: expected name+id+key as the log's owner gave it out, an ECDSA key on P-256",
    $"{Quote(Text)} is geen sleutel van een logboek: verwacht naam+id+sleutel zoals de eigenaar die gaf, een ECDSA-sleutel op P-256"));

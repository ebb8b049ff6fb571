using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>The master of a body's data: one version of its key ring.</summary>
/// <remarks>
/// Encrypts nothing itself: for each use a key is derived from it, with the use, the body, the version and what it is about as
/// context. Source of the bytes: <c>docs/formats/sealed-objects.md</c>.
/// </remarks>
internal sealed class BodyKey : Secret
{
    private const byte Format = 1;
    private const int SaltSize = 32;
    private const int WrappedHead = 2 + KeyName.Size;
    private const int AttributesHead = 1 + KeyName.Size + SaltSize;

    private readonly string body;

    public BodyKey(string body, KeyName name, ReadOnlySpan<byte> secret)
        : base(secret) => (this.body, Name) = (body, name);

    public BodyKey(string body, KeyName name, Randomness random)
        : base(random) => (this.body, Name) = (body, name);

    public KeyName Name { get; }

    /// <summary>SHA-256 of a value derived from the key: the same for the same key, and of no use to find it.</summary>
    public string Fingerprint
    {
        get
        {
            Span<byte> check = stackalloc byte[Size];
            Derive(FieldBytes.Of("sluiswachter vault 1 check value", body, Name.ToString()), check);
            return Convert.ToHexStringLower(SHA256.HashData(check));
        }
    }

    /// <summary>The same key, to be wiped on its own.</summary>
    public BodyKey Copy()
    {
        Span<byte> secret = stackalloc byte[Size];
        CopyTo(secret);
        var copy = new BodyKey(body, Name, secret);
        CryptographicOperations.ZeroMemory(secret);
        return copy;
    }

    /// <summary>Which key wrapped these bytes, and whether a customer's key is needed too; null when they are no wrapped key.</summary>
    public static (KeyName Name, bool NeedsCustomer)? NameOfWrapped(ReadOnlySpan<byte> wrapped) =>
        wrapped.Length > WrappedHead && wrapped[0] == Format && wrapped[1] is 1 or 2
            ? (KeyName.Read(wrapped[2..]), wrapped[1] == 2)
            : null;

    /// <summary>Which key sealed these attributes; null when they are none.</summary>
    public static KeyName? NameOfSealed(ReadOnlySpan<byte> attributes) =>
        attributes.Length >= AttributesHead + SealedLength.Tag && attributes[0] == Format
            ? KeyName.Read(attributes[1..])
            : null;

    /// <summary>Wraps what opens a blob: its data key, or its data key as wrapped under a customer's key.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> secret, BlobId blob, bool needsCustomer)
    {
        var sealedKey = KeyWrap.Wrap(this, WrapContext(blob, needsCustomer), secret);
        var wrapped = new byte[WrappedHead + sealedKey.Length];
        (wrapped[0], wrapped[1]) = (Format, needsCustomer ? (byte)2 : (byte)1);
        Name.Write(wrapped.AsSpan(2));
        sealedKey.CopyTo(wrapped, WrappedHead);
        return wrapped;
    }

    /// <summary>What was wrapped, for the caller to wipe; null when it was wrapped for another blob or body, or altered.</summary>
    public byte[]? Unwrap(ReadOnlySpan<byte> wrapped, BlobId blob) =>
        KeyWrap.Unwrap(this, WrapContext(blob, wrapped[1] == 2), wrapped[WrappedHead..]);

    public byte[] Seal(ReadOnlySpan<byte> attributes, AttributesOf of, Randomness random)
    {
        var sealedBytes = new byte[AttributesHead + attributes.Length + SealedLength.Tag];
        sealedBytes[0] = Format;
        Name.Write(sealedBytes.AsSpan(1));
        random(sealedBytes.AsSpan(1 + KeyName.Size, SaltSize));
        using var aes = AttributesCipher(sealedBytes);
        aes.Encrypt(
            stackalloc byte[12],
            attributes,
            sealedBytes.AsSpan(AttributesHead, attributes.Length),
            sealedBytes.AsSpan(AttributesHead + attributes.Length),
            of.Bytes(body));
        return sealedBytes;
    }

    /// <summary>The attributes; null when they are of something else, or altered.</summary>
    public byte[]? Open(ReadOnlySpan<byte> sealedBytes, AttributesOf of)
    {
        var attributes = new byte[sealedBytes.Length - AttributesHead - SealedLength.Tag];
        using var aes = AttributesCipher(sealedBytes);
        try
        {
            aes.Decrypt(
                stackalloc byte[12],
                sealedBytes[AttributesHead..^SealedLength.Tag],
                sealedBytes[^SealedLength.Tag..],
                attributes,
                of.Bytes(body));
            return attributes;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>A cipher for one sealing: its salt makes its key, so that the nonce can be zero.</summary>
    private AesGcm AttributesCipher(ReadOnlySpan<byte> sealedBytes)
    {
        Span<byte> key = stackalloc byte[Size];
        Derive(
            FieldBytes.Of("sluiswachter vault 1 attributes", body, Name.ToString()),
            key,
            sealedBytes.Slice(1 + KeyName.Size, SaltSize));
        var aes = new AesGcm(key, SealedLength.Tag);
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }

    private byte[] WrapContext(BlobId blob, bool needsCustomer) => FieldBytes.Of(
        needsCustomer ? "sluiswachter vault 1 customer data key" : "sluiswachter vault 1 data key",
        body,
        Name.ToString(),
        blob.Text);
}

/// <summary>What sealed attributes are about; they open for nothing else.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key of the object; empty when they are of the bucket itself.</param>
/// <param name="Version">The version of the object, or what else tells it from others of the same key.</param>
public readonly record struct AttributesOf(string Bucket, string Key, string Version)
{
    internal byte[] Bytes(string body) => FieldBytes.Of("attributes", body, Bucket, Key, Version);
}

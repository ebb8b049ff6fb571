using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>AES key wrap with padding (RFC 5649), under a key that is derived for one purpose.</summary>
/// <remarks>Deterministic and without a nonce; what is altered, or wrapped under another key, does not open.</remarks>
internal static class KeyWrap
{
    public static byte[] Wrap(ReadOnlySpan<byte> wrappingKey, ReadOnlySpan<byte> secret)
    {
        using var aes = Aes.Create();
        aes.SetKey(wrappingKey);
        return aes.EncryptKeyWrapPadded(secret);
    }

    /// <summary>What was wrapped, for the caller to wipe; null when it does not open.</summary>
    public static byte[]? Unwrap(ReadOnlySpan<byte> wrappingKey, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < 16 || wrapped.Length % 8 != 0)
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.SetKey(wrappingKey);
        try
        {
            return aes.DecryptKeyWrapPadded(wrapped);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Wraps under a key derived from a secret.</summary>
    public static byte[] Wrap(Secret under, ReadOnlySpan<byte> context, ReadOnlySpan<byte> secret)
    {
        Span<byte> key = stackalloc byte[Secret.Size];
        under.Derive(context, key);
        var wrapped = Wrap(key, secret);
        CryptographicOperations.ZeroMemory(key);
        return wrapped;
    }

    /// <summary>Unwraps under a key derived from a secret; null when it does not open.</summary>
    public static byte[]? Unwrap(Secret under, ReadOnlySpan<byte> context, ReadOnlySpan<byte> wrapped)
    {
        Span<byte> key = stackalloc byte[Secret.Size];
        under.Derive(context, key);
        var secret = Unwrap(key, wrapped);
        CryptographicOperations.ZeroMemory(key);
        return secret;
    }
}

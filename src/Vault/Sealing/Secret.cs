using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>A secret of 256 bits that is wiped when it is no longer needed.</summary>
/// <remarks>
/// The bytes never move in memory, so that wiping leaves no copy, and never leave the room: what is outside derives from them
/// or hands them on. Safe for any number of threads; after disposal every use fails instead of working with zeroes.
/// </remarks>
public abstract class Secret : IDisposable
{
    /// <summary>Bytes of a secret.</summary>
    internal const int Size = 32;

    private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
    private readonly Lock use = new();
    private bool gone;

    private protected Secret(ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, Size);
        secret.CopyTo(bytes);
    }

    private protected Secret(Randomness random) => random(bytes);

    /// <summary>Fills a key from this secret by HKDF-SHA256 (RFC 5869); another context gives an unrelated key.</summary>
    internal void Derive(ReadOnlySpan<byte> context, Span<byte> key, ReadOnlySpan<byte> salt = default)
    {
        lock (use)
        {
            ThrowIfWiped();
            HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, key, salt, context);
        }
    }

    /// <summary>Copies the secret to where it is wrapped or used; who asks wipes the copy.</summary>
    internal void CopyTo(Span<byte> into)
    {
        lock (use)
        {
            ThrowIfWiped();
            bytes.CopyTo(into);
        }
    }

    /// <summary>Wipes the secret.</summary>
    public void Dispose()
    {
        lock (use)
        {
            CryptographicOperations.ZeroMemory(bytes);
            gone = true;
        }

        GC.SuppressFinalize(this);
    }

    private void ThrowIfWiped()
    {
        if (gone)
        {
            throw new SecretWipedException(GetType().Name);
        }
    }
}

/// <summary>A secret was wiped while it was still being used: keys were locked meanwhile.</summary>
/// <param name="secret">What kind of secret.</param>
public sealed class SecretWipedException(string secret) : ObjectDisposedException(secret);

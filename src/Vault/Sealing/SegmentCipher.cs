using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>Seals and opens single segments of one blob: AES-256-GCM in the STREAM construction.</summary>
/// <remarks>
/// Nonce: three zero bytes, the index of the segment in eight, one byte that is 1 for the last segment. Associated data: the
/// header. Source: Hoang, Reyhanitabar, Rogaway and Vizár, "Online Authenticated-Encryption and its Nonce-Reuse
/// Misuse-Resistance", CRYPTO 2015. Not for several threads at a time.
/// </remarks>
internal sealed class SegmentCipher : IDisposable
{
    private const int NonceSize = 12;
    private readonly AesGcm aes;

    public SegmentCipher(DataKey key)
    {
        Span<byte> secret = stackalloc byte[Secret.Size];
        key.CopyTo(secret);
        aes = new AesGcm(secret, SealedLength.Tag);
        CryptographicOperations.ZeroMemory(secret);
    }

    /// <summary>What a blob begins with: four letters, the version of the format, the segment as a power of two, two zeroes.</summary>
    public static ReadOnlySpan<byte> Header => [(byte)'S', (byte)'W', (byte)'V', (byte)'B', 1, 16, 0, 0];

    /// <summary>Seals a segment.</summary>
    /// <param name="index">Its place in the blob, from 0.</param>
    /// <param name="isLast">Whether the blob ends with it.</param>
    /// <param name="plain">The plaintext.</param>
    /// <param name="into">Plaintext and tag long; may begin where the plaintext does.</param>
    public void Seal(long index, bool isLast, ReadOnlySpan<byte> plain, Span<byte> into)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, index, isLast);
        aes.Encrypt(nonce, plain, into[..plain.Length], into.Slice(plain.Length, SealedLength.Tag), Header);
    }

    /// <summary>Opens a segment; when it is not what was sealed there, says false and leaves zeroes.</summary>
    public bool TryOpen(long index, bool isLast, ReadOnlySpan<byte> sealedSegment, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, index, isLast);
        try
        {
            aes.Decrypt(nonce, sealedSegment[..^SealedLength.Tag], sealedSegment[^SealedLength.Tag..], plain, Header);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            plain.Clear();
            return false;
        }
    }

    public void Dispose() => aes.Dispose();

    private static void WriteNonce(Span<byte> nonce, long index, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], index);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
    }
}

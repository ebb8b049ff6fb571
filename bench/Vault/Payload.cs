using System.Security.Cryptography;
using Sluiswachter.Vault;

namespace Sluiswachter.Bench;

/// <summary>Bytes to send: a block, over and over, up to a length.</summary>
/// <param name="Block">The block.</param>
/// <param name="Length">How many bytes are sent.</param>
/// <param name="Hash">What is signed of it: its SHA-256, or that it is not signed.</param>
internal sealed record Payload(ReadOnlyMemory<byte> Block, long Length, string Hash)
{
    /// <summary>No bytes.</summary>
    public static readonly Payload None = new(ReadOnlyMemory<byte>.Empty, 0, S3Signature.EmptyPayload);

    /// <summary>Bytes that nothing compresses, the same for the same seed.</summary>
    /// <param name="length">How many.</param>
    /// <param name="seed">Which.</param>
    /// <param name="isSigned">Whether the request is to sign their SHA-256.</param>
    public static Payload Of(int length, int seed, bool isSigned)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return new Payload(
            bytes, length, isSigned ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : S3Signature.UnsignedPayload);
    }
}

/// <summary>What is put: a few different contents of one size, so that an answer with another object's bytes is noticed.</summary>
internal sealed class Contents
{
    private readonly Payload[] payloads;

    /// <summary>Makes contents of one size.</summary>
    public Contents(int size, bool isSigned)
    {
        const int Memory = 256 << 20;
        // A prime number of them: neighbours and strides differ.
        var count = size >= 16 << 20 ? 3 : Math.Min(61, Memory / size);
        (Size, payloads) = (size, [.. Enumerable.Range(0, count).Select(i => Payload.Of(size, (size * 31) + i, isSigned))]);
    }

    /// <summary>Bytes of each.</summary>
    public int Size { get; }

    /// <summary>The content of the object with a number.</summary>
    public Payload this[long number] => payloads[number % payloads.Length];
}

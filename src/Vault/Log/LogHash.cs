using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>A SHA-256 in the log: of an entry, of two hashes beneath it, or of the whole tree.</summary>
/// <remarks>Leaves and nodes are hashed with different first bytes, so that neither passes for the other. Source: RFC 6962, 2.1.</remarks>
public readonly record struct LogHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 32;

    private readonly UInt128 high;
    private readonly UInt128 low;

    /// <summary>A hash of 32 bytes.</summary>
    public LogHash(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Size);
        high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>The hash of a tree without leaves.</summary>
    public static LogHash OfNothing { get; } = new(SHA256.HashData([]));

    /// <summary>The hash of a leaf.</summary>
    public static LogHash OfLeaf(ReadOnlySpan<byte> entry) => new(SHA256.HashData([0, .. entry]));

    /// <summary>The hash of a node above two others.</summary>
    public static LogHash OfNode(LogHash left, LogHash right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * Size)];
        node[0] = 1;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Size)..]);
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(node, hash);
        return new LogHash(hash);
    }

    /// <summary>The hash as bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Reads a hash in base64; null when the text is none.</summary>
    public static LogHash? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return text.Length == 44 && Convert.TryFromBase64String(text, bytes, out var length) && length == Size
            ? new LogHash(bytes)
            : null;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> into)
    {
        BinaryPrimitives.WriteUInt128BigEndian(into, high);
        BinaryPrimitives.WriteUInt128BigEndian(into[16..], low);
    }

    /// <summary>The hash in base64.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }
}

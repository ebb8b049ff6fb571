using System.Buffers.Binary;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>The parts of a version, as they stand in its row.</summary>
/// <remarks>
/// A byte 1 for this layout; then per part its number (4 bytes), blob (16), size (8), the length of its wrapped key (4)
/// and that key; all numbers little-endian. A delete marker, which has no parts, has no bytes. Written to disk; never changes.
/// </remarks>
internal static class KeptParts
{
    private const byte Layout = 1;
    private const int Fixed = 4 + 16 + 8 + 4;

    /// <summary>The bytes of parts.</summary>
    public static byte[] Write(IReadOnlyList<StoredPart> parts)
    {
        if (parts.Count == 0)
        {
            return [];
        }

        var bytes = new byte[1 + parts.Sum(part => Fixed + part.WrappedKey.Length)];
        bytes[0] = Layout;
        var rest = bytes.AsSpan(1);
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, part.Number);
            part.Blob.Chance.TryWriteBytes(rest[4..], bigEndian: true, out _);
            BinaryPrimitives.WriteInt64LittleEndian(rest[20..], part.Size);
            BinaryPrimitives.WriteInt32LittleEndian(rest[28..], part.WrappedKey.Length);
            part.WrappedKey.Span.CopyTo(rest[Fixed..]);
            rest = rest[(Fixed + part.WrappedKey.Length)..];
        }

        return bytes;
    }

    /// <summary>The parts that bytes hold.</summary>
    /// <exception cref="InvalidDataException">They are not what <see cref="Write"/> writes: the catalogue is damaged.</exception>
    public static IReadOnlyList<StoredPart> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return [];
        }

        if (bytes.Span[0] != Layout)
        {
            throw Damaged();
        }

        var parts = new List<StoredPart>(1);
        for (var rest = bytes[1..]; !rest.IsEmpty;)
        {
            if (rest.Length < Fixed || BinaryPrimitives.ReadInt32LittleEndian(rest.Span[28..]) is var length &&
                (length < 0 || length > rest.Length - Fixed))
            {
                throw Damaged();
            }

            parts.Add(new StoredPart(
                BinaryPrimitives.ReadInt32LittleEndian(rest.Span),
                new BlobId(new Guid(rest.Span.Slice(4, 16), bigEndian: true)),
                BinaryPrimitives.ReadInt64LittleEndian(rest.Span[20..]),
                rest.Slice(Fixed, length)));
            rest = rest[(Fixed + length)..];
        }

        return parts;
    }

    private static InvalidDataException Damaged() => new("the catalogue is damaged: parts of a version cannot be read");
}

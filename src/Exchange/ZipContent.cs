using System.IO.Compression;

namespace Sluiswachter.Exchange;

/// <summary>The unpacked bytes of one file in a zip, held to the size and CRC-32 that the zip claims for it.</summary>
/// <remarks>Throws <see cref="InvalidDataException"/> at the first byte beyond the claim, or at an end that breaks it.</remarks>
internal sealed class ZipContent(ZipArchiveEntry entry) : Stream
{
    private static readonly uint[] Table = MakeTable();

    private readonly Stream unpacked = entry.Open();
    private long length;
    private uint crc = uint.MaxValue;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        length += read;
        crc = Update(crc, buffer[..read]);
        if (length > entry.Length || (read == 0 && buffer.Length > 0 && length < entry.Length))
        {
            throw new InvalidDataException($"it unpacks to {length} bytes, not to {entry.Length} as it says");
        }

        return read > 0 || buffer.Length == 0 || ~crc == entry.Crc32
            ? read
            : throw new InvalidDataException("its checksum is wrong");
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        unpacked.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// Eight bytes at a time (Intel's "slicing by 8"): a gigabyte a second instead of a few hundred megabytes.
    /// </summary>
    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            crc ^= (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24);
            crc = Table[0x700 + (crc & 0xFF)] ^ Table[0x600 + (crc >> 8 & 0xFF)] ^ Table[0x500 + (crc >> 16 & 0xFF)] ^
                Table[0x400 + (crc >> 24)] ^ Table[0x300 + bytes[4]] ^ Table[0x200 + bytes[5]] ^ Table[0x100 + bytes[6]] ^
                Table[bytes[7]];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            crc = crc >> 8 ^ Table[(crc ^ b) & 0xFF];
        }

        return crc;
    }

    /// <summary>
    /// Row k holds the effect of a byte that k zero bytes follow; the polynomial is that of zip (APPNOTE 4.4.7).
    /// </summary>
    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i < 256 ? (uint)i : table[i - 256];
            if (i < 256)
            {
                for (var bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) == 0 ? value >> 1 : value >> 1 ^ 0xEDB88320;
                }
            }
            else
            {
                value = value >> 8 ^ table[value & 0xFF];
            }

            table[i] = value;
        }

        return table;
    }
}

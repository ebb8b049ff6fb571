using System.Buffers.Binary;
using System.Text;

namespace Sluiswachter.Store;

/// <summary>Rows on their way to a table of PostgreSQL, in the binary form of COPY.</summary>
/// <remarks>
/// Source: PostgreSQL documentation, COPY, "Binary Format". Rows are laid out when they are given, so that nothing of
/// the caller is kept.
/// </remarks>
internal sealed class CopyBuffer(string table, IReadOnlyList<string> columns)
{
    /// <summary>The bytes from which on a batch is worth sending.</summary>
    public const int Batch = 1 << 20;

    private static readonly byte[] Start = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] End = [0xff, 0xff];

    private byte[] bytes = new byte[4096];
    private int length;

    /// <summary>The command that takes the rows.</summary>
    public string Command { get; } = $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)";

    /// <summary>Whether nothing waits to be sent.</summary>
    public bool IsEmpty => length == 0;

    /// <summary>Whether enough waits to be sent.</summary>
    public bool IsFull => length >= Batch;

    /// <summary>Begins a row; as many values follow as there are columns.</summary>
    public void BeginRow()
    {
        if (length == 0)
        {
            Start.CopyTo(Take(Start.Length));
        }

        BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)columns.Count);
    }

    /// <summary>No value.</summary>
    public void AddNull() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    /// <summary>A value of a column of type INTEGER.</summary>
    public void Add(int value)
    {
        var place = Take(8);
        BinaryPrimitives.WriteInt32BigEndian(place, 4);
        BinaryPrimitives.WriteInt32BigEndian(place[4..], value);
    }

    /// <summary>A value of a column of type BIGINT.</summary>
    public void Add(long value)
    {
        var place = Take(12);
        BinaryPrimitives.WriteInt32BigEndian(place, 8);
        BinaryPrimitives.WriteInt64BigEndian(place[4..], value);
    }

    /// <summary>A value of a column of type TEXT.</summary>
    public void Add(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var place = Take(4 + most);
        var written = Encoding.UTF8.GetBytes(text, place[4..]);
        BinaryPrimitives.WriteInt32BigEndian(place, written);
        length -= most - written;
    }

    /// <summary>A value of a column of type BYTEA.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>Writes everything that waits and forgets it.</summary>
    public void Send(Stream copy)
    {
        copy.Write(bytes, 0, length);
        copy.Write(End);
        length = 0;
    }

    private Span<byte> Take(int count)
    {
        if (bytes.Length - length < count)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + count));
        }

        var place = bytes.AsSpan(length, count);
        length += count;
        return place;
    }
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>The hash that chains an entry of the journal to the one before it.</summary>
/// <remarks>
/// <para>SHA-256 (FIPS 180-4) over these bytes, in this order; numbers are big-endian:</para>
/// <list type="number">
/// <item>the hash of the entry before: 32 bytes, all zero before entry 1;</item>
/// <item>the number of the entry: 4 bytes;</item>
/// <item>the moment of the change, in microseconds since 1970-01-01T00:00:00Z: 8 bytes;</item>
/// <item>who, and then why: each the length of its UTF-8 (4 bytes) and the UTF-8;</item>
/// <item>the act and the kind of fact, by their numbers: 1 byte each;</item>
/// <item>the entry that recorded the version that is replaced or withdrawn, 0 for none: 4 bytes;</item>
/// <item>
/// for each cell of the fact that is not empty, in the order of the schema: the name of the column (length in 1 byte,
/// then ASCII) and the text of the cell as <see cref="Column.Render"/> gives it, ids as they are written (length of its
/// UTF-8 in 4 bytes, then the UTF-8).
/// </item>
/// </list>
/// <para>
/// Columns are named and empty cells left out, so that a later version may add columns without touching old entries.
/// For a withdrawal the fact is the one that was withdrawn. The layout never changes: a test freezes it.
/// </para>
/// <para>Not for several threads at once: the bytes are laid out in a buffer of its own.</para>
/// </remarks>
internal sealed class JournalHash
{
    /// <summary>The bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private static readonly ColumnBytes[][] Columns =
        [.. FactSchema.All.Select(s => s.Columns.Select(c => new ColumnBytes(c)).ToArray())];

    private byte[] buffer = new byte[4096];
    private int length;

    /// <summary>Computes the hash of an entry.</summary>
    /// <param name="previous">The hash of the entry before.</param>
    /// <param name="number">The number of the entry.</param>
    /// <param name="note">Who, when and why.</param>
    /// <param name="act">What was done.</param>
    /// <param name="kind">To which kind of fact.</param>
    /// <param name="replaces">The entry of the version replaced or withdrawn; 0 for none.</param>
    /// <param name="cells">The fact, ids as texts.</param>
    /// <param name="hash">Where the hash goes; may be the same place as <paramref name="previous"/>.</param>
    /// <exception cref="ArgumentException">A cell cannot have come from a fact.</exception>
    public void Compute(
        ReadOnlySpan<byte> previous, int number, in HashedNote note, JournalAct act, FactKind kind, int replaces,
        ReadOnlySpan<Cell> cells, Span<byte> hash)
    {
        length = 0;
        previous.CopyTo(Take(Size));
        BinaryPrimitives.WriteInt32BigEndian(Take(4), number);
        BinaryPrimitives.WriteInt64BigEndian(Take(8), note.At);
        Write(note.By);
        Write(note.Why);
        Take(1)[0] = (byte)act;
        Take(1)[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(Take(4), replaces);
        var columns = Columns[(int)kind - 1];
        for (var i = 0; i < columns.Length; i++)
        {
            if (!cells[i].IsEmpty)
            {
                Write(columns[i], cells[i]);
            }
        }

        SHA256.HashData(buffer.AsSpan(0, length), hash);
    }

    private void Write(ColumnBytes column, Cell cell)
    {
        column.Name.CopyTo(Take(column.Name.Length));
        if (column.IsText)
        {
            var text = cell.Text ?? throw column.Impossible(cell);
            var most = Encoding.UTF8.GetMaxByteCount(text.Length);
            var place = Take(4 + most);
            var written = Encoding.UTF8.GetBytes(text, place[4..]);
            BinaryPrimitives.WriteInt32BigEndian(place, written);
            length -= most - written;
        }
        else if (column.IsDigits && cell is { Text: null })
        {
            var place = Take(4 + 20);
            Utf8Formatter.TryFormat(cell.Number, place[4..], out var written);
            BinaryPrimitives.WriteInt32BigEndian(place, written);
            length -= 20 - written;
        }
        else
        {
            Write(column.Render(cell));
        }
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), text.Length);
        text.CopyTo(Take(text.Length));
    }

    private Span<byte> Take(int bytes)
    {
        if (buffer.Length - length < bytes)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
        }

        var place = buffer.AsSpan(length, bytes);
        length += bytes;
        return place;
    }

    /// <summary>A column as bytes: its name, and the texts of the numbers that it often holds.</summary>
    private sealed class ColumnBytes
    {
        private const int Remembered = 1024;

        private readonly Column column;
        private readonly byte[]?[] known = new byte[]?[Remembered];

        public ColumnBytes(Column column)
        {
            this.column = column;
            Name = [(byte)column.Name.Length, .. Encoding.ASCII.GetBytes(column.Name)];
            IsText = column.HoldsText;
            IsDigits = column.Type == ColumnType.Count;
        }

        public byte[] Name { get; }

        public bool IsText { get; }

        public bool IsDigits { get; }

        public ArgumentException Impossible(Cell cell) => new($"column {column.Name} cannot hold {cell}");

        public byte[] Render(Cell cell)
        {
            if (cell is not { Text: null, Number: var number })
            {
                throw Impossible(cell);
            }

            if (number is >= 0 and < Remembered && known[number] is { } text)
            {
                return text;
            }

            // Two numbers with one text, such as a boolean of 0 and of 5, would let an alteration pass.
            var rendered = column.Render(cell);
            if (column.Parse(rendered) is not { Holds: true, Value: var back } || back.Number != number)
            {
                throw Impossible(cell);
            }

            text = Encoding.UTF8.GetBytes(rendered);
            if (number is >= 0 and < Remembered)
            {
                known[number] = text;
            }

            return text;
        }
    }
}

/// <summary>Who, when and why, as they are hashed.</summary>
/// <param name="By">Who, as UTF-8.</param>
/// <param name="At">When, in microseconds since 1970, UTC.</param>
/// <param name="Why">Why, as UTF-8.</param>
internal readonly record struct HashedNote(byte[] By, long At, byte[] Why)
{
    public static HashedNote Of(string by, long at, string why) =>
        new(Encoding.UTF8.GetBytes(by), at, Encoding.UTF8.GetBytes(why));
}

/// <summary>Moments as the journal keeps them: whole microseconds since 1970, UTC.</summary>
internal static class Moment
{
    public static long ToMicroseconds(DateTimeOffset at, bool roundUp = false) =>
        (at.UtcTicks + (roundUp ? TimeSpan.TicksPerMicrosecond - 1 : 0)) / TimeSpan.TicksPerMicrosecond
        - DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long at) =>
        DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond);
}

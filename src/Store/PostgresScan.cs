using System.Buffers.Binary;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>Rows of a PostgreSQL query in the binary form of COPY.</summary>
/// <remarks>
/// For scans of whole tables: a row costs a few comparisons and no object, and a process that has just started need not
/// compile a driver's converters. Source of the form: see <see cref="CopyBuffer"/>.
/// </remarks>
internal sealed class PostgresScan(Stream copy) : IRows
{
    private const int SizeOfStart = 19;

    private byte[] buffer = new byte[1 << 16];
    private int filled;

    /// <summary>Where the row begins that is being read; fields are counted from there.</summary>
    private int row;
    private int length;
    private (int Start, int Length)[] fields = [];
    private bool isStarted;

    /// <inheritdoc />
    public bool Next()
    {
        try
        {
            row += length;
            length = 0;
            if (!isStarted)
            {
                Take(SizeOfStart);
                (row, length, isStarted) = (SizeOfStart, 0, true);
            }

            return ReadRow();
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            throw PostgresFailure.Of(e);
        }
    }

    /// <inheritdoc />
    public int Int(int column) => checked((int)Long(column));

    /// <inheritdoc />
    public long Long(int column)
    {
        var bytes = Utf8(column);
        return bytes.Length == 4
            ? BinaryPrimitives.ReadInt32BigEndian(bytes)
            : BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    /// <inheritdoc />
    public bool IsNull(int column) => fields[column].Length < 0;

    /// <inheritdoc />
    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    /// <inheritdoc />
    public ReadOnlySpan<byte> Utf8(int column) => buffer.AsSpan(row + fields[column].Start, fields[column].Length);

    /// <inheritdoc />
    public byte[] Bytes(int column) => Utf8(column).ToArray();

    /// <inheritdoc />
    public Cell Cell(int column, bool isText) =>
        IsNull(column) ? default : isText ? Model.Cell.Of(Text(column)) : Model.Cell.Of(Long(column));

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            copy.Dispose();
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            throw PostgresFailure.Of(e);
        }
    }

    private bool ReadRow()
    {
        int count = BinaryPrimitives.ReadInt16BigEndian(Take(2));
        if (count < 0)
        {
            return false;
        }

        if (fields.Length != count)
        {
            fields = new (int, int)[count];
        }

        for (var i = 0; i < count; i++)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(Take(4));
            fields[i] = (length, size);
            Take(Math.Max(0, size));
        }

        return true;
    }

    /// <summary>The next bytes of the row.</summary>
    private ReadOnlySpan<byte> Take(int count)
    {
        while (filled - row - length < count)
        {
            Fill();
        }

        length += count;
        return buffer.AsSpan(row + length - count, count);
    }

    private void Fill()
    {
        if (filled == buffer.Length)
        {
            // The row begun moves to the front; one that fills the buffer gets a larger one.
            var target = row == 0 ? new byte[buffer.Length * 2] : buffer;
            buffer.AsSpan(row, filled - row).CopyTo(target);
            (buffer, filled, row) = (target, filled - row, 0);
        }

        var got = copy.Read(buffer, filled, buffer.Length - filled);
        filled += got > 0 ? got : throw StoreFailure.Damaged("a scan ended early");
    }
}

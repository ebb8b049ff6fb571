using System.Buffers.Binary;
using System.Numerics;

namespace Sluiswachter.Insight;

/// <summary>A column of whole numbers, each in as few bits as the range of them all takes.</summary>
/// <remarks>
/// What a calculation takes at a million requirements is the waiting for memory, so a column is kept as small as it
/// goes: n numbers between a and b take n × log2(b − a + 1) bits, and none at all when they are all the same. Reading
/// one is O(1): eight bytes, a shift and a mask.
/// </remarks>
internal readonly struct PackedColumn
{
    /// <summary>
    /// The widest number that eight bytes hold wherever in the first of them it begins; wider ones take eight bytes.
    /// </summary>
    private const int WidestUnaligned = 57;
    private const int Word = 64;
    private readonly byte[] bytes;
    private readonly int width;
    private readonly ulong mask;
    private readonly long least;

    private PackedColumn(int length, long least, ulong range)
    {
        var bits = Word - BitOperations.LeadingZeroCount(range);
        width = bits > WidestUnaligned ? Word : bits;
        mask = width == Word ? ulong.MaxValue : (1UL << width) - 1;
        this.least = least;
        Length = length;
        bytes = new byte[(((long)length * width + Word - 1) / Word + 1) * sizeof(ulong)];
    }

    /// <summary>How many numbers there are.</summary>
    public int Length { get; }

    /// <summary>The number at a place, of a column of 32-bit numbers.</summary>
    public int this[int place] => (int)LongAt(place);

    /// <summary>Packs numbers.</summary>
    /// <remarks>Linear.</remarks>
    public static PackedColumn Of<T>(ReadOnlySpan<T> numbers)
        where T : struct, IBinaryInteger<T>
    {
        var (least, most) = numbers.Length > 0 ? (numbers[0], numbers[0]) : (T.Zero, T.Zero);
        foreach (var number in numbers)
        {
            least = T.Min(least, number);
            most = T.Max(most, number);
        }

        var lowest = long.CreateTruncating(least);
        var column = new PackedColumn(numbers.Length, lowest, (ulong)(long.CreateTruncating(most) - lowest));
        column.Write(numbers);
        return column;
    }

    /// <summary>The number at a place.</summary>
    public long LongAt(int place)
    {
        var bit = (long)place * width;
        var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan((int)(bit >> 3), sizeof(ulong)));
        return least + (long)((word >> (int)(bit & 7)) & mask);
    }

    private void Write<T>(ReadOnlySpan<T> numbers)
        where T : struct, IBinaryInteger<T>
    {
        if (width == 0)
        {
            return;
        }

        var (word, filled, written) = (0UL, 0, 0);
        foreach (var number in numbers)
        {
            var bits = (ulong)(long.CreateTruncating(number) - least);
            word |= bits << filled;
            filled += width;
            if (filled >= Word)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(written), word);
                written += sizeof(ulong);
                filled -= Word;
                word = filled == 0 ? 0 : bits >> (width - filled);
            }
        }

        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(written), word);
    }
}

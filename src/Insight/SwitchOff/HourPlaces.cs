using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sluiswachter.Insight;

/// <summary>Gives out places in arrays by hour, for what is to come at that hour.</summary>
/// <remarks>
/// Each hour fills blocks of a fixed size one after the other, and gives them back when it is taken; so a place is given in
/// a few steps wherever it is, and all that comes at one hour lies together in few pieces. Looking for the next hour skips empty
/// ones 64 at a time.
/// </remarks>
internal sealed class HourPlaces
{
    /// <summary>How many places a block has.</summary>
    public const int BlockLength = 1 << BlockBits;

    private const int BlockBits = 4;
    private const int None = -1;

    // By hour the end of its last block so far, or 0; and whether it has any.
    private int[] ends = new int[64];
    private ulong[] occupied = new ulong[1];

    // By block the one filled before it in its hour, or the next one that is free.
    private int[] before = new int[64];
    private int blockCount;
    private int free = None;

    /// <summary>A further place of an hour.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(int hour)
    {
        var end = hour < ends.Length ? ends[hour] : 0;
        if ((end & (BlockLength - 1)) == 0)
        {
            end = Extend(hour);
        }

        ends[hour] = end + 1;
        return end;
    }

    /// <summary>The first hour, from some hour on, that has places; -1 when there is none.</summary>
    public int NextHour(int from)
    {
        var word = from >> 6;
        if (word >= occupied.Length)
        {
            return None;
        }

        var bits = occupied[word] & (ulong.MaxValue << from);
        while (bits == 0)
        {
            if (++word == occupied.Length)
            {
                return None;
            }

            bits = occupied[word];
        }

        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>Takes the next block of an hour, the one given last; to be called until it has none.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="places">Its places, which may be given out again by the next <see cref="Add"/>.</param>
    /// <returns>False when the hour has none left.</returns>
    public bool TryTake(int hour, out Range places)
    {
        if (hour >= ends.Length || ends[hour] == 0)
        {
            places = default;
            return false;
        }

        var block = (ends[hour] - 1) >> BlockBits;
        places = (block << BlockBits)..ends[hour];
        ends[hour] = (before[block] + 1) << BlockBits;
        (before[block], free) = (free, block);
        if (ends[hour] == 0)
        {
            occupied[hour >> 6] &= ~(1UL << hour);
        }

        return true;
    }

    /// <summary>Gives an hour a further block, and returns where it begins.</summary>
    private int Extend(int hour)
    {
        if (hour >= ends.Length)
        {
            var hours = Math.Max(hour + 1, ends.Length * 2);
            Array.Resize(ref ends, hours);
            Array.Resize(ref occupied, (hours >> 6) + 1);
        }

        var block = NewBlock();
        before[block] = (ends[hour] >> BlockBits) - 1;
        occupied[hour >> 6] |= 1UL << hour;
        return block << BlockBits;
    }

    private int NewBlock()
    {
        if (free != None)
        {
            var again = free;
            free = before[again];
            return again;
        }

        if (blockCount == before.Length)
        {
            Array.Resize(ref before, blockCount * 2);
        }

        return blockCount++;
    }
}

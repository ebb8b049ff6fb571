using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sluiswachter.Insight;

/// <summary>Arrivals that are still to come, by hour and step: a bucket queue.</summary>
/// <remarks>
/// An hour keeps its arrivals in a chain of blocks of sixteen. Which block was filled before which is kept apart from
/// them, in a table so small that following it does not wait for memory. Adding costs O(1); taking an hour gives its
/// blocks back to be filled again and puts its arrivals in the order of steps, by counting where the steps lie close
/// together and else by sorting; looking for the next hour skips empty ones 64 at a time. Keeps its memory when used
/// again, and is empty once all hours have been taken.
/// </remarks>
internal sealed class Agenda
{
    private const int End = -1;

    // Arrivals per block.
    private const int BlockBits = 4;
    private const int BlockLength = 1 << BlockBits;

    // By hour the end of its last block so far, or 0; and whether it has any.
    private int[] ends = new int[64];
    private ulong[] occupied = new ulong[1];

    // An arrival is its step, and in the low half its requirement. By block the one filled before it in its hour, or the
    // next one that is free.
    private long[] arrivals = new long[64 * BlockLength];
    private int[] before = new int[64];
    private int blockCount;
    private int free = End;

    private long[] taken = new long[64];
    private long[] sorted = new long[64];
    private int[] places = new int[64];

    /// <summary>Notes that an alternative of a requirement will arrive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int hour, int step, int requirement)
    {
        var end = hour < ends.Length ? ends[hour] : 0;
        if ((end & (BlockLength - 1)) == 0)
        {
            end = Extend(hour);
        }

        arrivals[end] = ((long)step << 32) | (uint)requirement;
        ends[hour] = end + 1;
    }

    /// <summary>The first hour, from some hour on, at which something arrives; -1 when nothing does.</summary>
    public int NextHour(int from)
    {
        var word = from >> 6;
        if (word >= occupied.Length)
        {
            return End;
        }

        var bits = occupied[word] & (ulong.MaxValue << from);
        while (bits == 0)
        {
            if (++word == occupied.Length)
            {
                return End;
            }

            bits = occupied[word];
        }

        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>
    /// Takes the arrivals of an hour off the agenda, in order of step; valid until the next hour is taken.
    /// </summary>
    public ReadOnlySpan<long> Take(int hour)
    {
        var (count, last) = (0, ends[hour] - 1);
        var length = (last & (BlockLength - 1)) + 1;
        for (var block = last >> BlockBits; block != End;)
        {
            MakeRoom(ref taken, count + BlockLength);
            arrivals.AsSpan(block << BlockBits, length).CopyTo(taken.AsSpan(count));
            count += length;
            length = BlockLength;
            (block, before[block], free) = (before[block], free, block);
        }

        ends[hour] = 0;
        occupied[hour >> 6] &= ~(1UL << hour);
        return InOrderOfStep(count);
    }

    /// <summary>The step of an arrival.</summary>
    public static int StepOf(long arrival) => (int)(arrival >> 32);

    /// <summary>The requirement of an arrival.</summary>
    public static int RequirementOf(long arrival) => (int)arrival;

    private static void MakeRoom<T>(ref T[] array, int count)
    {
        if (count > array.Length)
        {
            Array.Resize(ref array, Math.Max(count, array.Length * 2));
        }
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
        if (free != End)
        {
            var again = free;
            free = before[again];
            return again;
        }

        MakeRoom(ref before, blockCount + 1);
        MakeRoom(ref arrivals, (blockCount + 1) << BlockBits);
        return blockCount++;
    }

    private Span<long> InOrderOfStep(int count)
    {
        var unordered = taken.AsSpan(0, count);
        var (least, most) = (int.MaxValue, int.MinValue);
        foreach (var arrival in unordered)
        {
            least = Math.Min(least, StepOf(arrival));
            most = Math.Max(most, StepOf(arrival));
        }

        if (least == most)
        {
            return unordered;
        }

        if (most - least > count)
        {
            unordered.Sort();
            return unordered;
        }

        MakeRoom(ref sorted, count);
        MakeRoom(ref places, most - least + 2);
        var next = places.AsSpan(0, most - least + 2);
        next.Clear();
        foreach (var arrival in unordered)
        {
            next[StepOf(arrival) - least + 1]++;
        }

        for (var step = 1; step < next.Length; step++)
        {
            next[step] += next[step - 1];
        }

        foreach (var arrival in unordered)
        {
            sorted[next[StepOf(arrival) - least]++] = arrival;
        }

        return sorted.AsSpan(0, count);
    }
}

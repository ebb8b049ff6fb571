using System.Numerics;

namespace Sluiswachter.Insight;

/// <summary>Arrivals that are still to come, by hour and step: a bucket queue.</summary>
/// <remarks>
/// Arrivals of one hour and step that are added together form a run, kept in blocks of seven so that reading a run does
/// not wait for memory at every arrival. Adding costs O(1); taking an hour sorts its runs (not its arrivals) by step;
/// looking for the next hour skips empty ones 64 at a time. Keeps its memory when used again, and is empty once all
/// hours have been taken.
/// </remarks>
internal sealed class Agenda
{
    private const int End = -1;

    /// <summary>
    /// Numbers per block: first the place of the block that was filled before it, or -1; then arrivals.
    /// </summary>
    private const int BlockLength = 8;

    private int[] latestRun = new int[64];
    private ulong[] occupied = new ulong[1];
    private Run[] runs = new Run[64];
    private int[] blocks = new int[128 * BlockLength];
    private long[] taken = new long[64];
    private int runCount;
    private int blocksEnd;

    /// <summary>Begins anew, once all hours have been taken.</summary>
    public void Clear() => (runCount, blocksEnd) = (0, 0);

    /// <summary>Notes that an alternative of a requirement will arrive.</summary>
    public void Add(int hour, int step, int requirement)
    {
        if (hour >= latestRun.Length)
        {
            var hours = Math.Max(hour + 1, latestRun.Length * 2);
            Array.Resize(ref latestRun, hours);
            Array.Resize(ref occupied, (hours >> 6) + 1);
        }

        ref var word = ref occupied[hour >> 6];
        var bit = 1UL << hour;
        var latest = (word & bit) != 0 ? latestRun[hour] : End;
        if (latest == End || runs[latest].Step != step)
        {
            MakeRoom(ref runs, runCount);
            runs[runCount] = new Run { Step = step, Earlier = latest, Block = End, BlockEnd = End };
            latestRun[hour] = latest = runCount++;
            word |= bit;
        }

        ref var run = ref runs[latest];
        if (run.BlockEnd == run.Block + BlockLength || run.Block == End)
        {
            MakeRoom(ref blocks, blocksEnd);
            blocks[blocksEnd] = run.Block;
            (run.Block, run.BlockEnd) = (blocksEnd, blocksEnd + 1);
            blocksEnd += BlockLength;
        }

        blocks[run.BlockEnd++] = requirement;
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
    /// Takes the runs of an hour off the agenda, in order of step; valid until the next hour is taken.
    /// </summary>
    public ReadOnlySpan<long> Take(int hour)
    {
        var count = 0;
        for (var run = latestRun[hour]; run != End; run = runs[run].Earlier)
        {
            MakeRoom(ref taken, count);
            taken[count++] = ((long)runs[run].Step << 32) | (uint)run;
        }

        occupied[hour >> 6] &= ~(1UL << hour);
        taken.AsSpan(0, count).Sort();
        return taken.AsSpan(0, count);
    }

    /// <summary>The step of a run that was taken.</summary>
    public static int StepOf(long run) => (int)(run >> 32);

    /// <summary>The last block of a run that was taken; go on with <see cref="Before"/> until that is -1.</summary>
    public int LastBlock(long run) => runs[(int)run].Block;

    /// <summary>The requirements of a block of a run.</summary>
    public ReadOnlySpan<int> Requirements(long run, int block)
    {
        ref var owner = ref runs[(int)run];
        return blocks.AsSpan((block + 1)..(block == owner.Block ? owner.BlockEnd : block + BlockLength));
    }

    /// <summary>The block of the same run before a block, or -1.</summary>
    public int Before(int block) => blocks[block];

    private static void MakeRoom<T>(ref T[] array, int count)
    {
        if (count == array.Length)
        {
            Array.Resize(ref array, count * 2);
        }
    }

    private record struct Run(int Step, int Earlier, int Block, int BlockEnd);
}

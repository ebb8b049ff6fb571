using System.Runtime.CompilerServices;

namespace Sluiswachter.Insight;

/// <summary>Arrivals that are still to come, by hour and step: a bucket queue.</summary>
/// <remarks>
/// Adding costs O(1). Taking an hour puts its arrivals in the order of steps, by counting where the steps lie close together and
/// else by sorting. Keeps its memory when used again, and is empty once all hours have been taken.
/// </remarks>
internal sealed class Agenda
{
    private readonly HourPlaces hours = new();

    // An arrival is its step, and in the low half its requirement.
    private long[] arrivals = new long[64 * HourPlaces.BlockLength];

    private long[] taken = new long[64];
    private long[] sorted = new long[64];
    private int[] places = new int[64];

    /// <summary>Notes that an alternative of a requirement will arrive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int hour, int step, int requirement)
    {
        var place = hours.Add(hour);
        if (place >= arrivals.Length)
        {
            MakeRoom(ref arrivals, place + 1);
        }

        arrivals[place] = ((long)step << 32) | (uint)requirement;
    }

    /// <summary>The first hour, from some hour on, at which something arrives; -1 when nothing does.</summary>
    public int NextHour(int from) => hours.NextHour(from);

    /// <summary>
    /// Takes the arrivals of an hour off the agenda, in order of step; valid until the next hour is taken.
    /// </summary>
    public ReadOnlySpan<long> Take(int hour)
    {
        var count = 0;
        while (hours.TryTake(hour, out var block))
        {
            MakeRoom(ref taken, count + HourPlaces.BlockLength);
            var piece = arrivals.AsSpan(block);
            piece.CopyTo(taken.AsSpan(count));
            count += piece.Length;
        }

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

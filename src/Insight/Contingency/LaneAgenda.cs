using System.Buffers;
using System.Runtime.Intrinsics;

namespace Sluiswachter.Insight;

/// <summary>Arrivals that are still to come in some lanes, by hour.</summary>
/// <remarks>
/// Borrows from the pool what it holds them in, until disposed. Not for several threads at once.
/// </remarks>
internal sealed class LaneAgenda : IDisposable
{
    private const int FewPlaces = 1024;
    private readonly HourPlaces hours = new();
    private int[] requirements = ArrayPool<int>.Shared.Rent(FewPlaces);
    private Vector256<ulong>[] lanes = ArrayPool<Vector256<ulong>>.Shared.Rent(FewPlaces);

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(requirements);
        ArrayPool<Vector256<ulong>>.Shared.Return(lanes);
    }

    /// <summary>Notes that an alternative of a requirement will arrive in some lanes.</summary>
    public void Add(int hour, int requirement, Vector256<ulong> inLanes)
    {
        var place = hours.Add(hour);
        MakeRoom(ref requirements, place);
        MakeRoom(ref lanes, place);
        (requirements[place], lanes[place]) = (requirement, inLanes);
    }

    /// <summary>The first hour, from some hour on, at which something arrives; -1 when nothing does.</summary>
    public int NextHour(int from) => hours.NextHour(from);

    /// <summary>Takes the next few arrivals of an hour, valid until more are added; to be called until it has none.</summary>
    /// <returns>False when it has none left.</returns>
    public bool TryTake(int hour, out ReadOnlySpan<int> of, out ReadOnlySpan<Vector256<ulong>> inLanes)
    {
        var isTaken = hours.TryTake(hour, out var places);
        of = requirements.AsSpan(places);
        inLanes = lanes.AsSpan(places);
        return isTaken;
    }

    /// <summary>Forgets all arrivals.</summary>
    public void Clear()
    {
        for (var hour = NextHour(0); hour >= 0; hour = NextHour(hour))
        {
            hours.TryTake(hour, out _);
        }
    }

    private static void MakeRoom<T>(ref T[] array, int place)
    {
        if (place >= array.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(Math.Max(place + 1, array.Length * 2));
            array.CopyTo(larger, 0);
            ArrayPool<T>.Shared.Return(array);
            array = larger;
        }
    }
}

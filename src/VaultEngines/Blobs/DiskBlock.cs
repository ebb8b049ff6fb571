using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Sluiswachter.VaultEngines;

/// <summary>Memory that a disk can take from by itself: it begins where a page does and stays where it is.</summary>
/// <remarks>Blocks are kept for the next who asks, <see cref="MostKept"/> at most; what they hold is sealed.</remarks>
internal sealed class DiskBlock : IDisposable
{
    /// <summary>How long a block is, in bytes: a multiple of what any disk takes as one.</summary>
    public const int Length = 512 * 1024;

    private const int PageBytes = 4096;
    private const int MostKept = 32;
    private static readonly ConcurrentBag<DiskBlock> Kept = [];

    private DiskBlock()
    {
        var room = GC.AllocateUninitializedArray<byte>(Length + PageBytes, pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(room, 0) % PageBytes);
        Memory = room.AsMemory(PageBytes - past, Length);
    }

    /// <summary>The memory.</summary>
    public Memory<byte> Memory { get; }

    /// <summary>A block for one user, who disposes it.</summary>
    public static DiskBlock Rent() => Kept.TryTake(out var kept) ? kept : new DiskBlock();

    /// <inheritdoc/>
    public void Dispose()
    {
        // The count is of a moment: a few blocks more or less do not matter.
        if (Kept.Count < MostKept)
        {
            Kept.Add(this);
        }
    }
}

using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Sluiswachter.Insight;

/// <summary>Where the rows of each group begin and end, when rows stand group after group.</summary>
/// <remarks>
/// Thirty-two bytes tell it for 28 groups: where the first begins, and how many rows each has. Looking a group up reads
/// these bytes and adds up what comes before it. Where one of 28 groups has more rows than a byte counts,
/// the starts of these 28 stand in full in a table aside, so the sizes of groups may be as uneven as they like.
/// </remarks>
internal readonly struct Starts
{
    private const int GroupsPerBlock = 28;
    private const int BlockLength = 32;
    private const int HeadLength = BlockLength - GroupsPerBlock;
    private readonly byte[] blocks;
    private readonly int[] aside;

    private Starts(byte[] blocks, int[] aside) => (this.blocks, this.aside) = (blocks, aside);

    /// <summary>The rows of a group: from the first up to, not including, the end.</summary>
    public (int First, int End) this[int group]
    {
        get
        {
            var (number, place) = Math.DivRem((uint)group, GroupsPerBlock);
            ReadOnlySpan<byte> block = blocks.AsSpan((int)number * BlockLength, BlockLength);
            var first = BinaryPrimitives.ReadInt32LittleEndian(block);
            if (first < 0)
            {
                var starts = ~first + (int)place;
                return (aside[starts], aside[starts + 1]);
            }

            var before = Vector256.LessThan(PlaceOfByte, Vector256.Create((byte)place));
            var (low, high) = Vector256.Widen(Vector256.Create(block) & before);
            first += Vector256.Sum(low + high);
            return (first, first + block[HeadLength + (int)place]);
        }
    }

    /// <summary>By byte of a block, the group of which it holds the size; the head is of a group beyond any.</summary>
    private static Vector256<byte> PlaceOfByte =>
        Vector256<byte>.Indices - Vector256.Create((byte)HeadLength);

    /// <summary>Packs starts.</summary>
    /// <param name="starts">One per group in ascending order, and one more at the end; from 0.</param>
    public static Starts Of(ReadOnlySpan<int> starts)
    {
        var groups = starts.Length - 1;
        var packed = new byte[(groups + GroupsPerBlock - 1) / GroupsPerBlock * BlockLength];
        var inFull = new List<int>();
        for (var group = 0; group < groups; group += GroupsPerBlock)
        {
            var of = starts[group..Math.Min(group + GroupsPerBlock + 1, starts.Length)];
            var block = packed.AsSpan(group / GroupsPerBlock * BlockLength, BlockLength);
            var fits = true;
            for (var place = 0; place + 1 < of.Length; place++)
            {
                var rows = of[place + 1] - of[place];
                block[HeadLength + place] = (byte)rows;
                fits &= rows <= byte.MaxValue;
            }

            BinaryPrimitives.WriteInt32LittleEndian(block, fits ? of[0] : ~inFull.Count);
            if (!fits)
            {
                inFull.AddRange(of);
            }
        }

        return new Starts(packed, [.. inFull]);
    }
}

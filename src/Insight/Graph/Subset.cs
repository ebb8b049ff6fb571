using System.Numerics;

namespace Sluiswachter.Insight;

/// <summary>Some of the numbers from 0 on, in ascending order, each known by its place among them.</summary>
/// <remarks>
/// A bit per number, a count per 256 of them (Jacobson, "Space-efficient static trees and graphs", 1989), and beside it a
/// byte for each 64 that counts within these 256 (as Vigna has it, "Broadword implementation of rank/select queries", 2008):
/// from a number to its place is O(1) and without a loop, from a place to its number logarithmic.
/// </remarks>
internal sealed class Subset
{
    private const int WordsPerCount = 4;
    private const int BitsWithin = 8;
    private readonly ulong[] words;
    private readonly int[] before;
    private readonly uint[] within;

    private Subset(ulong[] words, int[] before, uint[] within, int count) =>
        (this.words, this.before, this.within, Count) = (words, before, within, count);

    /// <summary>How many numbers are in it.</summary>
    public int Count { get; }

    /// <summary>A bit for each number, 64 to a word.</summary>
    public ReadOnlySpan<ulong> Words => words;

    /// <summary>The number at a place.</summary>
    public int this[int place]
    {
        get
        {
            var group = LastGroupBefore(place);
            var left = place - before[group];
            var word = group * WordsPerCount;
            for (var here = BitOperations.PopCount(words[word]); here <= left; here = BitOperations.PopCount(words[word]))
            {
                left -= here;
                word++;
            }

            var bits = words[word];
            for (; left > 0; left--)
            {
                bits &= bits - 1;
            }

            return (word << 6) + BitOperations.TrailingZeroCount(bits);
        }
    }

    /// <summary>Takes the numbers that have a place.</summary>
    /// <param name="placeAt">By number its place, or -1.</param>
    public static Subset Of(ReadOnlySpan<int> placeAt)
    {
        var bits = new ulong[(placeAt.Length >> 6) + 1];
        var counts = new int[(bits.Length + WordsPerCount - 1) / WordsPerCount];
        var countsWithin = new uint[counts.Length];
        for (var number = 0; number < placeAt.Length; number++)
        {
            bits[number >> 6] |= (placeAt[number] >= 0 ? 1UL : 0UL) << number;
        }

        var count = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            var (group, place) = Math.DivRem(word, WordsPerCount);
            counts[group] = place == 0 ? count : counts[group];
            countsWithin[group] |= (uint)(count - counts[group]) << (place * BitsWithin);
            count += BitOperations.PopCount(bits[word]);
        }

        return new Subset(bits, counts, countsWithin, count);
    }

    /// <summary>Whether a number is in the subset.</summary>
    public bool Contains(int number) => (words[number >> 6] & (1UL << number)) != 0;

    /// <summary>The place of a number, or -1 when it is not in the subset.</summary>
    public int PlaceOf(int number)
    {
        var word = number >> 6;
        if (number < 0 || word >= words.Length || (words[word] & (1UL << number)) == 0)
        {
            return InIdOrder.None;
        }

        var group = word / WordsPerCount;
        return before[group] + (byte)(within[group] >> (word % WordsPerCount * BitsWithin))
            + BitOperations.PopCount(words[word] & ((1UL << number) - 1));
    }

    /// <summary>The group of words in which a place lies.</summary>
    private int LastGroupBefore(int place)
    {
        var (first, end) = (0, before.Length);
        while (end - first > 1)
        {
            var middle = (first + end) >>> 1;
            (first, end) = before[middle] <= place ? (middle, end) : (first, middle);
        }

        return first;
    }
}

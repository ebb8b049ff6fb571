using System.Numerics;

namespace Sluiswachter.Insight;

/// <summary>Some of the numbers from 0 on, in ascending order, each known by its place among them.</summary>
/// <remarks>
/// A bit per number and a count per 512 of them (Jacobson, "Space-efficient static trees and graphs", 1989): from a
/// number to its place is O(1), from a place to its number logarithmic.
/// </remarks>
internal sealed class Subset
{
    private const int WordsPerCount = 8;
    private readonly ulong[] words;
    private readonly int[] before;

    private Subset(ulong[] words, int[] before, int count) => (this.words, this.before, Count) = (words, before, count);

    /// <summary>How many numbers are in it.</summary>
    public int Count { get; }

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
        for (var number = 0; number < placeAt.Length; number++)
        {
            bits[number >> 6] |= (placeAt[number] >= 0 ? 1UL : 0UL) << number;
        }

        var count = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            if (word % WordsPerCount == 0)
            {
                counts[word / WordsPerCount] = count;
            }

            count += BitOperations.PopCount(bits[word]);
        }

        return new Subset(bits, counts, count);
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

        var place = before[word / WordsPerCount] + BitOperations.PopCount(words[word] & ((1UL << number) - 1));
        for (var earlier = word / WordsPerCount * WordsPerCount; earlier < word; earlier++)
        {
            place += BitOperations.PopCount(words[earlier]);
        }

        return place;
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

using System.Numerics;

namespace Sluiswachter.Insight;

/// <summary>Puts distinct numbers below a bound in ascending order, when they are many enough for that to pay.</summary>
/// <remarks>
/// A bit for each number, set and read back in order (Bentley, "Programming Pearls", 1986, column 1): linear in the
/// numbers and in a 64th of the bound. Who then reads tables by these numbers reads them from front to back, which
/// memory does many times faster than here and there. Fewer numbers than a 512th of the bound keep the order in which they
/// are; so do those that are in order already. Not for several threads at once.
/// </remarks>
internal sealed class BitmapSort(int bound)
{
    private const int WordsPerNumber = 8;
    private readonly ulong[] bits = new ulong[(bound >> 6) + 1];

    /// <summary>Puts numbers in order, or leaves them as they are when they are few.</summary>
    public void Order(Span<int> numbers)
    {
        if (numbers.Length <= bits.Length / WordsPerNumber || IsInOrder(numbers))
        {
            return;
        }

        foreach (var number in numbers)
        {
            bits[number >> 6] |= 1UL << number;
        }

        var count = 0;
        for (var word = 0; count < numbers.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                numbers[count++] = (word << 6) + BitOperations.TrailingZeroCount(left);
            }

            bits[word] = 0;
        }
    }
    private static bool IsInOrder(ReadOnlySpan<int> numbers)
    {
        var place = 1;
        while (place < numbers.Length && numbers[place - 1] < numbers[place])
        {
            place++;
        }

        return place >= numbers.Length;
    }
}

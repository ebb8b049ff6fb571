using System.Numerics;
using System.Runtime.InteropServices;

namespace Sluiswachter.Bench;

/// <summary>How fast one core reads memory: what no calculation can go below.</summary>
internal sealed class MemorySpeed
{
    private const int Megabyte = 1 << 20;
    private const int Runs = 5;
    private const int Reads = 1 << 22;
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;

    private static readonly int[] Tables = [1, 4, 16, 64];

    private readonly double[] independent;
    private long kept;

    private MemorySpeed()
    {
        var large = new int[256 * Megabyte / sizeof(int)];
        large.AsSpan().Fill(1);
        var inOrder = Timings.Of(Runs, () => kept += Sum(large)).Median;
        GigabytesPerSecond = large.Length * sizeof(int) / inOrder / 1e6;
        independent = Array.ConvertAll(Tables, megabytes =>
        {
            var table = large.AsSpan(0, megabytes * Megabyte / sizeof(int)).ToArray();
            return Timings.Of(Runs, () => kept += ReadIndependently(table)).Median * 1e6 / Reads;
        });
        Waiting = Array.ConvertAll(Tables, megabytes =>
        {
            var table = Cycle(megabytes * Megabyte / sizeof(int));
            return Timings.Of(Runs, () => kept += Follow(table)).Median * 1e6 / Reads;
        });
    }

    /// <summary>Reading 256 MB from front to back, 10^9 bytes a second.</summary>
    public double GigabytesPerSecond { get; }

    /// <summary>By table: nanoseconds of a read whose place the read before it tells.</summary>
    private double[] Waiting { get; }

    /// <summary>Measures this machine, in a few seconds.</summary>
    public static MemorySpeed Measure() => new();

    /// <summary>
    /// Nanoseconds of a read of 4 bytes at a random place of a table, when the places are known beforehand: that of the
    /// smallest table measured that is as large, or of the largest.
    /// </summary>
    public double RandomNanoseconds(long bytes)
    {
        var at = Array.FindIndex(Tables, t => (long)t * Megabyte >= bytes);
        return independent[at >= 0 ? at : Tables.Length - 1];
    }

    /// <summary>Milliseconds to read so many bytes from front to back.</summary>
    public double InOrder(long bytes) => bytes / (GigabytesPerSecond * 1e6);

    /// <summary>Prints it as a table in Markdown.</summary>
    public void Print()
    {
        Console.WriteLine($"\n| one core reads | in order, 256 MB | {string.Join(" | ", Tables.Select(t => $"at random in {t} MB"))} |");
        Console.WriteLine($"|---|---|{string.Concat(Tables.Select(_ => "---|"))}");
        Console.WriteLine($"| places known | {GigabytesPerSecond:0.0} GB/s | {Nanoseconds(independent)} |");
        Console.WriteLine($"| each told by the one before | | {Nanoseconds(Waiting)} |");
    }

    private static string Nanoseconds(double[] times) => string.Join(" | ", times.Select(t => $"{t:0.0} ns"));

    private static long Sum(int[] table)
    {
        var (one, other) = (Vector<int>.Zero, Vector<int>.Zero);
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(table);
        for (var i = 0; i + 1 < vectors.Length; i += 2)
        {
            one += vectors[i];
            other += vectors[i + 1];
        }

        return Vector.Sum(one + other);
    }

    private static long ReadIndependently(int[] table)
    {
        var (place, sum) = (1UL, 0L);
        var shift = 64 - int.Log2(table.Length);
        for (var i = 0; i < Reads; i++)
        {
            place = place * Multiplier + Increment;
            sum += table[place >> shift];
        }

        return sum;
    }

    private static long Follow(int[] cycle)
    {
        var place = 0;
        for (var i = 0; i < Reads; i++)
        {
            place = cycle[place];
        }

        return place;
    }

    /// <summary>One cycle through all places, at random (Sattolo, 1986).</summary>
    private static int[] Cycle(int length)
    {
        var random = new Random(1);
        var cycle = Enumerable.Range(0, length).ToArray();
        for (var i = length - 1; i > 0; i--)
        {
            var other = random.Next(i);
            (cycle[i], cycle[other]) = (cycle[other], cycle[i]);
        }

        return cycle;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Looks for texts in bytes that pass by.</summary>
/// <remarks>
/// A text has at least <see cref="Shortest"/> bytes: of eight, one in a terabyte of noise is found by chance once in eighteen
/// million times. O(bytes), whatever the number of texts. Memory: some 250 bytes a text.
/// </remarks>
/// <param name="most">How many texts are looked for, those that must be excepted: of more, so many by chance.</param>
internal sealed class TextSearch(int most = TextSearch.Most)
{
    /// <summary>How many texts come to about 25 MB.</summary>
    public const int Most = 100_000;

    /// <summary>The fewest bytes of a text.</summary>
    public const int Shortest = 8;

    private const int Longest = 64;
    private const int Buffer = 256 * 1024;

    private readonly Dictionary<ulong, List<byte[]>> texts = [];
    private readonly List<byte[]> chosen = [];
    private readonly bool[] begins = new bool[1 << 16];

    /// <summary>How many texts are looked for.</summary>
    public int Count { get; private set; }

    /// <summary>How many are not, as there were too many.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Adds a text, of which the first 64 bytes count; false when it is too short.</summary>
    /// <param name="text">The text.</param>
    /// <param name="must">Whether it must be looked for, however many there are.</param>
    public bool TryAdd(ReadOnlySpan<byte> text, bool must = false)
    {
        if (text.Length < Shortest)
        {
            return false;
        }

        var bytes = text[..Math.Min(text.Length, Longest)].ToArray();
        if (!IsKnown(bytes) && (must || HasRoom(bytes)))
        {
            var start = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            if (!texts.TryGetValue(start, out var same))
            {
                texts.Add(start, same = []);
            }

            same.Add(bytes);
            begins[(ushort)start] = true;
            Count++;
        }

        return true;
    }

    /// <summary>Reads a stream to its end; tells its length, its first eight bytes, and whether any text stands in it.</summary>
    public async Task<(long Length, byte[] Start, bool IsFound)> LookAsync(Stream stream, CancellationToken stop)
    {
        var (buffer, kept, length, isFound, start) = (new byte[Buffer], 0, 0L, false, Array.Empty<byte>());
        while (await stream.ReadAsync(buffer.AsMemory(kept), stop) is > 0 and var read)
        {
            length += read;
            var held = buffer.AsSpan(0, kept + read);
            start = start.Length < 8 && length == held.Length ? held[..Math.Min(8, held.Length)].ToArray() : start;
            isFound = isFound || Stands(held);
            kept = Math.Min(Longest - 1, held.Length);
            held[^kept..].CopyTo(buffer);
        }

        return (length, start, isFound);
    }

    /// <summary>Whether any text stands in some bytes.</summary>
    public bool Stands(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + Shortest <= bytes.Length; i++)
        {
            if (begins[BinaryPrimitives.ReadUInt16LittleEndian(bytes[i..])] &&
                texts.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(bytes[i..]), out var same))
            {
                foreach (var text in same)
                {
                    if (bytes[i..].StartsWith(text))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private bool IsKnown(byte[] bytes) => texts.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(bytes), out var same) &&
        same.Exists(known => known.AsSpan().SequenceEqual(bytes));

    /// <summary>Takes a text among those that are chosen, if need be in place of another: each has the same chance.</summary>
    private bool HasRoom(byte[] bytes)
    {
        if (chosen.Count < most)
        {
            chosen.Add(bytes);
            return true;
        }

        LeftOut++;
        var place = RandomNumberGenerator.GetInt32((int)Math.Min(most + LeftOut, int.MaxValue));
        if (place >= most)
        {
            return false;
        }

        var former = chosen[place];
        var start = BinaryPrimitives.ReadUInt64LittleEndian(former);
        if (texts[start].Remove(former) && texts[start].Count == 0)
        {
            texts.Remove(start);
        }

        chosen[place] = bytes;
        Count--;
        return true;
    }
}

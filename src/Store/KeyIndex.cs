using System.Text;

namespace Sluiswachter.Store;

/// <summary>Keys by id, remembered while a change is under way.</summary>
/// <remarks>
/// One byte array holds the ids and one integer array the table (open addressing, at most half full): about 20 bytes
/// per id on top of its text. At most <see cref="Most"/> ids are remembered; further ones are looked up in the store.
/// </remarks>
internal sealed class KeyIndex
{
    /// <summary>The most ids that are remembered, some 150 MB of them.</summary>
    public const int Most = 4_000_000;

    private byte[] text = new byte[1024];
    private int used;
    private Slot[] slots = new Slot[64];
    private int count;

    /// <summary>Whether every id that was offered is remembered.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The key of an id, or 0.</summary>
    public int Find(string id)
    {
        var utf8 = Encode(id, stackalloc byte[600]);
        return slots[Place(utf8)].Key;
    }

    /// <summary>Remembers an id; says whether it was new.</summary>
    public bool Add(string id, int key)
    {
        var utf8 = Encode(id, stackalloc byte[600]);
        var place = Place(utf8);
        if (slots[place].Key != 0)
        {
            return false;
        }

        if (count == Most)
        {
            IsComplete = false;
            return true;
        }

        if (text.Length - used < utf8.Length + 2)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, used + utf8.Length + 2));
        }

        slots[place] = new Slot(key, used);
        BitConverter.TryWriteBytes(text.AsSpan(used), (ushort)utf8.Length);
        utf8.CopyTo(text.AsSpan(used + 2));
        used += utf8.Length + 2;
        count++;
        if (count * 2 > slots.Length)
        {
            Grow();
        }

        return true;
    }

    private static Span<byte> Encode(string id, Span<byte> space)
    {
        var utf8 = id.Length * 3 <= space.Length ? space : new byte[id.Length * 3];
        return utf8[..Encoding.UTF8.GetBytes(id, utf8)];
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        // FNV-1a, with a last stir because only the low bits choose a place.
        var hash = 2166136261u;
        foreach (var b in utf8)
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }

    private ReadOnlySpan<byte> TextAt(int start) => text.AsSpan(start + 2, BitConverter.ToUInt16(text, start));

    private int Place(ReadOnlySpan<byte> utf8)
    {
        var place = (int)(Hash(utf8) & (uint)(slots.Length - 1));
        while (slots[place].Key != 0 && !TextAt(slots[place].Start).SequenceEqual(utf8))
        {
            place = (place + 1) & (slots.Length - 1);
        }

        return place;
    }

    private void Grow()
    {
        var old = slots;
        slots = new Slot[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot.Key != 0)
            {
                slots[Place(TextAt(slot.Start))] = slot;
            }
        }
    }

    private readonly record struct Slot(int Key, int Start);
}

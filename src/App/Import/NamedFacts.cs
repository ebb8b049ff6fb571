using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>What one import has named so far of one kind of fact: keys, the days they are stated for, and where.</summary>
/// <remarks>
/// A hash table with chains in one list of rows, 32 bytes a row and 4 to 8 a slot, because a nation's import names
/// millions.
/// </remarks>
internal sealed class NamedFacts
{
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);
    private readonly Blocks<Naming> namings = new();
    private int[] slots = new int[1024];

    /// <summary>The key of a row as one number: its first id, and its second id or text.</summary>
    public long KeyOf(FactSchema schema, ReadOnlySpan<Cell> cells, ReadOnlySpan<int> keys)
    {
        var second = schema.KeyLength switch
        {
            1 => 0,
            2 when keys[1] != 0 => keys[1],
            2 => NumberOf(cells[1].Text!),
            _ => NumberOf($"{cells[1].Text}\0{cells[2].Text}"),
        };
        return ((long)keys[0] << 32) | (uint)second;
    }

    /// <summary>A row named earlier, for the same key and some of the same days; null when there is none.</summary>
    public Naming? Overlapping(long key, Validity validity)
    {
        for (var i = slots[SlotOf(key)]; i > 0; i = namings[i - 1].Next)
        {
            if (namings[i - 1].Key == key && namings[i - 1].Overlaps(validity))
            {
                return namings[i - 1];
            }
        }

        return null;
    }

    /// <summary>Whether a row named this version: this key, valid from this day.</summary>
    public bool Names(long key, DateOnly? from)
    {
        for (var i = slots[SlotOf(key)]; i > 0; i = namings[i - 1].Next)
        {
            if (namings[i - 1].Key == key && namings[i - 1].From == Naming.Start(from))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the key was named at all.</summary>
    public bool Names(long key)
    {
        for (var i = slots[SlotOf(key)]; i > 0; i = namings[i - 1].Next)
        {
            if (namings[i - 1].Key == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers a row.</summary>
    public void Add(long key, Validity validity, int table, long row)
    {
        if (namings.Count >= slots.Length)
        {
            Grow();
        }

        ref var slot = ref slots[SlotOf(key)];
        namings.Add(new Naming(key, Naming.Start(validity.From), Naming.End(validity.Until), table, (int)row, slot));
        slot = namings.Count;
    }

    private int SlotOf(long key) => (int)((ulong)(key * unchecked((long)0x9E3779B97F4A7C15)) >> 32) & (slots.Length - 1);

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var i = 0; i < namings.Count; i++)
        {
            ref var slot = ref slots[SlotOf(namings[i].Key)];
            namings[i] = namings[i] with { Next = slot };
            slot = i + 1;
        }
    }

    private int NumberOf(string text)
    {
        if (!texts.TryGetValue(text, out var number))
        {
            texts.Add(text, number = texts.Count + 1);
        }

        return number;
    }

    /// <summary>One row that named a fact.</summary>
    /// <param name="Key">The key of the fact.</param>
    /// <param name="From">Its first day, as a number.</param>
    /// <param name="Until">Its exclusive last day, as a number.</param>
    /// <param name="Table">The table it stands in, by its place among those of the import.</param>
    /// <param name="Row">Its row.</param>
    /// <param name="Next">One more than the row that shares its slot, or 0.</param>
    public readonly record struct Naming(long Key, int From, int Until, int Table, int Row, int Next)
    {
        /// <summary>A first day as a number; since always is the least.</summary>
        public static int Start(DateOnly? from) => from?.DayNumber ?? int.MinValue;

        /// <summary>An exclusive last day as a number; until further notice is the greatest.</summary>
        public static int End(DateOnly? until) => until?.DayNumber ?? int.MaxValue;

        /// <summary>Whether some day lies in both.</summary>
        public bool Overlaps(Validity other) => From < End(other.Until) && Start(other.From) < Until;
    }
}

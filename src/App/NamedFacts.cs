using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>What one import has named so far of one kind of fact: keys, the days they are stated for, and where.</summary>
/// <remarks>Compact, because a nation's import names millions: about 60 bytes a row.</remarks>
internal sealed class NamedFacts
{
    private readonly Dictionary<long, int> heads = [];
    private readonly List<Naming> namings = [];
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);

    /// <summary>The key of a row as one number: its first id, and its second id or text.</summary>
    public long KeyOf(FactSchema schema, ReadOnlySpan<Cell> cells, ReadOnlySpan<int> keys)
    {
        var second = schema.KeyLength switch
        {
            1 => 0,
            2 => keys[1],
            _ => Number($"{cells[1].Text}\0{cells[2].Text}"),
        };
        return ((long)keys[0] << 32) | (uint)second;
    }

    /// <summary>A row named earlier, for the same key and some of the same days; null when there is none.</summary>
    public Naming? Overlapping(long key, Validity validity)
    {
        foreach (var naming in Of(key))
        {
            if (naming.Overlaps(validity))
            {
                return naming;
            }
        }

        return null;
    }

    /// <summary>Whether a row named this version: this key, valid from this day.</summary>
    public bool Names(long key, DateOnly? from)
    {
        foreach (var naming in Of(key))
        {
            if (naming.From == Naming.Start(from))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers a row.</summary>
    public void Add(long key, Validity validity, int table, long row)
    {
        var next = heads.GetValueOrDefault(key, -1);
        heads[key] = namings.Count;
        namings.Add(new Naming(Naming.Start(validity.From), Naming.End(validity.Until), table, (int)row, next));
    }

    /// <summary>Whether the key was named at all.</summary>
    public bool Names(long key) => heads.ContainsKey(key);

    private IEnumerable<Naming> Of(long key)
    {
        for (var i = heads.GetValueOrDefault(key, -1); i >= 0; i = namings[i].Next)
        {
            yield return namings[i];
        }
    }

    private int Number(string text)
    {
        if (!texts.TryGetValue(text, out var number))
        {
            texts.Add(text, number = texts.Count + 1);
        }

        return number;
    }

    /// <summary>One row that named a fact.</summary>
    public readonly record struct Naming(int From, int Until, int Table, int Row, int Next)
    {
        /// <summary>A first day as a number; since always is the least.</summary>
        public static int Start(DateOnly? from) => from?.DayNumber ?? int.MinValue;

        /// <summary>An exclusive last day as a number; until further notice is the greatest.</summary>
        public static int End(DateOnly? until) => until?.DayNumber ?? int.MaxValue;

        /// <summary>Whether some day lies in both.</summary>
        public bool Overlaps(Validity other) => From < End(other.Until) && Start(other.From) < Until;
    }
}

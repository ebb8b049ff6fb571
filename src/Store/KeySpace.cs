using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>The ids of a space during a change.</summary>
internal sealed class KeySpace
{
    private readonly IWriteSession session;
    private readonly IdSpace space;
    private readonly KeyIndex known = new();
    private byte[] kinds = [];
    private int last;

    public KeySpace(IWriteSession session, IdSpace space)
    {
        (this.session, this.space) = (session, space);
        using var rows = session.Query($"SELECT coalesce(max(key), 0) FROM {IdTable.Of(space)}");
        rows.Next();
        Before = last = rows.Int(0);
    }

    /// <summary>The last key before this change.</summary>
    public int Before { get; }

    public int[] KeysOf(IReadOnlyList<string> ids)
    {
        var keys = new int[ids.Count];
        var unknown = new List<int>();
        for (var i = 0; i < keys.Length; i++)
        {
            // Neighbouring rows often share a text, such as their source.
            keys[i] = i > 0 && ReferenceEquals(ids[i], ids[i - 1]) ? keys[i - 1] : known.Find(ids[i]);
            if (keys[i] == 0)
            {
                unknown.Add(i);
            }
        }

        // What was declared in this change is known; only what was there before it can still be found.
        if (unknown.Count > 0 && (Before > 0 || !known.IsComplete))
        {
            session.Flush();
            session.FindKeys(space, [.. unknown.Select(i => ids[i])], (i, key, kind) =>
            {
                keys[unknown[i]] = key;
                known.Add(ids[unknown[i]], key);
                RememberKind(key, (FactKind)kind);
            });
        }

        return keys;
    }

    public int[] Declare(FactKind kind, IReadOnlyList<string> ids)
    {
        var keys = new int[ids.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            if (!known.Add(ids[i], last + 1))
            {
                throw new ArgumentException($"the id {ids[i]} is already declared", nameof(ids));
            }

            keys[i] = ++last;
            RememberKind(last, kind);
            session.InsertId(space, last, ids[i], kind);
        }

        return keys;
    }

    public FactKind KindOf(int key)
    {
        if (key < kinds.Length && kinds[key] != 0)
        {
            return (FactKind)kinds[key];
        }

        session.Flush();
        using var rows = session.Query("SELECT kind FROM entity WHERE key = $1", key);
        if (!rows.Next())
        {
            throw new ArgumentOutOfRangeException(nameof(key), key, "no entity has that key");
        }

        var kind = (FactKind)rows.Int(0);
        RememberKind(key, kind);
        return kind;
    }

    private void RememberKind(int key, FactKind kind)
    {
        if (space != IdSpace.Entity)
        {
            return;
        }

        if (key >= kinds.Length)
        {
            Array.Resize(ref kinds, Math.Max(1024, Math.Max(key, last) * 2));
        }

        kinds[key] = (byte)kind;
    }
}

/// <summary>Which keys have versions of a kind of fact, as far as a change knows without asking.</summary>
/// <param name="session">Where to ask otherwise.</param>
/// <param name="table">The kind of fact.</param>
/// <param name="lastEntry">The last entry before the change.</param>
/// <param name="lastKey">The last key before the change, in the space of the first column.</param>
internal sealed class TouchedKeys(IWriteSession session, FactTable table, int lastEntry, int lastKey)
{
    private ulong[] bits = [];
    private bool? wasEmpty;

    public void Touch(int key)
    {
        var word = key >> 6;
        if (word >= bits.Length)
        {
            Array.Resize(ref bits, Math.Max(16, word * 2));
        }

        bits[word] |= 1UL << (key & 63);
    }

    public int[] ThatMayHaveVersions(IReadOnlyCollection<int> keys)
    {
        if (wasEmpty is null)
        {
            using var rows = session.Query(
                $"SELECT count(*) FROM (SELECT entry FROM {table.Name} WHERE entry <= $1 LIMIT 1) AS f", lastEntry);
            rows.Next();
            wasEmpty = rows.Int(0) == 0;
        }

        return [.. keys.Where(k => (k <= lastKey && wasEmpty == false) || IsTouched(k)).Distinct()];
    }

    private bool IsTouched(int key) => key >> 6 < bits.Length && (bits[key >> 6] & (1UL << (key & 63))) != 0;
}

using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>Reads the journal and the facts that it speaks of, some thousands of entries at a time.</summary>
internal sealed class JournalScan(ISession session)
{
    private const int ChunkSize = 4096;

    private readonly IdTexts texts = new(session);
    private StoredNote? lastNote;

    /// <summary>Entries in order.</summary>
    /// <exception cref="StoreFailure">Something that the journal speaks of is not there.</exception>
    public IEnumerable<JournalEntry> Entries(int from, int until)
    {
        foreach (var chunk in Chunks(from, until))
        {
            for (var number = chunk.First; number <= chunk.Last; number++)
            {
                if (!chunk.Entries.TryGetValue(number, out var entry) || chunk.Note(entry) is not { } note ||
                    chunk.Content(entry) is not { } content)
                {
                    throw StoreFailure.Damaged($"journal entry {number}");
                }

                yield return new JournalEntry(
                    number,
                    note.ToChangeNote(),
                    entry.Act,
                    entry.Kind,
                    entry.Replaces == 0 ? null : entry.Replaces,
                    content.Cells,
                    entry.Hash);
            }
        }
    }

    /// <summary>Pieces of the journal, in order, that together hold all that there is in a range of numbers.</summary>
    public IEnumerable<JournalChunk> Chunks(int from, int until)
    {
        for (long first = from; first <= until;)
        {
            var chunk = ReadChunk((int)first, (int)Math.Min(until, first + ChunkSize - 1));
            yield return chunk;
            first = chunk.Entries.Count == ChunkSize ? first + ChunkSize : NextNumber(chunk.Last + 1L);
        }
    }

    /// <summary>The next number that anything is recorded under: only tampering leaves a gap to leap over.</summary>
    private long NextNumber(long from)
    {
        var next = long.MaxValue;
        var tables = FactTable.All.Select(t => (Column: "entry", t.Name)).Append(("number", "journal"));
        foreach (var (column, table) in tables)
        {
            using var rows = session.Query(
                $"SELECT coalesce(min({column}), 0) FROM {table} WHERE {column} >= $1", from);
            next = rows.Next() && rows.Long(0) is > 0 and var found ? Math.Min(next, found) : next;
        }

        return next;
    }

    private JournalChunk ReadChunk(int first, int last)
    {
        var chunk = new JournalChunk(first, last);
        using (var rows = session.Query(
            """
            SELECT number, change_set, act, kind, coalesce(replaces, 0), hash
            FROM journal WHERE number >= $1 AND number <= $2
            """,
            first,
            last))
        {
            while (rows.Next())
            {
                chunk.Entries[rows.Int(0)] = new StoredEntry(
                    rows.Int(0),
                    rows.Int(1),
                    (JournalAct)rows.Int(2),
                    (FactKind)rows.Int(3),
                    rows.Int(4),
                    rows.Bytes(5));
            }
        }

        ReadNotes(chunk);
        foreach (var table in FactTable.All)
        {
            ReadFacts(chunk, table);
        }

        return chunk;
    }

    private void ReadNotes(JournalChunk chunk)
    {
        foreach (var entry in chunk.Entries.Values)
        {
            if (lastNote?.Id != entry.ChangeSet)
            {
                using var rows = session.Query("SELECT by, at, why FROM change_set WHERE id = $1", entry.ChangeSet);
                lastNote = rows.Next()
                    ? new StoredNote(entry.ChangeSet, rows.Text(0), rows.Long(1), rows.Text(2))
                    : null;
            }

            if (lastNote is { } known)
            {
                chunk.Notes[known.Id] = known;
            }
        }
    }

    private void ReadFacts(JournalChunk chunk, FactTable table)
    {
        var recorded = table.ReadAll(session.Query(
            $"SELECT {table.Row} FROM {table.Name} f WHERE f.entry >= $1 AND f.entry <= $2", chunk.First, chunk.Last));
        texts.FillIn(table.Schema, recorded);
        var facts = chunk.Facts[(int)table.Schema.Kind - 1];
        recorded.ForEach(r => facts[r.Entry] = r);

        // What was replaced or withdrawn may lie far back.
        var earlier = chunk.Entries.Values
            .Where(e => e.Kind == table.Schema.Kind && e.Replaces != 0 && !facts.ContainsKey(e.Replaces))
            .Select(e => e.Replaces)
            .Distinct()
            .ToArray();
        if (earlier.Length > 0)
        {
            var replaced = table.ReadAll(session.Query(
                $"SELECT {table.Row} FROM {table.Name} f WHERE {session.In("f.entry", "$1")}", earlier));
            texts.FillIn(table.Schema, replaced);
            replaced.ForEach(r => facts[r.Entry] = r);
        }
    }
}

/// <summary>A piece of the journal with the facts that it speaks of.</summary>
internal sealed class JournalChunk(int first, int last)
{
    /// <summary>The first number that it covers.</summary>
    public int First => first;

    /// <summary>The last number that it covers.</summary>
    public int Last => last;

    /// <summary>The entries that are there, by number, in order.</summary>
    public SortedDictionary<int, StoredEntry> Entries { get; } = [];

    /// <summary>Who, when and why, by change.</summary>
    public Dictionary<int, StoredNote> Notes { get; } = [];

    /// <summary>Per kind, by entry: the facts recorded in this piece, and the earlier ones that it replaces.</summary>
    public Dictionary<int, StoredRow>[] Facts { get; } =
        [.. FactTable.All.Select(_ => new Dictionary<int, StoredRow>())];

    /// <summary>Who, when and why of an entry, or null when that is gone.</summary>
    public StoredNote? Note(StoredEntry entry) => Notes.GetValueOrDefault(entry.ChangeSet);

    /// <summary>The fact that an entry speaks of, or null when it is gone.</summary>
    public StoredRow? Content(StoredEntry entry)
    {
        var number = entry.Act == JournalAct.Withdrawn ? entry.Replaces : entry.Number;
        return Fact(entry.Kind, number);
    }

    /// <summary>The fact of a kind that an entry recorded, or null when it is not there.</summary>
    public StoredRow? Fact(FactKind kind, int entry)
    {
        if ((int)kind < 1 || (int)kind > Facts.Length)
        {
            return null;
        }

        return Facts[(int)kind - 1].TryGetValue(entry, out var row) ? row : null;
    }
}

/// <summary>An entry as it is stored; acts and kinds may be numbers that mean nothing.</summary>
internal sealed record StoredEntry(int Number, int ChangeSet, JournalAct Act, FactKind Kind, int Replaces, byte[] Hash);

/// <summary>Who, when and why as they are stored; the moment may be a number that means nothing.</summary>
internal sealed record StoredNote(int Id, string By, long At, string Why)
{
    private readonly Lazy<ChangeNote> note = new(() => new ChangeNote(By, Moment.FromMicroseconds(At), Why));

    public ChangeNote ToChangeNote() => note.Value;
}

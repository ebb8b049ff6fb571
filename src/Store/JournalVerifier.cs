using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>Recomputes the journal from the facts and tells where they do not agree.</summary>
/// <remarks>
/// Reads journal and facts once, some thousands of entries at a time. After a fault it goes on from the hash that is
/// stored, so that one alteration gives one fault and not as many as there are entries after it.
/// </remarks>
internal sealed class JournalVerifier(ISession session)
{
    private readonly JournalHash hasher = new();
    private readonly byte[] expected = new byte[JournalHash.Size];

    /// <summary>The hash that is stored with the entry before; null when that entry is gone.</summary>
    private byte[]? previous = new byte[JournalHash.Size];

    private int previousChange;
    private byte[] kinds = [];

    /// <summary>Every place where journal and facts do not agree, in the order of entries.</summary>
    /// <param name="anchor">A head that was noted earlier; null when there is none.</param>
    public IEnumerable<JournalFault> Verify(JournalHead? anchor)
    {
        var head = RegisterReader.ReadHead(session);
        kinds = ReadKinds();
        var last = (int)Math.Min(int.MaxValue, Number("SELECT coalesce(max(number), 0) FROM journal"));
        string lastHash = new('0', JournalHash.Size * 2), anchored = lastHash;
        foreach (var table in TablesWithImpossibleNumbers())
        {
            yield return new JournalFault(0, new Phrase(
                $"{table} holds a row under a number that no entry can have",
                $"{table} bevat een rij onder een nummer dat geen regel kan hebben"));
        }

        foreach (var chunk in new JournalScan(session).Chunks(1, int.MaxValue))
        {
            foreach (var fault in Verify(chunk, last))
            {
                yield return fault;
            }

            lastHash = chunk.Entries.TryGetValue(last, out var end) ? Convert.ToHexStringLower(end.Hash) : lastHash;
            anchored = anchor is not null && chunk.Entries.TryGetValue(anchor.Number, out var noted)
                ? Convert.ToHexStringLower(noted.Hash) : anchored;
        }

        if (head.Number != last || head.Hash != lastHash)
        {
            yield return new JournalFault(last, new Phrase(
                $"the journal ends at entry {last}, but its head says {head.Number} with another end: entries at the end were removed, added or altered",
                $"het journaal eindigt bij regel {last}, maar het slot noemt {head.Number} met een ander einde: regels aan het einde zijn verwijderd, toegevoegd of gewijzigd"));
        }

        if (Number("SELECT coalesce(max(id), 0) FROM change_set") is var change && change > previousChange)
        {
            yield return new JournalFault(last, new Phrase(
                $"a change is noted at entry {change} that no entry of the journal belongs to",
                $"bij regel {change} staat een wijziging vermeld waar geen regel van het journaal bij hoort"));
        }

        if (anchor is not null &&
            (anchor.Number > last || !string.Equals(anchor.Hash, anchored, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new JournalFault(anchor.Number, new Phrase(
                $"entry {anchor.Number} is not the one that was noted as {anchor.Hash}: the journal was rewritten before it, or is another one",
                $"regel {anchor.Number} is niet degene die is genoteerd als {anchor.Hash}: het journaal is daarvoor herschreven, of het is een ander"));
        }
    }

    private IEnumerable<JournalFault> Verify(JournalChunk chunk, int last)
    {
        var supersedes = ReadSupersedes(chunk);
        var rows = new Dictionary<int, List<(FactKind Kind, StoredRow Row)>>();
        foreach (var table in FactTable.All)
        {
            foreach (var row in chunk.Facts[(int)table.Schema.Kind - 1].Values.Where(r => r.Entry >= chunk.First))
            {
                rows.TryAdd(row.Entry, []);
                rows[row.Entry].Add((table.Schema.Kind, row));
            }
        }

        for (var number = chunk.First; number <= chunk.Last; number++)
        {
            foreach (var (kind, row) in rows.GetValueOrDefault(number) ?? [])
            {
                foreach (var says in VerifyRow(chunk, kind, row, supersedes))
                {
                    yield return new JournalFault(number, says);
                }
            }

            if (!chunk.Entries.TryGetValue(number, out var entry))
            {
                if (number <= last && (previous is not null || rows.ContainsKey(number)))
                {
                    yield return new JournalFault(number, new Phrase(
                        $"entry {number} is missing from the journal", $"regel {number} ontbreekt in het journaal"));
                }

                previous = null;
                continue;
            }

            if (VerifyEntry(chunk, entry) is { } wrong)
            {
                yield return new JournalFault(number, wrong);
            }

            previous = entry.Hash;
        }
    }

    /// <summary>A fact must be recorded by the entry of its number, and be replaced by an entry that says so.</summary>
    private IEnumerable<Phrase> VerifyRow(
        JournalChunk chunk, FactKind kind, StoredRow row, Dictionary<int, (FactKind Kind, int Replaces)> supersedes)
    {
        var name = FactSchema.Of(kind).Name;
        if (!chunk.Entries.TryGetValue(row.Entry, out var entry) || entry.Kind != kind ||
            entry.Act == JournalAct.Withdrawn)
        {
            yield return new Phrase(
                $"{name} holds a fact of entry {row.Entry} that the journal does not record",
                $"{name} bevat een feit van regel {row.Entry} dat niet in het journaal staat");
        }

        if (row.SupersededBy != 0 &&
            (!supersedes.TryGetValue(row.SupersededBy, out var by) || by != (kind, row.Entry)))
        {
            yield return new Phrase(
                $"{name} says that the fact of entry {row.Entry} was superseded by entry {row.SupersededBy}, which does not say so",
                $"volgens {name} is het feit van regel {row.Entry} vervangen door regel {row.SupersededBy}, die dat niet zegt");
        }

        if (FactSchema.Of(kind).Introduces == IdSpace.Entity && row.Keys[0] is var key &&
            (key <= 0 || key >= kinds.Length || kinds[key] != (byte)kind))
        {
            yield return new Phrase(
                $"the id {Problem.Quote(row.Cells[0].Text ?? "")} of entry {row.Entry} is listed as another kind than {name}",
                $"de id {Problem.Quote(row.Cells[0].Text ?? "")} van regel {row.Entry} staat als een andere soort dan {name} te boek");
        }
    }

    private Phrase? VerifyEntry(JournalChunk chunk, StoredEntry entry)
    {
        var number = entry.Number;
        var change = previousChange;
        previousChange = Math.Max(previousChange, entry.ChangeSet);
        if (previous is not null && entry.ChangeSet != number && (entry.ChangeSet != change || number == 1))
        {
            return new Phrase(
                $"entry {number} belongs to another change than it was recorded in",
                $"regel {number} hoort bij een andere wijziging dan waarin zij is vastgelegd");
        }

        if (chunk.Note(entry) is not { } note)
        {
            return new Phrase(
                $"who, when and why of entry {number} are gone", $"wie, wanneer en waarom van regel {number} zijn weg");
        }

        if (chunk.Content(entry) is not { } content)
        {
            return new Phrase($"the fact of entry {number} is gone", $"het feit van regel {number} is weg");
        }

        if (entry.Replaces != 0 && chunk.Fact(entry.Kind, entry.Replaces)?.SupersededBy != number)
        {
            return new Phrase(
                $"entry {number} takes the place of entry {entry.Replaces}, but the fact of that entry does not say so",
                $"regel {number} komt in de plaats van regel {entry.Replaces}, maar het feit van die regel zegt dat niet");
        }

        return previous is null || (Enum.IsDefined(entry.Act) && Fits(entry, note, content.Cells))
            ? null
            : new Phrase(
                $"entry {number} does not fit its hash: its fact, an id in it, who, when or why, or its place was altered",
                $"regel {number} past niet bij haar hash: het feit, een id daarin, wie, wanneer of waarom, of haar plaats is gewijzigd");
    }

    private bool Fits(StoredEntry entry, StoredNote note, Cell[] cells)
    {
        try
        {
            var hashed = HashedNote.Of(note.By, note.At, note.Why);
            hasher.Compute(previous, entry.Number, hashed, entry.Act, entry.Kind, entry.Replaces, cells, expected);
            return expected.AsSpan().SequenceEqual(entry.Hash);
        }
        catch (ArgumentException)
        {
            // A number without a meaning, or a text where a number belongs: nothing that we ever wrote.
            return false;
        }
    }

    /// <summary>What the entries that superseded facts of this piece say themselves.</summary>
    private Dictionary<int, (FactKind Kind, int Replaces)> ReadSupersedes(JournalChunk chunk)
    {
        var numbers = chunk.Facts
            .SelectMany(f => f.Values)
            .Where(r => r.Entry >= chunk.First && r.SupersededBy != 0)
            .Select(r => r.SupersededBy)
            .Distinct()
            .ToArray();
        var says = new Dictionary<int, (FactKind, int)>();
        if (numbers.Length > 0)
        {
            using var rows = session.Query(
                $"SELECT number, kind, coalesce(replaces, 0) FROM journal WHERE {session.In("number", "$1")}", numbers);
            while (rows.Next())
            {
                says[rows.Int(0)] = ((FactKind)rows.Int(1), rows.Int(2));
            }
        }

        return says;
    }

    private byte[] ReadKinds()
    {
        // Keys are dense, so there are as many as the highest; a key beyond that is of no fact that we wrote.
        var all = new byte[Number("SELECT count(*) FROM entity") + 1];
        using var rows = session.Query("SELECT key, kind FROM entity");
        while (rows.Next())
        {
            if (rows.Long(0) is > 0 and var key && key < all.Length)
            {
                all[key] = (byte)rows.Int(1);
            }
        }

        return all;
    }

    private IEnumerable<string> TablesWithImpossibleNumbers() =>
        FactTable.All.Select(t => (t.Name, Column: "entry")).Append(("journal", "number"))
            .Where(t => Number($"SELECT count(*) FROM {t.Item1} WHERE {t.Item2} < 1 OR {t.Item2} > {int.MaxValue}") > 0)
            .Select(t => t.Item1);

    private long Number(string sql)
    {
        using var rows = session.Query(sql);
        return rows.Next() ? rows.Long(0) : 0;
    }
}

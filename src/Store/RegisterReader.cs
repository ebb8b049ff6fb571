using Sluiswachter.Insight;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>One consistent picture of the register, on either engine.</summary>
internal sealed class RegisterReader : IRegisterReader
{
    private const int Batch = 10_000;

    private readonly ISession session;
    private readonly string current;
    private readonly FactScan scan;

    private readonly bool ownsSession = true;

    private RegisterReader(ISession session, DateTimeOffset? knownBefore)
    {
        this.session = session;
        Head = ReadHead(session);
        current = "f.superseded_by IS NULL";
        if (knownBefore is { } moment && LastEntryBefore(moment) is var last && last < Head.Number)
        {
            Head = new JournalHead(last, HashOf(last));
            current = $"f.entry <= {last} AND (f.superseded_by IS NULL OR f.superseded_by > {last})";
        }

        scan = new FactScan(session, current);
    }

    private RegisterReader(ISession session, JournalHead head)
    {
        (this.session, Head, ownsSession) = (session, head, false);
        current = "f.superseded_by IS NULL";
        scan = new FactScan(session, current);
    }

    /// <inheritdoc />
    public JournalHead Head { get; }

    /// <summary>Begins to read.</summary>
    public static RegisterReader Begin(ISession session, DateTimeOffset? knownBefore)
    {
        try
        {
            return new RegisterReader(session, knownBefore);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Reads what a change has done so far, in the transaction of the change.</summary>
    public static RegisterReader Within(IWriteSession session, JournalHead head)
    {
        session.Flush();
        return new RegisterReader(session, head);
    }

    /// <summary>The head of the journal.</summary>
    public static JournalHead ReadHead(ISession session)
    {
        using var rows = session.Query("SELECT number, hash FROM journal_head");
        return rows.Next()
            ? new JournalHead(rows.Int(0), rows.Text(1))
            : throw StoreFailure.Damaged("journal_head");
    }

    /// <inheritdoc />
    public long Count(FactKind kind)
    {
        using var rows = session.Query($"SELECT count(*) FROM {FactTable.Of(kind).Name} f WHERE {current}");
        return rows.Next() ? rows.Long(0) : 0;
    }

    /// <inheritdoc />
    public IEnumerable<Cell[]> Facts(FactKind kind)
    {
        var table = FactTable.Of(kind);
        var columns = table.Schema.Columns;
        using var rows = session.Stream(FactsInOrder(table));
        while (rows.Next())
        {
            var cells = new Cell[columns.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = rows.Cell(i, columns[i].HoldsText);
            }

            yield return cells;
        }
    }

    /// <inheritdoc />
    public IEnumerable<Cell[]> FactsOn(FactKind kind, DateOnly day) => scan.On(kind, day);

    /// <inheritdoc />
    public IEnumerable<Cell[]> FactsEndedBy(FactKind kind, DateOnly day) => scan.EndedBy(kind, day);

    /// <inheritdoc />
    public IReadOnlyList<Cell[]> FactsOf(FactKind kind, IReadOnlyCollection<string> firstIds) =>
        scan.Of(kind, firstIds);

    /// <inheritdoc />
    public RegisterColumns Columns(DateOnly at, bool includeConsidered, Detail detail = Detail.None) =>
        new ColumnsQuery(session, current, at, at).Read(includeConsidered, detail);

    /// <inheritdoc />
    public RegisterPeriod Period(DateOnly from, DateOnly until, bool includeConsidered, Detail detail = Detail.None) =>
        new ColumnsQuery(session, current, from, until).ReadPeriod(includeConsidered, detail);

    /// <inheritdoc />
    public Observations Observed(DateOnly at, bool includeConsidered)
    {
        var counts = includeConsidered ? "" : $"AND coalesce(f.status, 0) <> {(int)RequirementStatus.Considered}";
        using var rows = session.Query(
            $"""
            SELECT count(*), min(f.observed_on), max(CASE WHEN f.basis = {(int)Basis.Measured} THEN f.observed_on END),
                count(CASE WHEN f.valid_from IS NULL AND f.observed_on > {at.DayNumber} THEN 1 END)
            FROM requirements f
            WHERE {current} AND (f.valid_from IS NULL OR f.valid_from <= {at.DayNumber})
                AND (f.valid_until IS NULL OR f.valid_until > {at.DayNumber}) {counts}
            """);
        rows.Next();
        return new Observations((int)rows.Long(0), Day(1), Day(2), (int)rows.Long(3));

        DateOnly? Day(int column) => rows.IsNull(column) ? null : DateOnly.FromDayNumber(rows.Int(column));
    }

    /// <inheritdoc />
    public FactKind? KindOf(string entityId)
    {
        FactKind? kind = null;
        session.FindKeys(IdSpace.Entity, [entityId], (_, _, found) => kind = (FactKind)found);
        return kind;
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Names(IReadOnlyCollection<string> entityIds, DateOnly at)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ids in entityIds.Distinct(StringComparer.Ordinal).Chunk(Batch))
        {
            var idOf = new Dictionary<int, string>();
            var keysOf = new List<int>[FactTable.All.Count + 1];
            session.FindKeys(IdSpace.Entity, ids, (i, key, kind) =>
            {
                idOf[key] = ids[i];
                (keysOf[kind] ??= []).Add(key);
            });
            foreach (var table in FactTable.All.Where(t => keysOf[(int)t.Schema.Kind] is not null))
            {
                AddNames(table, [.. keysOf[(int)table.Schema.Kind]], at, (key, name) => names[idOf[key]] = name);
            }
        }

        return names;
    }

    /// <inheritdoc />
    public IEnumerable<JournalEntry> Journal(int from = 1) =>
        new JournalScan(session).Entries(Math.Max(1, from), Head.Number);

    /// <inheritdoc />
    public IEnumerable<JournalFault> Verify(JournalHead? anchor = null) => new JournalVerifier(session).Verify(anchor);

    /// <inheritdoc />
    public void Dispose()
    {
        if (ownsSession)
        {
            session.Dispose();
        }
    }

    /// <summary>The last entry of the changes made before a moment; 0 when there are none.</summary>
    private int LastEntryBefore(DateTimeOffset moment)
    {
        // A change is known by its first entry, so the one after it tells where it ends.
        using var rows = session.Query(
            """
            SELECT coalesce(max(id), 0),
                (SELECT coalesce(min(next.id), 0) FROM change_set next
                 WHERE next.id > (SELECT coalesce(max(last.id), 0) FROM change_set last WHERE last.at < $1))
            FROM change_set WHERE at < $1
            """,
            Moment.ToMicroseconds(moment, roundUp: true));
        rows.Next();
        var (last, next) = (rows.Int(0), rows.Int(1));
        return last == 0 ? 0 : next == 0 ? Head.Number : next - 1;
    }

    private string HashOf(int entry)
    {
        if (entry == 0)
        {
            return new string('0', JournalHash.Size * 2);
        }

        using var rows = session.Query("SELECT hash FROM journal WHERE number = $1", entry);
        return rows.Next()
            ? Convert.ToHexStringLower(rows.Bytes(0))
            : throw StoreFailure.Damaged($"journal entry {entry}");
    }

    private string FactsInOrder(FactTable table)
    {
        var columns = table.Schema.Columns;
        var shown = new List<string>();
        var joins = new List<string>();
        for (var i = 0; i < columns.Count; i++)
        {
            var name = table.Columns[i];
            if (columns[i].Space is { } space)
            {
                shown.Add($"i{i}.id");
                joins.Add($"LEFT JOIN {IdTable.Of(space)} i{i} ON i{i}.key = f.{name}");
            }
            else
            {
                shown.Add($"f.{name}");
            }
        }

        // The ids of the first column lead: SQLite then walks their index in order and sorts only within one id.
        return $"""
            SELECT {string.Join(", ", shown)}
            FROM {IdTable.Of(columns[0].Space!.Value)} i0 CROSS JOIN {table.Name} f {string.Join(" ", joins.Skip(1))}
            WHERE f.{table.Columns[0]} = i0.key AND {current}
            ORDER BY {string.Join(", ", shown.Take(table.Schema.KeyLength))}, f.valid_from NULLS FIRST, f.entry
            """;
    }

    private void AddNames(FactTable table, int[] keys, DateOnly at, Action<int, string> add)
    {
        using var rows = session.Query(
            $"""
            SELECT f.id_key, f.name,
                (f.valid_from IS NULL OR f.valid_from <= $1) AND (f.valid_until IS NULL OR f.valid_until > $1)
            FROM {table.Name} f
            WHERE {session.In("f.id_key", "$2")} AND {current}
            ORDER BY f.id_key, 3, f.valid_from NULLS FIRST, f.entry
            """,
            at.DayNumber,
            keys);

        // The last one of an id stands: the version that holds on the day, else the one that begins last.
        while (rows.Next())
        {
            add(rows.Int(0), rows.Text(1));
        }
    }
}

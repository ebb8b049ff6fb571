using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>One change of the register, on either engine.</summary>
/// <remarks>
/// Numbers entries, chains their hashes and knows which questions need not be asked of the engine: an id that was
/// declared in this change, a key that had no version before it. An import into an empty register so asks nothing.
/// Memory is bounded: the ids of the change, and one bit per key and kind.
/// </remarks>
internal sealed class RegisterWriter : IRegisterWriter
{
    private const int Batch = 4096;

    private readonly IWriteSession session;
    private readonly ChangeNote note;
    private readonly long at;
    private readonly HashedNote hashedNote;
    private readonly JournalHash hasher = new();
    private readonly IdTexts texts;
    private readonly byte[] hash;
    private readonly int before;
    private readonly KeySpace[] spaces;
    private readonly TouchedKeys[] touched;
    private int number;
    private bool isSound = true;

    private RegisterWriter(IWriteSession session, ChangeNote note)
    {
        (this.session, this.note) = (session, note);
        texts = new IdTexts(session);
        at = Moment.ToMicroseconds(note.At);
        hashedNote = HashedNote.Of(note.By, at, note.Why);
        var head = RegisterReader.ReadHead(session);
        (before, number, hash) = (head.Number, head.Number, Convert.FromHexString(head.Hash));
        spaces = [.. Enum.GetValues<IdSpace>().Select(s => new KeySpace(session, s))];
        touched = [.. FactTable.All.Select(t => new TouchedKeys(session, t, before, KeySpaceOf(t).Before))];
    }

    /// <inheritdoc />
    public int Entries => number - before;

    /// <summary>Begins a change.</summary>
    /// <exception cref="ArgumentException">The note has no well-formed text for who or why.</exception>
    public static RegisterWriter Begin(Func<IWriteSession> begin, ChangeNote note)
    {
        CheckText(note.By, nameof(note));
        CheckText(note.Why, nameof(note));
        var begun = begin();
        try
        {
            return new RegisterWriter(begun, note);
        }
        catch
        {
            begun.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public int[] KeysOf(IdSpace space, IReadOnlyList<string> ids) => spaces[(int)space - 1].KeysOf(ids);

    /// <inheritdoc />
    public FactKind KindOf(int entityKey) => spaces[(int)IdSpace.Entity - 1].KindOf(entityKey);

    /// <inheritdoc />
    public int[] Declare(FactKind kind, IReadOnlyList<string> ids)
    {
        BeginStep();
        var keys = spaces[(int)FactSchema.SpaceOf(kind) - 1].Declare(kind, ids);
        isSound = true;
        return keys;
    }

    /// <inheritdoc />
    public IReadOnlyList<StoredFact> Versions(FactKind kind, IReadOnlyCollection<int> firstKeys)
    {
        var keys = touched[(int)kind - 1].ThatMayHaveVersions(firstKeys);
        if (keys.Length == 0)
        {
            return [];
        }

        var table = FactTable.Of(kind);
        return LoadCurrent(table, session.In("f." + table.Columns[0], "$1"), "", keys);
    }

    /// <inheritdoc />
    public IEnumerable<StoredFact> VersionsOfSource(FactKind kind, int sourceKey)
    {
        var table = FactTable.Of(kind);
        var (after, until) = (0, number);
        while (true)
        {
            var facts = LoadCurrent(
                table, "f.source_key = $1 AND f.entry > $2 AND f.entry <= $3", $"LIMIT {Batch}", sourceKey, after, until);
            foreach (var fact in facts)
            {
                yield return fact;
            }

            if (facts.Count < Batch)
            {
                yield break;
            }

            after = facts[^1].Entry;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<StoredFact> Referring(
        IdSpace space, IReadOnlyCollection<int> keys, IReadOnlyCollection<FactKind>? among = null)
    {
        var sought = keys.Where(k => k != 0).Distinct().ToArray();
        var all = new List<StoredFact>();
        foreach (var table in FactTable.All.Where(t => among is null || among.Contains(t.Schema.Kind)))
        {
            var columns = table.Schema.Columns
                .Select((c, i) => (Column: c, Name: table.Columns[i]))
                .Where(c => c.Column.Type == ColumnType.Reference && c.Column.Space == space);
            foreach (var (_, name) in columns)
            {
                all.AddRange(LoadCurrent(table, session.In("f." + name, "$1"), "", sought));
            }
        }

        return [.. all.DistinctBy(f => f.Entry)];
    }

    /// <inheritdoc />
    public void Add(FactKind kind, FactRow row)
    {
        BeginStep();
        Record(JournalAct.Added, kind, 0, row);
        isSound = true;
    }

    /// <inheritdoc />
    public void Change(StoredFact old, FactRow row)
    {
        BeginStep();
        session.Supersede(FactTable.Of(old.Kind), old.Entry, number + 1);
        Record(JournalAct.Changed, old.Kind, old.Entry, row);
        isSound = true;
    }

    /// <inheritdoc />
    public void Withdraw(StoredFact old)
    {
        BeginStep();
        session.Supersede(FactTable.Of(old.Kind), old.Entry, number + 1);
        Chain(JournalAct.Withdrawn, old.Kind, old.Entry, old.Cells);
        isSound = true;
    }

    /// <inheritdoc />
    public IRegisterReader Preview()
    {
        BeginStep();
        var reader = RegisterReader.Within(session, new JournalHead(number, Convert.ToHexStringLower(hash)));
        isSound = true;
        return reader;
    }

    /// <inheritdoc />
    public void Commit()
    {
        BeginStep();
        session.Commit(number, Convert.ToHexStringLower(hash));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        isSound = false;
        session.Dispose();
    }

    private static void CheckText(string text, string parameter)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal) || !Label.Of(text).Holds)
        {
            throw new ArgumentException("who and why must be readable text", parameter);
        }
    }

    private KeySpace KeySpaceOf(FactTable table) => spaces[(int)table.Schema.Columns[0].Space!.Value - 1];

    /// <summary>A step that does not come to its end leaves the change unsound: it can only be disposed.</summary>
    private void BeginStep()
    {
        if (!isSound)
        {
            throw new InvalidOperationException("this change has ended, or a step of it failed");
        }

        isSound = false;
    }

    private void Record(JournalAct act, FactKind kind, int replaces, in FactRow row)
    {
        var table = FactTable.Of(kind);
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (FactTable.IsKey(table.Schema.Columns[i]) && row.Cells[i].IsEmpty != (row.Keys[i] == 0))
            {
                throw new ArgumentException($"{table.Columns[i]} does not go with its text", nameof(row));
            }
        }

        Chain(act, kind, replaces, row.Cells);
        session.InsertFact(table, number, row);
        touched[(int)kind - 1].Touch(row.Keys[0]);
    }

    private void Chain(JournalAct act, FactKind kind, int replaces, ReadOnlySpan<Cell> cells)
    {
        if (Entries == 0)
        {
            session.InsertChange(number + 1, note.By, at, note.Why);
        }

        number++;
        hasher.Compute(hash, number, hashedNote, act, kind, replaces, cells, hash);
        session.InsertEntry(number, before + 1, act, kind, replaces, hash);
    }

    private List<StoredFact> LoadCurrent(
        FactTable table, string where, string limit, params ReadOnlySpan<object> arguments)
    {
        session.Flush();
        var sql = $"""
            SELECT {table.Row} FROM {table.Name} f
            WHERE {where} AND f.superseded_by IS NULL
            ORDER BY f.entry {limit}
            """;
        var rows = table.ReadAll(session.Query(sql, arguments));
        texts.FillIn(table.Schema, rows);
        return [.. rows.Select(r => r.Fact(table.Schema.Kind))];
    }
}

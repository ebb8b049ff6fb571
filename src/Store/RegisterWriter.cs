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
    private readonly byte[] hash;
    private readonly int before;
    private readonly KeySpace[] spaces;
    private readonly TouchedKeys[] touched;
    private int number;
    private bool isSound = true;

    private RegisterWriter(IWriteSession session, ChangeNote note)
    {
        (this.session, this.note) = (session, note);
        at = Moment.ToMicroseconds(note.At);
        hashedNote = HashedNote.Of(note.By, at, note.Why);
        var head = RegisterReader.ReadHead(session);
        (before, number, hash) = (head.Number, head.Number, Convert.FromHexString(head.Hash));
        spaces = [.. Enum.GetValues<IdSpace>().Select(s => new KeySpace(session, s))];
        touched = [.. FactTable.All.Select(t => new TouchedKeys(this, t))];
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
        return Load(table, $"{session.In("f." + table.Columns[0], "$1")} AND f.superseded_by IS NULL ORDER BY f.entry", keys);
    }

    /// <inheritdoc />
    public IEnumerable<StoredFact> VersionsOfSource(FactKind kind, int sourceKey)
    {
        var table = FactTable.Of(kind);
        var (after, until) = (0, number);
        while (true)
        {
            var facts = Load(
                table,
                $"f.source_key = $1 AND f.superseded_by IS NULL AND f.entry > $2 AND f.entry <= $3 ORDER BY f.entry LIMIT {Batch}",
                sourceKey,
                after,
                until);
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
    public IReadOnlyList<StoredFact> Referring(IdSpace space, IReadOnlyCollection<int> keys)
    {
        var sought = keys.Where(k => k != 0).Distinct().ToArray();
        var all = new List<StoredFact>();
        foreach (var table in FactTable.All)
        {
            var columns = table.Schema.Columns
                .Select((c, i) => (Column: c, Name: table.Columns[i]))
                .Where(c => c.Column.Type == ColumnType.Reference && c.Column.Space == space);
            foreach (var (_, name) in columns)
            {
                all.AddRange(Load(table, $"{session.In("f." + name, "$1")} AND f.superseded_by IS NULL ORDER BY f.entry", sought));
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

    private List<StoredFact> Load(FactTable table, string where, params ReadOnlySpan<object> arguments)
    {
        session.Flush();
        var rows = table.ReadAll(session.Query($"SELECT {table.Row} FROM {table.Name} f WHERE {where}", arguments));
        new IdTexts(session).FillIn(table.Schema, rows);
        return [.. rows.Select(r => r.Fact(table.Schema.Kind))];
    }

    /// <summary>The ids of a space during a change.</summary>
    private sealed class KeySpace
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
                keys[i] = known.Find(ids[i]);
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

    /// <summary>The keys that a kind of fact has versions of, as far as this change knows without asking.</summary>
    private sealed class TouchedKeys(RegisterWriter writer, FactTable table)
    {
        private readonly int before = writer.spaces[(int)table.Schema.Columns[0].Space! - 1].Before;
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
                using var rows = writer.session.Query(
                    $"SELECT count(*) FROM (SELECT entry FROM {table.Name} WHERE entry <= {writer.before} LIMIT 1) AS f");
                rows.Next();
                wasEmpty = rows.Int(0) == 0;
            }

            return [.. keys.Where(k => (k <= before && wasEmpty == false) || IsTouched(k)).Distinct()];
        }

        private bool IsTouched(int key) => key >> 6 < bits.Length && (bits[key >> 6] & (1UL << (key & 63))) != 0;
    }
}

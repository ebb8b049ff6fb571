using System.Data;
using System.Globalization;
using Npgsql;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>A transaction on PostgreSQL: a snapshot for reading, or the one writer.</summary>
/// <remarks>Facts, ids and entries are held back as rows of COPY and sent about a megabyte at a time.</remarks>
internal sealed class PostgresSession : IWriteSession
{
    /// <summary>The rows from which on a change lets the server count anew how keys are spread, to plan by.</summary>
    private const int WorthCounting = 10_000;

    private readonly NpgsqlConnection connection;
    private readonly CopySender sender;
    private readonly StoreOptions options;
    private readonly CopyBuffer entries = new("journal", ["number", "change_set", "act", "kind", "replaces", "hash"]);
    private readonly CopyBuffer?[] ids = new CopyBuffer?[IdTable.Count];
    private CopyBuffer[] facts = [];
    private Supersedes[] superseded = [];
    private int cursors;

    private PostgresSession(NpgsqlConnection connection, StoreOptions options) =>
        (this.connection, this.options, sender) = (connection, options, new CopySender(connection));

    /// <summary>Begins to read: whatever is committed from now on is not seen.</summary>
    public static PostgresSession BeginRead(NpgsqlDataSource source, StoreOptions options) =>
        Begin(source, options, IsolationLevel.RepeatableRead, "SELECT number FROM journal_head");

    /// <summary>Begins to write, when no other change is under way.</summary>
    public static PostgresSession BeginWrite(NpgsqlDataSource source, StoreOptions options)
    {
        // A lock_timeout of 0 would wait for ever. The lock lets readers pass. A writer asks for some thousands of keys at
        // a time: without a scan of the whole table, also where the server has not yet counted what is in it.
        var wait = Math.Max(1, (long)options.Patience.TotalMilliseconds);
        var session = Begin(
            source,
            options,
            IsolationLevel.ReadCommitted,
            $"SET LOCAL lock_timeout = {wait}; LOCK TABLE journal_head IN EXCLUSIVE MODE; " +
            "SET LOCAL lock_timeout = 0; SET LOCAL enable_seqscan = off");
        session.facts = [.. FactTable.All.Select(t => new CopyBuffer(t.Name, ["entry", .. t.Columns]))];
        session.superseded = [.. FactTable.All.Select(t => new Supersedes(t))];
        return session;
    }

    /// <inheritdoc />
    public IRows Query(string sql, params ReadOnlySpan<object> arguments)
    {
        sender.Settle();
        var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        try
        {
            return new PostgresRows(command, command.ExecuteReader());
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            command.Dispose();
            throw PostgresFailure.Of(e);
        }
    }

    /// <inheritdoc />
    public IRows Scan(string sql)
    {
        sender.Settle();
        try
        {
            return new PostgresScan(connection.BeginRawBinaryCopy($"COPY ({sql}) TO STDOUT (FORMAT BINARY)"));
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            throw PostgresFailure.Of(e);
        }
    }

    /// <inheritdoc />
    public IRows Stream(string sql)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"stream{++cursors}");
        Execute($"DECLARE {name} NO SCROLL CURSOR FOR {sql}");
        return new PostgresCursor(this, name);
    }

    /// <summary>Fetches rows of a cursor.</summary>
    public void Fetch(string sql, Queue<object[]> into)
    {
        try
        {
            using var command = new NpgsqlCommand(sql, connection);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                into.Enqueue(row);
            }
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            throw PostgresFailure.Of(e);
        }
    }

    /// <summary>Closes a cursor, if the transaction still has it.</summary>
    public void Close(string cursor)
    {
        if (connection.FullState == ConnectionState.Open)
        {
            Execute($"CLOSE {cursor}");
        }
    }

    /// <inheritdoc />
    public string In(string column, string parameter) => $"{column} = ANY({parameter})";

    /// <inheritdoc />
    public void FindKeys(IdSpace space, IReadOnlyList<string> ids, Action<int, int, int> found)
    {
        var kind = space == IdSpace.Entity ? "kind" : "0";
        var known = new Dictionary<string, (int Key, int Kind)>(StringComparer.Ordinal);
        object sought = ids.ToArray();
        using (var rows = Query($"SELECT id, key, {kind} FROM {IdTable.Of(space)} WHERE id = ANY($1)", sought))
        {
            while (rows.Next())
            {
                known[rows.Text(0)] = (rows.Int(1), rows.Int(2));
            }
        }

        for (var i = 0; i < ids.Count; i++)
        {
            if (known.TryGetValue(ids[i], out var id))
            {
                found(i, id.Key, id.Kind);
            }
        }
    }

    /// <inheritdoc />
    public void InsertId(IdSpace space, int key, string id, FactKind kind)
    {
        var entity = space == IdSpace.Entity;
        var buffer = ids[(int)space - 1] ??=
            new CopyBuffer(IdTable.Of(space), entity ? ["key", "id", "kind"] : ["key", "id"]);
        buffer.BeginRow();
        buffer.Add(key);
        buffer.Add(id);
        if (entity)
        {
            buffer.Add((int)kind);
        }

        SendIfFull(buffer);
    }

    /// <inheritdoc />
    public void InsertChange(int id, string by, long at, string why)
    {
        options.BeforeWrite?.Invoke();
        Execute("INSERT INTO change_set (id, by, at, why) VALUES ($1, $2, $3, $4)", id, by, at, why);
    }

    /// <inheritdoc />
    public void InsertFact(FactTable table, int entry, in FactRow row)
    {
        var columns = table.Schema.Columns;
        var buffer = facts[(int)table.Schema.Kind - 1];
        buffer.BeginRow();
        buffer.Add(entry);
        for (var i = 0; i < columns.Count; i++)
        {
            if (FactTable.IsKey(columns[i]))
            {
                AddOrNull(buffer, row.Keys[i]);
            }
            else if (row.Cells[i].Text is { } text)
            {
                buffer.Add(text);
            }
            else if (row.Cells[i].NumberOrNull is not { } number)
            {
                buffer.AddNull();
            }
            else if (FactTable.IsLong(columns[i]))
            {
                buffer.Add(number);
            }
            else
            {
                buffer.Add((int)number);
            }
        }

        SendIfFull(buffer);
    }

    /// <inheritdoc />
    public void Supersede(FactTable table, int entry, int by)
    {
        var marks = superseded[(int)table.Schema.Kind - 1];
        marks.Entries.Add(entry);
        marks.By.Add(by);
        if (marks.Entries.Count >= Supersedes.Batch)
        {
            Send(marks);
        }
    }

    /// <inheritdoc />
    public void InsertEntry(int number, int change, JournalAct act, FactKind kind, int replaces, ReadOnlySpan<byte> hash)
    {
        entries.BeginRow();
        entries.Add(number);
        entries.Add(change);
        entries.Add((int)act);
        entries.Add((int)kind);
        AddOrNull(entries, replaces);
        entries.Add(hash);
        SendIfFull(entries);
    }

    /// <inheritdoc />
    public void Flush()
    {
        foreach (var buffer in ids.Concat(facts).Append(entries))
        {
            if (buffer is { IsEmpty: false })
            {
                Send(buffer);
            }
        }

        foreach (var marks in superseded.Where(m => m.Entries.Count > 0))
        {
            Send(marks);
        }
    }

    /// <inheritdoc />
    public void Commit(int number, string hash)
    {
        Flush();
        foreach (var table in FactTable.All.Where(t => facts[(int)t.Schema.Kind - 1].Sent >= WorthCounting))
        {
            options.BeforeWrite?.Invoke();
            Execute($"ANALYZE {table.Name} ({table.Columns[0]})");
        }

        options.BeforeWrite?.Invoke();
        Execute("UPDATE journal_head SET number = $1, hash = $2", number, hash);
        options.BeforeWrite?.Invoke();
        Execute("COMMIT");
        options.BeforeWrite?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Closing a connection undoes what it has not committed; a connection that is broken has nothing to undo.
        try
        {
            sender.Settle();
        }
        catch (StoreFailure)
        {
            // Whoever disposes a change that was not committed does not want it any more.
        }

        try
        {
            connection.Dispose();
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            return;
        }
    }

    private static PostgresSession Begin(
        NpgsqlDataSource source, StoreOptions options, IsolationLevel isolation, string sql)
    {
        try
        {
            return BeginOnce(source, options, isolation, sql);
        }
        catch (NpgsqlException e) when (e is not PostgresException || e.SqlState == PostgresErrorCodes.AdminShutdown)
        {
            // A connection that waited in the pool may have died meanwhile. Nothing was asked of it yet.
            source.Clear();
        }
        catch (PostgresException e)
        {
            throw PostgresFailure.Of(e, options.Patience);
        }

        try
        {
            return BeginOnce(source, options, isolation, sql);
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            throw PostgresFailure.Of(e, options.Patience);
        }
    }

    private static PostgresSession BeginOnce(
        NpgsqlDataSource source, StoreOptions options, IsolationLevel isolation, string sql)
    {
        var session = new PostgresSession(source.OpenConnection(), options);
        try
        {
            session.connection.BeginTransaction(isolation);
            using var begin = new NpgsqlCommand(sql, session.connection);
            begin.ExecuteNonQuery();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void AddOrNull(CopyBuffer buffer, int key)
    {
        if (key == 0)
        {
            buffer.AddNull();
        }
        else
        {
            buffer.Add(key);
        }
    }

    private void SendIfFull(CopyBuffer buffer)
    {
        if (buffer.IsFull)
        {
            Send(buffer);
        }
    }

    private void Send(CopyBuffer buffer)
    {
        options.BeforeWrite?.Invoke();
        sender.Send(buffer);
    }

    private void Send(Supersedes marks)
    {
        if (facts[(int)marks.Table.Schema.Kind - 1] is { IsEmpty: false } buffer)
        {
            Send(buffer);
        }

        options.BeforeWrite?.Invoke();
        var changed = Execute(
            $"""
            UPDATE {marks.Table.Name} AS f SET superseded_by = m.by
            FROM unnest($1, $2) AS m (entry, by)
            WHERE f.entry = m.entry AND f.superseded_by IS NULL
            """,
            marks.Entries.ToArray(),
            marks.By.ToArray());
        if (changed != marks.Entries.Count)
        {
            throw new InvalidOperationException($"a version in {marks.Table.Name} is not current");
        }

        marks.Entries.Clear();
        marks.By.Clear();
    }

    private int Execute(string sql, params ReadOnlySpan<object> arguments)
    {
        sender.Settle();
        try
        {
            using var command = new NpgsqlCommand(sql, connection);
            foreach (var argument in arguments)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = argument });
            }

            return command.ExecuteNonQuery();
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            throw PostgresFailure.Of(e);
        }
    }

    /// <summary>Versions of a kind that are to be marked as replaced or withdrawn.</summary>
    private sealed record Supersedes(FactTable Table)
    {
        public const int Batch = 16_384;

        public List<int> Entries { get; } = [];

        public List<int> By { get; } = [];
    }
}

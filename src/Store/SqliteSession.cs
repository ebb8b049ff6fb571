using System.Globalization;
using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>A transaction on an SQLite file: a snapshot for reading, or the one writer.</summary>
internal sealed class SqliteSession : IWriteSession
{
    private readonly SqliteDatabase database;
    private readonly StoreOptions options;
    private readonly SqliteStatement?[] idQueries = new SqliteStatement?[IdTable.Count];
    private SqliteStatement?[] idInserts = [];
    private SqliteStatement?[] factInserts = [];
    private SqliteStatement?[] supersedes = [];
    private SqliteStatement? entryInsert;

    private SqliteSession(SqliteDatabase database, StoreOptions options) =>
        (this.database, this.options) = (database, options);

    /// <summary>Begins to read: whatever is written from now on is not seen.</summary>
    public static SqliteSession BeginRead(string path, StoreOptions options)
    {
        var session = new SqliteSession(SqliteStore.Connect(path, options), options);
        return session.Begin("BEGIN; SELECT number FROM journal_head");
    }

    /// <summary>Begins to write, when no other change is under way.</summary>
    public static SqliteSession BeginWrite(string path, StoreOptions options)
    {
        var session = new SqliteSession(SqliteStore.Connect(path, options), options)
        {
            idInserts = new SqliteStatement?[IdTable.Count],
            factInserts = new SqliteStatement?[FactTable.All.Count],
            supersedes = new SqliteStatement?[FactTable.All.Count],
        };
        var limit = options.MostPages is { } pages ? $"; PRAGMA max_page_count = {pages}" : "";

        // 64 MB of pages: an import appends to a dozen trees and visits the trees of ids at random.
        return session.Begin($"PRAGMA cache_size = -65536; PRAGMA synchronous = FULL{limit}; BEGIN IMMEDIATE");
    }

    /// <inheritdoc />
    public IRows Query(string sql, params ReadOnlySpan<object> arguments)
    {
        var statement = database.Prepare(sql);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case int number: statement.Bind(i + 1, number); break;
                case long number: statement.Bind(i + 1, number); break;
                case string text: statement.Bind(i + 1, text); break;
                case int[] numbers: statement.Bind(i + 1, Json(numbers)); break;
                default: throw new ArgumentException("expected a number, a text or numbers", nameof(arguments));
            }
        }

        return statement;
    }

    /// <inheritdoc />
    public IRows Scan(string sql) => database.Prepare(sql);

    /// <inheritdoc />
    public IRows Stream(string sql) => database.Prepare(sql);

    /// <inheritdoc />
    public string In(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    /// <inheritdoc />
    public void FindKeys(IdSpace space, IReadOnlyList<string> ids, Action<int, int, int> found)
    {
        var kind = space == IdSpace.Entity ? "kind" : "0";
        var query = idQueries[(int)space - 1] ??=
            database.Prepare($"SELECT key, {kind} FROM {IdTable.Of(space)} WHERE id = $1");
        for (var i = 0; i < ids.Count; i++)
        {
            query.Bind(1, ids[i]);
            if (query.Next())
            {
                found(i, query.Int(0), query.Int(1));
            }

            query.Reset();
        }
    }

    /// <inheritdoc />
    public void InsertId(IdSpace space, int key, string id, FactKind kind)
    {
        var entity = space == IdSpace.Entity;
        var values = entity ? "(key, id, kind) VALUES ($1, $2, $3)" : "(key, id) VALUES ($1, $2)";
        var insert = idInserts[(int)space - 1] ??= database.Prepare($"INSERT INTO {IdTable.Of(space)} {values}");
        insert.Bind(1, key);
        insert.Bind(2, id);
        if (entity)
        {
            insert.Bind(3, (int)kind);
        }

        Run(insert);
    }

    /// <inheritdoc />
    public void InsertChange(int id, string by, long at, string why)
    {
        using var insert = database.Prepare("INSERT INTO change_set (id, by, at, why) VALUES ($1, $2, $3, $4)");
        insert.Bind(1, id);
        insert.Bind(2, by);
        insert.Bind(3, at);
        insert.Bind(4, why);
        Run(insert);
    }

    /// <inheritdoc />
    public void InsertFact(FactTable table, int entry, in FactRow row)
    {
        var columns = table.Schema.Columns;
        var insert = factInserts[(int)table.Schema.Kind - 1] ??= database.Prepare(
            $"INSERT INTO {table.Name} (entry, {string.Join(", ", table.Columns)}) " +
            $"VALUES ($1, {string.Join(", ", Enumerable.Range(2, columns.Count).Select(i => $"${i}"))})");
        insert.Bind(1, entry);
        for (var i = 0; i < columns.Count; i++)
        {
            if (FactTable.IsKey(columns[i]))
            {
                BindOrNull(insert, i + 2, row.Keys[i] == 0 ? null : row.Keys[i]);
            }
            else if (row.Cells[i].Text is { } text)
            {
                insert.Bind(i + 2, text);
            }
            else
            {
                BindOrNull(insert, i + 2, row.Cells[i].NumberOrNull);
            }
        }

        Run(insert);
    }

    /// <inheritdoc />
    public void Supersede(FactTable table, int entry, int by)
    {
        var update = supersedes[(int)table.Schema.Kind - 1] ??= database.Prepare(
            $"UPDATE {table.Name} SET superseded_by = $1 WHERE entry = $2 AND superseded_by IS NULL");
        update.Bind(1, by);
        update.Bind(2, entry);
        Run(update);
        if (database.Changes != 1)
        {
            throw new InvalidOperationException($"the version of entry {entry} in {table.Name} is not current");
        }
    }

    /// <inheritdoc />
    public void InsertEntry(int number, int change, JournalAct act, FactKind kind, int replaces, ReadOnlySpan<byte> hash)
    {
        entryInsert ??= database.Prepare(
            "INSERT INTO journal (number, change_set, act, kind, replaces, hash) VALUES ($1, $2, $3, $4, $5, $6)");
        entryInsert.Bind(1, number);
        entryInsert.Bind(2, change);
        entryInsert.Bind(3, (int)act);
        entryInsert.Bind(4, (int)kind);
        BindOrNull(entryInsert, 5, replaces == 0 ? null : replaces);
        entryInsert.Bind(6, hash);
        Run(entryInsert);
    }

    /// <inheritdoc />
    public void Flush()
    {
        // Nothing is held back.
    }

    /// <inheritdoc />
    public void Commit(int number, string hash)
    {
        using (var head = database.Prepare("UPDATE journal_head SET number = $1, hash = $2"))
        {
            head.Bind(1, number);
            head.Bind(2, hash);
            Run(head);
        }

        using (var commit = database.Prepare("COMMIT"))
        {
            Run(commit);
        }

        options.BeforeWrite?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        SqliteStatement?[] statements = [.. factInserts, .. supersedes, .. idInserts, .. idQueries, entryInsert];
        foreach (var statement in statements)
        {
            statement?.Dispose();
        }

        // Closing a connection undoes what it has not committed.
        database.Dispose();
    }

    private static void BindOrNull(SqliteStatement statement, int parameter, long? value)
    {
        if (value is { } number)
        {
            statement.Bind(parameter, number);
        }
        else
        {
            statement.BindNull(parameter);
        }
    }

    private static string Json(int[] numbers)
    {
        var json = new StringBuilder("[");
        foreach (var number in numbers)
        {
            json.Append(CultureInfo.InvariantCulture, $"{number},");
        }

        json.Length = Math.Max(1, json.Length - 1);
        return json.Append(']').ToString();
    }

    private void Run(SqliteStatement statement)
    {
        options.BeforeWrite?.Invoke();
        statement.Run();
    }

    private SqliteSession Begin(string sql)
    {
        try
        {
            database.Execute(sql);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}

using System.Runtime.InteropServices;
using System.Text;
using Sluiswachter.Model;
using static Sluiswachter.Store.SqliteLibrary;

namespace Sluiswachter.Store;

/// <summary>A connection to an SQLite file, for one thread at a time.</summary>
internal sealed unsafe class SqliteDatabase : IDisposable
{
    private readonly TimeSpan patience;
    private nint handle;

    private SqliteDatabase(nint handle, TimeSpan patience) => (this.handle, this.patience) = (handle, patience);

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => sqlite3_changes(handle);

    /// <summary>Opens a file, and makes it when it is not there.</summary>
    /// <exception cref="StoreFailure">The file cannot be opened.</exception>
    public static SqliteDatabase Open(string path, TimeSpan patience)
    {
        var code = sqlite3_open_v2(path, out var handle, OpenReadWrite | OpenCreate | OpenNoMutex, 0);
        var database = new SqliteDatabase(handle, patience);
        if (code != Ok)
        {
            var failure = database.Failure(code);
            database.Dispose();
            throw failure;
        }

        _ = sqlite3_busy_timeout(handle, (int)patience.TotalMilliseconds);
        return database;
    }

    /// <summary>Carries out statements, separated by semicolons, that give no rows.</summary>
    public void Execute(string sql)
    {
        var text = Encoding.UTF8.GetBytes(sql);
        fixed (byte* start = text)
        {
            var rest = start;
            var end = start + text.Length;
            while (rest < end)
            {
                Check(sqlite3_prepare_v2(handle, rest, (int)(end - rest), out var statement, out rest));
                if (statement != 0)
                {
                    using var prepared = new SqliteStatement(this, statement);
                    while (prepared.Next())
                    {
                        // A pragma answers with a row that nobody asked for.
                    }
                }
            }
        }
    }

    /// <summary>Prepares one statement.</summary>
    public SqliteStatement Prepare(string sql)
    {
        var text = Encoding.UTF8.GetBytes(sql);
        fixed (byte* start = text)
        {
            Check(sqlite3_prepare_v2(handle, start, text.Length, out var statement, out _));
            return new SqliteStatement(this, statement);
        }
    }

    /// <summary>The number that a query gives, such as a pragma.</summary>
    public long Number(string sql)
    {
        using var rows = Prepare(sql);
        return rows.Next() ? rows.Long(0) : 0;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (handle != 0)
        {
            _ = sqlite3_close_v2(handle);
            handle = 0;
        }
    }

    /// <summary>Throws unless a call went well.</summary>
    public void Check(int code)
    {
        if (code != Ok)
        {
            throw Failure(code);
        }
    }

    /// <summary>What a result code means to people.</summary>
    public StoreFailure Failure(int code)
    {
        var detail = handle == 0 ? "" : Marshal.PtrToStringUTF8((nint)sqlite3_errmsg(handle)) ?? "";
        return (code & 0xff) switch
        {
            Busy => StoreFailure.Busy(patience),
            Corrupt => StoreFailure.Damaged(detail),
            NotADatabase => new StoreFailure(new Phrase(
                "the file is no SQLite database", "het bestand is geen SQLite-database")),
            Full => new StoreFailure(new Phrase(
                "the disk is full: nothing was changed; make room and try again",
                "de schijf is vol: er is niets gewijzigd; maak ruimte en probeer het opnieuw")),
            ReadOnly or CannotOpen => new StoreFailure(new Phrase(
                $"the file cannot be written ({detail}): expected a folder and a file that may be written",
                $"het bestand kan niet worden beschreven ({detail}): verwacht een map en een bestand die beschreven mogen worden")),
            _ => new StoreFailure(new Phrase(
                $"SQLite failed with code {code}: {detail}", $"SQLite faalde met code {code}: {detail}")),
        };
    }
}

/// <summary>A prepared statement of SQLite, and the rows that it gives.</summary>
internal sealed unsafe class SqliteStatement(SqliteDatabase database, nint handle) : IRows
{
    private nint handle = handle;

    /// <inheritdoc />
    public bool Next()
    {
        var code = sqlite3_step(handle);
        return code == Row || (code == Done ? false : throw database.Failure(code));
    }

    /// <summary>Carries out a statement that gives no rows, and makes it ready for the next time.</summary>
    public void Run()
    {
        var code = sqlite3_step(handle);
        if (code != Done)
        {
            var failure = database.Failure(code);
            _ = sqlite3_reset(handle);
            throw failure;
        }

        _ = sqlite3_reset(handle);
    }

    /// <summary>Makes the statement ready to be carried out again; what is bound stays bound.</summary>
    public void Reset() => _ = sqlite3_reset(handle);

    /// <summary>Gives parameters, counted from 1, their values.</summary>
    public void Bind(int parameter, long value) => database.Check(sqlite3_bind_int64(handle, parameter, value));

    /// <inheritdoc cref="Bind(int, long)"/>
    public void BindNull(int parameter) => database.Check(sqlite3_bind_null(handle, parameter));

    /// <inheritdoc cref="Bind(int, long)"/>
    public void Bind(int parameter, string text)
    {
        const int onStack = 1024;
        var most = text.Length * 3;
        var utf8 = most <= onStack ? stackalloc byte[onStack] : new byte[most];
        var length = Encoding.UTF8.GetBytes(text, utf8);
        fixed (byte* start = utf8)
        {
            database.Check(sqlite3_bind_text(handle, parameter, start, length, Copy));
        }
    }

    /// <inheritdoc cref="Bind(int, long)"/>
    public void Bind(int parameter, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            database.Check(sqlite3_bind_blob(handle, parameter, start, bytes.Length, Copy));
        }
    }

    /// <inheritdoc />
    public int Int(int column) => sqlite3_column_int(handle, column);

    /// <inheritdoc />
    public long Long(int column) => sqlite3_column_int64(handle, column);

    /// <inheritdoc />
    public bool IsNull(int column) => sqlite3_column_type(handle, column) == TypeNull;

    /// <inheritdoc />
    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    /// <inheritdoc />
    public ReadOnlySpan<byte> Utf8(int column)
    {
        var start = sqlite3_column_text(handle, column);
        return new ReadOnlySpan<byte>(start, sqlite3_column_bytes(handle, column));
    }

    /// <inheritdoc />
    public byte[] Bytes(int column)
    {
        var start = sqlite3_column_blob(handle, column);
        return new ReadOnlySpan<byte>(start, sqlite3_column_bytes(handle, column)).ToArray();
    }

    /// <inheritdoc />
    public Cell Cell(int column, bool isText) => sqlite3_column_type(handle, column) switch
    {
        TypeNull => default,
        TypeInteger when !isText => Model.Cell.Of(Long(column)),
        TypeText when isText => Model.Cell.Of(Text(column)),
        var type => Model.Cell.Of($"\0 stored as type {type}: {Text(column)}"),
    };

    /// <inheritdoc />
    public void Dispose()
    {
        if (handle != 0)
        {
            _ = sqlite3_finalize(handle);
            handle = 0;
        }
    }
}

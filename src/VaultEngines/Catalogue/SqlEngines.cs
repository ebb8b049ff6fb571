using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Sluiswachter.VaultEngines;

/// <summary>Where two databases differ.</summary>
internal interface ISqlEngine : IDisposable
{
    /// <summary>What the engine calls "ordered by bytes".</summary>
    string Ordinal { get; }

    /// <summary>Begins a transaction during which nobody else changes the catalogue, and that sees all that was committed.</summary>
    string Begin { get; }

    /// <summary>Begins a transaction that reads, and sees what was committed when it first reads and nothing later.</summary>
    string BeginLook { get; }

    /// <summary>The names of the tables that there are.</summary>
    string Tables { get; }

    /// <summary>The most queries at a time; a database far away has a limit on connections.</summary>
    int MostReaders { get; }

    /// <summary>Opens a connection.</summary>
    SqlSession Open();

    /// <summary>Whether the engine asks to try again a transaction that it took back.</summary>
    bool AsksAgain(DbException failure);
}

/// <summary>SQLite in a file: readers see a snapshot and wait for nobody; a commit is on the disk when it is answered.</summary>
/// <remarks>Safe for several processes, not for files on a network.</remarks>
internal sealed class SqliteEngine(string path) : ISqlEngine
{
    private const int Busy = 5;

    private readonly string settings = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Pooling = false, // SqlCatalogue keeps connections with what is prepared on them.
    }.ConnectionString;

    /// <inheritdoc/>
    public string Ordinal => "";

    /// <inheritdoc/>
    public string Begin => "BEGIN IMMEDIATE";

    /// <inheritdoc/>
    public string BeginLook => "BEGIN";

    /// <inheritdoc/>
    public string Tables => "SELECT name FROM sqlite_master WHERE type = 'table'";

    /// <inheritdoc/>
    public int MostReaders => 64;

    /// <inheritdoc/>
    public SqlSession Open()
    {
        var connection = new SqliteConnection(settings);
        try
        {
            connection.Open();
            var session = new SqlSession(connection, namesParameters: true);

            // FULL: the log of writes is forced to disk at every commit. 4,000 pages of 4 KiB between checkpoints.
            session.Run("""
                PRAGMA busy_timeout = 60000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000
                """);
            return session;
        }
        catch (DbException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool AsksAgain(DbException failure) => failure is SqliteException { SqliteErrorCode: Busy };

    /// <inheritdoc/>
    public void Dispose()
    {
        // Connections belong to sessions.
    }
}

/// <summary>A PostgreSQL database (version 13 or later, encoding UTF-8), for any number of servers.</summary>
/// <remarks>
/// Who changes takes a lock of the whole catalogue: every change appends to the one log, so finer locks would only make
/// the waiting more complicated. Readers take none.
/// </remarks>
internal sealed class PostgresEngine(NpgsqlDataSource source) : ISqlEngine
{
    /// <inheritdoc/>
    public string Ordinal => "COLLATE \"C\"";

    /// <inheritdoc/>
    public string Begin => "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(7815263512435)";

    /// <inheritdoc/>
    public string BeginLook => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /// <inheritdoc/>
    public string Tables => "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()";

    /// <inheritdoc/>
    public int MostReaders => 16;

    /// <summary>An engine for the settings of a connection.</summary>
    public static PostgresEngine Of(NpgsqlConnectionStringBuilder settings)
    {
        settings.ApplicationName ??= "sluiswachter-vault";
        settings.CommandTimeout = 0;
        settings.MaxAutoPrepare = 200;
        settings.AutoPrepareMinUsages = 2;
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity().EnableIntegratedSecurity();
        return new PostgresEngine(builder.Build());
    }

    /// <inheritdoc/>
    public SqlSession Open()
    {
        var session = new SqlSession(source.OpenConnection(), namesParameters: false);

        // What a change returned for has happened for good, whatever the server's own setting is.
        session.Run("""
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
            """);
        return session;
    }

    /// <inheritdoc/>
    public bool AsksAgain(DbException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}

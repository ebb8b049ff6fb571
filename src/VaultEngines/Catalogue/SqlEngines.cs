using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sluiswachter.Model;

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

    /// <summary>Why this database cannot keep a catalogue, whatever is in it; null when it can.</summary>
    Phrase? Refuses(SqlSession session);

    /// <summary>What an exception of the engine says, in words that tell what to do.</summary>
    Phrase Explain(DbException failure);

    /// <summary>Takes the lock that says how the catalogue is used; null when others use it in another way.</summary>
    IUseLock? Hold(BlobsUse use);

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

            // FULL: the log of writes is forced to disk at every commit. 4,000 pages of 4 KiB between checkpoints. What is erased
            // is written over in pages that are written anyway (secure_delete), so that it is not left in the file.
            session.Run("""
                PRAGMA busy_timeout = 60000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000;
                PRAGMA secure_delete = FAST
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
    public Phrase? Refuses(SqlSession session) => null;

    /// <inheritdoc/>
    public Phrase Explain(DbException failure) => new(failure.Message, failure.Message);

    /// <inheritdoc/>
    public IUseLock? Hold(BlobsUse use) =>
        FileUseLock.Take(path + ".use", use, out var problem) ?? (problem is null ? (IUseLock?)null : throw new CatalogueFailure(problem.Says));

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
internal sealed class PostgresEngine(NpgsqlDataSource source, NpgsqlDataSource forUse) : ISqlEngine
{
    /// <summary>The oldest version that speaks all that is asked here.</summary>
    private const int OldestVersion = 13;

    /// <summary>
    /// How many seconds a statement waits for the database unless its address says otherwise (<c>Command Timeout</c>), as long as
    /// SQLite waits for its turn. The system gives up what was sent and never acknowledged after a quarter of an hour only.
    /// </summary>
    private const int PatienceSeconds = 60;

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
        settings.CommandTimeout = settings.ShouldSerialize("Command Timeout") ? settings.CommandTimeout : PatienceSeconds;
        settings.MaxAutoPrepare = 200;
        settings.AutoPrepareMinUsages = 2;
        if (!(settings.Host ?? "").Split(',').Any(host => host.StartsWith('/') || host.StartsWith('@')))
        {
            // Long before that when nothing is under way: the database's machine may have lost its power.
            settings.TcpKeepAlive = true;
            settings.TcpKeepAliveTime = PostgresUseLock.AliveSeconds;
            settings.TcpKeepAliveInterval = PostgresUseLock.AskAgainSeconds;
        }

        var forUse = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Pooling = false,
            KeepAlive = PostgresUseLock.AliveSeconds,
            ApplicationName = settings.ApplicationName + "-use",
        };
        return new PostgresEngine(Build(settings), Build(forUse));
    }

    /// <inheritdoc/>
    public SqlSession Open()
    {
        var connection = source.OpenConnection();
        try
        {
            var session = Session(connection);

            // What a change returned for has happened for good, whatever the server's own setting is.
            session.Run($"""
                {PostgresUseLock.LooksAfterUs};
                SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
                """);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool AsksAgain(DbException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <inheritdoc/>
    public IUseLock? Hold(BlobsUse use) => PostgresUseLock.Take(forUse, use);

    /// <inheritdoc/>
    public Phrase? Refuses(SqlSession session)
    {
        var version = session.Number("SELECT current_setting('server_version_num')::bigint / 10000") ?? 0;
        return session.Any("SELECT 1 WHERE current_setting('server_encoding') <> 'UTF8'")
            ? new Phrase(
                "its encoding is not UTF8: make the database with that one",
                "de codering is niet UTF8: maak de database daarmee")
            : RefusesVersion(version);
    }

    /// <inheritdoc/>
    public Phrase Explain(DbException failure) => failure.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new Phrase(
            "it does not let this user in: set PGPASSWORD, or PGPASSFILE to a file with the password",
            "hij laat deze gebruiker niet toe: zet PGPASSWORD, of PGPASSFILE op een bestand met het wachtwoord"),
        PostgresErrorCodes.InvalidCatalogName => new Phrase(
            "there is no such database: let its operator make it, empty, with encoding UTF8",
            "er is geen database die zo heet: laat de beheerder hem maken, leeg, met codering UTF8"),
        PostgresErrorCodes.InsufficientPrivilege => new Phrase(
            "the user may not make tables in it: make that user its owner",
            "de gebruiker mag er geen tabellen in maken: maak die gebruiker eigenaar"),
        null => new Phrase(
            $"it does not answer ({failure.Message}): is the server up, and may it be reached from here?",
            $"hij antwoordt niet ({failure.Message}): staat de server aan, en is die van hieruit te bereiken?"),
        _ => new Phrase(failure.Message, failure.Message),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        source.Dispose();
        forUse.Dispose();
    }

    /// <summary>Why a version of PostgreSQL is not good enough; null when it is.</summary>
    internal static Phrase? RefusesVersion(long version) => version >= OldestVersion ? null : new Phrase(
        $"it is PostgreSQL {version}; {OldestVersion} or later is needed",
        $"het is PostgreSQL {version}; {OldestVersion} of nieuwer is nodig");

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity().EnableIntegratedSecurity();
        return builder.Build();
    }

    private static SqlSession Session(NpgsqlConnection connection) => new(connection, namesParameters: false);
}

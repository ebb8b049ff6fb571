using System.Diagnostics;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>The register in an SQLite file.</summary>
/// <remarks>
/// Write-ahead log: readers see the register as it was when they began and wait for nobody; one writer at a time. A
/// commit is on disk before it is answered (<c>synchronous = FULL</c>).
/// </remarks>
internal sealed class SqliteStore : IRegisterStore
{
    /// <summary>How long who reads a file is left to it, when it is wanted alone.</summary>
    private static readonly TimeSpan MomentToRead = TimeSpan.FromMilliseconds(10);

    private readonly string path;
    private readonly StoreOptions options;

    private SqliteStore(string path, StoreOptions options) => (this.path, this.options) = (path, options);

    /// <summary>Opens the register in a file; makes folders and file when they are not there.</summary>
    public static Result<IRegisterStore> Open(string path, StoreOptions options)
    {
        try
        {
            var full = Path.GetFullPath(path);
            if (!options.MayMake && !Path.Exists(full))
            {
                return new NoRegister(path);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using var database = Connect(full, options);
            if (!options.MayMake && Migrations.IsNothing(Missing(database)))
            {
                return new NoRegister(path);
            }

            if (Prepare(database, options.Patience) is { } problem)
            {
                return new PlaceRefused(path, problem.Says);
            }

            return Result<IRegisterStore>.Of(new SqliteStore(full, options));
        }
        catch (StoreFailure failure)
        {
            return new PlaceRefused(path, failure.Says);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new PlaceRefused(path, new Phrase(
                $"the folder cannot be made ({e.Message})", $"de map kan niet worden gemaakt ({e.Message})"));
        }
    }

    /// <summary>A new connection to the file.</summary>
    public static SqliteDatabase Connect(string path, StoreOptions options) =>
        SqliteDatabase.Open(path, options.Patience);

    /// <inheritdoc />
    public IRegisterReader Read(DateTimeOffset? knownBefore = null) =>
        RegisterReader.Begin(SqliteSession.BeginRead(path, options), knownBefore);

    /// <inheritdoc />
    public IRegisterWriter Write(ChangeNote note) =>
        RegisterWriter.Begin(() => SqliteSession.BeginWrite(path, options), note);

    /// <inheritdoc />
    public void Dispose()
    {
        // Connections live as long as a reader or a writer.
    }

    private static Problem? Prepare(SqliteDatabase database, TimeSpan patience)
    {
        if (Missing(database) is { Holds: true, Value.Length: 0 })
        {
            return null;
        }

        TurnOnLog(database, patience);
        database.Execute("BEGIN IMMEDIATE");
        var missing = Missing(database);
        if (!missing.Holds)
        {
            return missing.Problem;
        }

        foreach (var migration in missing.Value)
        {
            database.Execute(migration.ReadSql(ordinal: ""));
            using var record = database.Prepare("INSERT INTO migration (number, name, sha256) VALUES ($1, $2, $3)");
            record.Bind(1, migration.Number);
            record.Bind(2, migration.Name);
            record.Bind(3, migration.Sha256);
            record.Run();
        }

        database.Execute("COMMIT");
        return null;
    }

    /// <summary>Turns on the write-ahead log of a new file.</summary>
    /// <remarks>
    /// SQLite takes the file for itself for that, and is refused at once, whatever its patience, when another does so too: then
    /// this waits for its turn to write, which has patience, and tries again.
    /// </remarks>
    private static void TurnOnLog(SqliteDatabase database, TimeSpan patience)
    {
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                // Larger pages make the scans of a switch-off cheaper; they can be chosen only before the first table.
                database.Execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL");
                return;
            }
            catch (StoreFailure failure) when (failure.IsBusy && Stopwatch.GetElapsedTime(since) < patience)
            {
                database.Execute("BEGIN IMMEDIATE; ROLLBACK");

                // Who only reads keeps it from the file as well, and then that turn comes at once.
                Thread.Sleep(MomentToRead);
            }
        }
    }

    private static Result<Migration[]> Missing(SqliteDatabase database)
    {
        var tables = new List<string>();
        using (var rows = database.Prepare("SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            while (rows.Next())
            {
                tables.Add(rows.Text(0));
            }
        }

        return Migrations.Check(tables.Contains("migration") ? Applied(database) : [], tables);
    }

    private static List<AppliedMigration> Applied(SqliteDatabase database)
    {
        var applied = new List<AppliedMigration>();
        using var rows = database.Prepare("SELECT number, name, sha256 FROM migration ORDER BY number");
        while (rows.Next())
        {
            applied.Add(new AppliedMigration(rows.Int(0), rows.Text(1), rows.Text(2)));
        }

        return applied;
    }
}

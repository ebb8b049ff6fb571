using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;
using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>A catalogue in SQLite or PostgreSQL.</summary>
/// <remarks>
/// Changes of concurrent callers are committed together: one thread carries out what is waiting, each change behind a
/// savepoint of its own, and forces the disk once for all of them. Nobody is answered before that.
/// </remarks>
public sealed class SqlCatalogue : ICatalogue
{
    /// <summary>Bounds how long the first of a group waits for the last.</summary>
    private const int MostChangesAtOnce = 256;

    /// <summary>How often a transaction that the engine took back is begun again.</summary>
    private const int MostAttempts = 10;

    private readonly ISqlEngine engine;
    private readonly Thread writing;
    private readonly BlockingCollection<Asked> waiting = [];
    private readonly ConcurrentBag<SqlSession> idle = [];
    private readonly SemaphoreSlim reading;
    private readonly string place;
    private readonly ConcurrentDictionary<CatalogueUse, bool> uses = [];
    private SqlSession? writer;

    private SqlCatalogue(ISqlEngine engine, string place)
    {
        (this.engine, this.place) = (engine, place);
        reading = new SemaphoreSlim(engine.MostReaders);
        writing = new Thread(Write) { IsBackground = true, Name = "catalogue" };
        writing.Start();
    }

    /// <inheritdoc/>
    public long LogSize => Read(view => view.LogSize);

    /// <summary>Opens a catalogue in a file of SQLite, which is made when it is not there.</summary>
    public static Result<SqlCatalogue> OpenSqlite(string path) => Open(new SqliteEngine(path), path);

    /// <summary>Opens a catalogue in a database of PostgreSQL; its tables are made when the database is empty.</summary>
    /// <param name="connection">Settings as Npgsql reads them: <c>Host=…;Database=…;Username=…</c>.</param>
    public static Result<SqlCatalogue> OpenPostgres(string connection)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection);
            return string.IsNullOrEmpty(settings.Host)
                ? new MalformedConnection()
                : Open(PostgresEngine.Of(settings), $"{settings.Host}/{settings.Database}");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return new MalformedConnection();
        }
    }

    /// <inheritdoc/>
    public T Change<T>(Func<ICatalogueChange, T> change) => ChangeHere(change);

    private T ChangeHere<T>(Func<SqlChange, T> change)
    {
        if (Thread.CurrentThread == writing)
        {
            throw new InvalidOperationException("a change within a change: use the one that is given");
        }

        var asked = new Asked<T>(change);
        waiting.Add(asked);
        return asked.Answer.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public Result<CatalogueUse> Use(BlobsUse use, Action<Phrase> tell)
    {
        IUseLock? held = null;
        try
        {
            if ((held = engine.Hold(use)) is null)
            {
                return new CatalogueInUse(place, use == BlobsUse.Alone);
            }

            var number = use == BlobsUse.Alone ? ChangeHere(change => change.CountAloneUse()) : LastAloneUse();
            var begun = new CatalogueUse(held, number, LastAloneUse, ended => uses.TryRemove(ended, out _), tell);
            uses[begun] = true;
            return begun;
        }
        catch (Exception e) when (e is DbException or CatalogueFailure)
        {
            held?.Dispose();
            return new CatalogueRefused(place, e is CatalogueFailure failure ? failure.Says : engine.Explain((DbException)e));
        }
    }

    /// <inheritdoc/>
    public void Removed(IReadOnlyCollection<BlobId> blobs) => ChangeHere(change =>
    {
        change.Removed(blobs);
        return blobs.Count;
    });

    /// <inheritdoc/>
    public T Look<T>(Func<IFeed, T> look)
    {
        reading.Wait();
        try
        {
            using var session = engine.Open();
            session.Execute(engine.BeginLook);
            return look(new SqlFeed(session));
        }
        catch (DbException e)
        {
            throw CatalogueFailure.Of(e);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<BlobId> Garbage(int most) => Read(view => view.Garbage(most));

    /// <inheritdoc/>
    public byte[]? ShortBlob(BlobId blob) => Read(view => view.ShortBlob(blob));

    /// <inheritdoc/>
    public bool Refers(BlobId blob) => Read(view => view.Refers(blob));

    /// <inheritdoc/>
    public Bucket? Bucket(BucketName name) => Read(view => view.Bucket(name));

    /// <inheritdoc/>
    public IReadOnlyList<Bucket> BucketsOf(string? body) => Read(view => view.BucketsOf(body));

    /// <inheritdoc/>
    public bool IsEmpty(BucketName bucket) => Read(view => view.IsEmpty(bucket));

    /// <inheritdoc/>
    public ObjectVersion? Newest(BucketName bucket, ObjectKey key) => Read(view => view.Newest(bucket, key));

    /// <inheritdoc/>
    public ObjectVersion? Version(BucketName bucket, ObjectKey key, VersionId id) => Read(view => view.Version(bucket, key, id));

    /// <inheritdoc/>
    public IReadOnlyList<ObjectVersion> Objects(BucketName bucket, string prefix, string from, int most) =>
        Read(view => view.Objects(bucket, prefix, from, most));

    /// <inheritdoc/>
    public IReadOnlyList<VersionInList> Versions(BucketName bucket, string prefix, string from, VersionId? after, int most) =>
        Read(view => view.Versions(bucket, prefix, from, after, most));

    /// <inheritdoc/>
    public Upload? Upload(Guid id) => Read(view => view.Upload(id));

    /// <inheritdoc/>
    public IReadOnlyList<Upload> Uploads(BucketName bucket, string prefix, string from, Guid? after, int most) =>
        Read(view => view.Uploads(bucket, prefix, from, after, most));

    /// <inheritdoc/>
    public IReadOnlyList<UploadedPart> Parts(Guid upload, int above, int most) => Read(view => view.Parts(upload, above, most));

    /// <inheritdoc/>
    public VaultUser? User(string id) => Read(view => view.User(id));

    /// <inheritdoc/>
    public IReadOnlyList<VaultUser> Users(string? body) => Read(view => view.Users(body));

    /// <inheritdoc/>
    public AccessKey? AccessKey(string id) => Read(view => view.AccessKey(id));

    /// <inheritdoc/>
    public IReadOnlyList<AccessKey> AccessKeys(string user) => Read(view => view.AccessKeys(user));

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Entry(long number) => Read(view => view.Entry(number));

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Node(int level, long index) => Read(view => view.Node(level, index));

    /// <inheritdoc/>
    public void Dispose()
    {
        waiting.CompleteAdding();
        writing.Join();
        waiting.Dispose();
        writer?.Dispose();
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }

        reading.Dispose();
        engine.Dispose();
    }

    private static Result<SqlCatalogue> Open(ISqlEngine engine, string place)
    {
        try
        {
            using var session = engine.Open();
            if (CatalogueMigrations.Apply(session, engine) is not { } problem)
            {
                return new SqlCatalogue(engine, place);
            }

            engine.Dispose();
            return new CatalogueRefused(place, problem);
        }
        catch (DbException e)
        {
            engine.Dispose();
            return new CatalogueRefused(place, engine.Explain(e));
        }
    }

    /// <summary>This is how it is found out whether the lock may be taken again, so it is read while it is lost, too.</summary>
    private long LastAloneUse() => Read(view => view.LastAloneUse, evenWhenLost: true);

    private T Read<T>(Func<SqlView, T> read, bool evenWhenLost = false)
    {
        reading.Wait();
        try
        {
            if (!evenWhenLost)
            {
                RefuseWhenHindered();
            }

            if (idle.TryTake(out var kept) && TryRead(kept, read, out var found))
            {
                return found;
            }

            // A connection that was idle may have been ended by the other side; a fresh one tells whether all is well.
            var fresh = engine.Open();
            return TryRead(fresh, read, out found, isLastTry: true) ? found : throw new InvalidOperationException();
        }
        catch (DbException e)
        {
            throw CatalogueFailure.Of(e);
        }
        finally
        {
            reading.Release();
        }
    }

    private bool TryRead<T>(SqlSession session, Func<SqlView, T> read, out T found, bool isLastTry = false)
    {
        try
        {
            found = read(new SqlView(session));
            idle.Add(session);
            return true;
        }
        catch (Exception e)
        {
            session.Dispose();
            if (isLastTry || e is not DbException)
            {
                throw;
            }

            found = default!;
            return false;
        }
    }

    /// <summary>Carries out what is waiting, group by group, until the catalogue is closed.</summary>
    private void Write()
    {
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            var group = new List<Asked> { first };
            while (group.Count < MostChangesAtOnce && waiting.TryTake(out var next))
            {
                group.Add(next);
            }

            CommitGroup(group);
            group.ForEach(asked => asked.Tell());
        }
    }

    /// <summary>Carries out changes in one transaction.</summary>
    private void CommitGroup(List<Asked> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Commit(group);
                break;
            }
            catch (Exception e)
            {
                // Closing the connection takes back what was not committed.
                writer?.Dispose();
                writer = null;
                if (e is not DbException failure || !engine.AsksAgain(failure) || attempt == MostAttempts)
                {
                    group.ForEach(asked => asked.Fail(e));
                    break;
                }
            }
        }
    }

    private void Commit(List<Asked> group)
    {
        RefuseWhenHindered();
        var change = new SqlChange(Begin());
        CheckUses(change);
        foreach (var asked in group)
        {
            writer!.Execute("SAVEPOINT one");
            try
            {
                asked.Run(change);
                writer.Execute("RELEASE SAVEPOINT one");
            }
            catch (Exception e) when (e is not DbException failure || !engine.AsksAgain(failure))
            {
                asked.Fail(e);
                writer.TakeBackTo("SAVEPOINT one", e);
                change.Forget();
            }
        }

        change.Finish();
        writer!.Execute("COMMIT");
    }

    /// <summary>
    /// Nothing is written once somebody else had the vault to himself, for what is known here may be of before that; nor while
    /// the lock is lost, for then somebody else may have begun.
    /// </summary>
    private void CheckUses(SqlChange change)
    {
        if (uses.IsEmpty)
        {
            return;
        }

        var last = change.LastAloneUse;
        var over = uses.Keys.Where(use => use.Number != last).ToList();
        over.ForEach(use => use.End());
        if (over.Count > 0)
        {
            throw CatalogueFailure.Of(CatalogueUse.WasUsedAlone);
        }

        RefuseWhenHindered();
    }

    /// <summary>Of many who wait while the database is away, only the first wait for its answer.</summary>
    private void RefuseWhenHindered()
    {
        if (uses.Keys.Select(use => use.Hindrance).FirstOrDefault(hindrance => hindrance is not null) is { } hindrance)
        {
            throw CatalogueFailure.Of(hindrance);
        }
    }

    private SqlSession Begin()
    {
        if (writer is not null)
        {
            try
            {
                writer.Execute(engine.Begin);
                return writer;
            }
            catch (DbException)
            {
                // An idle connection that the other side ended: nothing was done on it yet.
                writer.Dispose();
                writer = null;
            }
        }

        writer = engine.Open();
        writer.Execute(engine.Begin);
        return writer;
    }

    /// <summary>A change that someone waits for.</summary>
    private abstract class Asked
    {
        /// <summary>Why it did not happen; null while nothing went wrong.</summary>
        protected Exception? Failure { get; private set; }

        /// <summary>Carries it out; may be done again.</summary>
        public virtual void Run(SqlChange within) => Failure = null;

        /// <summary>It did not happen.</summary>
        public void Fail(Exception cause) => Failure = cause is DbException failure ? CatalogueFailure.Of(failure) : cause;

        /// <summary>Tells who waits how it ended.</summary>
        public abstract void Tell();
    }

    private sealed class Asked<T>(Func<SqlChange, T> change) : Asked
    {
        private readonly TaskCompletionSource<T> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T answer = default!;

        /// <summary>What the change returned, or threw.</summary>
        public Task<T> Answer => told.Task;

        /// <inheritdoc/>
        public override void Run(SqlChange within)
        {
            base.Run(within);
            answer = change(within);
        }

        /// <inheritdoc/>
        public override void Tell()
        {
            if (Failure is null)
            {
                told.SetResult(answer);
            }
            else
            {
                told.SetException(Failure);
            }
        }
    }
}

/// <summary>A place where no catalogue can be opened.</summary>
/// <param name="Place">The file, or the host and database.</param>
/// <param name="Why">Why not.</param>
public sealed record CatalogueRefused(string Place, Phrase Why) : Problem(new Phrase(
    $"the catalogue {Quote(Place)} cannot be opened: {Why.English}",
    $"de catalogus {Quote(Place)} kan niet worden geopend: {Why.Dutch}"));

/// <summary>A PostgreSQL address that cannot be read; it is not repeated, for it may hold a password.</summary>
public sealed record MalformedConnection() : Problem(new Phrase(
    "the PostgreSQL connection is not understood: expected Host=…;Database=…;Username=…",
    "de PostgreSQL-verbinding wordt niet begrepen: verwacht Host=…;Database=…;Username=…"));

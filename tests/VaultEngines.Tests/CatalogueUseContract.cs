using System.Threading.Channels;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using static Sluiswachter.VaultEngines.Tests.Pictures;

namespace Sluiswachter.VaultEngines.Tests;

public sealed class SqliteUseTests() : CatalogueUseContract(new Sqlite())
{
    /// <summary>Such as one that belongs to the administrator, because a verb was once run as him.</summary>
    [Fact]
    public void A_lock_that_cannot_be_taken_by_anybody_is_not_told_as_use()
    {
        var address = Engine.NewAddress();
        Directory.CreateDirectory($"{address}.use");
        var problem = Assert.IsType<CatalogueRefused>(Engine.Open(address).Use(BlobsUse.Alone, _ => { }).Problem);
        Assert.Contains("must be writable for the user", problem.ToString(), StringComparison.Ordinal);
    }
}

public sealed class PostgresUseTests(PostgresServer server) : CatalogueUseContract(new Postgres(server))
{
    private const string WhoHolds = "FROM pg_stat_activity WHERE application_name LIKE '%-use' AND datname = current_database()";
    private const string Lock = "7815263512436";

    // The table is of all databases of the server, and other tests have locks in theirs.
    private const string WhoWaits = """
        SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lock_that_is_lost_is_noticed_and_taken_again()
    {
        var address = Engine.NewAddress();
        var told = Channel.CreateUnbounded<Phrase>();
        using var use = Engine.Open(address).Use(BlobsUse.Shared, phrase => told.Writer.TryWrite(phrase)).Value;
        using var operatorOfDatabase = new PostgresEngineOf(address);
        operatorOfDatabase.Run($"SELECT pg_terminate_backend(pid) {WhoHolds}");
        Assert.Contains("lost", (await told.Reader.ReadAsync(Stop)).English, StringComparison.Ordinal);
        Assert.Contains("held again", (await told.Reader.ReadAsync(Stop)).English, StringComparison.Ordinal);
        Assert.Null(use.Hindrance);
        Assert.IsType<CatalogueInUse>(Engine.Open(address).Use(BlobsUse.Alone, _ => { }).Problem);
    }

    [Fact]
    public async Task Who_lost_the_lock_while_somebody_else_was_alone_neither_reads_nor_writes_any_more()
    {
        var address = Engine.NewAddress();
        var told = Channel.CreateUnbounded<Phrase>();
        var catalogue = Engine.Open(address).WithHarbour();
        using var use = catalogue.Use(BlobsUse.Shared, phrase => told.Writer.TryWrite(phrase)).Value;
        using var operatorOfDatabase = new PostgresEngineOf(address);

        // Somebody waits for the lock, so that he has it the moment it is lost.
        using var somebody = new PostgresEngineOf(address);
        var alone = Task.Run(() => somebody.Run($"SELECT pg_advisory_lock({Lock})"), Stop);
        await Eventually.SoAsync(() => operatorOfDatabase.Any(WhoWaits), "somebody waits for the lock", Stop);

        operatorOfDatabase.Run($"SELECT pg_terminate_backend(pid) {WhoHolds}");
        await alone;
        Assert.Contains("lost", (await told.Reader.ReadAsync(Stop)).English, StringComparison.Ordinal);
        Assert.NotNull(use.Hindrance);
        somebody.Run("UPDATE alone_use SET number = number + 1");
        somebody.Run($"SELECT pg_advisory_unlock({Lock})");
        Assert.Contains("start the server anew", (await told.Reader.ReadAsync(Stop)).English, StringComparison.Ordinal);
        Assert.NotNull(use.Hindrance);
        Assert.Throws<CatalogueFailure>(() => catalogue.Do(change => change.Append([1])));
    }

    /// <summary>Such as who destroys a key: a server that starts meanwhile would seal with what is about to be destroyed.</summary>
    [Fact]
    public async Task Who_was_alone_and_lost_the_lock_changes_nothing_until_it_is_held_again()
    {
        var address = Engine.NewAddress();
        var told = Channel.CreateUnbounded<Phrase>();
        var catalogue = Engine.Open(address).WithHarbour();
        using var use = catalogue.Use(BlobsUse.Alone, phrase => told.Writer.TryWrite(phrase)).Value;
        using var operatorOfDatabase = new PostgresEngineOf(address);
        using var starting = new PostgresEngineOf(address);
        var started = Task.Run(() => starting.Run($"SELECT pg_advisory_lock_shared({Lock})"), Stop);
        await Eventually.SoAsync(() => operatorOfDatabase.Any(WhoWaits), "somebody waits for the lock", Stop);

        operatorOfDatabase.Run($"SELECT pg_terminate_backend(pid) {WhoHolds}");
        await started;
        Assert.Contains("lost", (await told.Reader.ReadAsync(Stop)).English, StringComparison.Ordinal);
        var failure = Assert.Throws<CatalogueFailure>(() => catalogue.Do(change => change.Append([1])));
        Assert.Equal(use.Hindrance, failure.Says);
        starting.Run($"SELECT pg_advisory_unlock_shared({Lock})");
        Assert.Contains("held again", (await told.Reader.ReadAsync(Stop)).English, StringComparison.Ordinal);
        catalogue.Do(change => change.Append([1]));
        Assert.Equal(1, catalogue.LogSize);
    }

    [Fact]
    public void A_database_that_is_not_there_and_one_that_does_not_answer_are_told_with_what_to_do()
    {
        var address = Engine.NewAddress();
        Assert.Contains("there is no such database", Refusal($"{address};Database=nowhere"), StringComparison.Ordinal);
        Assert.Contains("does not answer", Refusal("Host=127.0.0.1;Port=1;Database=kluis;Username=kluis;Timeout=5"), StringComparison.Ordinal);
        Assert.Contains("13 or later", PostgresEngine.RefusesVersion(12)!.Value.English, StringComparison.Ordinal);
        Assert.Null(PostgresEngine.RefusesVersion(13));

        static string Refusal(string connection) =>
            Assert.IsType<CatalogueRefused>(SqlCatalogue.OpenPostgres(connection).Problem).ToString();
    }

    /// <summary>A connection of somebody who does not go by our rules.</summary>
    private sealed class PostgresEngineOf(string address) : IDisposable
    {
        private readonly PostgresEngine engine = PostgresEngine.Of(new Npgsql.NpgsqlConnectionStringBuilder(address));
        private SqlSession? session;

        public void Run(string sql) => Session.Run(sql);

        public bool Any(string sql) => Session.Any(sql);

        public void Dispose()
        {
            session?.Dispose();
            engine.Dispose();
        }

        private SqlSession Session => session ??= engine.Open();
    }
}

/// <summary>The lock of a use is lost and taken again, whether or not that can be told.</summary>
public sealed class WhenALockTurns
{
    [Fact]
    public void A_line_that_cannot_be_written_does_not_end_the_watch()
    {
        var held = new TurningLock();
        using var use = new CatalogueUse(held, 1, () => 1, _ => { }, _ => throw new IOException("no space left"));
        Assert.True(held.Turned(false));
        Assert.NotNull(use.Hindrance);
        Assert.True(held.Turned(true));
        Assert.Null(use.Hindrance);
    }

    private sealed class TurningLock : IUseLock
    {
        public Func<bool, bool> Turned { get; private set; } = _ => false;

        public void Watch(Func<bool, bool> turned) => Turned = turned;

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}

/// <summary>Several processes use a vault together, or one uses it alone.</summary>
public abstract class CatalogueUseContract(Engine engine) : IDisposable
{
    protected Engine Engine { get; } = engine;

    public void Dispose()
    {
        Engine.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Any_number_together_or_one_alone()
    {
        var address = Engine.NewAddress();
        SqlCatalogue[] servers = [Engine.Open(address), Engine.Open(address), Engine.Open(address)];
        using (Use(servers[0], BlobsUse.Shared).Value)
        using (Use(servers[1], BlobsUse.Shared).Value)
        {
            Assert.True(Assert.IsType<CatalogueInUse>(Use(servers[2], BlobsUse.Alone).Problem).IsAlone);
        }

        using (Use(servers[2], BlobsUse.Alone).Value)
        {
            Assert.IsType<CatalogueInUse>(Use(servers[0], BlobsUse.Alone).Problem);
            Assert.False(Assert.IsType<CatalogueInUse>(Use(servers[1], BlobsUse.Shared).Problem).IsAlone);
        }

        Use(servers[0], BlobsUse.Shared).Value.Dispose();
    }

    [Fact]
    public void Each_use_alone_has_a_number_and_who_is_alone_writes()
    {
        var catalogue = Engine.Open().WithHarbour();
        for (var number = 1; number <= 3; number++)
        {
            using var use = Use(catalogue, BlobsUse.Alone).Value;
            Assert.Equal(number, use.Number);
            catalogue.Do(change => change.Append([1]));
        }

        using var shared = Use(catalogue, BlobsUse.Shared).Value;
        Assert.Equal(3, shared.Number);
        Assert.Null(shared.Hindrance);
        Assert.Equal(3, catalogue.LogSize);
    }

    /// <summary>However the lock came to be lost: the number in the catalogue is what counts.</summary>
    [Fact]
    public async Task Once_somebody_was_alone_nothing_is_written_by_who_thought_to_hold_the_lock()
    {
        var address = Engine.NewAddress();
        var (server, other) = (Engine.Open(address).WithHarbour(), Engine.Open(address));
        var told = new List<string>();
        using var use = server.Use(BlobsUse.Shared, phrase => told.Add(phrase.English)).Value;
        using var blobs = new UsedBlobs(new S3Blobs(
            new HttpClient(new S3Double()), new Uri("http://s3.test/bucket"), "", new Vault.S3Credential("AK", S3Double.Secret), TimeProvider.System), use);
        server.Do(change => change.Put(Object("k", 1, 1)));
        other.Do(change => ((SqlChange)change).CountAloneUse());

        Assert.Throws<CatalogueFailure>(() => server.Do(change => change.Put(Object("k", 2, 2))));
        await Assert.ThrowsAsync<CatalogueFailure>(() => blobs.WriteAsync(Blob(2), new MemoryStream(), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<CatalogueFailure>(() => blobs.ReadAsync(Blob(1), 0, 1, TestContext.Current.CancellationToken));
        Assert.Equal(Id(1), other.Newest(Harbour, Key("k"))!.Id);
        Assert.Single(told);
    }

    private static Result<CatalogueUse> Use(SqlCatalogue catalogue, BlobsUse use) => catalogue.Use(use, _ => { });
}

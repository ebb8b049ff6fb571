using Npgsql;
using Sluiswachter.Fixtures;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Sluiswachter.Store.Tests;

/// <summary>An engine on which a contract is tested: where it keeps registers, and how to get behind our back.</summary>
public abstract class Engine : IDisposable
{
    private readonly List<IRegisterStore> opened = [];

    /// <summary>The address of a place where nothing is yet.</summary>
    public abstract string NewAddress();

    /// <summary>Does to the database behind an address what no user of ours can do.</summary>
    public abstract void Sql(string address, string sql);

    /// <summary>Breaks the machine under a writer that has begun.</summary>
    internal abstract StoreOptions BreakAt(string address, int write);

    public IRegisterStore Open() => Open(NewAddress());

    public IRegisterStore Open(string address) => Open(address, new StoreOptions());

    internal IRegisterStore Open(string address, StoreOptions options)
    {
        opened.Add(RegisterStore.Open(address, options).Value);
        return opened[^1];
    }

    public virtual void Dispose()
    {
        opened.ForEach(s => s.Dispose());
        GC.SuppressFinalize(this);
    }
}

public sealed class Sqlite : Engine
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sluiswachter-");
    private int files;

    public override string NewAddress() => $"sqlite:{folder.FullName}/{++files}/register.db";

    public override void Sql(string address, string sql)
    {
        using var database = SqliteDatabase.Open(address["sqlite:".Length..], TimeSpan.FromSeconds(10));
        database.Execute(sql);
    }

    /// <summary>The disk is full from some page on.</summary>
    internal override StoreOptions BreakAt(string address, int write)
    {
        using var database = SqliteDatabase.Open(address["sqlite:".Length..], TimeSpan.FromSeconds(10));
        return new StoreOptions { MostPages = (int)database.Number("PRAGMA page_count") + write - 1 };
    }

    public override void Dispose()
    {
        base.Dispose();
        folder.Delete(recursive: true);
    }
}

public sealed class Postgres(PostgresServer server) : Engine
{
    public override string NewAddress() => "postgres:" + server.NewDatabase();

    public override void Sql(string address, string sql)
    {
        // Not pooled: a test may end every session of the database, and this one with it.
        var settings = new NpgsqlConnectionStringBuilder(address["postgres:".Length..]) { Pooling = false };
        using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The server ends every session on the database just before the n-th write.</summary>
    internal override StoreOptions BreakAt(string address, int write)
    {
        var writes = 0;
        return new StoreOptions
        {
            BeforeWrite = () =>
            {
                if (++writes == write)
                {
                    Sql(
                        address,
                        """
                        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                        """);
                }
            },
        };
    }
}

using System.Globalization;
using Npgsql;
using Sluiswachter.Fixtures;

namespace Sluiswachter.Bench;

/// <summary>A PostgreSQL server with room for fresh databases: one that is there, or one started for the occasion.</summary>
/// <remarks>
/// The one that is started forces commits to disk and has every setting as PostgreSQL comes. Databases made on a server
/// that was there before are removed again.
/// </remarks>
public sealed class PostgresPlace : IDisposable
{
    private readonly PostgresServer? started;
    private readonly string? address;
    private readonly List<string> made = [];

    private PostgresPlace(string? address)
    {
        this.address = address;
        started = address is null ? new PostgresServer { ForcesToDisk = true } : null;
        Version = Ask(NewDatabase(), "SELECT current_setting('server_version') || ', fsync ' || current_setting('fsync') "
            + "|| ', synchronous_commit ' || current_setting('synchronous_commit') "
            + "|| ', shared_buffers ' || current_setting('shared_buffers')");
    }

    /// <summary>The server's version and the settings that matter most.</summary>
    public string Version { get; }

    /// <summary>Opens a server; null, and said so, when this machine has none.</summary>
    public static PostgresPlace? Open(string? address)
    {
        try
        {
            var place = new PostgresPlace(address);
            Console.WriteLine($"PostgreSQL  {place.Version}{(address is null ? " (started for this run)" : "")}");
            return place;
        }
        catch (Exception e) when (e is InvalidOperationException or NpgsqlException)
        {
            Console.WriteLine($"PostgreSQL  left out: {e.Message}");
            return null;
        }
    }

    /// <summary>A connection string to a new, empty database.</summary>
    public string NewDatabase()
    {
        if (started is not null)
        {
            return started.NewDatabase();
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"sluis_bench_{Environment.ProcessId}_{made.Count + 1}");
        Execute(address!, $"CREATE DATABASE {name}");
        made.Add(name);
        return new NpgsqlConnectionStringBuilder(address) { Database = name }.ConnectionString;
    }

    /// <summary>Writes to disk what is waiting, so that the next measurement does not pay for the one before.</summary>
    public void Settle()
    {
        // On a server of others we may lack the right to.
        if (started is not null)
        {
            Execute(started.NewDatabase(), "CHECKPOINT");
        }
    }

    /// <summary>The variables that tell <c>psql</c> what a connection string tells us.</summary>
    public static IReadOnlyDictionary<string, string> Variables(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGHOST"] = settings.Host ?? "",
            ["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture),
            ["PGDATABASE"] = settings.Database ?? "",
        };
        if (settings.Username is { } user)
        {
            variables["PGUSER"] = user;
        }

        if (settings.Password is { } password)
        {
            variables["PGPASSWORD"] = password;
        }

        return variables;
    }

    /// <summary>Does something in a database.</summary>
    public static void Execute(string connection, string sql)
    {
        using var opened = Connect(connection);
        using var command = new NpgsqlCommand(sql, opened) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }

    /// <summary>Asks for one value, as text.</summary>
    public static string Ask(string connection, string sql)
    {
        using var opened = Connect(connection);
        using var command = new NpgsqlCommand(sql, opened) { CommandTimeout = 0 };
        return command.ExecuteScalar()!.ToString()!;
    }

    /// <summary>A connection of its own, not from a pool, so that nothing stays behind in a database.</summary>
    public static NpgsqlConnection Connect(string connection)
    {
        var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        opened.Open();
        return opened;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        made.ForEach(name => Execute(address!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        started?.Dispose();
    }
}

using Npgsql;
using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>The register in a PostgreSQL database (version 13 or later, encoding UTF-8).</summary>
/// <remarks>
/// Readers see a snapshot and wait for nobody; writers wait for each other on a lock of the journal's head. Tables are
/// made in the first schema of the search path.
/// </remarks>
internal sealed class PostgresStore : IRegisterStore
{
    /// <summary>Any number that no other program uses: two processes must not make the tables at once.</summary>
    private const long MigrationLock = 0x736c_7569_7377;

    private readonly NpgsqlDataSource source;
    private readonly StoreOptions options;

    private PostgresStore(NpgsqlDataSource source, StoreOptions options) =>
        (this.source, this.options) = (source, options);

    /// <summary>Opens the register in a database; makes its tables when the database is empty.</summary>
    public static Result<IRegisterStore> Open(string address, StoreOptions options)
    {
        if (Parse(address) is not { } settings)
        {
            return new MalformedConnection();
        }

        var place = $"{settings.Host}/{settings.Database}";
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableArrays().EnableTransportSecurity().EnableIntegratedSecurity();
        var database = builder.Build();
        try
        {
            if (Prepare(database, place, options.MayMake) is not { } problem)
            {
                return Result<IRegisterStore>.Of(new PostgresStore(database, options));
            }

            database.Dispose();
            return problem;
        }
        catch (Exception e) when (PostgresFailure.Explains(e))
        {
            database.Dispose();
            return new PlaceRefused(place, PostgresFailure.Of(e).Says);
        }
    }

    /// <inheritdoc />
    public IRegisterReader Read(DateTimeOffset? knownBefore = null) =>
        RegisterReader.Begin(PostgresSession.BeginRead(source, options), knownBefore);

    /// <inheritdoc />
    public IRegisterWriter Write(ChangeNote note) =>
        RegisterWriter.Begin(() => PostgresSession.BeginWrite(source, options), note);

    /// <inheritdoc />
    public void Dispose() => source.Dispose();

    /// <summary>The settings of a connection, or null when they cannot be read.</summary>
    private static NpgsqlConnectionStringBuilder? Parse(string address)
    {
        try
        {
            var settings = address.StartsWith("//", StringComparison.Ordinal)
                ? ParseUri(new Uri("postgres:" + address))
                : new NpgsqlConnectionStringBuilder(address);

            // An import of a nation takes longer than the 30 seconds that a command may take by default.
            settings.CommandTimeout = 0;
            settings.ApplicationName ??= "sluiswachter";
            return string.IsNullOrEmpty(settings.Host) ? null : settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static NpgsqlConnectionStringBuilder ParseUri(Uri uri)
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host };
        var user = uri.UserInfo.Split(':', 2);
        if (uri.Port > 0)
        {
            settings.Port = uri.Port;
        }

        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        if (uri.AbsolutePath.Length > 1)
        {
            settings.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }

        return settings;
    }

    private static Problem? Prepare(NpgsqlDataSource source, string place, bool mayMake)
    {
        using var connection = source.OpenConnection();
        var found = Missing(connection);
        if (found is { Holds: true, Value.Length: 0 })
        {
            return null;
        }

        if (!mayMake && Migrations.IsNothing(found))
        {
            return new NoRegister(place);
        }

        if (Texts(connection, "SHOW server_encoding")[0] is var encoding && encoding != "UTF8")
        {
            return new PlaceRefused(place, new WrongEncoding(encoding).Says);
        }

        using var transaction = connection.BeginTransaction();
        Execute(connection, $"SELECT pg_advisory_xact_lock({MigrationLock})");
        var missing = Missing(connection);
        if (!missing.Holds)
        {
            return new PlaceRefused(place, missing.Problem!.Says);
        }

        foreach (var migration in missing.Value)
        {
            Execute(connection, migration.ReadSql("COLLATE \"C\""));
            using var record = new NpgsqlCommand(
                "INSERT INTO migration (number, name, sha256) VALUES ($1, $2, $3)", connection);
            record.Parameters.Add(new NpgsqlParameter { Value = migration.Number });
            record.Parameters.Add(new NpgsqlParameter { Value = migration.Name });
            record.Parameters.Add(new NpgsqlParameter { Value = migration.Sha256 });
            record.ExecuteNonQuery();
        }

        transaction.Commit();
        return null;
    }

    private static Result<Migration[]> Missing(NpgsqlConnection connection)
    {
        var tables = Texts(connection, "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()");
        return Migrations.Check(tables.Contains("migration") ? Applied(connection) : [], tables);
    }

    private static List<AppliedMigration> Applied(NpgsqlConnection connection)
    {
        var applied = new List<AppliedMigration>();
        using var query = new NpgsqlCommand("SELECT number, name, sha256 FROM migration ORDER BY number", connection);
        using var rows = query.ExecuteReader();
        while (rows.Read())
        {
            applied.Add(new AppliedMigration(rows.GetInt32(0), rows.GetString(1), rows.GetString(2)));
        }

        return applied;
    }

    private static List<string> Texts(NpgsqlConnection connection, string sql)
    {
        var texts = new List<string>();
        using var query = new NpgsqlCommand(sql, connection);
        using var rows = query.ExecuteReader();
        while (rows.Read())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

/// <summary>A PostgreSQL address that cannot be read; it is not repeated, for it may hold a password.</summary>
public sealed record MalformedConnection() : Problem(new Phrase(
    "the PostgreSQL connection is not understood: expected Host=…;Database=…;Username=…, or //user@host/database",
    "de PostgreSQL-verbinding wordt niet begrepen: verwacht Host=…;Database=…;Username=…, of //gebruiker@host/database"));

/// <summary>A PostgreSQL database that cannot hold every text.</summary>
/// <param name="Encoding">Its encoding.</param>
public sealed record WrongEncoding(string Encoding) : Problem(new Phrase(
    $"its encoding is {Encoding}: expected a database with encoding UTF8",
    $"de codering is {Encoding}: verwacht een database met codering UTF8"));

using System.Globalization;
using Npgsql;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using static Sluiswachter.Store.Tests.Pictures;

namespace Sluiswachter.Store.Tests;

public sealed class SqliteOpeningTests() : OpeningContract(new Sqlite())
{
    [Fact]
    public void Folders_and_file_are_made()
    {
        var folder = Directory.CreateTempSubdirectory("sluiswachter-");
        RegisterStore.Open($"sqlite:{folder.FullName}/a/b/register.db").Value.Dispose();
        Assert.True(File.Exists($"{folder.FullName}/a/b/register.db"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, new string('x', 10_000));
        Assert.Contains("no SQLite database", Refusal("sqlite:" + file), StringComparison.Ordinal);
        Assert.Equal(10_000, new FileInfo(file).Length);
        File.Delete(file);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_refused() =>
        Assert.Contains("cannot be written", Refusal("sqlite:" + Path.GetTempPath()), StringComparison.Ordinal);

    [Fact]
    public void A_place_that_cannot_be_written_is_refused() =>
        Assert.Contains("the folder cannot be made", Refusal("sqlite:/proc/nowhere/register.db"), StringComparison.Ordinal);

    [Fact]
    public void A_file_in_the_place_of_a_folder_is_refused()
    {
        var file = Path.GetTempFileName();
        Assert.Contains("the folder cannot be made", Refusal($"sqlite:{file}/register.db"), StringComparison.Ordinal);
        File.Delete(file);
    }
}

public sealed class PostgresOpeningTests(PostgresServer server) : OpeningContract(new Postgres(server))
{
    private readonly PostgresServer server = server;

    [Theory]
    [InlineData("Host=/nowhere/at/all;Username=u;Password=hunter2;Database=d")]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Password=hunter2;Database=d;Timeout=3")]
    [InlineData("//u:hunter2@127.0.0.1:1/d")]
    public void A_server_that_does_not_answer_is_refused_without_its_password(string connection) =>
        Assert.Contains("the connection to PostgreSQL failed", Refusal("postgres:" + connection), StringComparison.Ordinal);

    [Theory]
    [InlineData("Hoost=localhost;Password=hunter2")]
    [InlineData("hunter2")]
    [InlineData("Password=hunter2")]
    [InlineData("Host=localhost;Port=hunter2")]
    [InlineData("//u:hunter2@:x/")]
    public void A_connection_that_cannot_be_read_is_refused_without_being_repeated(string connection) =>
        Assert.Contains("is not understood", Refusal("postgres:" + connection), StringComparison.Ordinal);

    [Fact]
    public void A_database_that_is_not_there_is_refused()
    {
        var settings = new NpgsqlConnectionStringBuilder(server.NewDatabase()) { Database = "nowhere", Password = "hunter2" };
        Assert.Contains("\"nowhere\" does not exist", Refusal("postgres:" + settings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_cannot_hold_every_text_is_refused()
    {
        var connection = server.NewDatabase();
        new Postgres(server).Sql(
            "postgres:" + connection,
            "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0");
        var settings = new NpgsqlConnectionStringBuilder(connection) { Database = "latin" };
        Assert.Contains("its encoding is LATIN1", Refusal("postgres:" + settings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_register_keeps_to_its_own_schema()
    {
        var connection = server.NewDatabase();
        new Postgres(server).Sql("postgres:" + connection, "CREATE TABLE public.entity (x INTEGER); CREATE SCHEMA sluis");
        using var store = RegisterStore.Open($"postgres:{connection};Search Path=sluis").Value;
        store.Draw(Everything);
        using var reader = store.Read();
        Assert.Empty(reader.Verify());
    }

    [Fact]
    public void A_connection_may_be_written_as_an_address()
    {
        var settings = new NpgsqlConnectionStringBuilder(server.NewDatabase());
        Assert.Contains(
            $"'127.0.0.1/{settings.Database}'",
            Refusal($"postgres://postgres:hunter2@127.0.0.1:1/{settings.Database}"),
            StringComparison.Ordinal);
    }
}

/// <summary>What can be opened, and what is refused with which words.</summary>
public abstract class OpeningContract(Engine engine) : IDisposable
{
    [Theory]
    [InlineData("")]
    [InlineData("sqlite")]
    [InlineData("sqlite:")]
    [InlineData("postgres:")]
    [InlineData("mysql:Password=hunter2")]
    public void An_address_of_no_engine_is_refused(string address) =>
        Assert.Contains("expected sqlite:PATH or postgres:CONNECTION", Refusal(address), StringComparison.Ordinal);

    [Fact]
    public void A_database_with_something_else_in_it_is_refused_and_left_alone()
    {
        var address = engine.NewAddress();
        engine.Sql(Made(address), "CREATE TABLE bookmarks (url TEXT)");
        Assert.Contains("it holds other tables, such as 'bookmarks'", Refusal(address), StringComparison.Ordinal);
        engine.Sql(address, "DROP TABLE bookmarks");
        engine.Open(address).Draw(Everything);
    }

    [Fact]
    public void Who_only_reads_makes_no_register_where_there_is_none()
    {
        var address = engine.NewAddress();
        Assert.IsType<NoRegister>(RegisterStore.OpenExisting(address).Problem);
        engine.Sql(Made(address), "CREATE TABLE migration (x INTEGER); DROP TABLE migration");
        Assert.IsType<NoRegister>(RegisterStore.OpenExisting(address).Problem);
        engine.Sql(address, "CREATE TABLE migration (x INTEGER); DROP TABLE migration");
        engine.Open(address).Draw(Everything);
        using var store = RegisterStore.OpenExisting(address).Value;
        using var reader = store.Read();
        Assert.Empty(reader.Verify());
    }

    [Fact]
    public void A_register_of_a_later_version_is_refused()
    {
        var address = engine.NewAddress();
        engine.Open(address).Draw(Everything);
        var next = Migrations.All.Count + 1;
        engine.Sql(address, $"INSERT INTO migration (number, name, sha256) VALUES ({next}, 'later.sql', 'ff')");
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"made by a later version (migration {next}"),
            Refusal(address),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE migration SET sha256 = 'ff' WHERE number = 1")]
    [InlineData("UPDATE migration SET number = 0 WHERE number = 1")]
    public void A_register_made_by_another_migration_is_refused(string sql)
    {
        var address = engine.NewAddress();
        engine.Open(address).Draw(Everything);
        engine.Sql(address, sql);
        Assert.Contains("'0001-register.sql' is not the one that was released", Refusal(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_can_open_a_new_register_at_once()
    {
        var address = engine.NewAddress();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            using var store = RegisterStore.Open(address).Value;
            store.Draw($"+ suppliers s{i}");
        })));
        using var reader = engine.Open(address).Read();
        Assert.Equal(8, reader.Head.Number);
        Assert.Empty(reader.Verify());
    }

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The sentence with which an address is refused; the same in both languages, and without the secret.</summary>
    protected static string Refusal(string address)
    {
        var problem = RegisterStore.Open(address).Problem;
        Assert.NotNull(problem);
        Assert.NotEqual(problem.Says.English, problem.Says.Dutch);
        Assert.DoesNotContain("hunter2", problem.Says.English + problem.Says.Dutch + problem, StringComparison.Ordinal);
        return problem.Says.English;
    }

    /// <summary>Makes the folder of a file.</summary>
    private static string Made(string address)
    {
        if (address.StartsWith("sqlite:", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(address["sqlite:".Length..])!);
        }

        return address;
    }
}

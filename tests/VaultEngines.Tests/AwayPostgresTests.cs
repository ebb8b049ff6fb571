using Npgsql;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines.Tests;

/// <summary>A database that says itself that it cannot be used now is away, as one that says nothing is: who asks is to come again.</summary>
public sealed class AwayPostgresTests(PostgresServer server)
{
    [Theory]
    [InlineData("57P01", true)] // It is being stopped.
    [InlineData("57P02", true)] // It crashed, and starts anew.
    [InlineData("57P03", true)] // It is starting.
    [InlineData("57P05", true)] // It ended the session, which was idle.
    [InlineData("53300", true)] // It has too many connections.
    [InlineData("08006", true)] // The connection failed.
    [InlineData("57P04", false)] // It was dropped.
    [InlineData("53100", false)] // Its disk is full.
    [InlineData("57014", false)] // The statement was cancelled.
    [InlineData("42501", false)] // The user may not.
    public void Is_told_from_one_that_failed(string state, bool isAway)
    {
        var address = server.NewDatabase();
        using var catalogue = Engine.At(address);
        using var connection = new NpgsqlConnection(address);
        connection.Open();
#pragma warning disable CA2100 // The state is one of the test's own.
        using var command = new NpgsqlCommand(
            $"""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'says so' USING ERRCODE = '{state}'; END $$;
            CREATE TRIGGER refusing BEFORE INSERT ON vault_user EXECUTE FUNCTION refuse();
            """,
            connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        var failure = Assert.Throws<CatalogueFailure>(
            () => catalogue.Do(change => change.Put(new VaultUser("id", "body", "name", IsOfficer: false))));
        Assert.Equal(isAway, failure.IsAway);
        Assert.Contains("says so", failure.Says.English, StringComparison.Ordinal);
        Assert.StartsWith(isAway ? "de database is nu niet te gebruiken: " : "de catalogus faalde: ", failure.Says.Dutch, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_used_again_when_it_is_back()
    {
        var address = server.NewDatabase();
        using var catalogue = Engine.At(address).WithHarbour();
        using var connection = new NpgsqlConnection(address);
        connection.Open();
        using var command = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        var ended = Assert.Throws<CatalogueFailure>(() => catalogue.Do(change =>
        {
            command.ExecuteNonQuery();
            change.Put(Pictures.Object("k", 1));
        }));
        Assert.True(ended.IsAway);
        catalogue.Do(change => change.Put(Pictures.Object("k", 2)));
        Assert.Equal(Pictures.Id(2), Assert.Single(catalogue.AllVersions(Pictures.Harbour)).Id);
    }
}

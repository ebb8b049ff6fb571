using Npgsql;
using Sluiswachter.Fixtures;
using Sluiswachter.Store.Tests;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Sluiswachter.Store.Tests;

public sealed class PostgresRegisterStoreTests(PostgresServer server) : RegisterStoreContract
{
    protected override string NewAddress() => "postgres:" + server.NewDatabase();

    protected override void Sql(string address, string sql)
    {
        using var connection = new NpgsqlConnection(address["postgres:".Length..]);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

using Microsoft.Data.Sqlite;
using Sluiswachter.VaultServer.Control;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Whatever is broken: who locks a body has its keys wiped from memory, and is told what else failed.</summary>
public sealed class LockingInAnEmergency : IAsyncDisposable
{
    private readonly ServedVault vault = new();

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Wipes_the_keys_of_a_body_whose_key_file_is_torn_or_gone()
    {
        await vault.ServeAsync();
        using var server = ControlClient.Connect(vault.At("kluis")).Value;
        var file = Directory.GetFiles(vault.At("kluis/keys"), "*.json").Single();
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);
        Assert.Equal(ServedState.Locked, server.Lock(ServedVault.Body, "ciso").Value.State);
        Assert.IsType<ServerRefused>(server.Lock("org:elders", "ciso").Problem);
    }

    [Fact]
    public async Task Wipes_the_keys_although_the_log_cannot_be_written_and_says_so()
    {
        await vault.ServeAsync();
        using var server = ControlClient.Connect(vault.At("kluis")).Value;
        Alter("ALTER TABLE log_entry RENAME TO gone");
        Assert.Contains(
            "are wiped from memory, but that is not in the log", server.Lock(ServedVault.Body, "ciso").Problem!.ToString(), StringComparison.Ordinal);
        Assert.Equal(ServedState.Locked, server.Status().Value.Bodies.Single().State);
        Alter("ALTER TABLE gone RENAME TO log_entry");
    }

    private void Alter(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={vault.At("kluis/catalogue.sqlite")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Sluiswachter.Model;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Whatever is broken: who locks a body has its keys wiped from memory, and is told what else failed.</summary>
public sealed class LockingInAnEmergency : IAsyncDisposable
{
    private readonly ServedVault vault = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => vault.DisposeAsync();

    [Fact]
    public async Task Wipes_the_keys_of_a_body_whose_key_file_is_torn_or_gone()
    {
        await vault.ServeAsync();
        using var server = ControlClient.ConnectToAll(vault.At("kluis")).Single().Value;
        var file = Directory.GetFiles(vault.At("kluis/keys"), "*.json").Single();
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);
        Assert.Equal(ServedState.Locked, server.Lock(ServedVault.Body, "ciso").Value.State);
        Assert.IsType<ServerRefused>(server.Lock("org:elders", "ciso").Problem);
    }

    [Fact]
    public async Task Wipes_the_keys_although_the_log_cannot_be_written_and_says_so()
    {
        await vault.ServeAsync();
        using var server = ControlClient.ConnectToAll(vault.At("kluis")).Single().Value;
        Alter("ALTER TABLE log_entry RENAME TO gone");
        Assert.Contains(
            "are wiped from memory, but that is not in the log", server.Lock(ServedVault.Body, "ciso").Problem!.ToString(), StringComparison.Ordinal);
        Assert.Equal(ServedState.Locked, server.Status().Value.Bodies.Single().State);
        Alter("ALTER TABLE gone RENAME TO log_entry");
    }

    [Fact]
    public async Task Does_not_wait_for_an_unlock_that_hangs()
    {
        await vault.ServeAsync();
        using (KnownKeys.Add(vault.Vault, "org:hangt"))
        using (var patient = ControlClient.ConnectToAll(vault.At("kluis")).Single().Value)
        using (var hasty = ControlClient.ConnectToAll(vault.At("kluis")).Single().Value)
        {
            // A pipe: who reads it waits until something is written, or who could have done so is gone.
            var pipe = vault.Vault.Keys.FileOf("org:hangt");
            File.Delete(pipe);
            using (var made = Process.Start("mkfifo", [pipe]))
            {
                await made.WaitForExitAsync(Stop);
            }

            var unlocking = Task.Run(() => patient.Unlock("org:hangt", ServedVault.Passphrase.AsMemory(), "ciso"), Stop);
            await using (new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                var locked = await Task.Run(() => hasty.Lock(ServedVault.Body, "ciso"), Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);
                Assert.Equal(ServedState.Locked, locked.Value.State);
                Assert.False(unlocking.IsCompleted);
            }

            Assert.False((await unlocking).Holds);
            File.Delete(pipe);
        }
    }

    [Fact]
    public async Task Is_not_undone_by_an_unlock_that_was_under_way()
    {
        using var keys = new BodyKeys();
        await using var log = new AccessLog(vault.Vault.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, _ => { });
        var clock = new HeldClock();
        using var desk = new ControlDesk(vault.Vault, keys, log, clock, () => []);
        clock.HoldsNext = true;
        var unlocking = Task.Run(() => desk.Answer(Asked("unlock", $"\"passphrase\":\"{ServedVault.Passphrase}\",")), Stop);
        await clock.Holds.Task.WaitAsync(Stop);
        var locking = Task.Run(() => desk.Answer(Asked("lock")), Stop);
        try
        {
            Assert.True((await locking.WaitAsync(TimeSpan.FromSeconds(30), Stop)).Ok);
        }
        finally
        {
            clock.LetGo.Set();
        }

        Assert.Equal(new LockedMeanwhile(ServedVault.Body).In(Language.English), (await unlocking).Refused?.En);
        Assert.Null(keys[ServedVault.Body]);
        Assert.Equal(["LockKeys ok", "UnlockKeys ok", "UnlockKeys LockedMeanwhile"], vault.Log.From(vault.Log.Size - 3)
            .Select(e => e!.Entry().Value).Select(e => $"{e.What[6..]} {e.Outcome}"));

        static ControlRequest Asked(string what, string with = "") => ControlRequest.Read(Encoding.UTF8.GetBytes(
            $$"""{"do":"{{what}}","body":"{{ServedVault.Body}}",{{with}}"by":"ciso"}""")).Value;
    }

    private void Alter(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={vault.At("kluis/catalogue.sqlite")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A clock that has who asks it next wait, as a database or token that hangs would.</summary>
    private sealed class HeldClock : TimeProvider
    {
        public bool HoldsNext { get; set; }

        public TaskCompletionSource Holds { get; } = new();

        public ManualResetEventSlim LetGo { get; } = new();

        public override DateTimeOffset GetUtcNow()
        {
            if (HoldsNext)
            {
                HoldsNext = false;
                Holds.SetResult();
                LetGo.Wait(Stop);
            }

            return System.GetUtcNow();
        }
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Control;
using Sluiswachter.VaultServer.Folder;
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
            await PipeAsync(pipe);

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

    }

    /// <summary>An unlock that hangs keeps officers waiting: who came before the lock, and gets a turn after it, came before it.</summary>
    [Fact]
    public async Task Is_outlived_by_no_key_that_an_officer_brought_before_it()
    {
        var officers = SetOfficers();
        using var keys = new BodyKeys();
        await using var log = new AccessLog(vault.Vault.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, _ => { });
        using var desk = new ControlDesk(vault.Vault, keys, log, TimeProvider.System, () => []);
        var early = desk.LockingsOf(ServedVault.Body);
        Assert.True(desk.Answer(Asked("lock")).Ok);
        Assert.Equal(new LockedMeanwhile(ServedVault.Body), desk.InTurn(Brings(officers[0]), early).Problem);
        Assert.Equal("ciso UnlockKeys LockedMeanwhile", Last());
        Assert.Equal(ServedState.Waits, desk.Answer(Brings(officers[1])).Body?.State);
        Assert.Null(keys[ServedVault.Body]);
    }

    [Fact]
    public async Task Is_in_the_log_as_why_officers_who_came_too_late_unlocked_nothing()
    {
        var officers = SetOfficers();
        using var keys = new BodyKeys();
        await using var log = new AccessLog(vault.Vault.Catalogue, RandomNumberGenerator.Fill, TimeProvider.System, _ => { });
        var clock = new HandMovedClock();
        using var desk = new ControlDesk(vault.Vault, keys, log, clock, () => []);
        Assert.Equal(ServedState.Waits, desk.Answer(Brings(officers[0])).Body?.State);

        // Two pipes in the place of the key file, which is read once for its officers and once more to be opened: between the two, time is up.
        var file = vault.Vault.Keys.FileOf(ServedVault.Body);
        var text = await File.ReadAllBytesAsync(file, Stop);
        await PipeAsync(file);
        await PipeAsync(vault.At("tweede"));
        var unlocking = Task.Run(() => desk.Answer(Brings(officers[1])), Stop);
        await using (var first = Writing(file))
        {
            File.Move(vault.At("tweede"), file, overwrite: true);
            await first.WriteAsync(text, Stop);
        }

        await using (var second = Writing(file))
        {
            clock.Move(WaitingOfficers.Patience);
            await File.WriteAllBytesAsync(vault.At("derde"), text, Stop);
            File.Move(vault.At("derde"), file, overwrite: true);
            await second.WriteAsync(text, Stop);
        }

        Assert.Equal(new WipedMeanwhile().In(Language.English), (await unlocking).Refused?.En);
        Assert.Equal("ciso, archivaris UnlockKeys WipedMeanwhile", Last());
        Assert.Null(keys[ServedVault.Body]);

        static FileStream Writing(string pipe) => new(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
    }

    private static async Task PipeAsync(string path)
    {
        File.Delete(path);
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(Stop);
    }

    private static ControlRequest Asked(string what, string with = "") => ControlRequest.Read(Encoding.UTF8.GetBytes(
        $$"""{"do":"{{what}}","body":"{{ServedVault.Body}}",{{with}}"by":"ciso"}""")).Value;

    private static ControlRequest Brings(OfficerKey key) => Asked("unlock", $"\"officer\":\"{key.Reveal()}\",");

    private string Last() =>
        vault.Log.From(vault.Log.Size - 1).Single()!.Entry().Value is var entry ? $"{entry.Who} {entry.What[6..]} {entry.Outcome}" : "";

    private List<OfficerKey> SetOfficers()
    {
        var officers = new List<OfficerKey>();
        var wanted = new WantedOfficers(["ciso", "archivaris"], 2, KeepsPassphrase: true);
        Assert.True(vault.Vault.Keys.SetOfficers(ServedVault.Body, ServedVault.Passphrase, wanted, keys =>
        {
            officers.AddRange(keys.Select(key => OfficerKey.Read(key.Reveal()).Value));
            return null;
        }).Holds);
        return officers;
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

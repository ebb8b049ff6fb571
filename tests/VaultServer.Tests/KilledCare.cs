using System.Diagnostics;
using Sluiswachter.Fixtures;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;
using Sluiswachter.VaultServer.S3;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Who gives a body a new key, or scrubs, is killed: all still opens, and doing it again ends well.</summary>
public sealed class KilledCare : IAsyncLifetime, IDisposable
{
    private const int Kills = 8;

    /// <summary>How a process ends that was killed.</summary>
    private const int Killed = 128 + 9;

    /// <summary>More than are rewrapped in one change.</summary>
    private const int Objects = 700;

    private readonly AFolder folder = new();
    private readonly Random random = new(5);

    public async ValueTask InitializeAsync()
    {
        var (process, address) = await VaultProcess.StartAsync("serve", folder.Path);
        using (process)
        using (var customer = new S3Customer(address, folder.Credential))
        {
            await customer.DoAsync("PUT", "/haven");
            await Parallel.ForAsync(0, Objects, Stop, async (number, _) =>
                await customer.DoAsync("PUT", $"/haven/{number}", S3Customer.Content(number, 100), ("x-amz-meta-number", $"{number}")));
            var begun = await customer.DoAsync("POST", "/haven/parts?uploads=");
            await customer.DoAsync("PUT", $"/haven/parts?partNumber=1&uploadId={begun.Between("<UploadId>", "</UploadId>")}", [1, 2, 3]);
            await process.StandardInput.WriteLineAsync();
            await process.WaitForExitAsync(Stop);
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_rotation_that_is_killed_at_any_moment_leaves_all_open_and_ends_when_it_is_run_again()
    {
        var whole = await RunAsync("rotate", null);
        for (var kill = 1; kill <= Kills; kill++)
        {
            await RunAsync("rotate", whole * random.NextDouble());
            folder.Unlock();
            await folder.CheckAsync();
            CheckAttributes(isDone: false);
        }

        await RunAsync("rotate", null);
        folder.Unlock();
        await folder.CheckAsync();
        CheckAttributes(isDone: true);
    }

    /// <summary>What is killed hangs in one of its changes, by a trigger that takes minutes: so each state between two changes is seen.</summary>
    /// <param name="table">Where it hangs.</param>
    /// <param name="at">At which row; empty: the first.</param>
    /// <param name="rewrapped">How many objects are under the new key then, of a page of 500 and one of 200.</param>
    [Theory]
    [InlineData("version", "", 0)]
    [InlineData("version", "WHEN OLD.key = CAST('99' AS BLOB)", 500)]
    [InlineData("upload", "", 700)]
    public async Task A_rotation_that_is_killed_between_its_changes_leaves_all_open_under_either_key(string table, string at, int rewrapped)
    {
        Sql("CREATE VIEW long AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n LIMIT 2000000000) SELECT i FROM n");
        Sql($"CREATE TRIGGER hangs BEFORE UPDATE ON {table} {at} BEGIN SELECT count(*) FROM long; END");
        var (process, _) = await VaultProcess.StartAsync("rotate", folder.Path);
        using (process)
        {
            await Eventually.SoAsync(
                () => process.HasExited || UnderTheNewKey() == rewrapped, $"{rewrapped} objects are under the new key", Stop);
            Assert.False(process.HasExited, "it ended, and was not to");
            process.Kill();
            await process.WaitForExitAsync(Stop);
        }

        Sql("DROP TRIGGER hangs");
        Sql("DROP VIEW long");
        Assert.Equal(rewrapped, UnderTheNewKey());
        folder.Unlock();
        await folder.CheckAsync();
        CheckAttributes(isDone: false);

        await RunAsync("rotate", null);
        folder.Unlock();
        await folder.CheckAsync();
        CheckAttributes(isDone: true);
    }

    [Fact]
    public async Task A_scrub_that_is_killed_beside_a_server_changes_nothing_and_does_not_stop_it()
    {
        var (process, address) = await VaultProcess.StartAsync("serve", folder.Path);
        using (process)
        using (var customer = new S3Customer(address, folder.Credential))
        {
            var whole = await RunAsync("scrub", null);
            for (var kill = 1; kill <= Kills / 2; kill++)
            {
                await RunAsync("scrub", whole * random.NextDouble());
                await customer.DoAsync("PUT", $"/haven/{kill}", S3Customer.Content(kill, 100));
            }

            await KillScrubThatHangsAsync(customer);
            process.Kill();
            await process.WaitForExitAsync(Stop);
        }

        await folder.CheckAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Each of the others may have ended before it was killed; this one reads a stream that never comes, and cannot.</summary>
    private async Task KillScrubThatHangsAsync(S3Customer customer)
    {
        await customer.DoAsync("PUT", "/haven/lang", new byte[20_000]);
        var stream = Directory.GetFiles($"{folder.Path}/blobs", "*", SearchOption.AllDirectories).Single(f => Path.GetFileName(f) != "lock");
        var aside = $"{folder.Path}/aside";
        File.Move(stream, aside);
        using (var pipe = Process.Start("mkfifo", [stream]))
        {
            await pipe.WaitForExitAsync(Stop);
            Assert.Equal(0, pipe.ExitCode);
        }

        var (process, _) = await VaultProcess.StartAsync("scrub", folder.Path);
        using (process)
        {
            process.Kill();
            await process.WaitForExitAsync(Stop);
            Assert.Equal(Killed, process.ExitCode);
        }

        File.Move(aside, stream, overwrite: true);
    }

    /// <summary>Runs to the end, or until it is killed after some time, and tells how long it worked.</summary>
    private async Task<TimeSpan> RunAsync(string what, TimeSpan? killedAfter)
    {
        var (process, _) = await VaultProcess.StartAsync(what, folder.Path);
        using (process)
        {
            var watch = Stopwatch.StartNew();
            if (!process.WaitForExit(killedAfter ?? TimeSpan.FromMinutes(5)))
            {
                process.Kill();
            }

            await process.WaitForExitAsync(Stop);
            Assert.True(
                process.ExitCode == 0 || (killedAfter is not null && process.ExitCode == Killed),
                $"{process.ExitCode} {await process.StandardOutput.ReadToEndAsync(Stop)}");
            return watch.Elapsed;
        }
    }

    /// <summary>How many objects are under a second key of the body; -1 while there is none.</summary>
    private int UnderTheNewKey() => folder.Look(vault =>
        new VaultLog(vault.Catalogue).From(0).Any(e => e!.Entry().Value.What == "sluis:RotateKey")
            ? vault.Catalogue.Versions(BucketName.Of("haven").Value, "", "", null, int.MaxValue)
                .Count(v => KeyRing.WrappedBy(v.Version.Parts[0].WrappedKey.Span) is { Version: 2 })
            : -1);

    private void Sql(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.Path}/catalogue.sqlite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>What is sealed beside the bytes opens; when a rotation is done, all of it is under the newest key.</summary>
    private void CheckAttributes(bool isDone) => folder.Look(vault =>
    {
        using var ring = vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        var versions = vault.Catalogue.Versions(BucketName.Of("haven").Value, "", "", null, int.MaxValue);
        Assert.Equal(Objects, versions.Count);
        Assert.All(versions, v => Assert.Equal(v.Version.Key.Text, v.Version.AttributesBy(ring).Metadata.Single().Value));
        var upload = Assert.Single(vault.Catalogue.Uploads(BucketName.Of("haven").Value, "", "", null, 10));
        Assert.True(ring.OpenAttributes(upload.Attributes.Span, upload.About).Holds);
        Assert.True(new Secrets(new Safe(
            vault.Catalogue, null!, Keys(ring), null!, TimeProvider.System, _ => { }, "nl")).Of(folder.Credential.AccessKeyId) is not null);
        return !isDone || versions.All(v => v.Version.Parts.All(p => KeyRing.WrappedBy(p.WrappedKey.ToArray()) == ring.Current.Name))
            ? true
            : throw new InvalidOperationException("something is not under the newest key");
    });

    private static BodyKeys Keys(KeyRing ring)
    {
        var keys = new BodyKeys();
        keys.Unlock(ring);
        return keys;
    }
}

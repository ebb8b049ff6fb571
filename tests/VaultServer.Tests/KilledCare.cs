using System.Diagnostics;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;
using Sluiswachter.VaultServer.S3;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Who gives a body a new key, or scrubs, is killed: all still opens, and doing it again ends well.</summary>
public sealed class KilledCare : IAsyncLifetime, IDisposable
{
    private const int Kills = 8;

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

            process.Kill();
            await process.WaitForExitAsync(Stop);
        }

        await folder.CheckAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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
            Assert.True(process.ExitCode == 0 || killedAfter is not null, await process.StandardOutput.ReadToEndAsync(Stop));
            return watch.Elapsed;
        }
    }

    /// <summary>What is sealed beside the bytes opens; when a rotation is done, all of it is under the newest key.</summary>
    private void CheckAttributes(bool isDone) => folder.Look(vault =>
    {
        using var ring = vault.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase).Value;
        var versions = vault.Catalogue.Versions(BucketName.Of("haven").Value, "", "", null, int.MaxValue);
        Assert.Equal(Objects, versions.Count);
        Assert.All(versions, v => Assert.Equal(v.Version.Key.Text, ObjectHead.AttributesOf(ring, v.Version).Metadata.Single().Value));
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

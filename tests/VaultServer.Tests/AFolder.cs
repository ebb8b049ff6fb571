using System.Collections.Concurrent;
using System.Net;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A vault that this process opens only to look at it, so that others can be killed while they alone have it open.</summary>
internal sealed class AFolder : IDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("sluiswachter-");
    private readonly BodyKeys keys = new();
    private readonly NewUser officer;
    private readonly LogSigner signer;
    private string checkpoint;

    public AFolder()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var vault = KnownKeys.NewVault(Path);
        keys.Unlock(KnownKeys.Add(vault, ServedVault.Body));
        officer = vault.Users.Add(keys[ServedVault.Body]!, "baas", isOfficer: true, now).Value;
        signer = KnownKeys.Signer();
        checkpoint = Checkpoint(vault);
    }

    /// <summary>The folder.</summary>
    public string Path => System.IO.Path.Combine(place.FullName, "kluis");

    /// <summary>Who signs.</summary>
    public S3Credential Credential => new(officer.AccessKeyId, officer.Secret);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        keys.Dispose();
        signer.Dispose();
        place.Delete(recursive: true);
    }

    /// <summary>Serves the vault in this process.</summary>
    public async Task<ServedFolder> ServeAsync(TimeProvider? clock = null)
    {
        var vault = VaultFolder.Open(Path).Value;
        var unlocked = new BodyKeys();
        unlocked.Unlock(KnownKeys.Unlock(vault));
        var told = new ConcurrentQueue<string>();
        var host = VaultHost.Build(vault, unlocked, new VaultServing(
            new IPEndPoint(IPAddress.Loopback, 0), clock ?? TimeProvider.System, says => told.Enqueue(says.English))).Value;
        await host.StartAsync(Stop);
        return new ServedFolder(vault, host, new S3Customer(host.Addresses.Single(), Credential, clock), told);
    }

    /// <summary>Opens the vault for a look.</summary>
    public T Look<T>(Func<VaultFolder, T> look)
    {
        using var vault = VaultFolder.Open(Path).Value;
        return look(vault);
    }

    /// <summary>Unlocks the keys as they are now.</summary>
    public void Unlock() => Look(vault =>
    {
        keys[ServedVault.Body]!.Dispose();
        keys.Unlock(KnownKeys.Unlock(vault));
        return true;
    });

    /// <summary>Checks that nothing is altered, missing or half there, and that the log has only grown since the last time.</summary>
    /// <param name="midWrite">Whether who had it was killed while streams were being written: then those are left, and removed now.</param>
    /// <returns>The entries of changes that were made, as "what on what".</returns>
    public async Task<List<LogEntry>> CheckAsync(bool midWrite = false)
    {
        using var vault = VaultFolder.Open(Path).Value;
        var begun = System.IO.Path.Combine(vault.Blobs, "tmp");
        Assert.True(midWrite || !Directory.Exists(begun) || Directory.GetFiles(begun) is [], "what was begun is left");
        using var blobs = vault.OpenBlobs(BlobsUse.Alone).Value;
        Assert.Empty(Directory.GetFiles(begun));
        var scrubbed = await VaultScrub.RunAsync(vault.Catalogue, blobs, keys, finding => Assert.Fail(finding.ToString()), Stop);
        Assert.Equal((0, 0), (scrubbed.Total.Harmed, scrubbed.Unopened));

        var log = new VaultLog(vault.Catalogue);
        var now = Checkpoint(vault);
        using var export = new StringWriter();
        log.Export(export);
        var grown = VaultLog.Verify(LogKey.Read(vault.LogPublicKey).Value, checkpoint, now, export.ToString().Split('\n')[..^1]);
        Assert.True(grown.Holds, grown.Problem?.ToString());
        checkpoint = now;
        return [.. log.From(0).Select(e => e!.Entry().Value).Where(e => e.Outcome == "ok")];
    }

    /// <summary>How many sealed streams are on disk that nothing refers to, once two days have passed and garbage was removed.</summary>
    public async Task<int> StraysAfterCareAsync()
    {
        using var vault = VaultFolder.Open(Path).Value;
        using var blobs = vault.OpenBlobs(BlobsUse.Alone).Value;
        await OrphanCollection.RunAsync(vault.Catalogue, blobs, TimeProvider.System.GetUtcNow() + (2 * OrphanCollection.Age), Stop);
        var collection = new GarbageCollection(vault.Catalogue, blobs);
        while (vault.Catalogue.Garbage(1).Count > 0)
        {
            await collection.RoundAsync(() => Task.CompletedTask, says => Assert.Fail(says.English), Stop);
        }

        return await blobs.ListAsync(Stop).CountAsync(blob => !vault.Catalogue.Refers(blob.Id), Stop);
    }

    private string Checkpoint(VaultFolder vault) => new VaultLog(vault.Catalogue).Checkpoint(signer, TimeProvider.System.GetUtcNow());
}

/// <summary>A vault that is served, and someone who asks it for things.</summary>
internal sealed record ServedFolder(VaultFolder Vault, VaultHost Host, S3Customer Customer, IReadOnlyCollection<string> Told) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        Customer.Dispose();
        await Host.DisposeAsync();
        Vault.Dispose();
    }
}

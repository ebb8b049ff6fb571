using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A copy of which each sealed stream takes long to read or to write: something else happens meanwhile.</summary>
internal sealed class SlowCopy(ICopy inner, Func<Task> meanwhile) : ICopy, IBlobStore
{
    /// <summary>How often something took long.</summary>
    public int Times { get; private set; }

    public IBlobStore Blobs => this;

    public Task<string> ReadHeadAsync(CancellationToken stop) => inner.ReadHeadAsync(stop);

    public Task WriteHeadAsync(string note, CancellationToken stop) => inner.WriteHeadAsync(note, stop);

    public async Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop)
    {
        await WaitAsync();
        await inner.Blobs.WriteAsync(id, sealedBytes, stop);
    }

    public async Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop)
    {
        await WaitAsync();
        return await inner.Blobs.ReadAsync(id, offset, length, stop);
    }

    public Task RemoveAsync(BlobId id, CancellationToken stop) => inner.Blobs.RemoveAsync(id, stop);

    public IAsyncEnumerable<KeptBlob> ListAsync(CancellationToken stop) => inner.Blobs.ListAsync(stop);

    public void Dispose()
    {
        // The copy within belongs to who made it.
    }

    private Task WaitAsync()
    {
        Times++;
        return meanwhile();
    }
}

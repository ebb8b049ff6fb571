using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A copy of which one call breaks: before it is done, or after, as when the answer is lost.</summary>
internal sealed class BreakingCopy(int breaksAt, bool isDoneFirst) : ICopy, IBlobStore
{
    private ICopy inner = null!;
    private int calls;

    /// <summary>Whether it came to that.</summary>
    public bool Broke => calls >= breaksAt;

    public IBlobStore Blobs => this;

    /// <summary>Wraps a copy.</summary>
    public ICopy Around(ICopy copy)
    {
        inner = copy;
        return this;
    }

    public Task<string> ReadHeadAsync(CancellationToken stop) => CallAsync(() => inner.ReadHeadAsync(stop));

    public Task WriteHeadAsync(string note, CancellationToken stop) => CallAsync(async () =>
    {
        await inner.WriteHeadAsync(note, stop);
        return true;
    });

    public Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop) => CallAsync(async () =>
    {
        await inner.Blobs.WriteAsync(id, sealedBytes, stop);
        return true;
    });

    public Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop) =>
        CallAsync(() => inner.Blobs.ReadAsync(id, offset, length, stop));

    public Task RemoveAsync(BlobId id, CancellationToken stop) => CallAsync(async () =>
    {
        await inner.Blobs.RemoveAsync(id, stop);
        return true;
    });

    public IAsyncEnumerable<KeptBlob> ListAsync(CancellationToken stop) => inner.Blobs.ListAsync(stop);

    public void Dispose()
    {
        // The copy within belongs to who made it.
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        var isTheOne = Interlocked.Increment(ref calls) == breaksAt;
        if (isTheOne && !isDoneFirst)
        {
            throw new IOException("broken");
        }

        var answer = await call();
        return isTheOne ? throw new IOException("broken") : answer;
    }
}

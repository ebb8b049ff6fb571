using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>A store of blobs for as long as the vault may be used; every call that goes to the store fails while it may not.</summary>
/// <param name="inner">The store.</param>
/// <param name="use">The use.</param>
/// <param name="owned">What is disposed with it.</param>
public sealed class UsedBlobs(IBlobStore inner, CatalogueUse use, IDisposable? owned = null) : IBlobStore
{
    /// <summary>Why nothing may be read or written; null when it may.</summary>
    public Phrase? Hindrance => use.Hindrance;

    /// <inheritdoc/>
    public Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop) => Inner().WriteAsync(id, sealedBytes, stop);

    /// <inheritdoc/>
    public Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop) =>
        Inner().ReadAsync(id, offset, length, stop);

    /// <inheritdoc/>
    public Task RemoveAsync(BlobId id, CancellationToken stop) => Inner().RemoveAsync(id, stop);

    /// <inheritdoc/>
    public IAsyncEnumerable<KeptBlob> ListAsync(CancellationToken stop) => Inner().ListAsync(stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        inner.Dispose();
        owned?.Dispose();
        use.Dispose();
    }

    private IBlobStore Inner() => use.Hindrance is { } hindrance ? throw CatalogueFailure.Of(hindrance) : inner;
}

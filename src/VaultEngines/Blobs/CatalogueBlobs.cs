using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Sealed streams of which short ones are in the catalogue, and all others in a store of their own.</summary>
/// <remarks>
/// A short stream gets into the catalogue with the very change that first refers to it (<see cref="StoredPart.Sealed"/>), and
/// leaves it when it is noted to be removed (<see cref="ICatalogue.Removed"/>). So it is never an orphan, and
/// <see cref="ListAsync"/> tells only of the others.
/// </remarks>
/// <param name="catalogue">Has the short ones; not owned.</param>
/// <param name="others">Has the others; owned.</param>
public sealed class CatalogueBlobs(ICatalogue catalogue, IBlobStore others) : IBlobStore
{
    /// <summary>The most sealed bytes of a stream that is kept in the catalogue: those of 16 KiB of plaintext.</summary>
    public static readonly int Longest = (int)SealedLength.Of(16 * 1024);

    /// <summary>What has the others.</summary>
    public IBlobStore Others => others;

    /// <inheritdoc/>
    public Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop) => others.WriteAsync(id, sealedBytes, stop);

    /// <inheritdoc/>
    public async Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop)
    {
        // Who reads more than a short stream has most likely reads another: that is tried first then.
        var seemsShort = offset < Longest && length <= Longest + 1;
        return seemsShort
            ? Short(id, offset, length) ?? await others.ReadAsync(id, offset, length, stop)
            : await others.ReadAsync(id, offset, length, stop) ?? Short(id, offset, length);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(BlobId id, CancellationToken stop) => others.RemoveAsync(id, stop);

    /// <inheritdoc/>
    public IAsyncEnumerable<KeptBlob> ListAsync(CancellationToken stop) => others.ListAsync(stop);

    /// <inheritdoc/>
    public void Dispose() => others.Dispose();

    private MemoryStream? Short(BlobId id, long offset, long length)
    {
        if (catalogue.ShortBlob(id) is not { } bytes)
        {
            return null;
        }

        var from = (int)Math.Min(offset, bytes.Length);
        return new MemoryStream(bytes, from, (int)Math.Min(length, bytes.Length - from), writable: false);
    }
}

using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Keeps sealed streams: written once, read in any range, removed.</summary>
/// <remarks>Knows nothing of what they are. Safe for any number of threads.</remarks>
public interface IBlobStore : IDisposable
{
    /// <summary>Writes a stream to its end; when this returns it is kept for good.</summary>
    /// <exception cref="IOException">It could not be kept, and nothing of it is seen.</exception>
    Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop);

    /// <summary>Opens a stream for reading from an offset; null when there is none of that id.</summary>
    /// <param name="id">Which.</param>
    /// <param name="offset">From which byte of the sealed stream on.</param>
    /// <param name="length">How many bytes will be read at most.</param>
    /// <param name="stop">Asks to stop.</param>
    Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop);

    /// <summary>Removes a stream; one that is not there is removed already.</summary>
    Task RemoveAsync(BlobId id, CancellationToken stop);

    /// <summary>All streams with their sealed length and when they were written, in no order.</summary>
    IAsyncEnumerable<KeptBlob> ListAsync(CancellationToken stop);
}

/// <summary>A sealed stream that is kept.</summary>
/// <param name="Id">Which.</param>
/// <param name="Length">Its sealed bytes.</param>
/// <param name="Written">When it was written, UTC.</param>
public readonly record struct KeptBlob(BlobId Id, long Length, DateTimeOffset Written);

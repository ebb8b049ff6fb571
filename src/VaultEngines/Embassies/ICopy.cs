namespace Sluiswachter.VaultEngines;

/// <summary>The place of a copy of a vault: sealed streams, and one signed note that says which of them the feed is.</summary>
/// <remarks>Safe for any number of threads. What a write returned for is kept for good.</remarks>
public interface ICopy : IDisposable
{
    /// <summary>The sealed streams, of objects and of the feed alike.</summary>
    IBlobStore Blobs { get; }

    /// <summary>The note; empty when there is none yet.</summary>
    /// <exception cref="IOException">The place cannot be reached.</exception>
    Task<string> ReadHeadAsync(CancellationToken stop);

    /// <summary>Replaces the note, whole or not at all.</summary>
    /// <exception cref="IOException">It could not be kept.</exception>
    Task WriteHeadAsync(string note, CancellationToken stop);
}

namespace Sluiswachter.VaultEngines;

/// <summary>Removes sealed streams that no catalogue ever came to know: of puts that were broken off.</summary>
/// <remarks>
/// A stream is written before the catalogue refers to it, so only those older than <see cref="Age"/> are looked at. When the
/// catalogue refers to none of the streams, it may be the wrong one, and nothing is removed: in a vault of short objects only,
/// whose streams are all in the catalogue, what was broken off stays until there is a longer object.
/// </remarks>
public static class OrphanCollection
{
    /// <summary>How long a put may take between writing a stream and being acknowledged.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(1);

    /// <summary>Removes orphans, and tells how many.</summary>
    /// <param name="catalogue">Knows what is referred to.</param>
    /// <param name="blobs">Where streams are; its clock and <paramref name="now"/> agree to within hours.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Asks to stop.</param>
    public static async Task<int> RunAsync(ICatalogue catalogue, IBlobStore blobs, DateTimeOffset now, CancellationToken stop)
    {
        if (!await blobs.ListAsync(stop).AnyAsync(blob => catalogue.Refers(blob.Id), stop))
        {
            return 0;
        }

        var removed = 0;
        await foreach (var blob in blobs.ListAsync(stop))
        {
            if (now - blob.Written > Age && !catalogue.Refers(blob.Id))
            {
                await blobs.RemoveAsync(blob.Id, stop);
                removed++;
            }
        }

        return removed;
    }
}

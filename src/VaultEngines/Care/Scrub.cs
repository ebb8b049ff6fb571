using System.Buffers;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Reads every sealed stream that a catalogue refers to, and tells those that are not what they were.</summary>
/// <remarks>
/// Takes no lock: what is put meanwhile may be missed, what is removed meanwhile is not told. One stream at a time, in
/// memory that does not depend on its length.
/// </remarks>
public static class Scrub
{
    /// <summary>Reads all.</summary>
    /// <param name="catalogue">What ought to be there.</param>
    /// <param name="blobs">What is.</param>
    /// <param name="sealedLength">How long a stream of some length is when it is sealed.</param>
    /// <param name="opens">
    /// Whether a sealed stream opens with the keys of its body; need not read to the end when it does not, nor look at the length.
    /// </param>
    /// <param name="tell">Takes what is found.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="CatalogueFailure">The catalogue failed, or its lock is lost: nothing is known of what was not looked at yet.</exception>
    public static async Task<ScrubTotal> RunAsync(
        ICatalogue catalogue,
        IBlobStore blobs,
        Func<long, long> sealedLength,
        Func<ReferredBlob, Stream, CancellationToken, Task<bool>> opens,
        Action<ScrubFinding> tell,
        CancellationToken stop)
    {
        var total = new ScrubTotal(0, 0, 0);
        foreach (var blob in catalogue.BucketsOf(null).SelectMany(bucket => Referred(catalogue, bucket)))
        {
            stop.ThrowIfCancellationRequested();
            var (bytes, harm) = await LookAsync(blobs, blob, sealedLength(blob.Part.Size), opens, stop);
            total = total with { Blobs = total.Blobs + 1, Bytes = total.Bytes + bytes };
            if (harm is { } found && catalogue.Refers(blob.Part.Blob))
            {
                total = total with { Harmed = total.Harmed + 1 };
                tell(new ScrubFinding(blob, found, bytes));
            }
        }

        return total;
    }

    private static async Task<(long Bytes, BlobHarm? Harm)> LookAsync(
        IBlobStore blobs,
        ReferredBlob blob,
        long expected,
        Func<ReferredBlob, Stream, CancellationToken, Task<bool>> opens,
        CancellationToken stop)
    {
        CountedStream? counted = null;
        try
        {
            await using var stream = await blobs.ReadAsync(blob.Part.Blob, 0, long.MaxValue, stop);
            if (stream is null)
            {
                return (0, BlobHarm.Missing);
            }

            counted = new CountedStream(stream);
            var isWhole = await opens(blob, counted, stop);
            await DrainAsync(counted, stop);
            BlobHarm? harm = counted.Count != expected ? BlobHarm.OfWrongLength : isWhole ? null : BlobHarm.Altered;
            return (counted.Count, harm);
        }
        catch (IOException failure) when (failure is not CatalogueFailure)
        {
            return (counted?.Count ?? 0, BlobHarm.Unreadable);
        }
    }

    private static async Task DrainAsync(CountedStream stream, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            while (await stream.ReadAsync(buffer, stop) > 0)
            {
                // Only the length matters.
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What a bucket refers to, read page by page.</summary>
    private static IEnumerable<ReferredBlob> Referred(ICatalogue catalogue, Bucket bucket)
    {
        foreach (var version in catalogue.AllVersions(bucket.Name))
        {
            foreach (var part in version.Parts)
            {
                yield return new ReferredBlob(bucket, version.Key, version, null, part);
            }
        }

        foreach (var upload in catalogue.AllUploads(bucket.Name))
        {
            foreach (var part in catalogue.Parts(upload.Id, 0, int.MaxValue))
            {
                yield return new ReferredBlob(bucket, upload.Key, null, upload.Id, part.Part);
            }
        }
    }
}

/// <summary>A sealed stream that the catalogue refers to, and where from.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Of">The version that it is part of; null when it is part of an upload.</param>
/// <param name="Upload">The upload that it is part of; null when it is part of a version.</param>
/// <param name="Part">The part.</param>
public sealed record ReferredBlob(Bucket Bucket, ObjectKey Key, ObjectVersion? Of, Guid? Upload, StoredPart Part)
{
    /// <summary>The id of the version that it is part of; null when it is part of an upload.</summary>
    public VersionId? Version => Of?.Id;
}

/// <summary>What is wrong with a sealed stream.</summary>
public enum BlobHarm
{
    /// <summary>It is not there.</summary>
    Missing = 1,

    /// <summary>It is longer or shorter than it was.</summary>
    OfWrongLength = 2,

    /// <summary>It does not open: some bit is another.</summary>
    Altered = 3,

    /// <summary>The engine failed to read it.</summary>
    Unreadable = 4,
}

/// <summary>A sealed stream that is not what it was.</summary>
/// <param name="Blob">Which, and what it is part of.</param>
/// <param name="Harm">What is wrong.</param>
/// <param name="Bytes">How many sealed bytes could be read.</param>
public sealed record ScrubFinding(ReferredBlob Blob, BlobHarm Harm, long Bytes);

/// <summary>How much was looked at.</summary>
/// <param name="Blobs">Sealed streams.</param>
/// <param name="Bytes">Their sealed bytes.</param>
/// <param name="Harmed">How many of them are not what they were.</param>
public sealed record ScrubTotal(long Blobs, long Bytes, long Harmed);

using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>What copies of a vault elsewhere are to learn; all of one moment.</summary>
public interface IFeed
{
    /// <summary>The copies that there are, by name.</summary>
    IReadOnlyList<Embassy> Embassies { get; }

    /// <summary>Where the feed ends: the number of the last change, and the entries of the log.</summary>
    FeedPlace End { get; }

    /// <summary>The root of the log's tree when it had so many entries.</summary>
    /// <exception cref="IOException">The tree is not whole.</exception>
    LogHash RootOf(long entries);

    /// <summary>The buckets that there are, by name.</summary>
    IReadOnlyList<Bucket> Buckets { get; }

    /// <summary>Changes after a number, in order.</summary>
    IReadOnlyList<FeedChange> Changes(long after, int most);

    /// <summary>A thing that was changed, as it is now.</summary>
    FeedRecord Now(FeedThing thing);

    /// <summary>Buckets, users and access keys.</summary>
    IEnumerable<FeedRecord> Things();

    /// <summary>All versions of a bucket, read page by page.</summary>
    IEnumerable<VersionRecord> Versions(BucketName bucket);

    /// <summary>Entries of the log between two numbers, the second not included, read page by page.</summary>
    /// <exception cref="IOException">One is lost.</exception>
    IEnumerable<EntryRecord> Entries(long from, long until);

    /// <summary>Bytes, before sealing, of the versions that were put or changed after a number and are still there.</summary>
    long BytesSince(long change);

    /// <summary>Bytes, before sealing, of all versions.</summary>
    long BytesOfAll { get; }

    /// <summary>Sealed streams that a copy needs no more, and knows that since a moment.</summary>
    IReadOnlyList<BlobId> Stale(string embassy, DateTimeOffset notedBefore, int most);

    /// <summary>Whether a sealed stream is still to be removed from a copy, or is being removed.</summary>
    bool IsStale(string embassy, BlobId blob);
}

/// <summary>Noting how far copies are, and filling a catalogue from a copy; within one change.</summary>
public interface IFeedChange : IFeed
{
    /// <summary>Adds a copy, or replaces what is known of it.</summary>
    void Put(Embassy embassy);

    /// <summary>Forgets a copy, and with the last one all changes.</summary>
    void Remove(string embassy);

    /// <summary>Forgets the changes up to one that no copy needs any more.</summary>
    void Forget(long change);

    /// <summary>Notes sealed streams that a copy needs no more once it knows a change.</summary>
    /// <param name="embassy">The copy.</param>
    /// <param name="blobs">Which.</param>
    /// <param name="change">The change.</param>
    void AddStale(string embassy, IEnumerable<BlobId> blobs, long change);

    /// <summary>Notes that a copy knows a change since now.</summary>
    void Note(string embassy, long change, DateTimeOffset now);

    /// <summary>Takes sealed streams off the list of what a copy needs no more.</summary>
    void RemoveStale(string embassy, IEnumerable<BlobId> blobs);

    /// <summary>Takes over a record of a copy, entries of the log excepted.</summary>
    void Restore(FeedRecord record);

    /// <summary>Ends the taking over of records: which version is the newest of its key is worked out.</summary>
    void EndRestoring();
}

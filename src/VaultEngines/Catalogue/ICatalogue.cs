using Sluiswachter.Model;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>What a vault knows of its buckets, objects, uploads and users; all but the bytes of objects.</summary>
/// <remarks>
/// <para>
/// Times are UTC to the millisecond, keys are ordered by their bytes. Safe for any number of threads, and of servers where
/// the database is shared.
/// </para>
/// <para>
/// What a change returned for has happened for good, also when the machine stops the next moment; a change that did not
/// return has happened wholly or not at all.
/// </para>
/// </remarks>
public interface ICatalogue : ICatalogueView, IDisposable
{
    /// <summary>Changes several things at once: all or nothing, as if nobody else did anything meanwhile.</summary>
    /// <param name="change">
    /// Reads and writes. May be run again from the start when another change came in between, so it does nothing but that;
    /// what it throws takes everything back.
    /// </param>
    T Change<T>(Func<ICatalogueChange, T> change);

    /// <summary>Reads several things as they are at one moment, whatever is changed meanwhile.</summary>
    /// <param name="look">Reads; may take minutes.</param>
    T Look<T>(Func<IFeed, T> look);

    /// <summary>Blobs that nothing refers to any more and that are still to be removed, the oldest first.</summary>
    IReadOnlyList<BlobId> Garbage(int most);

    /// <summary>Notes that garbage was removed; what the catalogue itself has of it goes now.</summary>
    void Removed(IReadOnlyCollection<BlobId> blobs);

    /// <summary>The sealed bytes of a blob that is kept in the catalogue itself; null when it is not.</summary>
    byte[]? ShortBlob(BlobId blob);

    /// <summary>Whether anything refers to a blob; for finding orphans.</summary>
    bool Refers(BlobId blob);

    /// <summary>Says that this process uses the vault from now on, until what is returned is disposed.</summary>
    /// <param name="use">With others, or alone.</param>
    /// <param name="tell">Takes what the operator should know of it later.</param>
    /// <returns>The use, or that others use it in a way that does not go together with that.</returns>
    Result<CatalogueUse> Use(BlobsUse use, Action<Phrase> tell);
}

/// <summary>Reading a catalogue.</summary>
public interface ICatalogueView
{
    /// <summary>A bucket; null when there is none of that name.</summary>
    Bucket? Bucket(BucketName name);

    /// <summary>The buckets of a body, by name; of all bodies when null.</summary>
    IReadOnlyList<Bucket> BucketsOf(string? body);

    /// <summary>Whether a bucket has any version or upload.</summary>
    bool IsEmpty(BucketName bucket);

    /// <summary>The newest version of a key, which may be a delete marker; null when there is none.</summary>
    ObjectVersion? Newest(BucketName bucket, ObjectKey key);

    /// <summary>A version of a key; null when there is none.</summary>
    ObjectVersion? Version(BucketName bucket, ObjectKey key, VersionId id);

    /// <summary>The newest versions of keys that are not delete markers, by key.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What keys begin with; empty: all.</param>
    /// <param name="from">The first key that counts, itself included; empty: from the start.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<ObjectVersion> Objects(BucketName bucket, string prefix, string from, int most);

    /// <summary>All versions and delete markers, by key and then the newest first.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What keys begin with; empty: all.</param>
    /// <param name="from">The first key that counts; empty: from the start.</param>
    /// <param name="after">Of that key only versions older than this one; null, or one that is gone: all of it.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<VersionInList> Versions(BucketName bucket, string prefix, string from, VersionId? after, int most);

    /// <summary>An upload; null when there is none.</summary>
    Upload? Upload(Guid id);

    /// <summary>Uploads by key and then by id.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What keys begin with; empty: all.</param>
    /// <param name="from">The first key that counts; empty: from the start.</param>
    /// <param name="after">Of that key only uploads with a higher id; null: all of it.</param>
    /// <param name="most">How many at most.</param>
    IReadOnlyList<Upload> Uploads(BucketName bucket, string prefix, string from, Guid? after, int most);

    /// <summary>The parts of an upload by number, above some number.</summary>
    IReadOnlyList<UploadedPart> Parts(Guid upload, int above, int most);

    /// <summary>A user; null when there is none.</summary>
    VaultUser? User(string id);

    /// <summary>The users of a body, by name; of all bodies when null.</summary>
    IReadOnlyList<VaultUser> Users(string? body);

    /// <summary>An access key; null when there is none.</summary>
    AccessKey? AccessKey(string id);

    /// <summary>The access keys of a user, by id.</summary>
    IReadOnlyList<AccessKey> AccessKeys(string user);

    /// <summary>How many entries the log has.</summary>
    long LogSize { get; }

    /// <summary>An entry of the log; null when there is none of that number.</summary>
    ReadOnlyMemory<byte>? Entry(long number);

    /// <summary>A hash of the log's tree; null when that is not complete yet.</summary>
    ReadOnlyMemory<byte>? Node(int level, long index);
}

/// <summary>Writing a catalogue, within one change; what was written is read at once.</summary>
public interface ICatalogueChange : ICatalogueView
{
    /// <summary>What copies elsewhere are to learn.</summary>
    IFeedChange Feed { get; }

    /// <summary>Adds a bucket, or replaces what is known of it.</summary>
    void Put(Bucket bucket);

    /// <summary>Removes an empty bucket.</summary>
    void Remove(BucketName bucket);

    /// <summary>
    /// Adds a version, which becomes the newest of its key; one of the same id is replaced, and its blobs become garbage where
    /// the new one does not have them.
    /// </summary>
    void Put(ObjectVersion version);

    /// <summary>Changes attributes, retention and legal hold of a version, which keeps its place.</summary>
    void Update(ObjectVersion version);

    /// <summary>Changes the wrapped keys of the parts and the sealed attributes of a version; its blobs and its place stay.</summary>
    void Rewrap(ObjectVersion version);

    /// <summary>Changes the sealed attributes of an upload.</summary>
    void Rewrap(Upload upload);

    /// <summary>Removes a version; its blobs become garbage.</summary>
    void Remove(BucketName bucket, ObjectKey key, VersionId id);

    /// <summary>Adds an upload.</summary>
    void Put(Upload upload);

    /// <summary>Adds a part, or replaces the one of the same number, whose blob becomes garbage.</summary>
    void Put(UploadedPart part);

    /// <summary>Removes an upload and its parts; their blobs become garbage but those that some version has now.</summary>
    void Remove(Guid upload);

    /// <summary>Adds a user, or replaces what is known of it.</summary>
    void Put(VaultUser user);

    /// <summary>Adds an access key.</summary>
    void Put(AccessKey key);

    /// <summary>Removes an access key.</summary>
    void RemoveAccessKey(string id);

    /// <summary>Appends an entry to the log, and returns its number, from 0 without gaps.</summary>
    long Append(ReadOnlySpan<byte> entry);

    /// <summary>Keeps a hash of the log's tree: at level 0 that of an entry, above that of two below.</summary>
    void PutNode(int level, long index, ReadOnlySpan<byte> hash);

    /// <summary>Replaces an entry of the log by what is left of it when its words are erased; its hash stays.</summary>
    void ReplaceEntry(long number, ReadOnlySpan<byte> entry);
}

/// <summary>A version as it stands in a list.</summary>
/// <param name="Version">The version.</param>
/// <param name="IsNewest">Whether it is the newest of its key.</param>
public readonly record struct VersionInList(ObjectVersion Version, bool IsNewest);

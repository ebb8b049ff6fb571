using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.SqlRows;

namespace Sluiswachter.VaultEngines;

/// <summary>Reads a catalogue on one connection; each answer is one query, and so of one moment.</summary>
internal class SqlView(SqlSession session) : ICatalogueView
{
    /// <inheritdoc/>
    public long LogSize => session.Number("SELECT max(number) + 1 FROM log_entry") ?? 0;

    /// <summary>How often somebody has had the vault to himself.</summary>
    public long LastAloneUse => session.Number("SELECT number FROM alone_use") ?? 0;

    /// <inheritdoc/>
    public Bucket? Bucket(BucketName name) => session.Query(
        $"SELECT {BucketColumns} FROM bucket WHERE name = $1", SqlRows.Bucket, name.Text).SingleOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<Bucket> BucketsOf(string? body) => body is null
        ? session.Query($"SELECT {BucketColumns} FROM bucket ORDER BY name", SqlRows.Bucket)
        : session.Query($"SELECT {BucketColumns} FROM bucket WHERE body = $1 ORDER BY name", SqlRows.Bucket, body);

    /// <inheritdoc/>
    public bool IsEmpty(BucketName bucket) => !session.Any(
        """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM version WHERE bucket = $1) OR EXISTS (SELECT 1 FROM upload WHERE bucket = $1)
        """,
        bucket.Text);

    /// <inheritdoc/>
    public ObjectVersion? Newest(BucketName bucket, ObjectKey key) => session.Query(
        $"SELECT {VersionColumns} FROM version WHERE bucket = $1 AND key = $2 ORDER BY place LIMIT 1",
        SqlRows.Version,
        bucket.Text,
        Key(key.Text)).SingleOrDefault();

    /// <inheritdoc/>
    public ObjectVersion? Version(BucketName bucket, ObjectKey key, VersionId id) => session.Query(
        $"SELECT {VersionColumns} FROM version WHERE bucket = $1 AND key = $2 AND id = $3",
        SqlRows.Version,
        bucket.Text,
        Key(key.Text),
        id.Text).SingleOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<ObjectVersion> Objects(BucketName bucket, string prefix, string from, int most) => session.Query(
        $"""
        SELECT {VersionColumns} FROM version
        WHERE bucket = $1 AND key >= $2 AND key < $3 AND state = 2 ORDER BY key LIMIT $4
        """,
        SqlRows.Version,
        bucket.Text,
        Key(Later(prefix, from)),
        KeyAfter(prefix),
        (long)most);

    /// <inheritdoc/>
    public IReadOnlyList<VersionInList> Versions(BucketName bucket, string prefix, string from, VersionId? after, int most)
    {
        var start = Later(prefix, from);
        var place = after is { } last && start == from ? Place(bucket, Key(from), last) : null;
        return session.Query(
            $"""
            SELECT {VersionColumns} FROM version
            WHERE bucket = $1 AND (key, place) > ($2, $3) AND key < $4 ORDER BY key, place LIMIT $5
            """,
            SqlRows.VersionInList,
            bucket.Text,
            Key(start),
            place ?? long.MinValue,
            KeyAfter(prefix),
            (long)most);
    }

    /// <inheritdoc/>
    public Upload? Upload(Guid id) => session.Query(
        $"SELECT {UploadColumns} FROM upload WHERE id = $1", SqlRows.Upload, id.ToString("n")).SingleOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<Upload> Uploads(BucketName bucket, string prefix, string from, Guid? after, int most)
    {
        var start = Later(prefix, from);
        return session.Query(
            $"""
            SELECT {UploadColumns} FROM upload
            WHERE bucket = $1 AND (key, id) > ($2, $3) AND key < $4 ORDER BY key, id LIMIT $5
            """,
            SqlRows.Upload,
            bucket.Text,
            Key(start),
            start == from ? after?.ToString("n") ?? "" : "",
            KeyAfter(prefix),
            (long)most);
    }

    /// <inheritdoc/>
    public IReadOnlyList<UploadedPart> Parts(Guid upload, int above, int most) => session.Query(
        $"SELECT {PartColumns} FROM part WHERE upload = $1 AND number > $2 ORDER BY number LIMIT $3",
        Part,
        upload.ToString("n"),
        (long)above,
        (long)most);

    /// <inheritdoc/>
    public VaultUser? User(string id) =>
        session.Query($"SELECT {UserColumns} FROM vault_user WHERE id = $1", SqlRows.User, id).SingleOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<VaultUser> Users(string? body) => body is null
        ? session.Query($"SELECT {UserColumns} FROM vault_user ORDER BY name, id", SqlRows.User)
        : session.Query($"SELECT {UserColumns} FROM vault_user WHERE body = $1 ORDER BY name, id", SqlRows.User, body);

    /// <inheritdoc/>
    public AccessKey? AccessKey(string id) => session.Query(
        "SELECT id, user_id, secret, created FROM access_key WHERE id = $1", SqlRows.AccessKey, id).SingleOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<AccessKey> AccessKeys(string user) => session.Query(
        "SELECT id, user_id, secret, created FROM access_key WHERE user_id = $1 ORDER BY id", SqlRows.AccessKey, user);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Entry(long number) =>
        Bytes(session.Query(
            "SELECT entry FROM log_entry WHERE number = $1", row => row.IsDBNull(0) ? null : SqlRows.Bytes(row, 0), number));

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Node(int level, long index) =>
        Bytes(session.Query(
            "SELECT hash FROM log_node WHERE level = $1 AND position = $2", row => SqlRows.Bytes(row, 0), (long)level, index)!);

    /// <summary>Blobs that nothing refers to, the oldest first.</summary>
    public IReadOnlyList<BlobId> Garbage(int most) => session.Query(
        "SELECT blob FROM garbage ORDER BY number, blob LIMIT $1", row => BlobOf(row, 0), (long)most);

    /// <summary>The sealed bytes of a short blob; null when there is none of that id.</summary>
    public byte[]? ShortBlob(BlobId blob) => session.Query(
        "SELECT bytes FROM short_blob WHERE blob = $1", row => SqlRows.Bytes(row, 0), Blob(blob)).SingleOrDefault();

    /// <summary>Whether anything refers to a blob.</summary>
    public bool Refers(BlobId blob) => session.Any(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM reference WHERE blob = $1) OR EXISTS (SELECT 1 FROM part WHERE blob = $1)",
        Blob(blob));

    /// <summary>The place of a version; null when there is none.</summary>
    protected long? Place(BucketName bucket, byte[] key, VersionId id) => session.Number(
        "SELECT place FROM version WHERE bucket = $1 AND key = $2 AND id = $3", bucket.Text, key, id.Text);

    private static string Later(string prefix, string from) => ObjectKey.Compare(prefix, from) > 0 ? prefix : from;

    private static ReadOnlyMemory<byte>? Bytes(List<byte[]?> found) =>
        found is [{ } bytes] ? bytes : default(ReadOnlyMemory<byte>?);
}

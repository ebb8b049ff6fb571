using System.Globalization;
using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.SqlRows;

namespace Sluiswachter.VaultEngines;

/// <summary>Changes a catalogue within a transaction that nobody else writes beside.</summary>
internal sealed class SqlChange(SqlSession session) : SqlView(session), ICatalogueChange
{
    private const int MostRowsAtOnce = 100;

    private readonly SqlSession session = session;
    private long? place;
    private long? entries;
    private bool madeGarbage;

    /// <inheritdoc/>
    public IFeedChange Feed => Outbox;

    private SqlOutbox Outbox => field ??= new SqlOutbox(session);

    /// <summary>Writes what was counted, before the transaction is committed.</summary>
    public void Finish()
    {
        if (place is { } last)
        {
            session.Execute("UPDATE counter SET place = $1", last);
        }

        Outbox.Finish();
    }

    /// <summary>Forgets how long a change that was taken back had made the log; places may have gaps.</summary>
    public void Forget()
    {
        entries = null;
        Outbox.TakeBack();
    }

    /// <summary>Counts that somebody has the vault to himself, and returns how often that has been.</summary>
    public long CountAloneUse()
    {
        session.Execute("UPDATE alone_use SET number = number + 1");
        return LastAloneUse;
    }

    /// <inheritdoc/>
    public void Put(Bucket bucket)
    {
        Outbox.Note(FeedKind.Bucket, bucket.Name.Text);
        session.Execute(
            $"""
            INSERT INTO bucket ({BucketColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (name) DO UPDATE SET body = excluded.body, owner = excluded.owner, created = excluded.created,
                versioning = excluded.versioning, has_object_lock = excluded.has_object_lock, marking = excluded.marking,
                data_class = excluded.data_class, places = excluded.places, settings = excluded.settings,
                seal = excluded.seal
            """,
            bucket.Name.Text,
            bucket.Body,
            bucket.Owner,
            Time(bucket.Created),
            (long)bucket.Versioning,
            Flag(bucket.HasObjectLock),
            (long)bucket.Marking,
            (long)bucket.DataClass,
            Places(bucket.AllowedPlaces),
            Settings(bucket.Settings),
            bucket.Seal.ToArray());
    }

    /// <inheritdoc/>
    public void Remove(BucketName bucket)
    {
        if (!IsEmpty(bucket))
        {
            throw new InvalidOperationException($"bucket {bucket} is not empty");
        }

        Outbox.Note(FeedKind.Bucket, bucket.Text);
        session.Execute("DELETE FROM bucket WHERE name = $1", bucket.Text);
    }

    /// <inheritdoc/>
    public void Put(ObjectVersion version)
    {
        var key = Key(version.Key.Text);
        Outbox.Note(FeedKind.Version, version.Bucket.Text, key, version.Id.Text);
        if (Place(version.Bucket, key, version.Id) is { } replaced)
        {
            Drop(version.Bucket, key, replaced);
        }

        session.Execute(
            """
            UPDATE version SET state = 0 WHERE bucket = $1 AND key = $2
                AND place = (SELECT min(place) FROM version WHERE bucket = $1 AND key = $2)
            """,
            version.Bucket.Text,
            key);
        place = (place ?? session.Number("SELECT place FROM counter")) - 1;
        Insert(version, place!.Value);
    }

    /// <summary>Adds a version at a place, as the newest of its key.</summary>
    public void Insert(ObjectVersion version, long at)
    {
        session.Execute(
            $"""
            INSERT INTO version ({VersionColumns}, place)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """,
            version.Bucket.Text,
            Key(version.Key.Text),
            version.Id.Text,
            Time(version.Modified),
            version.Owner,
            Flag(version.IsDeleteMarker),
            version.Size,
            version.ETag,
            KeptParts.Write(version.Parts),
            version.Attributes.ToArray(),
            (long?)version.Retention?.Mode,
            Until(version.Retention),
            Flag(version.HasLegalHold),
            version.IsDeleteMarker ? 1L : 2L,
            at);
        foreach (var parts in version.Parts.Chunk(MostRowsAtOnce))
        {
            Refer(parts, at);
        }
    }

    /// <inheritdoc/>
    public void Update(ObjectVersion version)
    {
        Outbox.Note(FeedKind.VersionSetting, version.Bucket.Text, Key(version.Key.Text), version.Id.Text);
        var changed = session.Execute(
            """
            UPDATE version SET attributes = $4, retention_mode = $5, retain_until = $6, has_legal_hold = $7
            WHERE bucket = $1 AND key = $2 AND id = $3
            """,
            version.Bucket.Text,
            Key(version.Key.Text),
            version.Id.Text,
            version.Attributes.ToArray(),
            (long?)version.Retention?.Mode,
            Until(version.Retention),
            Flag(version.HasLegalHold));
        if (changed == 0)
        {
            throw new InvalidOperationException($"there is no version {version.Id} to update");
        }
    }

    /// <inheritdoc/>
    public void Rewrap(ObjectVersion version)
    {
        var key = Key(version.Key.Text);
        Outbox.Note(FeedKind.VersionSetting, version.Bucket.Text, key, version.Id.Text);
        session.Execute(
            "UPDATE version SET parts = $4, attributes = $5 WHERE bucket = $1 AND key = $2 AND id = $3",
            version.Bucket.Text,
            key,
            version.Id.Text,
            KeptParts.Write(version.Parts),
            version.Attributes.ToArray());
    }

    /// <inheritdoc/>
    public void Rewrap(Upload upload) =>
        session.Execute("UPDATE upload SET attributes = $2 WHERE id = $1", upload.Text, upload.Attributes.ToArray());

    /// <inheritdoc/>
    public void Remove(BucketName bucket, ObjectKey key, VersionId id)
    {
        var bytes = Key(key.Text);
        if (Place(bucket, bytes, id) is { } removed)
        {
            Outbox.Note(FeedKind.Version, bucket.Text, bytes, id.Text);
            Drop(bucket, bytes, removed);
            session.Execute(
                """
                UPDATE version SET state = 2 - is_delete_marker WHERE bucket = $1 AND key = $2 AND state = 0
                    AND place = (SELECT min(place) FROM version WHERE bucket = $1 AND key = $2)
                """,
                bucket.Text,
                bytes);
        }
    }

    /// <inheritdoc/>
    public void Put(Upload upload) => session.Execute(
        $"INSERT INTO upload ({UploadColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        upload.Text,
        upload.Bucket.Text,
        Key(upload.Key.Text),
        Time(upload.Started),
        upload.Owner,
        upload.Attributes.ToArray(),
        (long?)upload.Retention?.Mode,
        Until(upload.Retention),
        Flag(upload.HasLegalHold));

    /// <inheritdoc/>
    public void Put(UploadedPart part)
    {
        var (id, number, blob) = (part.Upload.ToString("n"), (long)part.Part.Number, Blob(part.Part.Blob));
        Discard(
            """
            SELECT blob, (SELECT coalesce(max(number), 0) + 1 FROM garbage) FROM part p
            WHERE p.upload = $1 AND p.number = $2 AND p.blob <> $3
                AND NOT EXISTS (SELECT 1 FROM reference r WHERE r.blob = p.blob)
            """,
            id,
            number,
            blob);
        session.Execute(
            $"""
            INSERT INTO part ({PartColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (upload, number) DO UPDATE SET blob = excluded.blob, size = excluded.size,
                wrapped_key = excluded.wrapped_key, etag = excluded.etag, modified = excluded.modified,
                checksum = excluded.checksum, seal = excluded.seal
            """,
            id,
            number,
            blob,
            part.Part.Size,
            part.Part.WrappedKey.ToArray(),
            part.ETag,
            Time(part.Modified),
            part.Checksum,
            part.Seal.ToArray());
        Keep(part.Part);
        Spare([part.Part]);
    }

    /// <inheritdoc/>
    public void Remove(Guid upload)
    {
        var id = upload.ToString("n");
        Discard(
            """
            SELECT blob, (SELECT coalesce(max(number), 0) + 1 FROM garbage) FROM part p
            WHERE p.upload = $1 AND NOT EXISTS (SELECT 1 FROM reference r WHERE r.blob = p.blob)
            """,
            id);
        session.Execute("DELETE FROM part WHERE upload = $1", id);
        session.Execute("DELETE FROM upload WHERE id = $1", id);
    }

    /// <inheritdoc/>
    public void Put(VaultUser user)
    {
        Outbox.Note(FeedKind.User, user.Id);
        session.Execute(
            $"""
            INSERT INTO vault_user ({UserColumns}) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET body = excluded.body, name = excluded.name, is_officer = excluded.is_officer
            """,
            user.Id,
            user.Body,
            user.Name,
            Flag(user.IsOfficer));
    }

    /// <inheritdoc/>
    public void Put(AccessKey key)
    {
        Outbox.Note(FeedKind.AccessKey, key.Id);
        session.Execute(
            "INSERT INTO access_key (id, user_id, secret, created) VALUES ($1, $2, $3, $4)",
            key.Id,
            key.User,
            key.Secret.ToArray(),
            Time(key.Created));
    }

    /// <inheritdoc/>
    public void RemoveAccessKey(string id)
    {
        Outbox.Note(FeedKind.AccessKey, id);
        session.Execute("DELETE FROM access_key WHERE id = $1", id);
    }

    /// <inheritdoc/>
    public long Append(ReadOnlySpan<byte> entry)
    {
        var number = entries ?? LogSize;
        session.Execute("INSERT INTO log_entry (number, entry) VALUES ($1, $2)", number, entry.ToArray());
        entries = number + 1;
        return number;
    }

    /// <inheritdoc/>
    public void PutNode(int level, long index, ReadOnlySpan<byte> hash) => session.Execute(
        "INSERT INTO log_node (level, position, hash) VALUES ($1, $2, $3)", (long)level, index, hash.ToArray());

    /// <inheritdoc/>
    public void ReplaceEntry(long number, ReadOnlySpan<byte> entry)
    {
        if (session.Execute("UPDATE log_entry SET entry = $2 WHERE number = $1", number, entry.ToArray()) == 0)
        {
            throw new InvalidOperationException($"the log has no entry {number} to replace");
        }

        Outbox.Note(FeedKind.Entry, number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Takes blobs that are gone off the list of garbage; short ones go now.</summary>
    public void Removed(IReadOnlyCollection<BlobId> blobs)
    {
        DeleteFrom("garbage", blobs);
        DeleteFrom("short_blob", blobs);
    }

    private static object? Until(Retention? retention) => retention is null ? null : Time(retention.Until);

    private static string Parameters(int count) => string.Join(
        ", ", Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"${i}")));

    private void DeleteFrom(string table, IEnumerable<BlobId> blobs)
    {
        foreach (var some in blobs.Chunk(MostRowsAtOnce))
        {
            session.Execute($"DELETE FROM {table} WHERE blob IN ({Parameters(some.Length)})", [.. some.Select(Blob)]);
        }
    }

    /// <summary>Keeps a sealed stream that comes along with what refers to it.</summary>
    private void Keep(StoredPart part)
    {
        if (part.Sealed is { } bytes)
        {
            session.Execute(
                "INSERT INTO short_blob (blob, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING", Blob(part.Blob), bytes.ToArray());
        }
    }

    private void Refer(StoredPart[] parts, long version)
    {
        var rows = string.Join(", ", Enumerable.Range(2, parts.Length).Select(i => $"(${i}, $1)"));
        session.Execute(
            $"INSERT INTO reference (blob, version) VALUES {rows} ON CONFLICT DO NOTHING",
            [version, .. parts.Select(part => Blob(part.Blob))]);
        Array.ForEach(parts, Keep);
        Spare(parts);
    }

    /// <summary>Removes a version, and its blobs become garbage where nothing else has them.</summary>
    private void Drop(BucketName bucket, byte[] key, long version)
    {
        Discard(
            """
            SELECT blob, (SELECT coalesce(max(number), 0) + 1 FROM garbage) FROM reference r
            WHERE r.version = $1
                AND NOT EXISTS (SELECT 1 FROM reference o WHERE o.blob = r.blob AND o.version <> $1)
                AND NOT EXISTS (SELECT 1 FROM part p WHERE p.blob = r.blob)
            """,
            version);
        session.Execute("DELETE FROM reference WHERE version = $1", version);
        session.Execute("DELETE FROM version WHERE bucket = $1 AND key = $2 AND place = $3", bucket.Text, key, version);
    }

    private void Discard(string blobs, params ReadOnlySpan<object?> arguments)
    {
        Outbox.LetGo(blobs, arguments);
        madeGarbage |= session.Execute($"INSERT INTO garbage (blob, number) {blobs} ON CONFLICT DO NOTHING", arguments) > 0;
    }

    /// <summary>What is referred to again, after something else in the same change let it go, is no garbage.</summary>
    private void Spare(IEnumerable<StoredPart> parts)
    {
        if (madeGarbage)
        {
            BlobId[] spared = [.. parts.Select(part => part.Blob)];
            DeleteFrom("garbage", spared);
            Outbox.Spare(spared);
        }
    }
}

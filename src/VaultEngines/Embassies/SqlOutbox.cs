using Sluiswachter.Vault;
using static Sluiswachter.VaultEngines.SqlRows;

namespace Sluiswachter.VaultEngines;

/// <summary>Notes what copies are to learn, in the transaction that changes it; nothing while there is no copy.</summary>
internal sealed class SqlOutbox(SqlSession session) : SqlFeed(session), IFeedChange
{
    private readonly SqlSession session = session;
    private long? last;
    private bool? hasEmbassy;
    private SqlChange? restoring;

    /// <inheritdoc/>
    public override FeedPlace End => base.End with { Change = Last };

    private bool HasEmbassy => hasEmbassy ??= session.Any("SELECT 1 FROM embassy");

    private long Last => last ??= session.Number("SELECT number FROM outbox_counter") ?? 0;

    /// <summary>Writes what was counted, before the transaction is committed.</summary>
    public void Finish()
    {
        if (last is { } number)
        {
            session.Execute("UPDATE outbox_counter SET number = $1", number);
        }
    }

    /// <summary>Forgets what a change that was taken back had made of it; numbers may have gaps.</summary>
    public void TakeBack() => hasEmbassy = null;

    /// <summary>Notes that a thing was changed.</summary>
    public void Note(FeedKind kind, string name, byte[]? key = null, string id = "")
    {
        if (HasEmbassy)
        {
            last = Last + 1;
            session.Execute(
                "INSERT INTO outbox (number, kind, name, key, id) VALUES ($1, $2, $3, $4, $5)", last, (long)kind, name, key ?? [], id);
        }
    }

    /// <summary>Notes sealed streams that nothing refers to any more, as of the last change.</summary>
    /// <param name="blobs">A query that gives them, with a second column that does not count.</param>
    /// <param name="arguments">Its arguments.</param>
    public void LetGo(string blobs, ReadOnlySpan<object?> arguments)
    {
        if (!HasEmbassy)
        {
            return;
        }

        foreach (var blob in session.Query(blobs, row => BlobOf(row, 0), arguments))
        {
            session.Execute(
                """
                INSERT INTO stale (embassy, blob, number, noted) SELECT name, $1, $2, NULL FROM embassy WHERE 1 = 1
                ON CONFLICT (embassy, blob) DO UPDATE SET number = excluded.number, noted = NULL
                """,
                Blob(blob),
                Last);
        }
    }

    /// <summary>What is referred to again is needed at copies too.</summary>
    public void Spare(IEnumerable<BlobId> blobs)
    {
        if (HasEmbassy)
        {
            foreach (var blob in blobs)
            {
                session.Execute("DELETE FROM stale WHERE blob = $1", Blob(blob));
            }
        }
    }

    /// <inheritdoc/>
    public void Put(Embassy embassy)
    {
        hasEmbassy = true;
        session.Execute(
            "INSERT INTO embassy (name, settings) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET settings = excluded.settings",
            embassy.Name,
            Text(embassy));
    }

    /// <inheritdoc/>
    public void Remove(string embassy)
    {
        session.Execute("DELETE FROM embassy WHERE name = $1", embassy);
        session.ExecuteOnMany("DELETE FROM stale WHERE embassy = $1", embassy);
        session.ExecuteOnMany("DELETE FROM outbox WHERE NOT EXISTS (SELECT 1 FROM embassy)");
        hasEmbassy = null;
    }

    /// <inheritdoc/>
    public void Forget(long change) => session.ExecuteOnMany("DELETE FROM outbox WHERE number <= $1", change);

    /// <inheritdoc/>
    public void AddStale(string embassy, IEnumerable<BlobId> blobs, long change)
    {
        foreach (var blob in blobs)
        {
            session.Execute(
                "INSERT INTO stale (embassy, blob, number, noted) VALUES ($1, $2, $3, NULL) ON CONFLICT DO NOTHING",
                embassy,
                Blob(blob),
                change);
        }
    }

    /// <inheritdoc/>
    public void Note(string embassy, long change, DateTimeOffset now) => session.Execute(
        "UPDATE stale SET noted = $3 WHERE embassy = $1 AND number <= $2 AND noted IS NULL", embassy, change, Time(now));

    /// <inheritdoc/>
    public void RemoveStale(string embassy, IEnumerable<BlobId> blobs)
    {
        foreach (var blob in blobs)
        {
            session.Execute("DELETE FROM stale WHERE embassy = $1 AND blob = $2", embassy, Blob(blob));
        }
    }

    /// <inheritdoc/>
    public void Restore(FeedRecord record)
    {
        var change = restoring ??= new SqlChange(session);
        switch (record)
        {
            case BucketRecord { Bucket: var bucket }:
                change.Put(bucket);
                break;
            case BucketGone { Name: var name }:
                RemoveBucket(name);
                break;
            case VersionRecord { Version: var version, Place: var place }:
                RemoveVersion(version.Bucket, version.Key, version.Id);
                change.Insert(version, place);
                break;
            case VersionGone gone:
                RemoveVersion(gone.Bucket, gone.Key, gone.Id);
                break;
            case UserRecord { User: var user }:
                change.Put(user);
                break;
            case AccessKeyRecord { Key: var key }:
                change.RemoveAccessKey(key.Id);
                change.Put(key);
                break;
            case AccessKeyGone { Id: var id }:
                change.RemoveAccessKey(id);
                break;
            default:
                throw new ArgumentException("entries of the log are appended, and not restored here", nameof(record));
        }
    }

    /// <inheritdoc/>
    public void EndRestoring()
    {
        session.Execute("UPDATE counter SET place = (SELECT coalesce(min(place), 0) FROM version)");
        session.Execute(
            """
            UPDATE version SET state = CASE
                WHEN place = (SELECT min(n.place) FROM version n WHERE n.bucket = version.bucket AND n.key = version.key)
                THEN 2 - is_delete_marker ELSE 0 END
            """);
    }

    /// <summary>Removes a bucket with what is in it: a copy may learn of a bucket's end before that of its versions.</summary>
    private void RemoveBucket(BucketName bucket)
    {
        session.Execute("DELETE FROM reference WHERE version IN (SELECT place FROM version WHERE bucket = $1)", bucket.Text);
        session.Execute("DELETE FROM version WHERE bucket = $1", bucket.Text);
        session.Execute("DELETE FROM bucket WHERE name = $1", bucket.Text);
    }

    private void RemoveVersion(BucketName bucket, ObjectKey key, VersionId id)
    {
        var bytes = Key(key.Text);
        if (session.Number(
            "SELECT place FROM version WHERE bucket = $1 AND key = $2 AND id = $3", bucket.Text, bytes, id.Text) is { } place)
        {
            session.Execute("DELETE FROM reference WHERE version = $1", place);
            session.Execute("DELETE FROM version WHERE bucket = $1 AND key = $2 AND place = $3", bucket.Text, bytes, place);
        }
    }
}

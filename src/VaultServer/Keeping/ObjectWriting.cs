using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Puts and deletes objects: what becomes of versions.</summary>
internal static class ObjectWriting
{
    /// <summary>How many versions expire in one change: all who write wait for it.</summary>
    private const int MostExpiries = 100;

    /// <summary>Puts an object whose bytes are kept; on a refusal nothing has changed.</summary>
    public static S3Result<ObjectVersion> Put(Safe safe, KeyRing ring, NewObject what, Access access) =>
        safe.Catalogue.Change<S3Result<ObjectVersion>>(change =>
        {
            if (change.Still(what.Bucket) is not { } bucket)
            {
                return S3Error.NoSuchBucket;
            }

            if (!PartsOf(change, what).Is(out var parts, out var another))
            {
                return another;
            }

            if ((Admission.Refuses(bucket.Intact(ring), what.Attributes.Metadata, safe.Places, what.Source) ??
                Refusal(what.Conditions, change.Newest(bucket.Name, what.Key), ring)) is { } refusal)
            {
                return refusal;
            }

            var id = bucket.Versioning == Versioning.Enabled ? VersionId.Of(safe.Chance()) : VersionId.Null;
            var version = new ObjectVersion(bucket.Name, what.Key, id, safe.Now, what.Owner)
            {
                Size = what.Parts.Sum(p => p.Size),
                ETag = what.ETag,
                Parts = parts,
                Retention = what.Retention,
                HasLegalHold = what.HasLegalHold,
            };
            version = VersionSeal.On(version, what.Attributes, ring, safe.Random);
            change.Put(version);
            if (what.Upload is { } ended)
            {
                change.Remove(ended);
            }

            safe.Log.Append(change, access with { Version = id.Text });
            return version;
        });

    /// <summary>Deletes an object: a version for good, or else, where versions are kept, by a mark.</summary>
    /// <param name="safe">The vault.</param>
    /// <param name="ring">The keys of the body that the bucket belongs to.</param>
    /// <param name="bucket">The bucket, as it was when it was seen that the caller may delete in it.</param>
    /// <param name="key">The key.</param>
    /// <param name="id">Which version; null: the object.</param>
    /// <param name="owner">The id of the user who deletes it.</param>
    /// <param name="mayRemove">What keeps a version from being removed; null when nothing does.</param>
    /// <param name="conditions">What must hold of the version, or of the newest one; it is null when there is none.</param>
    /// <param name="access">What is logged.</param>
    public static S3Result<Deletion> Delete(
        Safe safe, KeyRing ring, Bucket bucket, ObjectKey key, VersionId? id, string owner,
        Func<Bucket, ObjectVersion, S3Refusal?> mayRemove, Func<ObjectVersion?, bool>? conditions, Access access) =>
        safe.Catalogue.Change<S3Result<Deletion>>(change =>
        {
            if (change.Still(bucket)?.Intact(ring) is not { } known)
            {
                return S3Error.NoSuchBucket;
            }

            var meant = id is { } asked ? change.Version(known.Name, key, asked) : change.Newest(known.Name, key);
            if (conditions is not null && !conditions(meant?.Intact(ring)))
            {
                return S3Error.PreconditionFailed;
            }

            if (id is null && known.Versioning != Versioning.Never)
            {
                return Mark(safe, ring, change, known, key, owner, access);
            }

            if (meant is null)
            {
                safe.Log.Append(change, access);
                return new Deletion(id, IsMarker: false);
            }

            // Without locks nothing is decided by what is known of it: what was altered or is broken can be deleted.
            if (mayRemove(known, known.HasObjectLock ? meant.Intact(ring) : meant) is { } refusal)
            {
                return refusal;
            }

            change.Remove(known.Name, key, meant.Id);
            safe.Log.Append(change, access with { Version = meant.Id.Text });
            return new Deletion(id, meant.IsDeleteMarker);
        });

    /// <summary>Deletes of a key what the lifecycle of its bucket takes away: some of it, beginning with the oldest.</summary>
    /// <param name="safe">The vault.</param>
    /// <param name="ring">The keys of the body that the bucket belongs to.</param>
    /// <param name="bucket">The bucket, as it was when its rules were read.</param>
    /// <param name="key">The key.</param>
    /// <param name="lifecycle">The rules.</param>
    /// <param name="access">What is logged.</param>
    /// <returns>
    /// Whether there is more. Refused when something is set on the bucket that was not: a pass over much takes long, and who takes
    /// a rule back, or begins to keep versions, does so to keep what is left.
    /// </returns>
    /// <remarks>
    /// What goes is decided by the versions that are there when it goes: since somebody looked, one of them may have become the
    /// newest, or one of those to be kept. The oldest go first, for then the others count as replaced when they were before.
    /// </remarks>
    /// <exception cref="AlteredVersionException">One of them was altered.</exception>
    public static S3Result<bool> Expire(Safe safe, KeyRing ring, Bucket bucket, ObjectKey key, Lifecycle lifecycle, Access access) =>
        safe.Catalogue.Change<S3Result<bool>>(change =>
        {
            if (change.AsItWas(bucket)?.Intact(ring) is not { } known)
            {
                return S3Error.NoSuchBucket;
            }

            var versions = change.VersionsOf(known.Name, key);
            var expiries = lifecycle.Of(versions, safe.Now);
            if (expiries.Count > 0)
            {
                // One goes by its own moment, that of the next, and how many there are.
                foreach (var version in versions)
                {
                    version.Intact(ring);
                }
            }

            // Of a key with very many versions more go at once: all of them are looked at anew each time.
            var most = Math.Max(MostExpiries, versions.Count / 8);
            foreach (var (version, isForGood) in expiries.Reverse().Take(most))
            {
                if (!isForGood && known.Versioning != Versioning.Never)
                {
                    Mark(safe, ring, change, known, key, known.Owner, access);
                }
                else if (ObjectLock.Remove(version, bypasses: false, safe.Now) is null)
                {
                    change.Remove(known.Name, key, version.Id);
                    safe.Log.Append(change, access with { Version = version.Id.Text });
                }
            }

            return expiries.Count > most;
        });

    private static S3Result<Deletion> Mark(
        Safe safe, KeyRing ring, ICatalogueChange change, Bucket bucket, ObjectKey key, string owner, Access access)
    {
        var id = bucket.Versioning == Versioning.Enabled ? VersionId.Of(safe.Chance()) : VersionId.Null;
        var marker = new ObjectVersion(bucket.Name, key, id, safe.Now, owner) { IsDeleteMarker = true };
        change.Put(VersionSeal.On(marker, new ObjectAttributes(), ring, safe.Random));
        safe.Log.Append(change, access with { Version = id.Text });
        return new Deletion(id, IsMarker: true);
    }

    /// <summary>The parts of an object; of an upload with the keys that they have now.</summary>
    /// <remarks>A part that came again meanwhile made the former garbage.</remarks>
    private static S3Result<IReadOnlyList<StoredPart>> PartsOf(ICatalogueView view, NewObject what)
    {
        if (what.Upload is not { } upload)
        {
            return S3Result<IReadOnlyList<StoredPart>>.Of(what.Parts);
        }

        if (view.Upload(upload) is null)
        {
            return S3Error.NoSuchUpload;
        }

        var known = view.Parts(upload, 0, int.MaxValue).ToDictionary(p => p.Part.Blob, p => p.Part);
        return what.Parts.All(p => known.ContainsKey(p.Blob))
            ? S3Result<IReadOnlyList<StoredPart>>.Of([.. what.Parts.Select(p => p with { WrappedKey = known[p.Blob].WrappedKey })])
            : S3Error.OperationAborted;
    }

    private static S3Refusal? Refusal(Conditions conditions, ObjectVersion? newest, KeyRing ring)
    {
        if (conditions.IsNone)
        {
            return null;
        }

        if (newest is null || newest.Intact(ring).IsDeleteMarker)
        {
            return conditions.Match is null ? null : S3Error.NoSuchKey;
        }

        return conditions.Of(newest.ETag, newest.Modified) == Condition.Met ? null : S3Error.PreconditionFailed;
    }
}

/// <summary>What a deletion came to.</summary>
/// <param name="Version">The version that was removed, or the mark that was made; null: there are no versions.</param>
/// <param name="IsMarker">Whether that is a delete marker.</param>
internal readonly record struct Deletion(VersionId? Version, bool IsMarker);

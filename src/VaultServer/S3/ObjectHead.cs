using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>A version of an object with its attributes opened, and the headers that tell of it.</summary>
internal sealed record ObjectHead(Bucket Bucket, ObjectVersion Version, ObjectAttributes Attributes, KeyRing Ring)
{
    /// <summary>A version of a key in a bucket, the newest when none is named; a delete marker is refused as S3 does.</summary>
    public static S3Result<ObjectHead> Find(S3Call call, Bucket bucket, ObjectKey key, VersionId? id)
    {
        if (!call.Ring(bucket).Is(out var ring, out var refusal))
        {
            return refusal;
        }

        var version = id is { } known ? call.Safe.Catalogue.Version(bucket.Name, key, known) : call.Safe.Catalogue.Newest(bucket.Name, key);
        if (version is null)
        {
            return id is null ? S3Error.NoSuchKey : S3Error.NoSuchVersion;
        }

        var attributes = version.AttributesBy(ring);
        if (version.IsDeleteMarker)
        {
            return id is null ? S3Error.NoSuchKey : S3Error.MethodNotAllowed;
        }

        return new ObjectHead(bucket, version, attributes, ring);
    }

    /// <summary>The version with other attributes, sealed anew.</summary>
    public ObjectVersion With(S3Call call, ObjectAttributes attributes) => VersionSeal.On(Version, attributes, Ring, call.Safe.Random);

    /// <summary>The version under other locks, sealed anew: they are part of what its attributes are about.</summary>
    public ObjectVersion Under(S3Call call, Retention? retention, bool hasLegalHold) => VersionSeal.On(
        Version with { Retention = retention, HasLegalHold = hasLegalHold }, Attributes, Ring, call.Safe.Random);

    /// <summary>The headers of an answer that gives the object or its head.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="call">The request.</param>
    /// <param name="headers">The headers that are given back as they came, or as the request wants them.</param>
    public S3Answer Tell(S3Answer answer, S3Call call, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            answer.With(name, value);
        }

        foreach (var (name, value) in UserMetadata.Headers(Attributes.Metadata))
        {
            answer.With(name, value);
        }

        answer.With("ETag", $"\"{Version.ETag}\"").With("Last-Modified", S3Time.Http(Version.Modified)).With("Accept-Ranges", "bytes");
        if (Attributes.Tags.Count > 0)
        {
            answer.With("x-amz-tagging-count", Attributes.Tags.Count);
        }

        TellVersion(answer, Bucket, Version.Id);
        TellEncryption(answer, Attributes);
        TellLock(answer);
        return call.Header("x-amz-checksum-mode")?.ToUpperInvariant() == "ENABLED" && call.Header("Range") is null
            ? TellChecksums(answer, Attributes)
            : answer;
    }

    /// <summary>The header that tells the version, where versions are kept.</summary>
    public static S3Answer TellVersion(S3Answer answer, Bucket bucket, VersionId? id) =>
        bucket.Versioning == Versioning.Never || id is null ? answer : answer.With("x-amz-version-id", id.Value.Text);

    /// <summary>The header that tells the version of an object that was just put; none where it has no number.</summary>
    public static S3Answer TellNewVersion(S3Answer answer, VersionId id) => id.IsNull ? answer : answer.With("x-amz-version-id", id.Text);

    /// <summary>The headers that tell how it is encrypted, as it was asked for.</summary>
    public static S3Answer TellEncryption(S3Answer answer, ObjectAttributes attributes) =>
        attributes.CustomerKeyMd5 is { } md5
            ? answer.With(GivenKey.Headers + "algorithm", "AES256").With(GivenKey.Headers + "key-MD5", md5)
            : answer.With("x-amz-server-side-encryption", attributes.ShowsEncryption ? "AES256" : null);

    /// <summary>The headers of checksums.</summary>
    public static S3Answer TellChecksums(S3Answer answer, ObjectAttributes attributes, bool withType = true)
    {
        foreach (var (algorithm, value) in attributes.Checksums)
        {
            answer.With($"x-amz-checksum-{Checksum.NameOf(algorithm).ToLowerInvariant()}", value);
        }

        return answer.With("x-amz-checksum-type", withType ? ListedChecksums.TypeOf(attributes) : null);
    }

    private void TellLock(S3Answer answer)
    {
        if (Version.Retention is { } retention)
        {
            answer.With("x-amz-object-lock-mode", retention.Mode == RetentionMode.Compliance ? "COMPLIANCE" : "GOVERNANCE")
                .With("x-amz-object-lock-retain-until-date", S3Time.Iso(retention.Until));
        }

        if (Bucket.HasObjectLock && (Version.Retention is not null || Version.HasLegalHold))
        {
            answer.With("x-amz-object-lock-legal-hold", Version.HasLegalHold ? "ON" : "OFF");
        }
    }
}

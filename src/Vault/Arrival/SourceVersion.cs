using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>A version of an object, or a delete marker, as another S3 service lists it.</summary>
/// <param name="Key">The key, as it is written there.</param>
/// <param name="Id">The version there, any text; <c>null</c> where none was given.</param>
/// <param name="IsDeleteMarker">Whether it only says that the object was deleted.</param>
/// <param name="Modified">When it was put there, UTC, to the millisecond.</param>
/// <param name="Size">Its bytes; 0 for a delete marker.</param>
/// <param name="ETag">Its entity tag without quotation marks; empty for a delete marker.</param>
/// <param name="StorageClass">Its storage class; empty where none is told.</param>
public sealed record SourceVersion(
    string Key, string Id, bool IsDeleteMarker, DateTimeOffset Modified, long Size, string ETag, string StorageClass)
{
    /// <summary>What services call the version without a number.</summary>
    public const string NullId = "null";

    /// <summary>Whether nobody can read it before it was asked for and restored.</summary>
    public bool IsFrozen => StorageClass is "GLACIER" or "DEEP_ARCHIVE";

    /// <summary>The version that it becomes in a vault: always the same, so that a pull that is run again knows what has arrived.</summary>
    /// <param name="bucket">The bucket in which it is listed.</param>
    public VersionId ArrivesAs(string bucket) => Id == NullId
        ? VersionId.Null
        : VersionId.Of(new Guid(SHA256.HashData(FieldBytes.Of("sluiswachter arrival 1 version id", bucket, Key, Id)).AsSpan(0, 16)));
}

/// <summary>All versions of a key as a source lists them.</summary>
/// <param name="Key">The key.</param>
/// <param name="Versions">Its versions and delete markers, the newest first.</param>
public sealed record SourceKey(string Key, IReadOnlyList<SourceVersion> Versions);

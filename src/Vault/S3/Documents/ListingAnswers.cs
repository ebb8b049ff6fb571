namespace Sluiswachter.Vault;

/// <summary>A bucket in the list of a body's buckets.</summary>
public sealed record ListedBucket(string Name, DateTimeOffset Created, string? Region = null);

/// <summary>The buckets of an account.</summary>
/// <param name="Owner">The account.</param>
/// <param name="Buckets">Its buckets, by name.</param>
/// <param name="Prefix">What the names were asked to begin with, or null.</param>
/// <param name="ContinuationToken">Where the next page begins, or null.</param>
public sealed record BucketList(
    S3Owner Owner, IReadOnlyList<ListedBucket> Buckets, string? Prefix = null, string? ContinuationToken = null)
{
    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("ListAllMyBucketsResult", root => root
        .Group("Owner", Owner.Write)
        .Group("Buckets", list => list.Each(Buckets, "Bucket", (element, bucket) => element
            .Text("Name", bucket.Name)
            .Maybe("CreationDate", bucket.Created)
            .Maybe("BucketRegion", bucket.Region)))
        .Maybe("Prefix", Prefix)
        .Maybe("ContinuationToken", ContinuationToken));
}

/// <summary>What a listing was asked for; every kind echoes it.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What keys begin with; empty for any.</param>
/// <param name="Delimiter">What ends a common prefix, or null.</param>
/// <param name="MaxKeys">How many entries a page has at most.</param>
/// <param name="IsEncoded">True when keys are to be percent-encoded (<c>encoding-type=url</c>), so that XML can carry them all.</param>
public sealed record ListingQuestion(string Bucket, string Prefix, string? Delimiter, int MaxKeys, bool IsEncoded)
{
    internal string Shown(string key) => IsEncoded ? PercentEncoding.Encode(key, keepSlash: true) : key;

    internal string? ShownOrNull(string? key) => key is null ? null : Shown(key);

    internal void WritePrefixes(S3Writer root, IEnumerable<string> prefixes) =>
        root.Each(prefixes, "CommonPrefixes", (element, prefix) => element.Text("Prefix", Shown(prefix)));
}

/// <summary>An object in a listing.</summary>
/// <param name="Key">The key.</param>
/// <param name="LastModified">When it was made.</param>
/// <param name="ETag">The ETag, without quotation marks.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Owner">The owner, or null when not to be told.</param>
/// <param name="StorageClass">The storage class.</param>
/// <param name="ChecksumAlgorithm">The algorithm of its checksum, or null.</param>
/// <param name="ChecksumType"><c>COMPOSITE</c> or <c>FULL_OBJECT</c>, or null.</param>
public sealed record ListedObject(
    string Key,
    DateTimeOffset LastModified,
    string ETag,
    long Size,
    S3Owner? Owner = null,
    string StorageClass = "STANDARD",
    string? ChecksumAlgorithm = null,
    string? ChecksumType = null)
{
    internal static void Write(S3Writer root, ListingQuestion question, IEnumerable<ListedObject> objects) =>
        root.Each(objects, "Contents", (element, listed) =>
        {
            element.Text("Key", question.Shown(listed.Key))
                .Maybe("LastModified", listed.LastModified)
                .Text("ETag", $"\"{listed.ETag}\"")
                .Maybe("ChecksumAlgorithm", listed.ChecksumAlgorithm)
                .Maybe("ChecksumType", listed.ChecksumType)
                .Maybe("Size", listed.Size);
            if (listed.Owner is { } owner)
            {
                element.Group("Owner", owner.Write);
            }

            element.Text("StorageClass", listed.StorageClass);
        });
}

/// <summary>A page of objects, in the first form of listing.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Marker">The key after which the page begins; empty for the first.</param>
/// <param name="NextMarker">The key after which the next page begins; null on the last page, or to leave it to the last key.</param>
/// <param name="IsTruncated">Whether there are more.</param>
/// <param name="Objects">The objects, by key.</param>
/// <param name="CommonPrefixes">The common prefixes, in order.</param>
public sealed record ObjectList(
    ListingQuestion Question,
    string Marker,
    string? NextMarker,
    bool IsTruncated,
    IReadOnlyList<ListedObject> Objects,
    IReadOnlyList<string> CommonPrefixes)
{
    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("ListBucketResult", root =>
    {
        root.Text("Name", Question.Bucket)
            .Text("Prefix", Question.Shown(Question.Prefix))
            .Text("Marker", Question.Shown(Marker))
            .Maybe("NextMarker", Question.ShownOrNull(NextMarker))
            .Maybe("MaxKeys", Question.MaxKeys)
            .Maybe("Delimiter", Question.ShownOrNull(Question.Delimiter))
            .Maybe("EncodingType", Question.IsEncoded ? "url" : null)
            .Maybe("IsTruncated", IsTruncated);
        ListedObject.Write(root, Question, Objects);
        Question.WritePrefixes(root, CommonPrefixes);
    });
}

/// <summary>A page of objects, in the second form of listing.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="StartAfter">The key after which the first page was asked to begin, or null.</param>
/// <param name="ContinuationToken">Where this page was asked to begin, or null.</param>
/// <param name="NextContinuationToken">Where the next page begins; null on the last.</param>
/// <param name="Objects">The objects, by key.</param>
/// <param name="CommonPrefixes">The common prefixes, in order.</param>
public sealed record ObjectListV2(
    ListingQuestion Question,
    string? StartAfter,
    string? ContinuationToken,
    string? NextContinuationToken,
    IReadOnlyList<ListedObject> Objects,
    IReadOnlyList<string> CommonPrefixes)
{
    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("ListBucketResult", root =>
    {
        root.Text("Name", Question.Bucket)
            .Text("Prefix", Question.Shown(Question.Prefix))
            .Maybe("StartAfter", Question.ShownOrNull(StartAfter))
            .Maybe("ContinuationToken", ContinuationToken)
            .Maybe("NextContinuationToken", NextContinuationToken)
            .Maybe("KeyCount", Objects.Count + CommonPrefixes.Count)
            .Maybe("MaxKeys", Question.MaxKeys)
            .Maybe("Delimiter", Question.ShownOrNull(Question.Delimiter))
            .Maybe("EncodingType", Question.IsEncoded ? "url" : null)
            .Maybe("IsTruncated", NextContinuationToken is not null);
        ListedObject.Write(root, Question, Objects);
        Question.WritePrefixes(root, CommonPrefixes);
    });
}

/// <summary>A version or delete marker in a listing.</summary>
/// <param name="Object">The object; of a delete marker only key, time and owner are told.</param>
/// <param name="VersionId">The version.</param>
/// <param name="IsLatest">Whether it is the current one of its key.</param>
/// <param name="IsDeleteMarker">Whether it is a delete marker.</param>
public sealed record ListedVersion(ListedObject Object, string VersionId, bool IsLatest, bool IsDeleteMarker);

/// <summary>A page of versions: by key, and of one key the newest first.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="KeyMarker">The key after which the page begins; empty for the first.</param>
/// <param name="VersionIdMarker">The version of that key after which it begins; empty for the first.</param>
/// <param name="NextKeyMarker">The same of the next page; null on the last.</param>
/// <param name="NextVersionIdMarker">The same of the next page; null on the last.</param>
/// <param name="Versions">The versions and delete markers.</param>
/// <param name="CommonPrefixes">The common prefixes, in order.</param>
public sealed record VersionList(
    ListingQuestion Question,
    string KeyMarker,
    string VersionIdMarker,
    string? NextKeyMarker,
    string? NextVersionIdMarker,
    IReadOnlyList<ListedVersion> Versions,
    IReadOnlyList<string> CommonPrefixes)
{
    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("ListVersionsResult", root =>
    {
        root.Text("Name", Question.Bucket)
            .Text("Prefix", Question.Shown(Question.Prefix))
            .Text("KeyMarker", Question.Shown(KeyMarker))
            .Text("VersionIdMarker", VersionIdMarker)
            .Maybe("NextKeyMarker", Question.ShownOrNull(NextKeyMarker))
            .Maybe("NextVersionIdMarker", NextVersionIdMarker)
            .Maybe("MaxKeys", Question.MaxKeys)
            .Maybe("Delimiter", Question.ShownOrNull(Question.Delimiter))
            .Maybe("EncodingType", Question.IsEncoded ? "url" : null)
            .Maybe("IsTruncated", NextKeyMarker is not null);
        foreach (var version in Versions)
        {
            root.Group(version.IsDeleteMarker ? "DeleteMarker" : "Version", element => WriteVersion(element, version));
        }

        Question.WritePrefixes(root, CommonPrefixes);
    });

    private void WriteVersion(S3Writer element, ListedVersion version)
    {
        var listed = version.Object;
        element.Text("Key", Question.Shown(listed.Key))
            .Text("VersionId", version.VersionId)
            .Maybe("IsLatest", version.IsLatest)
            .Maybe("LastModified", listed.LastModified);
        if (!version.IsDeleteMarker)
        {
            element.Text("ETag", $"\"{listed.ETag}\"")
                .Maybe("ChecksumAlgorithm", listed.ChecksumAlgorithm)
                .Maybe("ChecksumType", listed.ChecksumType)
                .Maybe("Size", listed.Size)
                .Text("StorageClass", listed.StorageClass);
        }

        if (listed.Owner is { } owner)
        {
            element.Group("Owner", owner.Write);
        }
    }
}

/// <summary>An upload that was begun and neither completed nor aborted.</summary>
public sealed record ListedUpload(
    string Key,
    string UploadId,
    DateTimeOffset Initiated,
    S3Owner Owner,
    string StorageClass = "STANDARD",
    string? ChecksumAlgorithm = null,
    string? ChecksumType = null);

/// <summary>A page of unfinished uploads: by key, and of one key by time.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="KeyMarker">The key after which the page begins; empty for the first.</param>
/// <param name="UploadIdMarker">The upload of that key after which it begins; empty for the first.</param>
/// <param name="NextKeyMarker">The same of the next page; null on the last.</param>
/// <param name="NextUploadIdMarker">The same of the next page; null on the last.</param>
/// <param name="Uploads">The uploads.</param>
/// <param name="CommonPrefixes">The common prefixes, in order.</param>
public sealed record UploadList(
    ListingQuestion Question,
    string KeyMarker,
    string UploadIdMarker,
    string? NextKeyMarker,
    string? NextUploadIdMarker,
    IReadOnlyList<ListedUpload> Uploads,
    IReadOnlyList<string> CommonPrefixes)
{
    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("ListMultipartUploadsResult", root =>
    {
        root.Text("Bucket", Question.Bucket)
            .Text("KeyMarker", Question.Shown(KeyMarker))
            .Text("UploadIdMarker", UploadIdMarker)
            .Maybe("NextKeyMarker", Question.ShownOrNull(NextKeyMarker))
            .Maybe("NextUploadIdMarker", NextUploadIdMarker)
            .Text("Prefix", Question.Shown(Question.Prefix))
            .Maybe("Delimiter", Question.ShownOrNull(Question.Delimiter))
            .Maybe("EncodingType", Question.IsEncoded ? "url" : null)
            .Maybe("MaxUploads", Question.MaxKeys)
            .Maybe("IsTruncated", NextKeyMarker is not null);
        root.Each(Uploads, "Upload", (element, upload) => element
            .Text("Key", Question.Shown(upload.Key))
            .Text("UploadId", upload.UploadId)
            .Group("Initiator", upload.Owner.Write)
            .Group("Owner", upload.Owner.Write)
            .Text("StorageClass", upload.StorageClass)
            .Maybe("Initiated", upload.Initiated)
            .Maybe("ChecksumAlgorithm", upload.ChecksumAlgorithm)
            .Maybe("ChecksumType", upload.ChecksumType));
        Question.WritePrefixes(root, CommonPrefixes);
    });
}

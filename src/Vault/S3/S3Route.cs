using System.Collections.Frozen;
using System.Text;

namespace Sluiswachter.Vault;

/// <summary>What a request asks for, and of what.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Bucket">The bucket, as asked: no check that it is a name; empty for <see cref="S3Operation.ListBuckets"/>.</param>
/// <param name="Key">The key: any text of at most 1024 bytes of UTF-8 without NUL, never a path; empty when the bucket is asked.</param>
/// <remarks>Source: Amazon S3 API Reference, request syntax of each operation; Amazon S3 User Guide, "Virtual hosting".</remarks>
public sealed record S3Route(S3Operation Operation, string Bucket, string Key)
{
    private const int LongestKeyBytes = 1024;

    private enum Scope
    {
        Service = 1,
        Bucket,
        Object,
    }

    /// <summary>The parameters that choose an operation, in the order in which they are looked for.</summary>
    private static readonly string[] Selectors =
    [
        "accelerate", "acl", "attributes", "cors", "delete", "encryption", "legal-hold", "lifecycle", "location", "logging", "notification",
        "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "replication", "requestPayment", "restore",
        "retention", "select", "tagging", "torrent", "uploads", "uploadId", "versioning", "versions", "website",
    ];

    private static readonly FrozenDictionary<(Scope, string Method, string Selector), S3Operation> Operations = Table().ToFrozenDictionary();

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="hosting">The names under which the server is reached.</param>
    public static S3Result<S3Route> Of(S3HttpRequest request, S3Hosting hosting)
    {
        if (!NamesOf(request, hosting.BucketOf(request.Host)).Is(out var names, out var refusal))
        {
            return refusal;
        }

        if (S3Query.Of(request.Query).Refusal is { } unreadable)
        {
            return unreadable;
        }

        var (bucket, key) = names;
        if (request.Method == "OPTIONS")
        {
            return new S3Route(S3Operation.Preflight, bucket, key);
        }

        var scope = bucket.Length == 0 ? Scope.Service : key.Length == 0 ? Scope.Bucket : Scope.Object;
        var selector = scope == Scope.Service ? "" : Array.Find(Selectors, request.Parameters.Has) ?? "";
        return Operations.TryGetValue((scope, request.Method, selector), out var operation)
            ? new S3Route(Precisely(operation, request), bucket, key)
            : S3Error.MethodNotAllowed;
    }

    /// <summary>Operations that share method and path, and differ in a header or parameter.</summary>
    private static S3Operation Precisely(S3Operation operation, S3HttpRequest request) => operation switch
    {
        S3Operation.ListObjects when request.Parameters["list-type"] == "2" => S3Operation.ListObjectsV2,
        S3Operation.PutObject when request.Headers["x-amz-copy-source"] is not null => S3Operation.CopyObject,
        S3Operation.UploadPart when request.Headers["x-amz-copy-source"] is not null => S3Operation.UploadPartCopy,
        _ => operation,
    };

    private static S3Result<(string Bucket, string Key)> NamesOf(S3HttpRequest request, string? hostBucket)
    {
        if (!request.Path.StartsWith('/'))
        {
            return S3Error.InvalidURI;
        }

        var path = request.Path[1..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var rawBucket = slash < 0 ? path : path[..slash];
        var rawKey = hostBucket is not null ? path : slash < 0 ? "" : path[(slash + 1)..];
        var bucket = hostBucket ?? PercentEncoding.Decode(rawBucket);
        var key = PercentEncoding.Decode(rawKey);
        if (bucket is null || key is null || bucket.Contains('\0') || key.Contains('\0') || (bucket.Length == 0 && key.Length > 0))
        {
            return S3Error.InvalidURI;
        }

        return Encoding.UTF8.GetByteCount(key) > LongestKeyBytes ? S3Error.KeyTooLongError : (bucket, key);
    }

    private static Dictionary<(Scope, string, string), S3Operation> Table()
    {
        var table = new Dictionary<(Scope, string, string), S3Operation>
        {
            [(Scope.Service, "GET", "")] = S3Operation.ListBuckets,
            [(Scope.Bucket, "GET", "")] = S3Operation.ListObjects,
            [(Scope.Bucket, "PUT", "")] = S3Operation.CreateBucket,
            [(Scope.Bucket, "HEAD", "")] = S3Operation.HeadBucket,
            [(Scope.Bucket, "DELETE", "")] = S3Operation.DeleteBucket,
            [(Scope.Bucket, "POST", "")] = S3Operation.PostObject,
            [(Scope.Bucket, "POST", "delete")] = S3Operation.DeleteObjects,
            [(Scope.Bucket, "GET", "versions")] = S3Operation.ListObjectVersions,
            [(Scope.Bucket, "GET", "uploads")] = S3Operation.ListMultipartUploads,
            [(Scope.Bucket, "GET", "location")] = S3Operation.GetBucketLocation,
            [(Scope.Bucket, "GET", "policyStatus")] = S3Operation.GetBucketPolicyStatus,
            [(Scope.Object, "GET", "")] = S3Operation.GetObject,
            [(Scope.Object, "HEAD", "")] = S3Operation.HeadObject,
            [(Scope.Object, "PUT", "")] = S3Operation.PutObject,
            [(Scope.Object, "DELETE", "")] = S3Operation.DeleteObject,
            [(Scope.Object, "GET", "attributes")] = S3Operation.GetObjectAttributes,
            [(Scope.Object, "GET", "torrent")] = S3Operation.GetObjectTorrent,
            [(Scope.Object, "POST", "restore")] = S3Operation.RestoreObject,
            [(Scope.Object, "POST", "select")] = S3Operation.SelectObjectContent,
            [(Scope.Object, "POST", "uploads")] = S3Operation.CreateMultipartUpload,
            [(Scope.Object, "PUT", "uploadId")] = S3Operation.UploadPart,
            [(Scope.Object, "POST", "uploadId")] = S3Operation.CompleteMultipartUpload,
            [(Scope.Object, "DELETE", "uploadId")] = S3Operation.AbortMultipartUpload,
            [(Scope.Object, "GET", "uploadId")] = S3Operation.ListParts,
        };

        void Configuration(Scope scope, string selector, S3Operation get, S3Operation put, S3Operation? delete = null)
        {
            table[(scope, "GET", selector)] = get;
            table[(scope, "PUT", selector)] = put;
            if (delete is { } known)
            {
                table[(scope, "DELETE", selector)] = known;
            }
        }

        Configuration(Scope.Bucket, "accelerate", S3Operation.GetBucketAccelerate, S3Operation.PutBucketAccelerate);
        Configuration(Scope.Bucket, "acl", S3Operation.GetBucketAcl, S3Operation.PutBucketAcl);
        Configuration(Scope.Bucket, "cors", S3Operation.GetBucketCors, S3Operation.PutBucketCors, S3Operation.DeleteBucketCors);
        Configuration(Scope.Bucket, "encryption", S3Operation.GetBucketEncryption, S3Operation.PutBucketEncryption, S3Operation.DeleteBucketEncryption);
        Configuration(Scope.Bucket, "lifecycle", S3Operation.GetBucketLifecycle, S3Operation.PutBucketLifecycle, S3Operation.DeleteBucketLifecycle);
        Configuration(Scope.Bucket, "logging", S3Operation.GetBucketLogging, S3Operation.PutBucketLogging);
        Configuration(Scope.Bucket, "notification", S3Operation.GetBucketNotification, S3Operation.PutBucketNotification);
        Configuration(Scope.Bucket, "object-lock", S3Operation.GetObjectLockConfiguration, S3Operation.PutObjectLockConfiguration);
        Configuration(
            Scope.Bucket, "ownershipControls", S3Operation.GetBucketOwnershipControls, S3Operation.PutBucketOwnershipControls, S3Operation.DeleteBucketOwnershipControls);
        Configuration(Scope.Bucket, "policy", S3Operation.GetBucketPolicy, S3Operation.PutBucketPolicy, S3Operation.DeleteBucketPolicy);
        Configuration(Scope.Bucket, "publicAccessBlock", S3Operation.GetPublicAccessBlock, S3Operation.PutPublicAccessBlock, S3Operation.DeletePublicAccessBlock);
        Configuration(Scope.Bucket, "replication", S3Operation.GetBucketReplication, S3Operation.PutBucketReplication, S3Operation.DeleteBucketReplication);
        Configuration(Scope.Bucket, "requestPayment", S3Operation.GetBucketRequestPayment, S3Operation.PutBucketRequestPayment);
        Configuration(Scope.Bucket, "tagging", S3Operation.GetBucketTagging, S3Operation.PutBucketTagging, S3Operation.DeleteBucketTagging);
        Configuration(Scope.Bucket, "versioning", S3Operation.GetBucketVersioning, S3Operation.PutBucketVersioning);
        Configuration(Scope.Bucket, "website", S3Operation.GetBucketWebsite, S3Operation.PutBucketWebsite, S3Operation.DeleteBucketWebsite);
        Configuration(Scope.Object, "acl", S3Operation.GetObjectAcl, S3Operation.PutObjectAcl);
        Configuration(Scope.Object, "legal-hold", S3Operation.GetObjectLegalHold, S3Operation.PutObjectLegalHold);
        Configuration(Scope.Object, "retention", S3Operation.GetObjectRetention, S3Operation.PutObjectRetention);
        Configuration(Scope.Object, "tagging", S3Operation.GetObjectTagging, S3Operation.PutObjectTagging, S3Operation.DeleteObjectTagging);
        return table;
    }
}

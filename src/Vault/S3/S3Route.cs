using System.Collections.Frozen;
using System.Text;
using static Sluiswachter.Vault.S3Operation;

namespace Sluiswachter.Vault;

/// <summary>What a request asks for, and of what.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Bucket">The bucket, as asked: no check that it is a name; empty for <see cref="S3Operation.ListBuckets"/>.</param>
/// <param name="Key">The key: at most 1024 bytes of UTF-8 without NUL, never a path; empty when the bucket is asked.</param>
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
    internal static readonly string[] Selectors =
    [
        "accelerate", "acl", "attributes", "cors", "delete", "encryption", "legal-hold", "lifecycle", "location", "logging",
        "notification", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "replication",
        "requestPayment", "restore", "retention", "select", "tagging", "torrent", "uploads", "uploadId", "versioning",
        "versions", "website",
    ];

    /// <summary>Parameters that choose an operation of S3 that is not offered: it must not be taken for another one.</summary>
    private static readonly Dictionary<Scope, string[]> NotOffered = new()
    {
        [Scope.Service] = [],
        [Scope.Bucket] =
        [
            "abac", "analytics", "intelligent-tiering", "inventory", "metadataConfiguration", "metadataInventoryTable", "metadataJournalTable",
            "metadataTable", "metrics", "session",
        ],
        [Scope.Object] = ["renameObject"],
    };

    private static readonly FrozenDictionary<(Scope, string Method, string Selector), S3Operation> Operations =
        Table().ToFrozenDictionary();

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
            return new S3Route(Preflight, bucket, key);
        }

        var scope = bucket.Length == 0 ? Scope.Service : key.Length == 0 ? Scope.Bucket : Scope.Object;
        if (Array.Find(NotOffered[scope], request.Parameters.Has) is { } notOffered)
        {
            return new S3Refusal(S3Error.NotImplemented, $"This server does not offer '{notOffered}'.");
        }

        var selector = scope == Scope.Service ? "" : Array.Find(Selectors, request.Parameters.Has) ?? "";
        return Operations.TryGetValue((scope, request.Method, selector), out var operation)
            ? new S3Route(Precisely(operation, request), bucket, key)
            : S3Error.MethodNotAllowed;
    }

    /// <summary>Operations that share method and path, and differ in a header or parameter.</summary>
    private static S3Operation Precisely(S3Operation operation, S3HttpRequest request) => operation switch
    {
        ListObjects when request.Parameters["list-type"] == "2" => ListObjectsV2,
        PutObject when request.Headers["x-amz-copy-source"] is not null => CopyObject,
        UploadPart when request.Headers["x-amz-copy-source"] is not null => UploadPartCopy,
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
            [(Scope.Service, "GET", "")] = ListBuckets,
            [(Scope.Bucket, "GET", "")] = ListObjects,
            [(Scope.Bucket, "PUT", "")] = CreateBucket,
            [(Scope.Bucket, "HEAD", "")] = HeadBucket,
            [(Scope.Bucket, "DELETE", "")] = DeleteBucket,
            [(Scope.Bucket, "POST", "")] = PostObject,
            [(Scope.Bucket, "POST", "delete")] = DeleteObjects,
            [(Scope.Bucket, "GET", "versions")] = ListObjectVersions,
            [(Scope.Bucket, "GET", "uploads")] = ListMultipartUploads,
            [(Scope.Bucket, "GET", "location")] = GetBucketLocation,
            [(Scope.Bucket, "GET", "policyStatus")] = GetBucketPolicyStatus,
            [(Scope.Object, "GET", "")] = GetObject,
            [(Scope.Object, "HEAD", "")] = HeadObject,
            [(Scope.Object, "PUT", "")] = PutObject,
            [(Scope.Object, "DELETE", "")] = DeleteObject,
            [(Scope.Object, "GET", "attributes")] = GetObjectAttributes,
            [(Scope.Object, "GET", "torrent")] = GetObjectTorrent,
            [(Scope.Object, "POST", "restore")] = RestoreObject,
            [(Scope.Object, "POST", "select")] = SelectObjectContent,
            [(Scope.Object, "POST", "uploads")] = CreateMultipartUpload,
            [(Scope.Object, "PUT", "uploadId")] = UploadPart,
            [(Scope.Object, "POST", "uploadId")] = CompleteMultipartUpload,
            [(Scope.Object, "DELETE", "uploadId")] = AbortMultipartUpload,
            [(Scope.Object, "GET", "uploadId")] = ListParts,
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

        Configuration(Scope.Bucket, "accelerate", GetBucketAccelerate, PutBucketAccelerate);
        Configuration(Scope.Bucket, "acl", GetBucketAcl, PutBucketAcl);
        Configuration(Scope.Bucket, "cors", GetBucketCors, PutBucketCors, DeleteBucketCors);
        Configuration(Scope.Bucket, "encryption", GetBucketEncryption, PutBucketEncryption, DeleteBucketEncryption);
        Configuration(Scope.Bucket, "lifecycle", GetBucketLifecycle, PutBucketLifecycle, DeleteBucketLifecycle);
        Configuration(Scope.Bucket, "logging", GetBucketLogging, PutBucketLogging);
        Configuration(Scope.Bucket, "notification", GetBucketNotification, PutBucketNotification);
        Configuration(Scope.Bucket, "object-lock", GetObjectLockConfiguration, PutObjectLockConfiguration);
        Configuration(Scope.Bucket, "ownershipControls", GetBucketOwnershipControls, PutBucketOwnershipControls, DeleteBucketOwnershipControls);
        Configuration(Scope.Bucket, "policy", GetBucketPolicy, PutBucketPolicy, DeleteBucketPolicy);
        Configuration(Scope.Bucket, "publicAccessBlock", GetPublicAccessBlock, PutPublicAccessBlock, DeletePublicAccessBlock);
        Configuration(Scope.Bucket, "replication", GetBucketReplication, PutBucketReplication, DeleteBucketReplication);
        Configuration(Scope.Bucket, "requestPayment", GetBucketRequestPayment, PutBucketRequestPayment);
        Configuration(Scope.Bucket, "tagging", GetBucketTagging, PutBucketTagging, DeleteBucketTagging);
        Configuration(Scope.Bucket, "versioning", GetBucketVersioning, PutBucketVersioning);
        Configuration(Scope.Bucket, "website", GetBucketWebsite, PutBucketWebsite, DeleteBucketWebsite);
        Configuration(Scope.Object, "acl", GetObjectAcl, PutObjectAcl);
        Configuration(Scope.Object, "legal-hold", GetObjectLegalHold, PutObjectLegalHold);
        Configuration(Scope.Object, "retention", GetObjectRetention, PutObjectRetention);
        Configuration(Scope.Object, "tagging", GetObjectTagging, PutObjectTagging, DeleteObjectTagging);
        return table;
    }
}

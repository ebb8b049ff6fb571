namespace Sluiswachter.Vault;

/// <summary>A permission that an operation asks for.</summary>
/// <param name="Action">The name that policies give it, <c>s3:GetObject</c>.</param>
/// <param name="OfObject">Whether it is about an object; else about the bucket.</param>
/// <param name="BucketGrant">The grant in the list of the bucket that gives it too; null: none does.</param>
/// <param name="ObjectGrant">The grant in the list of the object that gives it too; null: none does.</param>
/// <param name="IsFree">Whether everyone has it to whom no policy denies it.</param>
/// <remarks>
/// Source: AWS, "Required permissions for Amazon S3 API operations" and "Mapping of ACL permissions and access policy
/// permissions".
/// </remarks>
public sealed record S3Need(
    string Action, bool OfObject = false, AclPermission? BucketGrant = null, AclPermission? ObjectGrant = null, bool IsFree = false)
{
    /// <summary>Lifting a retention in governance mode.</summary>
    public static S3Need BypassGovernance { get; } = new("s3:BypassGovernanceRetention", OfObject: true);

    /// <summary>Knowing which objects a bucket has.</summary>
    internal static S3Need List { get; } = new("s3:ListBucket", BucketGrant: AclPermission.Read);

    /// <summary>What an operation asks for, all of it.</summary>
    /// <remarks>
    /// Of a copy this is what the target asks for; the source is asked <see cref="S3Operation.GetObject"/>. Of
    /// <see cref="S3Operation.DeleteObjects"/> it is what each object asks for. A list or tags that come with a new object need
    /// no grant of their own, but must not be denied; a lock needs one.
    /// </remarks>
    /// <param name="operation">The operation.</param>
    /// <param name="hasVersion">Whether it names a version.</param>
    /// <param name="header">The value of a header; null when there is none.</param>
    public static IReadOnlyList<S3Need> Of(S3Operation operation, bool hasVersion, Func<string, string?> header) => operation switch
    {
        S3Operation.Preflight => [],
        S3Operation.GetObjectAttributes => [Read("GetObject", hasVersion), Read("GetObjectAttributes", hasVersion)],
        S3Operation.PutObject or S3Operation.PostObject or S3Operation.CopyObject or S3Operation.CreateMultipartUpload =>
            [Write, .. Locks(header), .. WhatComesWith(header)],
        S3Operation.UploadPart or S3Operation.UploadPartCopy or S3Operation.CompleteMultipartUpload => [Write],
        _ => [OfSome(operation, hasVersion) ?? OfBucket(operation)],
    };

    private static S3Need Write { get; } = new("s3:PutObject", OfObject: true, BucketGrant: AclPermission.Write);

    private static S3Need Read(string action, bool hasVersion) =>
        Object(action, hasVersion) with { ObjectGrant = AclPermission.Read };

    private static S3Need Object(string action, bool hasVersion = false) =>
        new($"s3:{(hasVersion ? action.Replace("Object", "ObjectVersion", StringComparison.Ordinal) : action)}", OfObject: true);

    private static IEnumerable<S3Need> Locks(Func<string, string?> header)
    {
        if (header("x-amz-object-lock-mode") is not null)
        {
            yield return Object("PutObjectRetention");
        }

        if (header("x-amz-object-lock-legal-hold") is not null)
        {
            yield return Object("PutObjectLegalHold");
        }
    }

    private static IEnumerable<S3Need> WhatComesWith(Func<string, string?> header)
    {
        if (AclRules.IsGiven(header))
        {
            yield return Object("PutObjectAcl") with { IsFree = true };
        }

        // A form calls it by its shorter name.
        if ((header("x-amz-tagging") ?? header("tagging")) is not null)
        {
            yield return Object("PutObjectTagging") with { IsFree = true };
        }
    }

    private static S3Need? OfSome(S3Operation operation, bool hasVersion) => operation switch
    {
        S3Operation.GetObject or S3Operation.HeadObject or S3Operation.SelectObjectContent => Read("GetObject", hasVersion),
        S3Operation.GetObjectTorrent => Read("GetObjectTorrent", hasVersion: false),

        // A list lets others add and delete, but what is deleted for good is the owner's matter.
        S3Operation.DeleteObject or S3Operation.DeleteObjects => hasVersion
            ? Object("DeleteObject", hasVersion)
            : Object("DeleteObject") with { BucketGrant = AclPermission.Write },
        S3Operation.GetObjectAcl => Object("GetObjectAcl", hasVersion) with { ObjectGrant = AclPermission.ReadAcp },
        S3Operation.PutObjectAcl => Object("PutObjectAcl", hasVersion) with { ObjectGrant = AclPermission.WriteAcp },
        S3Operation.GetObjectTagging or S3Operation.PutObjectTagging or S3Operation.DeleteObjectTagging =>
            Object(operation.ToString(), hasVersion) with { ObjectGrant = AclPermission.FullControl },
        S3Operation.GetObjectRetention or S3Operation.PutObjectRetention or S3Operation.GetObjectLegalHold or
            S3Operation.PutObjectLegalHold or S3Operation.RestoreObject => Object(operation.ToString()),
        S3Operation.AbortMultipartUpload => Object("AbortMultipartUpload") with { BucketGrant = AclPermission.Write },
        S3Operation.ListParts => Object("ListMultipartUploadParts") with { BucketGrant = AclPermission.Write },
        _ => null,
    };

    private static S3Need OfBucket(S3Operation operation) => operation switch
    {
        S3Operation.HeadBucket or S3Operation.ListObjects or S3Operation.ListObjectsV2 => List,
        S3Operation.ListObjectVersions => List with { Action = "s3:ListBucketVersions" },
        S3Operation.ListMultipartUploads => List with { Action = "s3:ListBucketMultipartUploads" },
        S3Operation.ListBuckets => new("s3:ListAllMyBuckets"),
        S3Operation.GetBucketAcl => new("s3:GetBucketAcl", BucketGrant: AclPermission.ReadAcp),
        S3Operation.PutBucketAcl => new("s3:PutBucketAcl", BucketGrant: AclPermission.WriteAcp),
        S3Operation.GetBucketCors => new("s3:GetBucketCORS"),
        S3Operation.PutBucketCors or S3Operation.DeleteBucketCors => new("s3:PutBucketCORS"),
        S3Operation.GetBucketLifecycle => new("s3:GetLifecycleConfiguration"),
        S3Operation.PutBucketLifecycle or S3Operation.DeleteBucketLifecycle => new("s3:PutLifecycleConfiguration"),
        S3Operation.DeleteBucketTagging => new("s3:PutBucketTagging"),
        S3Operation.GetBucketEncryption => new("s3:GetEncryptionConfiguration"),
        S3Operation.PutBucketEncryption or S3Operation.DeleteBucketEncryption => new("s3:PutEncryptionConfiguration"),
        S3Operation.GetObjectLockConfiguration => new("s3:GetBucketObjectLockConfiguration"),
        S3Operation.PutObjectLockConfiguration => new("s3:PutBucketObjectLockConfiguration"),
        S3Operation.GetPublicAccessBlock => new("s3:GetBucketPublicAccessBlock"),
        S3Operation.PutPublicAccessBlock or S3Operation.DeletePublicAccessBlock => new("s3:PutBucketPublicAccessBlock"),
        S3Operation.DeleteBucketOwnershipControls => new("s3:PutBucketOwnershipControls"),
        S3Operation.GetBucketReplication => new("s3:GetReplicationConfiguration"),
        S3Operation.PutBucketReplication or S3Operation.DeleteBucketReplication => new("s3:PutReplicationConfiguration"),
        S3Operation.GetBucketAccelerate => new("s3:GetAccelerateConfiguration"),
        S3Operation.PutBucketAccelerate => new("s3:PutAccelerateConfiguration"),

        // All others are called in policies as they are in the API.
        _ => new($"s3:{operation}"),
    };
}

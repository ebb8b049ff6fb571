namespace Sluiswachter.Vault;

/// <summary>The names of what can be allowed and denied, as policies write them.</summary>
/// <remarks>
/// Source: AWS, "Actions, resources, and condition keys for Amazon S3". Names that this server never asks for are known, so that
/// policies made elsewhere can be put; any other name is a mistake, and in a denial a dangerous one.
/// </remarks>
public static class S3Actions
{
    private static readonly HashSet<string> Known = new(
        """
        AbortMultipartUpload BypassGovernanceRetention CreateBucket DeleteBucket DeleteBucketPolicy DeleteBucketWebsite DeleteObject
        DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionTagging GetAccelerateConfiguration GetAnalyticsConfiguration
        GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration
        GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment
        GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetIntelligentTieringConfiguration
        GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration GetObject GetObjectAcl GetObjectAttributes
        GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl
        GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging GetReplicationConfiguration
        HeadBucket InitiateReplication ListAllMyBuckets ListBucket ListBucketMultipartUploads ListBucketVersions
        ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAcl
        PutBucketCORS PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls
        PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite
        PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration
        PutMetricsConfiguration PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl
        PutObjectVersionTagging PutReplicationConfiguration ReplicateDelete ReplicateObject ReplicateTags RestoreObject
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => $"s3:{name}"),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an action of a policy, which may have wildcards, names at least one that is known.</summary>
    internal static bool IsAny(string pattern) =>
        Wildcard.IsIn(pattern) ? Known.Any(name => Matches(pattern, name)) : Known.Contains(pattern);

    /// <summary>Whether an action of a policy stands for an action; of any case.</summary>
    internal static bool Matches(string pattern, string action) =>
        Wildcard.Matches(pattern.ToLowerInvariant(), action.ToLowerInvariant());
}

using System.Text;

namespace Sluiswachter.Vault;

/// <summary>What has been set on a bucket of who may do what, read.</summary>
/// <param name="Policy">Its policy; null: none.</param>
/// <param name="List">Its access control list.</param>
/// <param name="Block">Which public access it refuses; null: none.</param>
/// <param name="Ownership">Who owns what others put in it.</param>
public sealed record BucketRules(BucketPolicy? Policy, AccessControlPolicy List, PublicAccessBlock? Block, ObjectOwnership Ownership)
{
    /// <summary>Whether anything in the bucket may be open to the public.</summary>
    public bool IsPublic =>
        Policy is { IsPublic: true } && Block is not { RestrictPublicBuckets: true } ||
        List.IsPublic() && Block is not { IgnorePublicAcls: true };

    /// <summary>Reads the settings of a bucket; one that never had a setting is private, and who writes owns.</summary>
    /// <remarks>
    /// Settings were read when they were put: a refusal here is one to who made the settings, not to who asks. What is
    /// confidential is for those who are named: such a bucket refuses all public access, whatever is set.
    /// </remarks>
    public static S3Result<BucketRules> Of(Bucket bucket)
    {
        var (policy, list, block, ownership) = (
            Read(bucket, BucketSetting.Policy, json => BucketPolicy.Read(json, bucket.Name)),
            Read(bucket, BucketSetting.Acl, AccessControlPolicy.Read),
            Read(bucket, BucketSetting.PublicAccessBlock, PublicAccessBlock.Read),
            Read(bucket, BucketSetting.OwnershipControls, OwnershipControls.Read));
        return (policy?.Refusal ?? list?.Refusal ?? block?.Refusal ?? ownership?.Refusal) is { } refusal
            ? refusal
            : new BucketRules(
                policy?.Value, list?.Value ?? AclRules.Private(new(bucket.Owner)),
                bucket.IsConfidential ? PublicAccessBlock.Everything : block?.Value,
                ownership?.Value.Ownership ?? ObjectOwnership.ObjectWriter);
    }

    /// <summary>Why a policy cannot be put on the bucket; null: it can.</summary>
    public S3Refusal? Blocked(BucketPolicy wanted) =>
        Block is { BlockPublicPolicy: true } && wanted.IsPublic
            ? new S3Refusal(S3Error.AccessDenied, "The bucket blocks public policies.")
            : null;

    /// <summary>Why a list cannot be put on the bucket, or on an object that is in it; null: it can.</summary>
    public S3Refusal? Blocked(AccessControlPolicy wanted) =>
        Ownership == ObjectOwnership.BucketOwnerEnforced
            ? S3Error.AccessControlListNotSupported
            : AclRules.Blocked(wanted, Block);

    /// <summary>The list of an object as it counts: where the bucket owns all, it is the bucket owner's alone.</summary>
    /// <param name="list">The list that is kept; null: none, the owner has all.</param>
    /// <param name="owner">Who owns the object.</param>
    public AccessControlPolicy ListOf(AccessControlPolicy? list, S3Owner owner) =>
        Ownership == ObjectOwnership.BucketOwnerEnforced ? AclRules.Private(List.Owner) : list ?? AclRules.Private(owner);

    private static S3Result<T>? Read<T>(Bucket bucket, BucketSetting setting, Func<ReadOnlyMemory<byte>, S3Result<T>> read) =>
        bucket.Settings.TryGetValue(setting, out var text) ? read(Encoding.UTF8.GetBytes(text)) : default(S3Result<T>?);
}

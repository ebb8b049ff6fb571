namespace Sluiswachter.Vault;

/// <summary>Who may do what in a bucket: the one place where that is decided.</summary>
/// <remarks>
/// What is confidential is not for who does not say who they are, whatever was set. Else, in this order: a denial of the policy
/// binds everyone; officers of the body that owns the bucket may do all; then the policy grants, ownership, and lists. All else
/// is refused. Bodies are separate: who is of another body gets what policy or list grant, no more; so does a user of the same
/// body who is no officer and owns neither bucket nor object. Source: AWS, "How Amazon S3 authorizes a request"; what is said
/// here of bodies, officers and what is confidential is this house's.
/// </remarks>
/// <param name="bucket">The bucket.</param>
/// <param name="rules">What has been set on it.</param>
public sealed class Authority(Bucket bucket, BucketRules rules)
{
    /// <summary>Whether some request of who does not say who they are could be allowed; else such a one need not be listened to.</summary>
    public bool ListensToStrangers => !bucket.IsConfidential &&
        ((rules.Policy is { GrantsToStrangers: true } && !IsRestricted(null)) ||
            (rules.List.IsPublic() && rules.Block is not { IgnorePublicAcls: true }));

    /// <summary>Why a request is refused; null: it is allowed.</summary>
    /// <param name="caller">Who asks; null: who does not say who they are.</param>
    /// <param name="needs">What the operation asks for, all of it.</param>
    /// <param name="facts">What is known of the request.</param>
    /// <param name="about">Which object it is about; null: the bucket.</param>
    public S3Refusal? Refuses(VaultUser? caller, IEnumerable<S3Need> needs, PolicyFacts facts, AskedObject? about = null) =>
        needs.All(need => Allows(caller, need, facts, about)) ? null : S3Error.AccessDenied;

    /// <summary>Whether someone has a permission.</summary>
    /// <exception cref="ArgumentException">The permission is about an object and none is named.</exception>
    public bool Allows(VaultUser? caller, S3Need need, PolicyFacts facts, AskedObject? about = null)
    {
        if (need.OfObject && about is null)
        {
            throw new ArgumentException($"{need.Action} is about an object, and none is named", nameof(about));
        }

        // A policy that grants to everyone from one network is not public, and still names nobody.
        if (caller is null && bucket.IsConfidential)
        {
            return false;
        }

        var isOfficer = caller is { IsOfficer: true } && caller.Body == bucket.Body;
        switch (rules.Policy?.Evaluate(new(caller, need.Action, bucket.Name, need.OfObject ? about!.Key : null, facts)))
        {
            // So that a body can always take back a policy that locks everybody out.
            case PolicyAnswer.Deny:
                return isOfficer && need.Action is "s3:GetBucketPolicy" or "s3:PutBucketPolicy" or "s3:DeleteBucketPolicy";
            case PolicyAnswer.Allow when !IsRestricted(caller):
            case var _ when need.IsFree:
                return true;
            default:
                return isOfficer || (!IsRestricted(caller) && (IsOwners(caller, need, about) || IsGranted(caller, need, about)));
        }
    }

    /// <summary>Whether a request that wants to bypass governance (<c>x-amz-bypass-governance-retention</c>) may.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="header">The value of a header; null when there is none.</param>
    /// <param name="facts">What is known of the request.</param>
    /// <param name="about">The object.</param>
    public bool Bypasses(VaultUser? caller, Func<string, string?> header, PolicyFacts facts, AskedObject about) =>
        "true".Equals(header("x-amz-bypass-governance-retention"), StringComparison.OrdinalIgnoreCase) &&
        Allows(caller, S3Need.BypassGovernance, facts, about);

    /// <summary>The refusal to who asks for an object that is not there: only who may list is told so.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="key">The key.</param>
    /// <param name="facts">What is known of the request.</param>
    public S3Refusal Absent(VaultUser? caller, ObjectKey key, PolicyFacts facts) =>
        Allows(caller, S3Need.List, facts.With("s3:prefix", key.Text)) ? S3Error.NoSuchKey : S3Error.AccessDenied;

    /// <summary>Why a request that expects another owner (<c>x-amz-expected-bucket-owner</c>) is refused; null: it is not.</summary>
    public S3Refusal? Expects(Func<string, string?> header) =>
        header("x-amz-expected-bucket-owner") is { } expected && expected != bucket.Owner && expected != bucket.Body
            ? new S3Refusal(S3Error.AccessDenied, "The bucket has another owner than the request expects.")
            : null;

    private bool IsRestricted(VaultUser? caller) =>
        rules is { Block.RestrictPublicBuckets: true, Policy.IsPublic: true } && caller?.Body != bucket.Body;

    private bool IsOwners(VaultUser? caller, S3Need need, AskedObject? about)
    {
        if (caller is null || caller.Id != bucket.Owner)
        {
            return false;
        }

        // What others put is theirs; that it lies in the bucket, and for how long, is the bucket owner's.
        return !need.OfObject || about?.List is not { } list || list.Owner.Id == bucket.Owner || about.OwnerBody == bucket.Body ||
            rules.Ownership == ObjectOwnership.BucketOwnerEnforced ||
            need.Action is "s3:DeleteObjectVersion" or "s3:BypassGovernanceRetention" or "s3:GetObjectRetention" or
                "s3:PutObjectRetention" or "s3:GetObjectLegalHold" or "s3:PutObjectLegalHold";
    }

    private bool IsGranted(VaultUser? caller, S3Need need, AskedObject? about)
    {
        var ignoresPublic = rules.Block is { IgnorePublicAcls: true };
        return (need.BucketGrant is { } ofBucket && rules.List.Grants(caller, ofBucket, ignoresPublic)) ||
            (need.ObjectGrant is { } ofObject && about?.List is { } list &&
                rules.ListOf(list, list.Owner).Grants(caller, ofObject, ignoresPublic));
    }
}

/// <summary>The object that a request is about.</summary>
/// <param name="Key">Its key.</param>
/// <param name="List">Its access control list, whose owner is its owner; null: there is no such object yet.</param>
/// <param name="OwnerBody">The body of its owner; null: not known.</param>
public sealed record AskedObject(ObjectKey Key, AccessControlPolicy? List = null, string? OwnerBody = null);

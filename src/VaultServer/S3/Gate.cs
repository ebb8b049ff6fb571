using System.Text;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Gathers what the decision of who may do what needs to know, and has it made (<see cref="Authority"/>).</summary>
internal static class Gate
{
    /// <summary>Why a request about a bucket, or about a key whose object does not matter, is refused; null: it is allowed.</summary>
    public static S3Refusal? May(S3Call call, Bucket bucket, ObjectKey? key = null)
    {
        if (!call.Rules(bucket).Is(out var rules, out var refusal))
        {
            return refusal;
        }

        var authority = new Authority(bucket, rules);
        return authority.Expects(call.Header) ??
            authority.Refuses(call.Caller, Needs(call), Facts(call), key is { } about ? new AskedObject(about) : null);
    }

    /// <summary>The object that a request asks for, when the caller may do with it what is asked.</summary>
    public static S3Result<ObjectHead> MayReach(S3Call call, Bucket bucket) =>
        call.Key().Then(key => call.Version().Then(id => MayReach(call, bucket, key, id, Needs(call))));

    /// <summary>An object that a request reads besides, when the caller may read it.</summary>
    public static S3Result<ObjectHead> MayRead(S3Call call, Bucket bucket, ObjectKey key, VersionId? id) =>
        MayReach(call, bucket, key, id, S3Need.Of(S3Operation.GetObject, id is not null, call.Header));

    /// <summary>Whether the caller may put an object as described.</summary>
    /// <param name="call">The request.</param>
    /// <param name="bucket">Where.</param>
    /// <param name="key">As what.</param>
    /// <param name="put">What is said of it.</param>
    /// <param name="source">Of a copy, how sensitive its source is; null: it is none.</param>
    public static S3Result<bool> MayPut(
        S3Call call, Bucket bucket, ObjectKey key, PutHeaders put, Sensitivity? source = null) => call.Rules(bucket).Then<bool>(rules =>
    {
        var facts = Facts(call).WithRequestTags([.. put.Attributes.Tags]);
        var authority = new Authority(bucket, rules);
        return (authority.Expects(call.Header) ?? authority.Refuses(call.Caller, Needs(call), facts, new AskedObject(key)) ??
            Admission.Refuses(bucket, put.Attributes.Metadata, call.Safe.Places, source)) is { } refusal
            ? refusal
            : true;
    });

    /// <summary>Why the caller may not give an object these tags; null: they may.</summary>
    public static S3Refusal? MayTag(S3Call call, ObjectHead head, TagSet tags)
    {
        if (!call.Rules(head.Bucket).Is(out var rules, out var refusal))
        {
            return refusal;
        }

        var facts = Facts(call).WithExistingTags(head.Attributes.Tags)
            .WithRequestTags([.. tags.Tags.Select(t => KeyValuePair.Create(t.Key, t.Value))]);
        return new Authority(head.Bucket, rules).Refuses(call.Caller, Needs(call), facts, Asked(call, rules, head));
    }

    /// <summary>Why the caller may not delete an object, or a version of it; null: they may.</summary>
    public static S3Refusal? MayDelete(S3Call call, Bucket bucket, ObjectKey key, VersionId? id)
    {
        if (!call.Rules(bucket).Is(out var rules, out var refusal))
        {
            return refusal;
        }

        var needs = S3Need.Of(S3Operation.DeleteObject, id is not null, call.Header);
        var authority = new Authority(bucket, rules);
        var (facts, about) = Known(call, bucket, rules, key, id);
        return authority.Expects(call.Header) ?? authority.Refuses(call.Caller, needs, facts, about);
    }

    /// <summary>What keeps a version from being removed for good; null: nothing does.</summary>
    public static S3Refusal? KeptBy(S3Call call, Bucket bucket, ObjectVersion version) =>
        ObjectLock.Remove(version, Bypasses(call, bucket, version.Key, version.Id), call.Now);

    /// <summary>Whether a request bypasses governance, and may.</summary>
    public static bool Bypasses(S3Call call, Bucket bucket) =>
        call.Key() is { Holds: true, Value: var key } && call.Version() is { Holds: true, Value: var id } &&
        Bypasses(call, bucket, key, id);

    /// <summary>Whether a bucket may be open to anyone.</summary>
    public static bool IsPublic(S3Call call, Bucket bucket) => call.Rules(bucket) is { Holds: true, Value.IsPublic: true };

    /// <summary>Whether a request is listened to before it is known what it is about.</summary>
    public static bool ListensTo(S3Call call, Bucket bucket) =>
        call.Caller is not null || (call.Rules(bucket).Is(out var rules, out _) && new Authority(bucket, rules).ListensToStrangers);

    /// <summary>Why a policy may not be set on a bucket; null: it may.</summary>
    public static S3Refusal? Blocked(S3Call call, Bucket bucket, BucketPolicy policy) =>
        call.Rules(bucket).Is(out var rules, out var refusal) ? rules.Blocked(policy) : refusal;

    /// <summary>Why a bucket cannot have an ownership rule; null: it can.</summary>
    public static S3Refusal? Enforced(S3Call call, Bucket bucket, OwnershipControls wanted) =>
        call.Rules(bucket).Is(out var rules, out var refusal) ? AclRules.Enforce(wanted.Ownership, rules.List) : refusal;

    /// <summary>Grants as they are kept.</summary>
    public static string Text(AccessControlPolicy list) => Encoding.UTF8.GetString(list.Write());

    /// <summary>Who owns a version, as the rules of its bucket have it.</summary>
    public static string OwnerOf(S3Call call, Bucket bucket, ObjectVersion version) =>
        call.Rules(bucket) is { Holds: true, Value.Ownership: ObjectOwnership.BucketOwnerEnforced } ? bucket.Owner : version.Owner;

    /// <summary>The grants of a bucket.</summary>
    public static AccessControlPolicy AclOf(S3Call call, Bucket bucket)
    {
        var rules = call.Rules(bucket).Value;
        return Named(call, rules.ListOf(rules.List, rules.List.Owner));
    }

    /// <summary>The grants of an object.</summary>
    public static AccessControlPolicy AclOf(S3Call call, ObjectHead head) => Named(call, ListOf(call, call.Rules(head.Bucket).Value, head));

    /// <summary>The grants of a new object, whose owner they name: as headers give them, and the rules of its bucket have it.</summary>
    public static S3Result<AccessControlPolicy> AclOfNew(S3Call call, Bucket bucket) => call.Rules(bucket).Then(rules =>
    {
        var bucketOwner = call.Owner(bucket.Owner);
        var writer = call.Caller is { } caller ? S3Call.OwnerOf(caller) : null;
        return AclRules.OfHeaders(call.Request.Argument, writer ?? bucketOwner, bucketOwner, Directory(call))
            .Then(asked => AclRules.OfNewObject(rules.Ownership, writer, bucketOwner, asked))
            .Then<AccessControlPolicy>(list => AclRules.Blocked(list, rules.Block) is { } refusal ? refusal : list);
    });

    /// <summary>Grants as a document has them, or why it has none; it counts only where headers set none. Null: it is empty.</summary>
    public static S3Result<S3Result<AccessControlPolicy>?> ReadAcl(ReadOnlyMemory<byte> document) =>
        S3Result<S3Result<AccessControlPolicy>?>.Of(
            document.IsEmpty ? default(S3Result<AccessControlPolicy>?) : AccessControlPolicy.Read(document));

    /// <summary>Grants that are set by headers, or else by a document.</summary>
    public static S3Result<AccessControlPolicy> NewAcl(
        S3Call call, Bucket bucket, S3Owner owner, S3Owner? bucketOwner, S3Result<AccessControlPolicy>? document) =>
        call.Rules(bucket).Then(rules =>
        AclRules.OfHeaders(call.Header, owner, bucketOwner, Directory(call)).Then(list =>
            list is not null ? list
            : document is not { } asked ? S3Error.MissingSecurityHeader
            : asked.Then(read => AclRules.Resolve(read, owner, Directory(call))))
            .Then<AccessControlPolicy>(list => rules.Blocked(list) is { } refusal ? refusal : list));

    /// <summary>A new bucket with what its request sets on it.</summary>
    public static S3Result<Bucket> SettingsOfNew(S3Call call, Bucket made)
    {
        if (call.Header("x-amz-object-ownership") is { } text)
        {
            if (OwnershipControls.OwnershipOf(text) is not { } ownership)
            {
                return new S3Refusal(S3Error.InvalidArgument, "Invalid x-amz-object-ownership header");
            }

            made = made.With(BucketSetting.OwnershipControls, Encoding.UTF8.GetString(new OwnershipControls(ownership).Write()));
        }

        return AclRules.OfHeaders(call.Header, call.Owner(made.Owner), null, Directory(call)).Then<Bucket>(list =>
            list is null ? made
            : AclRules.Enforce(call.Rules(made).Value.Ownership, list) is { } refusal ? refusal
            : made.With(BucketSetting.Acl, Text(list)));
    }

    private static S3Result<ObjectHead> MayReach(
        S3Call call, Bucket bucket, ObjectKey key, VersionId? id, IReadOnlyList<S3Need> needs)
    {
        if (!call.Rules(bucket).Is(out var rules, out var refusal))
        {
            return refusal;
        }

        var authority = new Authority(bucket, rules);
        if (authority.Expects(call.Header) is { } unexpected)
        {
            return unexpected;
        }

        var facts = Facts(call);
        if (!ObjectHead.Find(call, bucket, key, id).Is(out var head, out refusal))
        {
            return refusal.Error is S3Error.NoSuchKey or S3Error.NoSuchVersion or S3Error.MethodNotAllowed &&
                authority.Absent(call.Caller, key, facts).Error == S3Error.AccessDenied
                    ? S3Error.AccessDenied
                    : refusal;
        }

        return authority.Refuses(call.Caller, needs, facts.WithExistingTags(head.Attributes.Tags), Asked(call, rules, head)) is { } denied
            ? denied
            : head;
    }

    private static bool Bypasses(S3Call call, Bucket bucket, ObjectKey key, VersionId? id)
    {
        if (call.Header("x-amz-bypass-governance-retention") is null || !call.Rules(bucket).Is(out var rules, out _))
        {
            return false;
        }

        var (facts, about) = Known(call, bucket, rules, key, id);
        return new Authority(bucket, rules).Bypasses(call.Caller, call.Header, facts, about);
    }

    /// <summary>What is known of an object that is to go, when a policy asks for its tags; else no more than its key.</summary>
    private static (PolicyFacts Facts, AskedObject About) Known(
        S3Call call, Bucket bucket, BucketRules rules, ObjectKey key, VersionId? id) =>
        rules.Policy is { AsksForTags: true } && ObjectHead.Find(call, bucket, key, id) is { Holds: true, Value: var head }
            ? (Facts(call).WithExistingTags(head.Attributes.Tags), Asked(call, rules, head))
            : (Facts(call), new AskedObject(key));

    private static IReadOnlyList<S3Need> Needs(S3Call call) => S3Need.Of(call.Route.Operation, call.VersionText is not null, call.Header);

    private static PolicyFacts Facts(S3Call call) =>
        PolicyFacts.Of(call.Request.Argument, call.Query, call.Signed, call.Wire.Address, call.Wire.IsSecure, call.Now);

    private static AskedObject Asked(S3Call call, BucketRules rules, ObjectHead head) => new(
        head.Version.Key, ListOf(call, rules, head), call.Safe.Catalogue.User(head.Version.Owner)?.Body);

    private static AccessControlPolicy ListOf(S3Call call, BucketRules rules, ObjectHead head)
    {
        var kept = head.Attributes.Acl is { } text ? AccessControlPolicy.Read(Encoding.UTF8.GetBytes(text)).Value : null;
        return rules.ListOf(kept, call.Owner(head.Version.Owner));
    }

    /// <summary>A list with the names of its accounts as they are now.</summary>
    private static AccessControlPolicy Named(S3Call call, AccessControlPolicy list) => new(
        call.Owner(list.Owner.Id),
        [.. list.Grants.Select(g => g.To is Grantee.Account account
            ? g with { To = new Grantee.Account(account.Id, call.Owner(account.Id).DisplayName) }
            : g)]);

    /// <summary>Users are found by id, and by the functional address that is their name.</summary>
    private static AclDirectory Directory(S3Call call) => new(
        id => call.Safe.Catalogue.User(id) is { } user ? S3Call.OwnerOf(user) : null,
        mail => call.Safe.Catalogue.Users(null).FirstOrDefault(u => u.Name == mail) is { } user ? S3Call.OwnerOf(user) : null);
}

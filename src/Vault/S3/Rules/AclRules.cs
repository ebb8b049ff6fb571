namespace Sluiswachter.Vault;

/// <summary>What access control lists may say, and what they mean.</summary>
/// <remarks>
/// Source: Amazon S3 User Guide, "Access control list (ACL) overview". Lists grant and never deny. The owner can always read
/// and change the list, so that nobody locks himself out.
/// </remarks>
public static class AclRules
{
    private static readonly (string Header, AclPermission Permission)[] GrantHeaders =
    [
        ("x-amz-grant-read", AclPermission.Read), ("x-amz-grant-write", AclPermission.Write),
        ("x-amz-grant-read-acp", AclPermission.ReadAcp), ("x-amz-grant-write-acp", AclPermission.WriteAcp),
        ("x-amz-grant-full-control", AclPermission.FullControl),
    ];

    private static readonly Grantee.Group Everyone = new(AccessControlPolicy.AllUsers);
    private static readonly Grantee.Group Signers = new(AccessControlPolicy.AuthenticatedUsers);

    /// <summary>The list of what nobody was given access to: the owner has all.</summary>
    public static AccessControlPolicy Private(S3Owner owner) => new(owner, [Grant(owner, AclPermission.FullControl)]);

    /// <summary>Whether a request gives a list in its headers.</summary>
    internal static bool IsGiven(Func<string, string?> header) =>
        header("x-amz-acl") is not null || Array.Exists(GrantHeaders, known => header(known.Header) is not null);

    /// <summary>The list that a request gives in its headers, by a name of S3 or grant by grant; null when it gives none.</summary>
    /// <param name="header">The value of a header; null when there is none.</param>
    /// <param name="owner">Who owns the bucket or object.</param>
    /// <param name="bucketOwner">Of an object, who owns its bucket; null for a bucket.</param>
    /// <param name="directory">How accounts are found.</param>
    public static S3Result<AccessControlPolicy?> OfHeaders(
        Func<string, string?> header, S3Owner owner, S3Owner? bucketOwner, AclDirectory directory)
    {
        var canned = header("x-amz-acl");
        var given = GrantHeaders.Where(known => header(known.Header) is not null).ToList();
        if (canned is not null)
        {
            return given.Count > 0
                ? new S3Refusal(S3Error.InvalidRequest, "A list is given by its name or by grants, not by both.")
                : Canned(canned, owner, bucketOwner).Then(S3Result<AccessControlPolicy?>.Of);
        }

        var grants = new List<AclGrant>();
        foreach (var (name, permission) in given)
        {
            foreach (var text in header(name)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (ReadGrantee(text) is not { } grantee)
                {
                    return new S3Refusal(S3Error.InvalidArgument, $"The header {name} is expected to name id=, emailAddress= or uri=.");
                }

                grants.Add(new(grantee, permission));
            }
        }

        return given.Count == 0
            ? S3Result<AccessControlPolicy?>.Of(null)
            : Resolve(new(owner, grants), owner, directory).Then(S3Result<AccessControlPolicy?>.Of);
    }

    /// <summary>A list as a document gives it, with its accounts found: each known, none by e-mail address any more.</summary>
    /// <param name="given">The list as given.</param>
    /// <param name="owner">Who owns the bucket or object, which a list cannot change.</param>
    /// <param name="directory">How accounts are found.</param>
    public static S3Result<AccessControlPolicy> Resolve(AccessControlPolicy given, S3Owner owner, AclDirectory directory)
    {
        if (given.Owner.Id != owner.Id)
        {
            return new S3Refusal(S3Error.AccessDenied, "A list cannot change who owns.");
        }

        var grants = new List<AclGrant>();
        foreach (var grant in given.Grants)
        {
            var account = grant.To switch
            {
                Grantee.Account named => directory.ById(named.Id),
                Grantee.Email mail => directory.ByMail(mail.Address),
                _ => null,
            };
            switch (grant.To)
            {
                case Grantee.Group group when group == Everyone || group == Signers:
                    grants.Add(grant);
                    break;
                case Grantee.Group:
                    return new S3Refusal(S3Error.InvalidArgument, "The groups that can be granted to are AllUsers and AuthenticatedUsers.");
                case Grantee.Email when account is null:
                    return S3Error.UnresolvableGrantByEmailAddress;
                case var _ when account is null:
                    return new S3Refusal(S3Error.InvalidArgument, "No account has the id of a grant.");
                default:
                    grants.Add(Grant(account, grant.Permission));
                    break;
            }
        }

        return new AccessControlPolicy(owner, grants);
    }

    /// <summary>Whether a list grants anything to everybody, or to everybody who signs.</summary>
    public static bool IsPublic(this AccessControlPolicy list) => list.Grants.Any(grant => grant.To is Grantee.Group);

    /// <summary>Whether a list grants a permission to someone.</summary>
    /// <param name="list">The list.</param>
    /// <param name="caller">Who; null: who does not say who they are.</param>
    /// <param name="permission">What; <see cref="AclPermission.FullControl"/> only where that itself is granted.</param>
    /// <param name="ignoresPublic">Whether grants to groups count for nothing.</param>
    public static bool Grants(this AccessControlPolicy list, VaultUser? caller, AclPermission permission, bool ignoresPublic)
    {
        if (caller?.Id == list.Owner.Id && permission is AclPermission.ReadAcp or AclPermission.WriteAcp)
        {
            return true;
        }

        return list.Grants.Any(grant =>
            (grant.Permission == permission || grant.Permission == AclPermission.FullControl) &&
            grant.To switch
            {
                Grantee.Account account => account.Id == caller?.Id,
                Grantee.Group group => !ignoresPublic && (group == Everyone || (group == Signers && caller is not null)),
                _ => false,
            });
    }

    /// <summary>The list of a new object, whose owner is who owns it from now on.</summary>
    /// <param name="ownership">Who owns what others put in the bucket.</param>
    /// <param name="writer">Who puts it; null: who does not say who they are, and then it is the bucket owner's.</param>
    /// <param name="bucketOwner">Who owns the bucket.</param>
    /// <param name="asked">The list that the request gives; null: none.</param>
    public static S3Result<AccessControlPolicy> OfNewObject(
        ObjectOwnership ownership, S3Owner? writer, S3Owner bucketOwner, AccessControlPolicy? asked)
    {
        var isBucketOwners = asked is not null && asked.Grants.Any(grant => IsAllTo(grant, bucketOwner));
        return ownership switch
        {
            ObjectOwnership.BucketOwnerEnforced when asked is null || (isBucketOwners && asked.Grants.All(grant =>
                IsAllTo(grant, bucketOwner) || IsAllTo(grant, asked.Owner))) => Private(bucketOwner),
            ObjectOwnership.BucketOwnerEnforced => S3Error.AccessControlListNotSupported,
            ObjectOwnership.BucketOwnerPreferred when isBucketOwners => Private(bucketOwner),
            _ => asked ?? Private(writer ?? bucketOwner),
        };
    }

    /// <summary>Why a new bucket or object cannot have a list; null: it can.</summary>
    /// <param name="list">The list.</param>
    /// <param name="block">What public access the bucket refuses; null: none.</param>
    public static S3Refusal? Blocked(AccessControlPolicy list, PublicAccessBlock? block) =>
        block is { BlockPublicAcls: true } && list.IsPublic()
            ? new S3Refusal(S3Error.AccessDenied, "The bucket blocks public access by lists.")
            : null;

    /// <summary>Why a bucket cannot own all that is put in it, from now on without lists; null: it can.</summary>
    public static S3Refusal? Enforce(ObjectOwnership wanted, AccessControlPolicy bucketList) =>
        wanted == ObjectOwnership.BucketOwnerEnforced && !bucketList.Grants.All(grant => IsAllTo(grant, bucketList.Owner))
            ? S3Error.InvalidBucketAclWithObjectOwnership
            : null;

    private static S3Result<AccessControlPolicy> Canned(string name, S3Owner owner, S3Owner? bucketOwner)
    {
        AclGrant all = Grant(owner, AclPermission.FullControl);
        AclGrant[]? grants = name switch
        {
            "private" => [all],
            "public-read" => [new(Everyone, AclPermission.Read), all],
            "public-read-write" => [new(Everyone, AclPermission.Read), new(Everyone, AclPermission.Write), all],
            "authenticated-read" => [new(Signers, AclPermission.Read), all],
            "bucket-owner-read" => ForBucketOwner(AclPermission.Read),
            "bucket-owner-full-control" => ForBucketOwner(AclPermission.FullControl),
            _ => null,
        };
        return grants is null
            ? new S3Refusal(S3Error.InvalidArgument, $"The list '{name}' is not known, or not offered by this server.")
            : new AccessControlPolicy(owner, grants);

        // For a bucket it says nothing; of one's own bucket one is the owner already.
        AclGrant[] ForBucketOwner(AclPermission permission) =>
            bucketOwner is null || bucketOwner.Id == owner.Id ? [all] : [all, Grant(bucketOwner, permission)];
    }

    private static AclGrant Grant(S3Owner to, AclPermission permission) => new(new Grantee.Account(to.Id, to.DisplayName), permission);

    private static bool IsAllTo(AclGrant grant, S3Owner owner) =>
        grant.Permission == AclPermission.FullControl && grant.To is Grantee.Account account && account.Id == owner.Id;

    private static Grantee? ReadGrantee(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || text[(equals + 1)..].Trim().Trim('"') is not { Length: > 0 } value)
        {
            return null;
        }

        return text[..equals].Trim().ToUpperInvariant() switch
        {
            "ID" => new Grantee.Account(value),
            "EMAILADDRESS" => new Grantee.Email(value),
            "URI" => new Grantee.Group(value),
            _ => null,
        };
    }
}

/// <summary>How accounts are found that a grant names.</summary>
/// <param name="ById">The account of a canonical id; null when there is none.</param>
/// <param name="ByMail">The account of an e-mail address; null when there is none.</param>
public sealed record AclDirectory(Func<string, S3Owner?> ById, Func<string, S3Owner?> ByMail);

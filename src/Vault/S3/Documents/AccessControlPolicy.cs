namespace Sluiswachter.Vault;

/// <summary>The access control list of a bucket or object.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Grants">At most 100 grants.</param>
/// <remarks>Source: Amazon S3 User Guide, "Access control list (ACL) overview". What the list means is not decided here.</remarks>
public sealed record AccessControlPolicy(S3Owner Owner, IReadOnlyList<AclGrant> Grants)
{
    /// <summary>The group of everybody, also without a signature.</summary>
    public const string AllUsers = "http://acs.amazonaws.com/groups/global/AllUsers";

    /// <summary>The group of everybody who signs.</summary>
    public const string AuthenticatedUsers = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

    private const int MostGrants = 100;

    /// <summary>Reads a document.</summary>
    public static S3Result<AccessControlPolicy> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "AccessControlPolicy").Then<AccessControlPolicy>(root =>
        {
            if (root["AccessControlList"] is not { } list || root["Owner"]?.TextOf("ID") is not { Length: > 0 } owner)
            {
                return S3Error.MalformedACLError;
            }

            var grants = list.All("Grant").Select(ReadGrant).ToList();
            return grants.Count > MostGrants || grants.Contains(null)
                ? S3Error.MalformedACLError
                : new AccessControlPolicy(new S3Owner(owner, root["Owner"]!.TextOf("DisplayName")), grants!);
        });

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("AccessControlPolicy", root => root
        .Group("Owner", Owner.Write)
        .Group("AccessControlList", list => list.Each(Grants, "Grant", (element, grant) => element
            .Group("Grantee", to => WriteGrantee(to, grant.To))
            .Text("Permission", NameOf(grant.Permission)))));

    /// <summary>The permission of a name; null when it is none.</summary>
    public static AclPermission? PermissionOf(string? name) => name switch
    {
        "FULL_CONTROL" => AclPermission.FullControl,
        "READ" => AclPermission.Read,
        "WRITE" => AclPermission.Write,
        "READ_ACP" => AclPermission.ReadAcp,
        "WRITE_ACP" => AclPermission.WriteAcp,
        _ => null,
    };

    /// <summary>The name of a permission.</summary>
    public static string NameOf(AclPermission permission) => permission switch
    {
        AclPermission.FullControl => "FULL_CONTROL",
        AclPermission.Read => "READ",
        AclPermission.Write => "WRITE",
        AclPermission.ReadAcp => "READ_ACP",
        AclPermission.WriteAcp => "WRITE_ACP",
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, "not a permission"),
    };

    private static AclGrant? ReadGrant(S3Element grant) =>
        PermissionOf(grant.TextOf("Permission")) is { } permission &&
        grant["Grantee"] is { } grantee && ReadGrantee(grantee) is { } to
            ? new AclGrant(to, permission)
            : null;

    private static Grantee? ReadGrantee(S3Element grantee) => grantee.Type switch
    {
        "CanonicalUser" when grantee.TextOf("ID") is { Length: > 0 } id => new Grantee.Account(id, grantee.TextOf("DisplayName")),
        "AmazonCustomerByEmail" when grantee.TextOf("EmailAddress") is { Length: > 0 } address => new Grantee.Email(address),
        "Group" when grantee.TextOf("URI") is { Length: > 0 } uri => new Grantee.Group(uri),
        _ => null,
    };

    private static void WriteGrantee(S3Writer element, Grantee grantee)
    {
        switch (grantee)
        {
            case Grantee.Account account:
                element.InstanceType("CanonicalUser").Text("ID", account.Id).Maybe("DisplayName", account.DisplayName);
                break;
            case Grantee.Email email:
                element.InstanceType("AmazonCustomerByEmail").Text("EmailAddress", email.Address);
                break;
            case Grantee.Group group:
                element.InstanceType("Group").Text("URI", group.Uri);
                break;
        }
    }
}

/// <summary>Who owns a bucket or object, as documents tell it.</summary>
/// <param name="Id">The canonical id of the account.</param>
/// <param name="DisplayName">Its name, or null.</param>
public sealed record S3Owner(string Id, string? DisplayName = null)
{
    internal void Write(S3Writer element) => element.Text("ID", Id).Maybe("DisplayName", DisplayName);
}

/// <summary>What a grant of an access control list permits.</summary>
public enum AclPermission
{
    /// <summary>All of the others.</summary>
    FullControl = 1,

    /// <summary>Listing a bucket, or reading an object.</summary>
    Read,

    /// <summary>Writing objects in a bucket.</summary>
    Write,

    /// <summary>Reading the list itself.</summary>
    ReadAcp,

    /// <summary>Changing the list itself.</summary>
    WriteAcp,
}

/// <summary>To whom a grant is given.</summary>
public abstract record Grantee
{
    private Grantee()
    {
    }

    /// <summary>An account.</summary>
    public sealed record Account(string Id, string? DisplayName = null) : Grantee;

    /// <summary>The account with an e-mail address; not yet looked up.</summary>
    public sealed record Email(string Address) : Grantee;

    /// <summary>A group that S3 knows by its address.</summary>
    public sealed record Group(string Uri) : Grantee;
}

/// <summary>One line of an access control list.</summary>
/// <param name="To">To whom.</param>
/// <param name="Permission">What.</param>
public sealed record AclGrant(Grantee To, AclPermission Permission);

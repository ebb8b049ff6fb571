using Xunit;

namespace Sluiswachter.Vault.Tests;

/// <summary>Access control lists say what S3 lets them say.</summary>
/// <remarks>
/// A picture of a list: who has what, <c>mill:full all:read signed:read</c>, in the order of its grants. In these tests "mill"
/// owns the bucket, "boat" is of another body.
/// </remarks>
public sealed class ListsOfGrants
{
    private static readonly S3Owner Mill = new("mill", "The mill");
    private static readonly S3Owner Boat = new("boat", "The boat");

    private static readonly AclDirectory Directory = new(
        id => id == Mill.Id ? Mill : id == Boat.Id ? Boat : null,
        mail => mail == "boat@dike.example" ? Boat : null);

    [Theory]
    [InlineData("private", "boat:full")]
    [InlineData("public-read", "all:read boat:full")]
    [InlineData("public-read-write", "all:read all:write boat:full")]
    [InlineData("authenticated-read", "signed:read boat:full")]
    [InlineData("bucket-owner-read", "boat:full mill:read")]
    [InlineData("bucket-owner-full-control", "boat:full mill:full")]
    public void A_name_stands_for_grants(string name, string expected)
    {
        Assert.Equal(expected, Tell(OfHeaders(Boat, Mill, ("x-amz-acl", name)).Value));
        Assert.Equal(expected.Contains("all:", StringComparison.Ordinal) || expected.Contains("signed:", StringComparison.Ordinal),
            OfHeaders(Boat, Mill, ("x-amz-acl", name)).Value!.IsPublic());
    }

    [Fact]
    public void To_the_bucket_owner_himself_nothing_is_added() =>
        Assert.Equal("mill:full", Tell(OfHeaders(Mill, Mill, ("x-amz-acl", "bucket-owner-read")).Value));

    [Theory]
    [InlineData("public")]
    [InlineData("log-delivery-write")]
    [InlineData("aws-exec-read")]
    public void Other_names_are_refused(string name) =>
        Assert.Equal(S3Error.InvalidArgument, OfHeaders(Boat, Mill, ("x-amz-acl", name)).Refusal?.Error);

    [Fact]
    public void Headers_grant_one_by_one() => Assert.Equal(
        "boat:read all:read boat:write boat:readacp boat:writeacp mill:full",
        Tell(OfHeaders(
            Mill, null,
            ("x-amz-grant-read", "id=\"boat\", uri=\"http://acs.amazonaws.com/groups/global/AllUsers\""), ("x-amz-grant-write", "id=boat"),
            ("x-amz-grant-read-acp", "emailAddress=\"boat@dike.example\""), ("x-amz-grant-write-acp", "id=boat"),
            ("x-amz-grant-full-control", "id=mill")).Value));

    [Theory]
    [InlineData("id=nobody", S3Error.InvalidArgument)]
    [InlineData("emailAddress=nobody@dike.example", S3Error.UnresolvableGrantByEmailAddress)]
    [InlineData("uri=http://acs.amazonaws.com/groups/s3/LogDelivery", S3Error.InvalidArgument)]
    [InlineData("boat", S3Error.InvalidArgument)]
    [InlineData("id=", S3Error.InvalidArgument)]
    [InlineData("name=boat", S3Error.InvalidArgument)]
    public void A_grant_to_nobody_is_refused(string grantee, S3Error expected) =>
        Assert.Equal(expected, OfHeaders(Mill, null, ("x-amz-grant-read", grantee)).Refusal?.Error);

    [Fact]
    public void A_list_is_given_in_one_way()
    {
        Assert.Null(OfHeaders(Mill, null).Value);
        Assert.Equal(
            S3Error.InvalidRequest, OfHeaders(Mill, null, ("x-amz-acl", "private"), ("x-amz-grant-read", "id=boat")).Refusal?.Error);
    }

    [Fact]
    public void A_document_names_accounts_that_exist_and_the_same_owner()
    {
        var given = new AccessControlPolicy(new("mill"), [new(new Grantee.Email("boat@dike.example"), AclPermission.Read)]);
        Assert.Equal("boat:read", Tell(AclRules.Resolve(given, Mill, Directory).Value));
        Assert.Equal(Mill, AclRules.Resolve(given, Mill, Directory).Value.Owner);
        Assert.Equal(S3Error.AccessDenied, AclRules.Resolve(given, Boat, Directory).Refusal?.Error);
        Assert.Empty(AclRules.Resolve(new(Mill, []), Mill, Directory).Value.Grants);
    }

    [Theory]
    [InlineData(ObjectOwnership.ObjectWriter, null, "boat owns boat:full")]
    [InlineData(ObjectOwnership.ObjectWriter, "bucket-owner-full-control", "boat owns boat:full mill:full")]
    [InlineData(ObjectOwnership.BucketOwnerPreferred, null, "boat owns boat:full")]
    [InlineData(ObjectOwnership.BucketOwnerPreferred, "private", "boat owns boat:full")]
    [InlineData(ObjectOwnership.BucketOwnerPreferred, "bucket-owner-full-control", "mill owns mill:full")]
    [InlineData(ObjectOwnership.BucketOwnerEnforced, null, "mill owns mill:full")]
    [InlineData(ObjectOwnership.BucketOwnerEnforced, "bucket-owner-full-control", "mill owns mill:full")]
    [InlineData(ObjectOwnership.BucketOwnerEnforced, "private", "AccessControlListNotSupported")]
    [InlineData(ObjectOwnership.BucketOwnerEnforced, "public-read", "AccessControlListNotSupported")]
    public void Who_owns_what_is_put_is_up_to_the_bucket(ObjectOwnership ownership, string? canned, string expected)
    {
        var asked = canned is null ? null : OfHeaders(Boat, Mill, ("x-amz-acl", canned)).Value;
        var made = AclRules.OfNewObject(ownership, Boat, Mill, asked);
        Assert.Equal(expected, made.Holds ? $"{made.Value.Owner.Id} owns {Tell(made.Value)}" : made.Refusal!.Error.ToString());
    }

    [Fact]
    public void All_to_the_bucket_owner_and_something_to_others_is_no_list_of_his() => Assert.Equal(
        S3Error.AccessControlListNotSupported,
        AclRules.OfNewObject(
            ObjectOwnership.BucketOwnerEnforced, Boat, Mill,
            OfHeaders(Boat, Mill, ("x-amz-grant-full-control", "id=mill"), ("x-amz-grant-read", "id=boat")).Value).Refusal?.Error);

    [Fact]
    public void What_nobody_puts_is_the_bucket_owners() =>
        Assert.Equal(Mill, AclRules.OfNewObject(ObjectOwnership.ObjectWriter, null, Mill, null).Value.Owner);

    [Theory]
    [InlineData("private", null)]
    [InlineData("public-read", S3Error.AccessDenied)]
    [InlineData("authenticated-read", S3Error.AccessDenied)]
    public void Public_lists_are_refused_where_that_is_blocked(string name, S3Error? expected)
    {
        var list = OfHeaders(Mill, null, ("x-amz-acl", name)).Value!;
        Assert.Equal(expected, AclRules.Blocked(list, new(true, false, false, false))?.Error);
        Assert.Null(AclRules.Blocked(list, new(false, true, true, true)));
        Assert.Null(AclRules.Blocked(list, null));
        Assert.Equal(
            expected is null ? null : S3Error.InvalidBucketAclWithObjectOwnership,
            AclRules.Enforce(ObjectOwnership.BucketOwnerEnforced, list)?.Error);
        Assert.Null(AclRules.Enforce(ObjectOwnership.ObjectWriter, list));
    }

    private static S3Result<AccessControlPolicy?> OfHeaders(S3Owner owner, S3Owner? bucketOwner, params (string Name, string Value)[] headers) =>
        AclRules.OfHeaders(name => headers.FirstOrDefault(header => header.Name == name).Value, owner, bucketOwner, Directory);

    private static string Tell(AccessControlPolicy? list) => string.Join(' ', list!.Grants.Select(grant =>
    {
        var who = grant.To switch
        {
            Grantee.Account account => account.Id,
            Grantee.Group group => group.Uri.EndsWith("AllUsers", StringComparison.Ordinal) ? "all" : "signed",
            _ => "unknown",
        };
        return $"{who}:{(grant.Permission == AclPermission.FullControl ? "full" : grant.Permission.ToString().ToLowerInvariant())}";
    }));
}

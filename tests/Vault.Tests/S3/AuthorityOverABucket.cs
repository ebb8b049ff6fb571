using System.Text;
using Xunit;

namespace Sluiswachter.Vault.Tests;

/// <summary>Who may do what in a bucket of the body gm0001, whose user "mill" made it.</summary>
/// <remarks>"reeve" is an officer of that body, "sluice" another user of it; "boat" is of the body gm0002.</remarks>
public sealed class AuthorityOverABucket
{
    private static readonly Dictionary<string, VaultUser?> Users = new(StringComparer.Ordinal)
    {
        ["mill"] = new("mill", "gm0001", "mill", IsOfficer: false),
        ["reeve"] = new("reeve", "gm0001", "reeve", IsOfficer: true),
        ["sluice"] = new("sluice", "gm0001", "sluice", IsOfficer: false),
        ["boat"] = new("boat", "gm0002", "boat", IsOfficer: false),
        ["admiral"] = new("admiral", "gm0002", "admiral", IsOfficer: true),
        ["anyone"] = null,
    };

    private static readonly ObjectKey Key = ObjectKey.Of("dike/a").Value;

    [Theory]
    [InlineData(S3Operation.PutBucketPolicy, "mill reeve")]
    [InlineData(S3Operation.ListObjects, "mill reeve")]
    [InlineData(S3Operation.GetObject, "mill reeve")]
    [InlineData(S3Operation.PutObject, "mill reeve")]
    [InlineData(S3Operation.DeleteObject, "mill reeve")]
    public void Without_grants_a_bucket_is_its_owners_and_the_officers(S3Operation operation, string expected) =>
        Assert.Equal(expected, Who(operation));

    [Theory]
    [InlineData("public-read", S3Operation.ListObjects, "mill reeve sluice boat admiral anyone")]
    [InlineData("public-read", S3Operation.HeadBucket, "mill reeve sluice boat admiral anyone")]
    [InlineData("public-read", S3Operation.ListObjectVersions, "mill reeve sluice boat admiral anyone")]
    [InlineData("public-read", S3Operation.PutObject, "mill reeve")]
    [InlineData("public-read", S3Operation.GetObject, "mill reeve")]
    [InlineData("public-read", S3Operation.GetBucketAcl, "mill reeve")]
    [InlineData("public-read", S3Operation.GetBucketPolicy, "mill reeve")]
    [InlineData("public-read-write", S3Operation.PutObject, "mill reeve sluice boat admiral anyone")]
    [InlineData("public-read-write", S3Operation.DeleteObject, "mill reeve sluice boat admiral anyone")]
    [InlineData("authenticated-read", S3Operation.ListObjectsV2, "mill reeve sluice boat admiral")]
    public void The_list_of_the_bucket_grants_what_is_in_it(string canned, S3Operation operation, string expected) =>
        Assert.Equal(expected, Who(operation, bucketList: canned));

    [Theory]
    [InlineData(S3Operation.GetObject, "mill reeve sluice boat admiral anyone")]
    [InlineData(S3Operation.DeleteObject, "mill reeve")]
    public void A_list_lets_others_read_a_version_but_not_remove_it(S3Operation operation, string expected) =>
        Assert.Equal(expected, Who(operation, bucketList: "public-read-write", objectList: "public-read", hasVersion: true));

    [Theory]
    [InlineData("public-read", S3Operation.GetObject, "mill reeve sluice boat admiral anyone")]
    [InlineData("public-read", S3Operation.GetObjectAcl, "mill reeve")]
    [InlineData("public-read", S3Operation.PutObject, "mill reeve")]
    [InlineData("public-read-write", S3Operation.PutObject, "mill reeve")]
    [InlineData("authenticated-read", S3Operation.GetObject, "mill reeve sluice boat admiral")]
    public void The_list_of_an_object_grants_the_object(string canned, S3Operation operation, string expected) =>
        Assert.Equal(expected, Who(operation, objectList: canned));

    [Theory]
    [InlineData(S3Operation.GetObject, "reeve boat")]
    [InlineData(S3Operation.GetObjectAcl, "reeve boat")]
    [InlineData(S3Operation.PutObjectAcl, "reeve boat")]
    [InlineData(S3Operation.PutObjectTagging, "reeve boat")]
    [InlineData(S3Operation.DeleteObject, "mill reeve")]
    [InlineData(S3Operation.PutObjectRetention, "mill reeve")]
    public void What_another_body_put_is_theirs_but_can_be_cleared_away(S3Operation operation, string expected) =>
        Assert.Equal(expected, Who(operation, objectOwner: "boat"));

    [Fact]
    public void What_another_user_of_the_body_put_the_owner_of_the_bucket_reads()
    {
        Assert.Equal("mill reeve sluice", Who(S3Operation.GetObject, objectOwner: "sluice"));
        Assert.Equal("mill reeve", Who(S3Operation.GetObject, objectOwner: "boat", settings: [
            (BucketSetting.OwnershipControls, new OwnershipControls(ObjectOwnership.BucketOwnerEnforced).Write())]));
    }

    [Theory]
    [InlineData("Allow", "{\"AWS\":\"arn:aws:iam::gm0002:user/boat\"}", "s3:GetObject", S3Operation.GetObject, "mill reeve boat")]
    [InlineData("Allow", "{\"AWS\":\"arn:aws:iam::gm0001:root\"}", "s3:GetObject", S3Operation.GetObject, "mill reeve sluice")]
    [InlineData("Allow", "\"*\"", "s3:GetObject", S3Operation.GetObject, "mill reeve sluice boat admiral anyone")]
    [InlineData("Allow", "\"*\"", "s3:GetObject", S3Operation.GetObjectAttributes, "mill reeve")]
    [InlineData("Allow", "\"*\"", "s3:PutObject", S3Operation.UploadPart, "mill reeve sluice boat admiral anyone")]
    [InlineData("Allow", "\"*\"", "s3:GetObjectVersion", S3Operation.GetObject, "mill reeve")]
    [InlineData("Deny", "\"*\"", "s3:GetObject", S3Operation.GetObject, "")]
    [InlineData("Deny", "{\"AWS\":\"gm0001\"}", "s3:GetObject", S3Operation.GetObject, "")]
    [InlineData("Deny", "\"*\"", "s3:*", S3Operation.DeleteBucketPolicy, "reeve")]
    [InlineData("Deny", "\"*\"", "s3:*", S3Operation.GetPublicAccessBlock, "")]
    public void A_policy_grants_to_all_it_names_and_its_denial_binds_all(
        string effect, string principal, string action, S3Operation operation, string expected) =>
        Assert.Equal(expected, Who(operation, settings: [(BucketSetting.Policy, Policy(effect, principal, action))]));

    [Theory]
    [InlineData("s3:PutObjectAcl", "x-amz-acl")]
    [InlineData("s3:PutObjectAcl", "x-amz-grant-read")]
    [InlineData("s3:PutObjectTagging", "x-amz-tagging")]
    [InlineData("s3:PutObjectTagging", "tagging")]
    public void What_may_not_be_set_on_an_object_may_not_come_with_it_either(string denied, string header)
    {
        (BucketSetting, byte[])[] settings = [(BucketSetting.Policy, Policy("Deny", "\"*\"", denied))];
        foreach (var operation in new[] { S3Operation.PutObject, S3Operation.PostObject, S3Operation.CopyObject, S3Operation.CreateMultipartUpload })
        {
            Assert.Equal("mill reeve", Who(operation, settings: settings));
            Assert.Equal("", Who(operation, settings: settings, header: header));
            Assert.Equal(Who(operation), Who(operation, header: header));
        }
    }

    [Theory]
    [InlineData(false, true, false, "mill reeve")]
    [InlineData(false, false, true, "mill reeve sluice boat admiral anyone")]
    [InlineData(true, false, true, "mill reeve sluice")]
    [InlineData(true, true, false, "mill reeve sluice boat admiral anyone")]
    public void Public_access_can_be_blocked_whoever_granted_it(bool byPolicy, bool ignoresLists, bool restricts, string expected)
    {
        var block = new PublicAccessBlock(false, ignoresLists, false, restricts).Write();
        Assert.Equal(expected, Who(
            S3Operation.GetObject,
            objectList: byPolicy ? "private" : "public-read",
            settings: byPolicy
                ? [(BucketSetting.PublicAccessBlock, block), (BucketSetting.Policy, Policy("Allow", "\"*\"", "s3:GetObject"))]
                : [(BucketSetting.PublicAccessBlock, block)]));
    }

    [Theory]
    [InlineData("private", "", "public/a", false)]
    [InlineData("public-read", "", "public/a", true)]
    [InlineData("private", "public/*", "public/a", true)]
    [InlineData("private", "public/*", "private/a", false)]
    public void Only_who_may_list_is_told_that_nothing_is_there(string list, string prefix, string key, bool expected)
    {
        var condition = "{\"StringLike\":{\"s3:prefix\":\"" + prefix + "\"}}";
        var authority = Of(list, prefix.Length == 0 ? [] : [(BucketSetting.Policy, Policy("Allow", "\"*\"", "s3:ListBucket", condition))]);
        Assert.Equal(
            expected ? S3Error.NoSuchKey : S3Error.AccessDenied,
            authority.Absent(Users["boat"], ObjectKey.Of(key).Value, PolicyFacts.None).Error);
    }

    [Fact]
    public void Bypassing_governance_is_asked_for_and_allowed()
    {
        var about = new AskedObject(Key, AclRules.Private(new("mill")), "gm0001");
        Func<string, string?> asks = name => name == "x-amz-bypass-governance-retention" ? "true" : null;
        var authority = Of("private");
        Assert.True(authority.Bypasses(Users["mill"], asks, PolicyFacts.None, about));
        Assert.False(authority.Bypasses(Users["mill"], _ => null, PolicyFacts.None, about));
        Assert.False(authority.Bypasses(Users["boat"], asks, PolicyFacts.None, about));
        var denies = Of("private", (BucketSetting.Policy, Policy("Deny", "\"*\"", "s3:BypassGovernanceRetention")));
        Assert.False(denies.Bypasses(Users["reeve"], asks, PolicyFacts.None, about));
    }

    [Fact]
    public void Where_the_bucket_owns_all_no_list_is_put()
    {
        var list = List("private", "mill");
        Assert.Null(Rules("private").Blocked(list));
        Assert.Equal(S3Error.AccessControlListNotSupported, Rules("private", (
            BucketSetting.OwnershipControls, new OwnershipControls(ObjectOwnership.BucketOwnerEnforced).Write())).Blocked(list)?.Error);
        Assert.Equal(S3Error.AccessDenied, Rules("private", (
            BucketSetting.PublicAccessBlock, new PublicAccessBlock(true, false, false, false).Write())).Blocked(List("public-read", "mill"))?.Error);
    }

    [Fact]
    public void A_lock_that_comes_with_an_object_is_a_permission_of_its_own() => Assert.Equal(
        "s3:PutObject s3:PutObjectRetention s3:PutObjectLegalHold",
        string.Join(' ', S3Need.Of(S3Operation.PutObject, false, name => name.StartsWith("x-amz-object-lock", StringComparison.Ordinal) ? "a" : null)
            .Select(need => need.Action)));

    [Fact]
    public void Every_operation_asks_for_an_action_that_policies_can_name()
    {
        foreach (var operation in Enum.GetValues<S3Operation>())
        {
            string[] actions = [.. S3Need.Of(operation, false, _ => null).Concat(S3Need.Of(operation, true, _ => null)).Select(need => need.Action)];
            Assert.All(actions, action => Assert.True(S3Actions.IsAny(action), $"{operation} asks for {action}"));
        }
    }

    [Fact]
    public void A_request_can_expect_an_owner()
    {
        Assert.Null(Of("private").Expects(_ => null));
        Assert.Null(Of("private").Expects(_ => "mill"));
        Assert.Null(Of("private").Expects(_ => "gm0001"));
        Assert.Equal(S3Error.AccessDenied, Of("private").Expects(_ => "boat")?.Error);
    }

    [Fact]
    public void A_bucket_is_public_by_policy_or_list_unless_that_is_blocked()
    {
        Assert.False(Rules("private").IsPublic);
        Assert.True(Rules("public-read").IsPublic);
        Assert.True(Rules("authenticated-read").IsPublic);
        Assert.False(Rules("public-read", (BucketSetting.PublicAccessBlock, new PublicAccessBlock(false, true, false, false).Write())).IsPublic);
        var open = Rules("private", (BucketSetting.Policy, Policy("Allow", "\"*\"", "s3:GetObject")));
        Assert.True(open.IsPublic);
        Assert.Null(open.Blocked(open.Policy!));
        var blocked = Rules("private", (BucketSetting.PublicAccessBlock, new PublicAccessBlock(false, false, true, false).Write()));
        Assert.Equal(S3Error.AccessDenied, blocked.Blocked(open.Policy!)?.Error);
    }

    private static string Who(
        S3Operation operation, string bucketList = "private", string objectList = "private", string objectOwner = "mill",
        (BucketSetting, byte[])[]? settings = null, bool hasVersion = false, string? header = null)
    {
        var authority = Of(bucketList, settings ?? []);
        var about = new AskedObject(Key, List(objectList, objectOwner), Users[objectOwner]?.Body);
        return string.Join(' ', Users
            .Where(user => authority.Refuses(user.Value, S3Need.Of(operation, hasVersion, name => name == header ? "given" : null), PolicyFacts.None, about) is null)
            .Select(user => user.Key));
    }

    private static Authority Of(string list, params (BucketSetting, byte[])[] settings) => new(Bucket(list, settings), Rules(list, settings));

    private static BucketRules Rules(string list, params (BucketSetting, byte[])[] settings) => BucketRules.Of(Bucket(list, settings)).Value;

    private static Bucket Bucket(string list, (BucketSetting Setting, byte[] Text)[] settings) => settings.Aggregate(
        new Bucket(BucketName.Of("polder").Value, "gm0001", "mill", DateTimeOffset.UnixEpoch)
            .With(BucketSetting.Acl, Encoding.UTF8.GetString(List(list, "mill").Write())),
        (bucket, known) => bucket.With(known.Setting, Encoding.UTF8.GetString(known.Text)));

    private static AccessControlPolicy List(string canned, string owner) => AclRules.OfHeaders(
        name => name == "x-amz-acl" ? canned : null, new(owner), null, new(_ => null, _ => null)).Value!;

    private static byte[] Policy(string effect, string principal, string action, string condition = "{}") => Encoding.UTF8.GetBytes(
        $$$"""
        {"Statement":{"Effect":"{{{effect}}}","Principal":{{{principal}}},"Action":"{{{action}}}","Resource":"*","Condition":{{{condition}}} }}
        """);
}

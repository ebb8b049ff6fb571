using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Sluiswachter.Vault.Tests;

/// <summary>A policy says yes, no or nothing; what it does not understand is refused when it is put.</summary>
public sealed class PoliciesOfABucket
{
    private static readonly BucketName Bucket = BucketName.Of("polder").Value;
    private static readonly VaultUser Mill = new(new string('a', 64), "gm0001", "mill", IsOfficer: false);
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Allow", "s3:GetObject", "polder/*", PolicyAnswer.Allow)]
    [InlineData("Allow", "s3:getobject", "polder/*", PolicyAnswer.Allow)]
    [InlineData("Allow", "s3:Get*", "polder/dike/?", PolicyAnswer.Allow)]
    [InlineData("Allow", "s3:Get*", "polder/dike/??", PolicyAnswer.Silent)]
    [InlineData("Allow", "s3:PutObject", "polder/*", PolicyAnswer.Silent)]
    [InlineData("Allow", "*", "polder", PolicyAnswer.Silent)]
    [InlineData("Allow", "*", "*", PolicyAnswer.Allow)]
    [InlineData("Deny", "s3:*", "polder/dike/*", PolicyAnswer.Deny)]
    [InlineData("Deny", "s3:*", "polder/Dike/*", PolicyAnswer.Silent)]
    public void A_statement_is_about_actions_and_names(string effect, string action, string resource, PolicyAnswer expected) =>
        Assert.Equal(expected, Answer(Policy(Statement(effect, action: action, resource: resource)), Mill));

    [Theory]
    [InlineData("\"*\"", true, true)]
    [InlineData("{\"AWS\":\"*\"}", true, true)]
    [InlineData("{\"AWS\":\"arn:aws:iam::gm0001:root\"}", true, false)]
    [InlineData("{\"AWS\":\"gm0001\"}", true, false)]
    [InlineData("{\"AWS\":[\"arn:aws:iam::gm0002:root\",\"arn:aws:iam::gm0001:user/team/mill\"]}", true, false)]
    [InlineData("{\"AWS\":\"arn:aws:iam::gm0002:user/mill\"}", false, false)]
    [InlineData("{\"AWS\":\"arn:aws:iam::gm0001:user/sluice\"}", false, false)]
    [InlineData("{\"CanonicalUser\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}", true, false)]
    [InlineData("{\"Service\":\"logging.s3.amazonaws.com\"}", false, false)]
    public void A_statement_is_about_whom_it_names(string principal, bool mill, bool anonymous)
    {
        var policy = Policy(Statement(principal: principal));
        Assert.Equal(mill, Answer(policy, Mill) == PolicyAnswer.Allow);
        Assert.Equal(anonymous, Answer(policy, null) == PolicyAnswer.Allow);
    }

    [Fact]
    public void A_denial_to_all_others_spares_whom_it_names()
    {
        var policy = Policy("""
            {"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::gm0001:user/mill"},"NotAction":"s3:ListBucket","NotResource":"arn:aws:s3:::polder"}
            """);
        Assert.Equal(PolicyAnswer.Silent, Answer(policy, Mill));
        Assert.Equal(PolicyAnswer.Deny, Answer(policy, Mill with { Name = "sluice" }));
        Assert.Equal(PolicyAnswer.Deny, Answer(policy, null));
    }

    [Theory]
    [InlineData("""{"StringEquals":{"s3:prefix":["a","b"]}}""", "s3:prefix=b", true)]
    [InlineData("""{"StringEquals":{"s3:prefix":["a","b"]}}""", "s3:prefix=c", false)]
    [InlineData("""{"StringEquals":{"s3:prefix":"a"}}""", "", false)]
    [InlineData("""{"StringEqualsIfExists":{"s3:prefix":"a"}}""", "", true)]
    [InlineData("""{"StringNotEquals":{"s3:prefix":["a","b"]}}""", "s3:prefix=b", false)]
    [InlineData("""{"StringNotEquals":{"s3:prefix":["a","b"]}}""", "s3:prefix=c", true)]
    [InlineData("""{"StringNotEquals":{"s3:prefix":"a"}}""", "", true)]
    [InlineData("""{"StringEqualsIgnoreCase":{"S3:Prefix":"DIKE"}}""", "s3:prefix=dike", true)]
    [InlineData("""{"StringLike":{"aws:Referer":"https://dike.example/*"}}""", "aws:referer=https://dike.example/a", true)]
    [InlineData("""{"StringNotLike":{"aws:Referer":"https://dike.example/*"}}""", "aws:referer=https://dike.example/a", false)]
    [InlineData("""{"NumericLessThanEquals":{"s3:max-keys":10}}""", "s3:max-keys=10", true)]
    [InlineData("""{"NumericLessThanEquals":{"s3:max-keys":"10"}}""", "s3:max-keys=11", false)]
    [InlineData("""{"NumericLessThanEquals":{"s3:max-keys":"10"}}""", "s3:max-keys=x", false)]
    [InlineData("""{"DateLessThan":{"aws:CurrentTime":"2026-12-01T00:00:00Z"}}""", "aws:currenttime=2026-11-22T12:00:00Z", true)]
    [InlineData("""{"DateGreaterThan":{"aws:CurrentTime":"2026-12-01"}}""", "aws:currenttime=2026-11-22T12:00:00Z", false)]
    [InlineData("""{"DateEquals":{"aws:EpochTime":"1795348800"}}""", "aws:epochtime=1795348800", true)]
    [InlineData("""{"Bool":{"aws:SecureTransport":false}}""", "aws:securetransport=false", true)]
    [InlineData("""{"Bool":{"aws:SecureTransport":"false"}}""", "aws:securetransport=true", false)]
    [InlineData("""{"Null":{"s3:x-amz-server-side-encryption":"true"}}""", "", true)]
    [InlineData("""{"Null":{"s3:x-amz-server-side-encryption":"true"}}""", "s3:x-amz-server-side-encryption=AES256", false)]
    [InlineData("""{"Null":{"s3:x-amz-server-side-encryption":"false"}}""", "s3:x-amz-server-side-encryption=AES256", true)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}""", "aws:sourceip=192.0.2.200", true)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}""", "aws:sourceip=::ffff:192.0.2.200", true)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}""", "aws:sourceip=192.0.3.200", false)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":["198.51.100.7","2001:db8::/32"]}}""", "aws:sourceip=2001:db8:1::7", true)]
    [InlineData("""{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}}""", "aws:sourceip=192.0.2.200", false)]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::gm0001:user/*"}}""", "", true)]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"}}""", "", false)]
    [InlineData("""{"StringEquals":{"s3:ExistingObjectTag/Kind":"open"}}""", "s3:ExistingObjectTag/Kind=open", true)]
    [InlineData("""{"StringEquals":{"s3:ExistingObjectTag/kind":"open"}}""", "s3:ExistingObjectTag/Kind=open", false)]
    [InlineData("""{"ForAllValues:StringEquals":{"s3:RequestObjectTagKeys":["a","b"]}}""", "s3:RequestObjectTagKeys=a,b", true)]
    [InlineData("""{"ForAllValues:StringEquals":{"s3:RequestObjectTagKeys":["a","b"]}}""", "s3:RequestObjectTagKeys=a,c", false)]
    [InlineData("""{"ForAllValues:StringEquals":{"s3:RequestObjectTagKeys":["a","b"]}}""", "", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"s3:RequestObjectTagKeys":["a","b"]}}""", "s3:RequestObjectTagKeys=a,c", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"s3:RequestObjectTagKeys":["a","b"]}}""", "", false)]
    [InlineData("""{"ForAnyValue:StringNotEquals":{"s3:RequestObjectTagKeys":["a"]}}""", "s3:RequestObjectTagKeys=a,c", true)]
    [InlineData("""{"ForAnyValue:StringNotEquals":{"s3:RequestObjectTagKeys":["a"]}}""", "", false)]
    [InlineData("""{"StringEquals":{"aws:username":"mill","aws:userid":"x"}}""", "", false)]
    [InlineData("""{"StringEquals":{"aws:username":"mill","aws:PrincipalType":"User"}}""", "", true)]
    public void A_condition_is_met_or_not(string condition, string fact, bool expected)
    {
        var facts = fact.Split('=', 2) is [var key, var values] ? PolicyFacts.None.With(key, values.Split(',')) : PolicyFacts.None;
        Assert.Equal(expected, Answer(Policy(Statement(condition: condition)), Mill, facts) == PolicyAnswer.Allow);
    }

    [Fact]
    public void A_request_tells_its_headers_and_parameters()
    {
        var facts = PolicyFacts.Of(
            name => name switch { "x-amz-acl" => "public-read", "x-amz-copy-source" => "/polder/dike%2Fa?versionId=null", _ => null },
            name => name == "prefix" ? "dike/" : null,
            new S3Signed("mill"), "192.0.2.1", isSecure: true, Noon)
            .WithExistingTags([new("Kind", "open")]).WithRequestTags([new("Place", "here")]);
        Assert.Equal(["public-read"], facts["s3:x-amz-acl"]);
        Assert.Equal(["polder/dike/a"], facts["s3:x-amz-copy-source"]);
        Assert.Equal(["dike/"], facts["s3:prefix"]);
        Assert.Equal(["true"], facts["aws:SecureTransport"]);
        Assert.Equal(["open"], facts["s3:ExistingObjectTag/Kind"]);
        Assert.Equal(["Place"], facts["s3:RequestObjectTagKeys"]);
        Assert.Empty(facts["s3:delimiter"]);
    }

    [Theory]
    [InlineData("", "not well-formed JSON: line 1")]
    [InlineData("[]", "The policy is expected to be an object")]
    [InlineData("{}", "Statement is missing")]
    [InlineData("""{"Statement":[]}""", "Statement is empty")]
    [InlineData("""{"Version":"2025-01-01","Statement":[]}""", "Version")]
    [InlineData("""{"Statment":[]}""", "unknown element 'Statment'")]
    [InlineData("""{"Statement":[{"Effect":"allow"}]}""", "Statement[0].Effect")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", "Statement[0].Principal is missing")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""", "not well-formed")]
    public void A_document_that_is_none_is_refused_with_the_place(string json, string expected) => Refuses(json, expected);

    [Theory]
    [InlineData("\"*\"", "s3:GetObjekt", "polder/*", "{}", "Statement[0].Action")]
    [InlineData("\"*\"", "s3:Gut*", "polder/*", "{}", "Statement[0].Action")]
    [InlineData("\"*\"", "ec2:Run", "polder/*", "{}", "Statement[0].Action")]
    [InlineData("\"*\"", "s3:GetObject", "polders/*", "{}", "outside the bucket 'polder'")]
    [InlineData("\"*\"", "s3:GetObject", "dike*", "{}", "outside the bucket 'polder'")]
    [InlineData("\"*\"", "s3:GetObject", "polder/${aws:username}/*", "{}", "policy variable")]
    [InlineData("\"everyone\"", "s3:GetObject", "polder/*", "{}", "Statement[0].Principal")]
    [InlineData("{\"AWS\":\"arn:aws:iam::gm0001:role/x\"}", "s3:GetObject", "polder/*", "{}", "names nobody")]
    [InlineData("{\"AWS\":[]}", "s3:GetObject", "polder/*", "{}", "Statement[0].Principal is empty")]
    [InlineData("\"*\"", "s3:GetObject", "polder/*", "{\"StringIs\":{\"s3:prefix\":\"a\"}}", "operator 'StringIs'")]
    [InlineData("\"*\"", "s3:GetObject", "polder/*", "{\"NotBool\":{\"aws:SecureTransport\":\"true\"}}", "operator 'NotBool'")]
    [InlineData("\"*\"", "s3:GetObject", "polder/*", "{\"StringEquals\":{\"s3:prefiks\":\"a\"}}", "key 's3:prefiks'")]
    [InlineData("\"*\"", "s3:GetObject", "polder/*", "{\"IpAddress\":{\"aws:SourceIp\":\"1.2.3\"}}", "value '1.2.3'")]
    [InlineData("\"*\"", "s3:GetObject", "polder/*", "{\"NumericEquals\":{\"s3:max-keys\":\"ten\"}}", "value 'ten'")]
    [InlineData("\"*\"", "s3:GetObject", "polder/*", "{\"Bool\":{\"aws:SecureTransport\":\"yes\"}}", "value 'yes'")]
    public void A_statement_that_cannot_be_meant_is_refused(
        string principal, string action, string resource, string condition, string expected) =>
        Refuses(Document(Statement("Allow", principal, action, resource, condition)), expected);

    [Fact]
    public void A_grant_to_all_but_some_is_refused() => Refuses(
        Document("""{"Effect":"Allow","NotPrincipal":{"AWS":"gm0001"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::polder/*"}"""),
        "Statement[0].NotPrincipal");

    [Fact]
    public void A_policy_may_be_so_wide_that_it_fits_other_buckets_too() =>
        Assert.Equal(PolicyAnswer.Allow, Answer(Policy("""
            {"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":["arn:aws:s3:::*","arn:aws:s3:::*/*"]}
            """), null));

    [Theory]
    [InlineData("\"*\"", "{}", true)]
    [InlineData("{\"AWS\":\"arn:aws:iam::gm0001:root\"}", "{}", false)]
    [InlineData("\"*\"", "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/32\"}}", false)]
    [InlineData("\"*\"", "{\"IpAddress\":{\"aws:SourceIp\":\"0.0.0.0/1\"}}", true)]
    [InlineData("\"*\"", "{\"IpAddress\":{\"aws:SourceIp\":\"::/0\"}}", true)]
    [InlineData("\"*\"", "{\"NotIpAddress\":{\"aws:SourceIp\":\"10.0.0.0/32\"}}", true)]
    [InlineData("\"*\"", "{\"StringEquals\":{\"aws:userid\":\"a\"}}", false)]
    [InlineData("\"*\"", "{\"StringLike\":{\"aws:userid\":\"a*\"}}", true)]
    [InlineData("\"*\"", "{\"StringEquals\":{\"aws:userid\":\"anonymous\"}}", true)]
    [InlineData("\"*\"", "{\"StringEqualsIgnoreCase\":{\"aws:userid\":[\"a\",\"ANONYMOUS\"]}}", true)]
    [InlineData("\"*\"", "{\"StringEqualsIfExists\":{\"aws:username\":\"a\"}}", true)]
    [InlineData("\"*\"", "{\"StringLike\":{\"aws:Referer\":\"https://dike.example/\"}}", true)]
    public void A_grant_to_anyone_from_anywhere_is_public(string principal, string condition, bool expected)
    {
        Assert.Equal(expected, Policy(Statement(principal: principal, condition: condition)).IsPublic);
        Assert.False(Policy(Statement("Deny", principal, condition: condition)).IsPublic);
    }

    [Fact]
    public void One_more_grant_never_silences_and_a_denial_wins_in_any_order()
    {
        var statement = from effect in Gen.Elements("Allow", "Deny")
                        from principal in Gen.Elements("\"*\"", "{\"AWS\":\"gm0001\"}", "{\"AWS\":\"gm0002\"}")
                        from action in Gen.Elements("*", "s3:GetObject", "s3:Put*")
                        from resource in Gen.Elements("*", "polder/dike/*", "polder/a")
                        from condition in Gen.Elements("{}", "{\"StringEquals\":{\"aws:username\":\"mill\"}}")
                        select Statement(effect, principal, action, resource, condition);
        Prop.ForAll(
            Gen.NonEmptyListOf(statement).ToArbitrary(), statement.ToArbitrary(), (some, one) =>
            {
                string[] all = [.. some];
                var before = Answer(Policy(all), Mill);
                var after = Answer(Policy([.. all, one]), Mill);
                var alone = Answer(Policy(one), Mill);
                var largest = (PolicyAnswer)Math.Max((int)before, (int)alone);
                return after == largest && Answer(Policy([one, .. all.Reverse()]), Mill) == after;
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_put_is_read_or_refused() => Prop.ForAll<byte[], string>((bytes, text) =>
        BucketPolicy.Read(bytes, Bucket).Refusal?.Error == S3Error.MalformedPolicy &&
        BucketPolicy.Read(Encoding.UTF8.GetBytes("{\"Statement\":{\"Effect\":\"" + text + "\"}}"), Bucket).Refusal?.Error ==
            S3Error.MalformedPolicy).QuickCheckThrowOnFailure();

    [Fact]
    public void Half_a_character_is_refused() => Refuses("""{"Statement":{"Effect":"\ud800"}}""", "not valid Unicode");

    private static string Statement(
        string effect = "Allow", string principal = "\"*\"", string action = "*", string resource = "*", string condition = "{}")
    {
        var arn = resource == "*" ? resource : $"arn:aws:s3:::{resource}";
        return $$"""{"Effect":"{{effect}}","Principal":{{principal}},"Action":"{{action}}","Resource":"{{arn}}","Condition":{{condition}}}""";
    }

    private static string Document(params string[] statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    private static BucketPolicy Policy(params string[] statements) =>
        BucketPolicy.Read(Encoding.UTF8.GetBytes(Document(statements)), Bucket).Value;

    private static PolicyAnswer Answer(BucketPolicy policy, VaultUser? caller, PolicyFacts? facts = null) =>
        policy.Evaluate(new(caller, "s3:GetObject", Bucket, ObjectKey.Of("dike/a").Value, facts ?? PolicyFacts.None));

    private static void Refuses(string json, string expected)
    {
        var refusal = BucketPolicy.Read(Encoding.UTF8.GetBytes(json), Bucket).Refusal;
        Assert.Equal(S3Error.MalformedPolicy, refusal?.Error);
        Assert.Contains(expected, refusal!.Message, StringComparison.Ordinal);
    }
}

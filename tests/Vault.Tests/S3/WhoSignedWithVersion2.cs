namespace Sluiswachter.Vault.Tests;

/// <summary>The examples that AWS publishes in "Signing and authenticating REST requests".</summary>
public sealed class WhoSignedWithVersion2
{
    private const string Host = "awsexamplebucket1.us-west-1.s3.amazonaws.com";
    private static readonly DateTimeOffset Day = new(2007, 3, 27, 19, 36, 42, TimeSpan.Zero);

    [Fact]
    public void A_get_as_AWS_publishes_it() => Holds(
        "GET", "/photos/puppy.jpg", "", "qgk2+6Sv9/oM7G3qLEjTH1a1l1g=", ("Date", "Tue, 27 Mar 2007 19:36:42 +0000"));

    [Fact]
    public void A_put_as_AWS_publishes_it() => Holds(
        "PUT", "/photos/puppy.jpg", "", "iqRzw+ileNPu1fhspnRs8nOjjIA=",
        ("Content-Type", "image/jpeg"), ("Content-Length", "94328"), ("Date", "Tue, 27 Mar 2007 21:15:45 +0000"));

    [Fact]
    public void A_listing_as_AWS_publishes_it() => Holds(
        "GET", "/", "prefix=photos&max-keys=50&marker=puppy", "m0WP8eCtspQl5Ahe6L1SozdX9YA=", ("Date", "Tue, 27 Mar 2007 19:42:41 +0000"));

    [Fact]
    public void A_subresource_as_AWS_publishes_it() => Holds(
        "GET", "/", "acl", "82ZHiFIjc+WbcwFKGUVEQspPn+0=", ("Date", "Tue, 27 Mar 2007 19:44:46 +0000"));

    [Theory]
    [InlineData("Bad Date", S3Error.AccessDenied)]
    [InlineData("", S3Error.AccessDenied)]
    [InlineData("Tue, 07 Jul 1950 21:53:04 GMT", S3Error.AccessDenied)]
    [InlineData("Tue, 07 Jul 2010 21:53:04 GMT", S3Error.RequestTimeTooSkewed)]
    [InlineData("Tue, 07 Jul 9999 21:53:04 GMT", S3Error.RequestTimeTooSkewed)]
    public void A_date_that_is_none_is_told_from_one_that_is_off(string date, S3Error error) =>
        Assert.Equal(error, Verify("GET", "/", "", "x", Day, ("x-amz-date", date), ("Date", "Tue, 27 Mar 2007 19:36:42 GMT")).Refusal?.Error);

    [Fact]
    public void A_presigned_url_holds_until_it_expires()
    {
        const string query = "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";
        var request = new S3HttpRequest("GET", "/photos/puppy.jpg", query, Host, new S3Headers());
        var last = DateTimeOffset.FromUnixTimeSeconds(1175139620);
        Assert.Equal(WhoSignedARequest.ExampleKey, Verify(request with { Path = "/photos/puppy.jpg" }, last, "johnsmith").Value.AccessKeyId);
        Assert.Equal(S3Error.AccessDenied, Verify(request, last.AddSeconds(1), "johnsmith").Refusal?.Error);
    }

    /// <summary>Else a URL to make a bucket would be one to open it.</summary>
    [Theory]
    [InlineData("accelerate")]
    [InlineData("acl")]
    [InlineData("attributes")]
    [InlineData("cors")]
    [InlineData("delete")]
    [InlineData("encryption")]
    [InlineData("legal-hold")]
    [InlineData("lifecycle")]
    [InlineData("location")]
    [InlineData("logging")]
    [InlineData("notification")]
    [InlineData("object-lock")]
    [InlineData("ownershipControls")]
    [InlineData("policy")]
    [InlineData("policyStatus")]
    [InlineData("publicAccessBlock")]
    [InlineData("replication")]
    [InlineData("requestPayment")]
    [InlineData("restore")]
    [InlineData("retention")]
    [InlineData("select")]
    [InlineData("tagging")]
    [InlineData("torrent")]
    [InlineData("uploadId=u")]
    [InlineData("uploads")]
    [InlineData("versioning")]
    [InlineData("versions")]
    [InlineData("website")]
    public void Who_has_a_presigned_url_cannot_make_it_ask_for_something_else(string parameter)
    {
        const string query = "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";
        var altered = new S3HttpRequest("GET", "/photos/puppy.jpg", $"{query}&{parameter}", Host, new S3Headers());
        Assert.Equal(
            S3Error.SignatureDoesNotMatch,
            Verify(altered, DateTimeOffset.FromUnixTimeSeconds(1175139620), "johnsmith").Refusal?.Error);
    }

    [Fact]
    public void A_bucket_may_be_signed_with_a_last_slash_as_another_client_signs_it() => Assert.True(S3Authentication.Verify(
        new S3HttpRequest("HEAD", "/dikebucket", "", "vault.test:9000", new S3Headers(
            ("Date", "Sun, 22 Nov 2026 13:33:31 GMT"), ("Authorization", "AWS AKIAIOSFODNN7EXAMPLE:+tNv9fbOqTWibVD1TQ+Rm/mBwpA="))),
        new DateTimeOffset(2026, 11, 22, 13, 33, 31, TimeSpan.Zero),
        _ => WhoSignedARequest.ExampleSecret).Holds);

    private static void Holds(string method, string path, string query, string signature, params (string, string)[] headers) =>
        Assert.Equal(
            WhoSignedARequest.ExampleKey,
            Verify(method, path, query, signature, S3Time.ReadHttp(headers[^1].Item2)!.Value, headers).Value.AccessKeyId);

    private static S3Result<S3Signed> Verify(
        string method, string path, string query, string signature, DateTimeOffset now, params (string, string)[] headers) =>
        Verify(
            new S3HttpRequest(method, path, query, Host, new S3Headers(
                headers.Append(("Authorization", $"AWS {WhoSignedARequest.ExampleKey}:{signature}")))),
            now,
            "awsexamplebucket1");

    private static S3Result<S3Signed> Verify(S3HttpRequest request, DateTimeOffset now, string bucket) =>
        S3Authentication.Verify(request, now, key => key == WhoSignedARequest.ExampleKey ? WhoSignedARequest.ExampleSecret : null, bucket);
}

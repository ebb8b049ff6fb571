using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Vault.Tests;

/// <summary>The examples that AWS publishes in "Authenticating Requests", and what must be refused.</summary>
public sealed class WhoSignedARequest
{
    internal const string ExampleKey = "AKIAIOSFODNN7EXAMPLE";
    internal const string ExampleSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    internal static readonly DateTimeOffset ExampleDay = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    private const string ExampleHost = "examplebucket.s3.amazonaws.com";
    private const string ExampleDate = "20130524T000000Z";
    private const string Scope = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";

    private static readonly S3Credential Credential = new(ExampleKey, ExampleSecret);
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_get_with_a_range_as_AWS_publishes_it() => Holds(Example(
        "GET", "/test.txt", "", "host;range;x-amz-content-sha256;x-amz-date",
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ("Range", "bytes=0-9"), ("x-amz-content-sha256", S3Signature.EmptyPayload)));

    [Fact]
    public void A_put_with_a_storage_class_as_AWS_publishes_it() => Holds(Example(
        "PUT", "/test%24file.text", "", "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ("x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072")));

    [Fact]
    public void A_parameter_without_value_as_AWS_publishes_it() => Holds(Example(
        "GET", "/", "lifecycle", "host;x-amz-content-sha256;x-amz-date",
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ("x-amz-content-sha256", S3Signature.EmptyPayload)));

    [Fact]
    public void A_listing_as_AWS_publishes_it() => Holds(Example(
        "GET", "/", "max-keys=2&prefix=J", "host;x-amz-content-sha256;x-amz-date",
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ("x-amz-content-sha256", S3Signature.EmptyPayload)));

    [Fact]
    public void A_presigned_url_as_AWS_publishes_it()
    {
        var request = new S3HttpRequest(
            "GET",
            "/test.txt",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
            "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host" +
            "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            ExampleHost,
            new S3Headers());
        Assert.Equal(ExampleKey, Verify(request, ExampleDay.AddHours(23)).Value.AccessKeyId);
        Assert.Equal(S3Error.AccessDenied, Verify(request, ExampleDay.AddHours(25)).Refusal?.Error);
        Assert.Equal(S3Error.AccessDenied, Verify(request, ExampleDay.AddHours(-1)).Refusal?.Error);
    }

    [Theory]
    [InlineData("/dikebucket/~%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%3F%23%5B%5D", "5d86363efaaae6e567366b27bbd6f7466672d37a1b10c8c95f49e0ede8b03cb4")]
    [InlineData("/dikebucket/%C3%BCn%C3%AF/c%C3%B6%20d%C3%A9", "9afe238d797d34ca801285b368c2c0b9e8dddf73c8d198ccbc4b34eda0f0ad6a")]
    public void Keys_with_any_sign_as_another_client_signs_them(string path, string signature) => Assert.True(Verify(
        new S3HttpRequest("GET", path, "response-content-type=a%20b%2Fc", "vault.test:9000", new S3Headers(
            ("Range", "bytes=0-1"), ("X-Amz-Date", "20261122T133331Z"), ("x-amz-content-sha256", S3Signature.EmptyPayload),
            ("Authorization", $"AWS4-HMAC-SHA256 Credential={ExampleKey}/20261122/nl-1/s3/aws4_request, " +
                $"SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature={signature}"))),
        new DateTimeOffset(2026, 11, 22, 13, 33, 31, TimeSpan.Zero)).Holds);

    [Fact]
    public void Without_a_signature_nobody_signed() =>
        Assert.Null(Verify(new S3HttpRequest("GET", "/a/b", "", "vault", new S3Headers()), Noon).Value.AccessKeyId);

    [Theory]
    [InlineData("", S3Error.AccessDenied)]
    [InlineData("Basic bWU6bWU=", S3Error.InvalidArgument)]
    [InlineData("AWS HAHAHA", S3Error.InvalidArgument)]
    [InlineData("AWS4-ECDSA-P256-SHA256 Credential=a", S3Error.InvalidArgument)]
    [InlineData("AWS4-HMAC-SHA256 ", S3Error.AuthorizationHeaderMalformed)]
    [InlineData("AWS4-HMAC-SHA256 Credential", S3Error.AuthorizationHeaderMalformed)]
    [InlineData("AWS4-HMAC-SHA256 Credential=me/20261122/x/s3/aws4_request,SignedHeaders=host", S3Error.AuthorizationHeaderMalformed)]
    [InlineData("AWS4-HMAC-SHA256 Credential=me/20261122/x/sqs/aws4_request,SignedHeaders=host,Signature=0", S3Error.AuthorizationHeaderMalformed)]
    [InlineData("AWS4-HMAC-SHA256 Credential=me/2026-11/x/s3/aws4_request,SignedHeaders=host,Signature=0", S3Error.AuthorizationHeaderMalformed)]
    [InlineData("AWS4-HMAC-SHA256 Credential=me/20261122/x/s3/aws4_request,SignedHeaders=Host,Signature=0", S3Error.AuthorizationHeaderMalformed)]
    [InlineData("AWS4-HMAC-SHA256 Credential=me/20261121/x/s3/aws4_request,SignedHeaders=host;x-amz-date,Signature=0", S3Error.SignatureDoesNotMatch)]
    [InlineData("AWS4-HMAC-SHA256 Credential=me/20261122/x/s3/aws4_request,SignedHeaders=host,Signature=0", S3Error.AccessDenied)]
    [InlineData("AWS4-HMAC-SHA256 Credential=me/20261122/x/s3/aws4_request,SignedHeaders=x-amz-date;x-amz-content-sha256,Signature=0", S3Error.AccessDenied)]
    [InlineData("AWS4-HMAC-SHA256 Credential=me/20261122/x/s3/aws4_request,SignedHeaders=host;x-amz-date;x-amz-content-sha256,Signature=0", S3Error.InvalidAccessKeyId)]
    public void What_cannot_be_a_signature_is_refused_by_name(string authorization, S3Error error) => Assert.Equal(
        error,
        Verify(new S3HttpRequest("GET", "/a", "", "vault", new S3Headers(
            ("Authorization", authorization), ("x-amz-date", "20261122T120000Z"), ("x-amz-content-sha256", S3Signature.UnsignedPayload))), Noon).Refusal?.Error);

    [Theory]
    [InlineData(-16, S3Error.RequestTimeTooSkewed)]
    [InlineData(-14, null)]
    [InlineData(14, null)]
    [InlineData(16, S3Error.RequestTimeTooSkewed)]
    public void The_clock_of_the_client_may_be_a_quarter_of_an_hour_off(int minutes, S3Error? error) =>
        Assert.Equal(error, Verify(S3Signature.Sign(Plain, Credential, Noon.AddMinutes(minutes)), Noon).Refusal?.Error);

    [Theory]
    [InlineData(0, S3Error.AccessDenied)]
    [InlineData(-7, S3Error.AccessDenied)]
    [InlineData(1, null)]
    [InlineData(604800, null)]
    [InlineData(604801, S3Error.AccessDenied)]
    public void A_presigned_url_holds_from_a_second_to_a_week(int seconds, S3Error? error) =>
        Assert.Equal(error, Verify(S3Signature.Presign(Plain, Credential, Noon, TimeSpan.FromSeconds(seconds)), Noon).Refusal?.Error);

    [Fact]
    public void A_presigned_url_carries_arguments_and_no_other_url_does()
    {
        var asked = Plain with { Query = "x-amz-acl=private" };
        Assert.Equal("private", S3Signature.Presign(asked, Credential, Noon, TimeSpan.FromMinutes(1)).Argument("x-amz-acl"));
        Assert.Null(asked.Argument("x-amz-acl"));
    }

    [Fact]
    public void Signed_twice_is_refused()
    {
        var presigned = S3Signature.Presign(Plain, Credential, Noon, TimeSpan.FromMinutes(1));
        Assert.Equal(S3Error.InvalidArgument, Verify(S3Signature.Sign(presigned, Credential, Noon), Noon).Refusal?.Error);
    }

    /// <summary>What a bucket takes is decided by who signs, not by who carries the request or was given the URL.</summary>
    [Theory]
    [InlineData("x-sluis-marking")]
    [InlineData("X-Sluis-Places")]
    [InlineData("x-amz-acl")]
    public void A_header_that_decides_must_be_signed(string header)
    {
        var given = Plain with { Headers = Plain.Headers.With(header, "value") };
        Assert.True(Verify(S3Signature.Sign(given, Credential, Noon), Noon).Holds);
        Assert.True(Verify(S3Signature.Presign(given, Credential, Noon, TimeSpan.FromMinutes(1)), Noon).Holds);

        var dated = Plain with { Headers = Plain.Headers.With("Date", S3Time.Http(Noon)) };
        S3HttpRequest[] signed =
        [
            S3Signature.Sign(Plain, Credential, Noon),
            S3Signature.Presign(Plain, Credential, Noon, TimeSpan.FromMinutes(1)),
            S3SignatureV2.Sign(dated, Credential),
        ];
        Assert.All(signed, request => Assert.False(Verify(request with { Headers = request.Headers.With(header, "value") }, Noon).Holds));
    }

    [Theory]
    [InlineData("UNSIGNED-PAYLOAD", S3BodyTie.Unsigned)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", S3BodyTie.SignedChunks)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", S3BodyTie.SignedChunksWithTrailer)]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", S3BodyTie.UnsignedChunksWithTrailer)]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", S3BodyTie.Hash)]
    public void The_signature_says_how_the_body_is_checked(string payload, S3BodyTie tie)
    {
        var signed = Verify(S3Signature.Sign(Plain, Credential, Noon, payload), Noon).Value;
        Assert.Equal((tie, tie == S3BodyTie.Hash), (signed.Body, signed.Sha256 is not null));
        Assert.Equal(tie is S3BodyTie.SignedChunks or S3BodyTie.SignedChunksWithTrailer, signed.Chain is not null);
    }

    [Fact]
    public void A_hash_that_is_none_is_refused() =>
        Assert.Equal(S3Error.InvalidArgument, Verify(S3Signature.Sign(Plain, Credential, Noon, "abc"), Noon).Refusal?.Error);

    [Fact]
    public void What_is_signed_is_accepted() => Check.QuickThrowOnFailure(Prop.ForAll(Requests, request =>
        Verify(S3Signature.Sign(request, Credential, Noon), Noon).Holds &&
        Verify(S3Signature.Presign(request, Credential, Noon, TimeSpan.FromMinutes(5)), Noon).Holds &&
        Verify(S3SignatureV2.Sign(request with { Headers = request.Headers.With("Date", S3Time.Http(Noon)) }, Credential), Noon).Holds));

    [Fact]
    public void Any_changed_character_is_not_accepted() => Check.QuickThrowOnFailure(Prop.ForAll(
        Requests, ArbMap.Default.ArbFor<NonNegativeInt>(), (request, place) =>
        {
            var signed = S3Signature.Sign(request, Credential, Noon);
            var presigned = S3Signature.Presign(request, Credential, Noon, TimeSpan.FromMinutes(5));
            return Changed(signed, place.Get).All(other => !Verify(other, Noon).Holds) &&
                Changed(presigned, place.Get).All(other => Verify(other, Noon) is not { Holds: true, Value.AccessKeyId: not null });
        }));

    private static S3HttpRequest Plain => new("PUT", "/dike/sluice.txt", "", "vault:9000", new S3Headers(("Content-Type", "text/plain")));

    private static Arbitrary<S3HttpRequest> Requests => (
        from method in Gen.Elements("GET", "PUT", "POST", "DELETE", "HEAD")
        from path in Text
        from name in Text
        from value in Text
        from header in Gen.Elements("plain", "two  words", " padded ", "a,b", "é€")
        select new S3HttpRequest(
            method,
            "/dike/" + PercentEncoding.Encode(path, keepSlash: true),
            $"prefix={PercentEncoding.Encode(value)}&{PercentEncoding.Encode("q" + name)}=1&uploads",
            "vault:9000",
            new S3Headers(("x-amz-meta-note", header), ("Content-Type", "text/plain")))).ToArbitrary();

    private static Gen<string> Text => Gen.Elements("a", "Z", "0", "/", " ", "+", "%", "é", "€", "~", "\n", "&", "=", ".", "..").ListOf().Select(string.Concat);

    private static IEnumerable<S3HttpRequest> Changed(S3HttpRequest request, int place)
    {
        yield return request with { Method = Other(request.Method, place) };
        yield return request with { Host = Other(request.Host, place) };
        yield return request with { Path = request.Path + "x" };
        yield return request with { Query = Other(request.Query, place) };
        foreach (var (name, value) in request.Headers.All.Where(header => header.Name is "x-amz-date" or "x-amz-meta-note" or "x-amz-content-sha256"))
        {
            yield return request with { Headers = request.Headers.With(name, Other(value, place)) };
        }

        if (request.Headers["Authorization"] is { } authorization)
        {
            yield return request with { Headers = request.Headers.With("Authorization", Other(authorization, place)) };
        }
    }

    private static string Other(string text, int place)
    {
        var letters = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiLetterOrDigit(text[i])).ToList();
        if (letters.Count == 0)
        {
            return text + "x";
        }

        var at = letters[place % letters.Count];
        return string.Concat(text.AsSpan(0, at), text[at] == 'g' ? "h" : "g", text.AsSpan(at + 1));
    }

    private static S3HttpRequest Example(string method, string path, string query, string names, string signature, params (string, string)[] headers) =>
        new(method, path, query, ExampleHost, new S3Headers(headers
            .Append(("x-amz-date", ExampleDate))
            .Append(("Authorization", $"AWS4-HMAC-SHA256 Credential={Scope},SignedHeaders={names},Signature={signature}"))));

    private static void Holds(S3HttpRequest request) => Assert.Equal(ExampleKey, Verify(request, ExampleDay).Value.AccessKeyId);

    private static S3Result<S3Signed> Verify(S3HttpRequest request, DateTimeOffset now) =>
        S3Authentication.Verify(request, now, key => key == ExampleKey ? ExampleSecret : null);
}

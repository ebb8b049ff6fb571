using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Vault.Tests;

public sealed class HowAFormUploads
{
    private const string Boundary = "----dike";
    private const string Secret = WhoSignedARequest.ExampleSecret;
    private const string Policy =
        """
        {"expiration": "2026-11-22T13:00:00Z", "conditions": [{"bucket": "dike"}, ["starts-with", "$key", "foo"], {"acl": "private"},
        ["eq", "$Content-Type", "text/plain"], ["content-length-range", 2, 5]]}
        """;

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Fields_come_first_and_the_file_as_a_stream()
    {
        var form = (await Read(Form([("Key", "foo/${filename}"), ("acl", "private")], "se\r\na", "C:\\docs\\dike.txt"))).Value;
        Assert.Equal(("foo/dike.txt", "private", "dike.txt"), (form.Key, form["ACL"], form.FileName));
        Assert.Equal("se\r\na", await TextOf(form.File));
    }

    [Theory]
    [InlineData("multipart/form-data", S3Error.PreconditionFailed)]
    [InlineData("text/plain; boundary=x", S3Error.PreconditionFailed)]
    [InlineData("multipart/form-data; boundary=other", S3Error.MalformedPOSTRequest)]
    public async Task What_is_no_form_is_refused(string contentType, S3Error error) =>
        Assert.Equal(error, (await PostForm.ReadAsync(new MemoryStream(Form([("key", "a")], "b")), contentType)).Refusal?.Error);

    [Fact]
    public async Task A_form_needs_a_key_and_a_file_and_fields_that_can_be_held()
    {
        Assert.Equal(S3Error.UserKeyMustBeSpecified, (await Read(Form([("acl", "private")], "b"))).Refusal?.Error);
        Assert.Equal(S3Error.InvalidArgument, (await Read(Form([("key", "a")], null))).Refusal?.Error);
        Assert.Equal(S3Error.InvalidArgument, (await Read(Form([("key", "a"), ("KEY", "b")], "c"))).Refusal?.Error);
        Assert.Equal(S3Error.MalformedPOSTRequest, (await Read(Form([("key", "a")], "b")[..60])).Refusal?.Error);
        Assert.Equal(S3Error.MaxPostPreDataLengthExceededError, (await Read(Form([("key", new string('a', 70_000))], "b"))).Refusal?.Error);
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_refused()
    {
        var form = (await Read(Form([("key", "a")], "water")[..^9])).Value;
        Assert.Equal(S3Error.IncompleteBody, (await Assert.ThrowsAsync<S3RefusalException>(() => TextOf(form.File))).Refusal.Error);
    }

    [Fact]
    public void Any_file_arrives_whole_however_it_comes() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("\r\n------dik", "\r", "\n", "-", "\r\n--", "sea", "é").ListOf().Select(string.Concat).ToArbitrary(),
        ArbMap.Default.ArbFor<PositiveInt>(),
        (text, piece) =>
        {
            var body = new InPieces(Form([("key", "a")], text), 1 + (piece.Get % 40));
            var form = PostForm.ReadAsync(body, $"multipart/form-data; boundary={Boundary}").GetAwaiter().GetResult().Value;
            return TextOf(form.File).GetAwaiter().GetResult() == text;
        }));

    [Fact]
    public void Any_bytes_are_a_form_or_a_refusal() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        Gen.Elements($"--{Boundary}", "\r\n", "--", "Content-Disposition: form-data; name=\"", "key\"", "file\"", "; filename=\"", "x").ListOf().ToArbitrary(),
        (bytes, pieces) =>
        {
            foreach (var body in new[] { bytes, Encoding.UTF8.GetBytes(string.Concat(pieces)) })
            {
                Read(body).GetAwaiter().GetResult();
            }

            PostPolicy.Of(Convert.ToBase64String(bytes));
            PostPolicy.Of(Encoding.Latin1.GetString(bytes));
        }));

    [Fact]
    public async Task A_form_without_a_policy_is_anonymous() => Assert.Null((await Verify(Form([("key", "foo")], "sea"))).Value.AccessKeyId);

    [Theory]
    [InlineData("", null)]
    [InlineData("key=bar", S3Error.AccessDenied)]
    [InlineData("kEy=foo x-ignore-me=1", null)]
    [InlineData("Content-Type=", S3Error.AccessDenied)]
    [InlineData("Content-Type=text/html", S3Error.AccessDenied)]
    [InlineData("x-amz-meta-a=1", S3Error.AccessDenied)]
    [InlineData("bucket=polder", null, "polder")]
    [InlineData("bucket=polder", S3Error.AccessDenied)]
    [InlineData("signature=", S3Error.InvalidArgument)]
    [InlineData("signature=AAAA", S3Error.SignatureDoesNotMatch)]
    [InlineData("AWSAccessKeyId=other", S3Error.InvalidAccessKeyId)]
    public async Task A_form_keeps_the_policy_that_its_maker_signed(string changed, S3Error? error, string bucket = "dike")
    {
        if (changed == "bucket=polder")
        {
            // The bucket is the one that the form was sent to, whatever a field says.
            var answer = await Verify(Signed(Policy.Replace("dike", bucket, StringComparison.Ordinal), []), bucket: error is null ? bucket : "polder");
            Assert.Equal(error, answer.Refusal?.Error);
            return;
        }

        Assert.Equal(error, (await Verify(Signed(Policy, changed.Split(' ', StringSplitOptions.RemoveEmptyEntries)))).Refusal?.Error);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"expiration": "2026-11-22T13:00:00Z"}""")]
    [InlineData("""{"EXPIRATION": "2026-11-22T13:00:00Z", "conditions": []}""")]
    [InlineData("""{"expiration": "2026-11-22T13:00:00Z", "CONDITIONS": []}""")]
    [InlineData("""{"expiration": "2026-11-22 13:00:00+00:00", "conditions": []}""")]
    [InlineData("""{"expiration": "2026-11-22T13:00:00Z", "conditions": [{}]}""")]
    [InlineData("""{"expiration": "2026-11-22T13:00:00Z", "conditions": [["content-length-range", 0]]}""")]
    [InlineData("""{"expiration": "2026-11-22T13:00:00Z", "conditions": [["content-length-range", -1, 0]]}""")]
    [InlineData("""{"expiration": "2026-11-22T13:00:00Z", "conditions": [["ends-with", "$key", "a"]]}""")]
    [InlineData("""{"expiration": "\ud800", "conditions": []}""")]
    [InlineData("""{"expiration": "2026-11-22T13:00:00Z", "conditions": [{"key": "\ud800"}]}""")]
    [InlineData("""{"expiration": "2026-11-22T13:00:00Z", "conditions": [["eq", "$key", "\ud800"]]}""")]
    public async Task A_policy_that_cannot_be_read_is_refused(string policy) =>
        Assert.Equal(S3Error.InvalidPolicyDocument, (await Verify(Signed(policy, []))).Refusal?.Error);

    [Fact]
    public async Task A_policy_expires() =>
        Assert.Equal(S3Error.AccessDenied, (await Verify(Signed(Policy, []), now: Noon.AddHours(2))).Refusal?.Error);

    [Theory]
    [InlineData("s", S3Error.EntityTooSmall)]
    [InlineData("se", null)]
    [InlineData("water", null)]
    [InlineData("waters", S3Error.EntityTooLarge)]
    public async Task A_policy_says_how_long_the_file_may_be(string file, S3Error? error)
    {
        var form = (await Read(Signed(Policy, [], file))).Value;
        Assert.True(PostSignature.Verify(form, "dike", Noon, _ => Secret).Holds);
        Assert.Equal(error, (await Record.ExceptionAsync(() => TextOf(form.File)) as S3RefusalException)?.Refusal.Error);
    }

    [Fact]
    public async Task A_dollar_sign_may_be_escaped() =>
        Assert.True((await Verify(Signed(Policy.Replace("\"foo\"", "\"\\\\$foo\"", StringComparison.Ordinal), ["key=\\$foo.txt"]))).Holds);

    [Fact]
    public async Task A_form_may_be_signed_with_version_4()
    {
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            """{"expiration": "2026-11-22T13:00:00Z", "conditions": [{"bucket": "dike"}, {"key": "a"}, {"x-amz-algorithm": "AWS4-HMAC-SHA256"}, ["starts-with", "$x-amz-credential", ""], ["starts-with", "$x-amz-date", ""]]}"""));
        (string, string)[] Fields(string signature) =>
        [
            ("key", "a"), ("policy", policy), ("x-amz-algorithm", "AWS4-HMAC-SHA256"), ("x-amz-date", "20261122T115900Z"),
            ("x-amz-credential", $"{WhoSignedARequest.ExampleKey}/20261122/nl-1/s3/aws4_request"), ("x-amz-signature", signature),
        ];
        var signature = S3SigningKey.Of(Secret, "20261122", "nl-1").Sign(policy);
        Assert.Equal(WhoSignedARequest.ExampleKey, (await Verify(Form(Fields(signature), "b"))).Value.AccessKeyId);
        Assert.Equal(S3Error.SignatureDoesNotMatch, (await Verify(Form(Fields(new string('0', 64)), "b"))).Refusal?.Error);
    }

    private static byte[] Signed(string policy, string[] changed, string file = "sea")
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(policy));
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["key"] = "foo.txt",
            ["acl"] = "private",
            ["Content-Type"] = "text/plain",
            ["AWSAccessKeyId"] = WhoSignedARequest.ExampleKey,
            ["policy"] = text,
            ["signature"] = S3SignatureV2.SignatureOf(Secret, text),
        };
        foreach (var change in changed)
        {
            var (name, value) = (change[..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            fields[name] = value;
            if (value.Length == 0)
            {
                fields.Remove(name);
            }
        }

        return Form(fields.Select(field => (field.Key, field.Value)), file);
    }

    private static byte[] Form(IEnumerable<(string Name, string Value)> fields, string? file, string fileName = "a.txt")
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            text.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\n\r\n{value}\r\n");
        }

        if (file is not null)
        {
            text.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{fileName}\"\r\nContent-Type: text/plain\r\n\r\n{file}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append($"--{Boundary}--\r\n").ToString());
    }

    private static Task<S3Result<PostForm>> Read(byte[] form) =>
        PostForm.ReadAsync(new MemoryStream(form), $"multipart/form-data; boundary={Boundary}");

    private static async Task<S3Result<S3Signed>> Verify(byte[] form, string bucket = "dike", DateTimeOffset? now = null) =>
        PostSignature.Verify((await Read(form)).Value, bucket, now ?? Noon, key => key == WhoSignedARequest.ExampleKey ? Secret : null);

    private static async Task<string> TextOf(Stream file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}

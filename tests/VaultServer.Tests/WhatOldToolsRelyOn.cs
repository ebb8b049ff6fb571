using System.Text;
using System.Xml.Linq;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Corners of S3 on which some tool relies, and that Ceph's s3-tests ask for.</summary>
public sealed class WhatOldToolsRelyOn : IAsyncLifetime
{
    private readonly AFolder folder = new();
    private ServedFolder server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await folder.ServeAsync();
        await server.Customer.DoAsync("PUT", "/haven");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("s3:x-amz-server-side-encryption", "x-amz-server-side-encryption")]
    [InlineData("s3:x-amz-server-side-encryption-customer-algorithm", "x-amz-server-side-encryption-customer-algorithm")]
    public async Task Who_may_not_put_is_told_that_and_not_what_else_is_wrong(string condition, string header)
    {
        await server.Customer.DoAsync("PUT", "/haven?policy=", Encoding.UTF8.GetBytes("""
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "s3:PutObject",
             "Resource": "arn:aws:s3:::haven/*", "Condition": {"StringNotEquals": {"CONDITION": "AES256"}}}]}
            """.Replace("CONDITION", condition, StringComparison.Ordinal)));
        var said = await server.Customer.AskAsync("PUT", "/haven/a", [1], (header, "AES192"));
        Assert.Equal((403, true), (said.Status, said.Text.Contains("<Code>AccessDenied</Code>", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_said_not_to_be_a_delete_marker() =>
        Assert.Equal("false", (await server.Customer.AskAsync("HEAD", "/haven/niets")).Header("x-amz-delete-marker"));

    [Fact]
    public async Task A_part_that_is_named_twice_counts_as_it_was_named_last()
    {
        var id = (await server.Customer.DoAsync("POST", "/haven/a?uploads=")).Between("<UploadId>", "</UploadId>");
        var first = await server.Customer.DoAsync("PUT", $"/haven/a?partNumber=1&uploadId={id}", [1]);
        var second = await server.Customer.DoAsync("PUT", $"/haven/a?partNumber=1&uploadId={id}", [2]);
        await server.Customer.DoAsync("POST", $"/haven/a?uploadId={id}", Encoding.UTF8.GetBytes(
            $"<CompleteMultipartUpload>{Part(first)}{Part(second)}</CompleteMultipartUpload>"));
        Assert.Equal([2], (await server.Customer.DoAsync("GET", "/haven/a")).Body);

        static string Part(S3Said part) => $"<Part><PartNumber>1</PartNumber><ETag>{part.Header("ETag")}</ETag></Part>";
    }

    [Fact]
    public async Task Parts_are_joined_without_the_key_of_the_customer_but_not_with_another()
    {
        var (key, other) = (KeyHeaders(1), KeyHeaders(2));
        var id = (await server.Customer.DoAsync("POST", "/haven/a?uploads=", null, key)).Between("<UploadId>", "</UploadId>");
        var part = await server.Customer.DoAsync("PUT", $"/haven/a?partNumber=1&uploadId={id}", [1], key);
        var document = Encoding.UTF8.GetBytes(
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Header("ETag")}</ETag></Part></CompleteMultipartUpload>");
        Assert.Equal(400, (await server.Customer.AskAsync("POST", $"/haven/a?uploadId={id}", document, other)).Status);
        await server.Customer.DoAsync("POST", $"/haven/a?uploadId={id}", document);
        Assert.Equal([1], (await server.Customer.DoAsync("GET", "/haven/a", null, key)).Body);
    }

    [Fact]
    public async Task Buckets_are_listed_in_pages()
    {
        await server.Customer.DoAsync("PUT", "/kade");
        var first = await server.Customer.DoAsync("GET", "/?max-buckets=1");
        Assert.Equal(["haven"], Names(first));
        var second = await server.Customer.DoAsync("GET", $"/?continuation-token={first.Between("<ContinuationToken>", "</ContinuationToken>")}&max-buckets=1");
        Assert.Equal(["kade"], Names(second));
        Assert.DoesNotContain("ContinuationToken", second.Text, StringComparison.Ordinal);

        static IEnumerable<string> Names(S3Said said) =>
            XDocument.Parse(said.Text).Descendants().Where(e => e.Name.LocalName == "Name").Select(e => e.Value);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-7")]
    [InlineData("604801")]
    public async Task A_presigned_link_that_is_valid_for_no_time_or_too_long_is_refused(string seconds)
    {
        await server.Customer.DoAsync("PUT", "/haven/a", [1]);
        var address = new Uri(server.Host.Addresses.Single());
        var link = S3Signature.Presign(
            new S3HttpRequest("GET", "/haven/a", "", address.Authority, new S3Headers()), folder.Credential,
            TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(int.Parse(seconds)));
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(address, $"{link.Path}?{link.Query}"), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"bUcKeT": "haven"}, ["StArTs-WiTh", "$KeY", "foo"], ["Content-Length-Range", 0, 9]""", true)]
    [InlineData("""{"bucket": "haven"}, ["starts-with", "$key", "foo"], ["starts-with", "$x-amz-server-side-encryption", ""]""", true)]
    [InlineData("""{"bucket": "haven"}, ["starts-with", "$key", "foo"], ["starts-with", "$acl", "p"]""", false)]
    [InlineData("""{"bucket": "haven"}, ["EQ", "$key", "FOO.txt"]""", false)]
    public void A_form_may_be_written_in_any_case_and_leave_out_what_may_be_anything(string conditions, bool holds)
    {
        var text = $$"""{"expiration": "2099-01-01T00:00:00Z", "conditions": [{{conditions}}]}""";
        var policy = PostPolicy.Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["key"] = "foo.txt" };
        Assert.Equal(holds, policy.Then<PostPolicy>(p => p).Is(out var read, out _) && read.Forbids(fields, "haven", "foo.txt", TimeProvider.System.GetUtcNow()) is null);
    }

    private static (string, string)[] KeyHeaders(byte fill)
    {
        var key = Enumerable.Repeat(fill, 32).ToArray();
        const string Prefix = "x-amz-server-side-encryption-customer-";
        return
        [
            (Prefix + "algorithm", "AES256"), (Prefix + "key", Convert.ToBase64String(key)),
            (Prefix + "key-MD5", Convert.ToBase64String(Convert.FromHexString(S3Customer.TagOf(key).Trim('"')))),
        ];
    }
}

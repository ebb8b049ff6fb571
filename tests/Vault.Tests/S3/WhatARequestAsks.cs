using FsCheck;
using FsCheck.Fluent;

namespace Sluiswachter.Vault.Tests;

public sealed class WhatARequestAsks
{
    private static readonly S3Hosting Hosting = new("vault.example.nl");

    [Theory]
    [InlineData("GET /", S3Operation.ListBuckets, "", "")]
    [InlineData("PUT /dike", S3Operation.CreateBucket, "dike", "")]
    [InlineData("HEAD /dike/", S3Operation.HeadBucket, "dike", "")]
    [InlineData("GET /dike?prefix=a", S3Operation.ListObjects, "dike", "")]
    [InlineData("GET /dike?list-type=2", S3Operation.ListObjectsV2, "dike", "")]
    [InlineData("GET /dike?versions", S3Operation.ListObjectVersions, "dike", "")]
    [InlineData("GET /dike?uploads=", S3Operation.ListMultipartUploads, "dike", "")]
    [InlineData("POST /dike?delete", S3Operation.DeleteObjects, "dike", "")]
    [InlineData("POST /dike", S3Operation.PostObject, "dike", "")]
    [InlineData("GET /dike?policyStatus", S3Operation.GetBucketPolicyStatus, "dike", "")]
    [InlineData("DELETE /dike?ownershipControls", S3Operation.DeleteBucketOwnershipControls, "dike", "")]
    [InlineData("PUT /dike?website", S3Operation.PutBucketWebsite, "dike", "")]
    [InlineData("GET /dike/a/b", S3Operation.GetObject, "dike", "a/b")]
    [InlineData("PUT /dike/a", S3Operation.PutObject, "dike", "a")]
    [InlineData("PUT /dike/a?acl&versionId=3", S3Operation.PutObjectAcl, "dike", "a")]
    [InlineData("POST /dike/a?uploads", S3Operation.CreateMultipartUpload, "dike", "a")]
    [InlineData("PUT /dike/a?partNumber=1&uploadId=u", S3Operation.UploadPart, "dike", "a")]
    [InlineData("POST /dike/a?uploadId=u", S3Operation.CompleteMultipartUpload, "dike", "a")]
    [InlineData("DELETE /dike/a?uploadId=u", S3Operation.AbortMultipartUpload, "dike", "a")]
    [InlineData("GET /dike/a?uploadId=u", S3Operation.ListParts, "dike", "a")]
    [InlineData("GET /dike/a?attributes", S3Operation.GetObjectAttributes, "dike", "a")]
    [InlineData("GET /dike/a?legal-hold", S3Operation.GetObjectLegalHold, "dike", "a")]
    [InlineData("OPTIONS /dike/a", S3Operation.Preflight, "dike", "a")]
    public void Method_path_and_parameter_name_an_operation(string request, S3Operation operation, string bucket, string key) =>
        Assert.Equal(new S3Route(operation, bucket, key), Route(request).Value);

    [Theory]
    [InlineData("/dike//a", "/a")]
    [InlineData("/dike/a/../../b", "a/../../b")]
    [InlineData("/dike/.", ".")]
    [InlineData("/dike/a%2Fb", "a/b")]
    [InlineData("/dike/a%20b+c", "a b+c")]
    [InlineData("/dike/%C3%A9", "é")]
    [InlineData("/dike/a%25", "a%")]
    [InlineData("/dike/a%0A", "a\n")]
    public void A_key_is_text_and_never_a_path(string path, string key) => Assert.Equal(key, Route("GET " + path).Value.Key);

    [Theory]
    [InlineData("GET /dike/%", S3Error.InvalidURI)]
    [InlineData("GET /dike/%4", S3Error.InvalidURI)]
    [InlineData("GET /dike/%zz", S3Error.InvalidURI)]
    [InlineData("GET /dike/%FF", S3Error.InvalidURI)]
    [InlineData("GET /dike/%C3", S3Error.InvalidURI)]
    [InlineData("GET /dike/%ED%A0%80", S3Error.InvalidURI)]
    [InlineData("GET /dike/a%00", S3Error.InvalidURI)]
    [InlineData("GET //a", S3Error.InvalidURI)]
    [InlineData("GET /dike?prefix=%F", S3Error.InvalidURI)]
    [InlineData("GET dike", S3Error.InvalidURI)]
    [InlineData("BREW /dike", S3Error.MethodNotAllowed)]
    [InlineData("PUT /", S3Error.MethodNotAllowed)]
    [InlineData("POST /dike/a", S3Error.MethodNotAllowed)]
    [InlineData("PUT /dike?location", S3Error.MethodNotAllowed)]
    public void What_cannot_be_read_or_done_is_refused(string request, S3Error error) => Assert.Equal(error, Route(request).Refusal?.Error);

    [Theory]
    [InlineData("/dike", "abac")]
    [InlineData("/dike", "analytics&id=x")]
    [InlineData("/dike", "intelligent-tiering&id=x")]
    [InlineData("/dike", "inventory&id=x")]
    [InlineData("/dike", "metadataConfiguration")]
    [InlineData("/dike", "metadataInventoryTable")]
    [InlineData("/dike", "metadataJournalTable")]
    [InlineData("/dike", "metadataTable")]
    [InlineData("/dike", "metrics&id=x")]
    [InlineData("/dike", "session")]
    [InlineData("/dike/a", "renameObject")]
    public void What_is_not_offered_is_not_taken_for_something_else(string path, string query) => Assert.All(
        new[] { "GET", "HEAD", "PUT", "POST", "DELETE" },
        method => Assert.Equal(S3Error.NotImplemented, Route($"{method} {path}?{query}").Refusal?.Error));

    [Fact]
    public void A_key_has_1024_bytes_at_most()
    {
        Assert.True(Route("GET /dike/" + new string('a', 1024)).Holds);
        Assert.Equal(S3Error.KeyTooLongError, Route("GET /dike/" + string.Concat(Enumerable.Repeat("%C3%A9", 513))).Refusal?.Error);
    }

    [Theory]
    [InlineData("vault.example.nl", "/dike/a", "dike", "a")]
    [InlineData("dike.vault.example.nl", "/a/b", "dike", "a/b")]
    [InlineData("Dike.Vault.example.NL:9000", "/", "dike", "")]
    [InlineData("big.dike.vault.example.nl", "/a", "big.dike", "a")]
    [InlineData("otherexample.nl", "/dike/a", "dike", "a")]
    [InlineData("[::1]:9000", "/dike/a", "dike", "a")]
    [InlineData("", "/dike/a", "dike", "a")]
    public void The_host_may_name_the_bucket(string host, string path, string bucket, string key)
    {
        var route = S3Route.Of(new S3HttpRequest("GET", path, "", host, new S3Headers()), Hosting).Value;
        Assert.Equal((bucket, key), (route.Bucket, route.Key));
    }

    [Theory]
    [InlineData("PUT /dike/a", S3Operation.CopyObject)]
    [InlineData("PUT /dike/a?partNumber=1&uploadId=u", S3Operation.UploadPartCopy)]
    public void A_source_turns_a_put_into_a_copy(string request, S3Operation operation) =>
        Assert.Equal(operation, Route(request, ("x-amz-copy-source", "/dike/b")).Value.Operation);

    [Fact]
    public void Every_operation_can_be_asked()
    {
        string[] selectors =
        [
            "", "accelerate", "acl", "attributes", "cors", "delete", "encryption", "legal-hold", "lifecycle", "list-type=2", "location", "logging",
            "notification", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "replication", "requestPayment",
            "restore", "retention", "select", "tagging", "torrent", "uploads", "uploadId=u", "versioning", "versions", "website",
        ];
        var asked =
            from method in new[] { "GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS" }
            from path in new[] { "/", "/dike", "/dike/a" }
            from selector in selectors
            from copy in new[] { new S3Headers(), new S3Headers(("x-amz-copy-source", "b")) }
            let route = S3Route.Of(new S3HttpRequest(method, path, selector, "", copy), Hosting)
            where route.Holds
            select route.Value.Operation;
        Assert.Equal(Enum.GetValues<S3Operation>(), asked.Distinct().Order());
    }

    [Fact]
    public void Any_key_survives_its_encoding() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyString>(), text =>
        {
            var key = string.Concat(text.Get.Where(sign => sign != 0 && !char.IsSurrogate(sign)));
            return key.Length == 0 || Route("GET /dike/" + PercentEncoding.Encode(key)).Value.Key == key;
        }));

    [Fact]
    public void Any_text_is_a_route_or_a_refusal() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (path, query) =>
        {
            S3Route.Of(new S3HttpRequest("GET", path ?? "", query ?? "", "vault.example.nl", new S3Headers()), Hosting);
        }));

    private static S3Result<S3Route> Route(string request, params (string, string)[] headers)
    {
        var space = request.IndexOf(' ', StringComparison.Ordinal);
        var parts = request[(space + 1)..].Split('?');
        return S3Route.Of(
            new S3HttpRequest(request[..space], parts[0], parts.Length > 1 ? parts[1] : "", "localhost:9000", new S3Headers(headers)), Hosting);
    }
}

using System.Text;
using System.Xml.Linq;

namespace Sluiswachter.Vault.Tests;

public sealed class WhatAnErrorSays
{
    public static TheoryData<S3Error> All => [.. Enum.GetValues<S3Error>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_code_has_a_status_and_a_sentence(S3Error error)
    {
        Assert.InRange(error.Status(), 304, 503);
        Assert.EndsWith(".", error.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(S3Error.AccessDenied, "AccessDenied", 403)]
    [InlineData(S3Error.InvalidRange, "InvalidRange", 416)]
    [InlineData(S3Error.MissingContentLength, "MissingContentLength", 411)]
    [InlineData(S3Error.NotImplemented, "NotImplemented", 501)]
    [InlineData(S3Error.PreconditionFailed, "PreconditionFailed", 412)]
    [InlineData(S3Error.SlowDown, "SlowDown", 503)]
    [InlineData(S3Error.XAmzContentSHA256Mismatch, "XAmzContentSHA256Mismatch", 400)]
    public void The_name_is_the_code_on_the_wire(S3Error error, string code, int status) =>
        Assert.Equal((code, status), (error.Code(), error.Status()));

    [Fact]
    public void The_document_names_what_was_asked_and_escapes_it()
    {
        var document = new ErrorDocument(new S3Refusal(S3Error.NoSuchKey, "a<b"), "/dike/a&b", "r1").Write();
        Assert.Equal(
            "<Error><Code>NoSuchKey</Code><Message>a&lt;b</Message>" +
            "<Resource>/dike/a&amp;b</Resource><RequestId>r1</RequestId></Error>",
            XDocument.Parse(Encoding.UTF8.GetString(document)).ToString(SaveOptions.DisableFormatting));
    }
}

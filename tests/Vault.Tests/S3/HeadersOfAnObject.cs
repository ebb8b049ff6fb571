using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Sluiswachter.Vault.Tests;

/// <summary>What a request writes on an object comes back as it was meant.</summary>
public sealed class HeadersOfAnObject
{
    [Fact]
    public void Metadata_is_what_begins_with_its_prefix_in_small_letters() =>
        Assert.Equal("colour=blue place=a,b", Tell(Metadata(("X-Amz-Meta-Place", "a"), ("x-amz-meta-COLOUR", " blue "), ("X-Amz-Acl", "private"),
            ("x-amz-meta-place", "b"), ("x-amz-meta-", "nothing"))));

    [Theory]
    [InlineData("=?UTF-8?B?Y2Fmw6k=?=", "café")]
    [InlineData("=?utf-8?q?caf=C3=A9_au_lait?=", "café au lait")]
    [InlineData("=?ISO-8859-1?Q?caf=E9?=", "café")]
    [InlineData("=?UTF-8?Q?caf?= =?UTF-8?Q?=C3=A9?=", "café")]
    [InlineData("=?UTF-8?Q?=C3=ZZ?=", "=?UTF-8?Q?=C3=ZZ?=")]
    [InlineData("=?KOI8?Q?a?= b", "=?KOI8?Q?a?= b")]
    [InlineData("a =? b", "a =? b")]
    public void Encoded_words_are_kept_decoded(string header, string expected) =>
        Assert.Equal(expected, Metadata(("x-amz-meta-a", header))["a"]);

    [Fact]
    public void What_is_told_is_read_back_as_it_was() => Prop.ForAll<NonNull<string>>(text =>
    {
        // What a header can bring: no half characters, no white space at the ends.
        var value = new string([.. text.Get.Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))]).Trim();
        var metadata = Metadata(("x-amz-meta-a", "=?UTF-8?B?" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value)) + "?="));
        var told = UserMetadata.Headers(metadata).Single().Value;
        return metadata["a"] == value && told.All(char.IsAscii) && Metadata(("x-amz-meta-a", told))["a"] == value;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_that_looks_encoded_stays_what_it_is()
    {
        const string value = "=?UTF-8?Q?a?=";
        var told = UserMetadata.Headers(new Dictionary<string, string> { ["a"] = value }).Single().Value;
        Assert.Equal(value, Metadata(("x-amz-meta-a", told))["a"]);
    }

    [Theory]
    [InlineData(2047, true)]
    [InlineData(2048, false)]
    public void Metadata_is_at_most_two_kibibytes_with_its_names(int length, bool holds)
    {
        var result = UserMetadata.Read([("x-amz-meta-a", new string('b', length))]);
        Assert.Equal(holds, result.Holds);
        Assert.Equal(holds ? null : S3Error.MetadataTooLarge, result.Refusal?.Error);
    }

    [Theory]
    [InlineData("", "Content-Type=binary/octet-stream")]
    [InlineData("content-type=text/plain expires=soon", "Content-Type=text/plain Expires=soon")]
    [InlineData("content-encoding=aws-chunked", "Content-Type=binary/octet-stream")]
    [InlineData("content-encoding=gzip,AWS-chunked", "Content-Encoding=gzip Content-Type=binary/octet-stream")]
    public void Headers_are_kept_but_not_how_the_body_travelled(string headers, string expected) =>
        Assert.Equal(expected, Tell(ObjectHeaders.Read(Lookup(headers)).Value));

    [Theory]
    [InlineData("Content-Disposition", "a\u0001b", false)]
    [InlineData("Content-Type", "text/html\r\nSet-Cookie: a", false)]
    [InlineData("Content-Disposition", "€ café", true)]
    public void A_value_that_no_answer_can_hold_is_refused(string header, string value, bool isKept) =>
        Assert.Equal(isKept, ObjectHeaders.Read(name => name == header ? value : null).Holds);

    [Theory]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("é")]
    public void Metadata_has_names_that_a_header_can_have(string name) =>
        Assert.Equal(S3Error.InvalidArgument, UserMetadata.Read([($"x-amz-meta-{name}", "a")]).Refusal?.Error);

    [Fact]
    public void A_signed_request_may_ask_for_other_headers()
    {
        var kept = ObjectHeaders.Read(Lookup("content-type=text/plain cache-control=no-store")).Value;
        Assert.Equal(
            "Cache-Control=no-store Content-Disposition=bla Content-Type=foo/bar",
            Tell(ObjectHeaders.Instead(kept, Lookup("response-content-type=foo/bar response-content-disposition=bla"), isSigned: true).Value));
        Assert.Equal(kept, ObjectHeaders.Instead(kept, Lookup("prefix=a"), isSigned: false).Value);
    }

    [Theory]
    [InlineData("text/html", false, S3Error.InvalidRequest)]
    [InlineData("text/html\r\nSet-Cookie:a", true, S3Error.InvalidArgument)]
    public void Who_does_not_sign_or_breaks_headers_is_refused(string type, bool isSigned, S3Error expected) =>
        Assert.Equal(expected, ObjectHeaders.Instead(ObjectHeaders.Read(_ => null).Value, name => name == "response-content-type" ? type : null, isSigned).Refusal?.Error);

    private static IReadOnlyDictionary<string, string> Metadata(params (string, string)[] headers) => UserMetadata.Read(headers).Value;

    private static string Tell(IReadOnlyDictionary<string, string> headers) =>
        string.Join(' ', headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}={header.Value}"));

    private static Func<string, string?> Lookup(string pairs) => name =>
        pairs.Split(' ').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1];
}

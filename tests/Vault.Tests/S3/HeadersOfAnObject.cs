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
        Assert.Equal(expected, Metadata(("x-amz-meta-a", header)).Values["a"]);

    [Fact]
    public void What_is_told_is_read_back_as_it_was() => Prop.ForAll<NonNull<string>>(text =>
    {
        // What a header can bring: no half characters, no white space at the ends.
        var value = new string([.. text.Get.Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))]).Trim();
        var metadata = Metadata(("x-amz-meta-a", "=?UTF-8?B?" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value)) + "?="));
        var told = metadata.Headers.Single().Value;
        return metadata.Values["a"] == value && told.All(char.IsAscii) && Metadata(("x-amz-meta-a", told)).Values["a"] == value;
    }).QuickCheckThrowOnFailure();

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
    [InlineData("content-encoding=gzip,AWS-chunked", "Content-Type=binary/octet-stream Content-Encoding=gzip")]
    public void Headers_are_kept_but_not_how_the_body_travelled(string headers, string expected) =>
        Assert.Equal(expected, Tell(ObjectHeaders.Read(Lookup(headers))));

    [Fact]
    public void A_signed_request_may_ask_for_other_headers()
    {
        var kept = ObjectHeaders.Read(Lookup("content-type=text/plain cache-control=no-store"));
        Assert.Equal(
            "Content-Type=foo/bar Cache-Control=no-store Content-Disposition=bla",
            Tell(kept.Instead(Lookup("response-content-type=foo/bar response-content-disposition=bla"), isSigned: true).Value));
        Assert.Equal(kept, kept.Instead(Lookup("prefix=a"), isSigned: false).Value);
    }

    [Theory]
    [InlineData("text/html", false, S3Error.InvalidRequest)]
    [InlineData("text/html\r\nSet-Cookie:a", true, S3Error.InvalidArgument)]
    [InlineData("\u4f60", true, S3Error.InvalidArgument)]
    public void Who_does_not_sign_or_breaks_headers_is_refused(string type, bool isSigned, S3Error expected) =>
        Assert.Equal(expected, new ObjectHeaders().Instead(name => name == "response-content-type" ? type : null, isSigned).Refusal?.Error);

    [Theory]
    [InlineData("", "")]
    [InlineData("kind=open&place=a%20b+c&empty", "kind=open place=a b c empty=")]
    [InlineData("a=b=c", "a=b=c")]
    public void Tags_come_as_a_form(string header, string expected) =>
        Assert.Equal(expected, string.Join(' ', TaggingHeader.Read(header).Value.Select(tag => $"{tag.Key}={tag.Value}")));

    [Theory]
    [InlineData(10, 128, 256, true)]
    [InlineData(11, 1, 1, false)]
    [InlineData(1, 129, 1, false)]
    [InlineData(1, 1, 257, false)]
    public void Tags_are_ten_of_128_and_256_characters(int count, int key, int value, bool holds)
    {
        var header = string.Join('&', Enumerable.Range(0, count).Select(i => $"{(char)('a' + i)}{new string('k', key - 1)}={new string('v', value)}"));
        Assert.Equal(holds ? null : S3Error.InvalidTag, TaggingHeader.Read(header).Refusal?.Error);
    }

    [Theory]
    [InlineData("a=1&a=2")]
    [InlineData("=1")]
    public void Tags_have_a_name_each_its_own(string header) =>
        Assert.Equal(S3Error.InvalidTag, TaggingHeader.Read(header).Refusal?.Error);

    private static UserMetadata Metadata(params (string, string)[] headers) => UserMetadata.Read(headers).Value;

    private static string Tell(UserMetadata metadata) =>
        string.Join(' ', metadata.Headers.Select(header => $"{header.Name["x-amz-meta-".Length..]}={header.Value}"));

    private static string Tell(ObjectHeaders headers) => string.Join(' ', headers.All.Select(header => $"{header.Name}={header.Value}"));

    private static Func<string, string?> Lookup(string pairs) => name =>
        pairs.Split(' ').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair[0] == name)?[1];
}

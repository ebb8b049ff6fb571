using Xunit;

namespace Sluiswachter.Vault.Tests;

/// <summary>Browsers are told which pages of other sites may use a bucket (CORS).</summary>
public sealed class PagesOfOtherSites
{
    private static readonly CorsConfiguration Cors = new(
    [
        new(["*suffix"], ["GET"], [], []),
        new(["start*end"], ["GET"], [], []),
        new(["prefix*"], ["GET", "HEAD"], ["x-amz-*", "Range"], ["ETag", "x-amz-meta-a"], 60),
        new(["ab*ba"], ["GET"], [], []),
        new(["*.put"], ["PUT"], ["*"], []),
    ]);

    [Theory]
    [InlineData(null, "GET", "")]
    [InlineData("foo.suffix", "GET", "foo.suffix GET")]
    [InlineData("foo.suffix", "PUT", "")]
    [InlineData("foo.suffix.get", "GET", "")]
    [InlineData("startend", "GET", "startend GET")]
    [InlineData("start12end", "GET", "start12end GET")]
    [InlineData("staend", "GET", "")]
    [InlineData("0start12end", "GET", "")]
    [InlineData("prefix", "GET", "prefix GET, HEAD")]
    [InlineData("bla.prefix", "GET", "")]
    [InlineData("abba", "GET", "abba GET")]
    [InlineData("aba", "GET", "")]
    [InlineData("a.put", "PUT", "a.put PUT")]
    public void A_page_may_when_a_rule_allows_its_origin_and_method(string? origin, string method, string expected)
    {
        Assert.Equal(expected, Tell(CorsAnswer.Simple(Cors, origin, method)));
        var preflight = CorsAnswer.Preflight(Cors, origin, method, headers: null);
        Assert.Equal(expected, preflight.Holds ? Tell(preflight.Value) : "");
        Assert.Equal(origin is null ? S3Error.InvalidRequest : expected == "" ? S3Error.AccessDenied : null, preflight.Refusal?.Error);
    }

    [Theory]
    [InlineData("prefix", "X-Amz-Meta-A, range", true)]
    [InlineData("prefix", "x-amz-date,authorization", false)]
    [InlineData("a.suffix", "range", false)]
    public void All_headers_that_it_sends_must_be_allowed(string origin, string headers, bool expected) =>
        Assert.Equal(expected, CorsAnswer.Preflight(Cors, origin, "GET", headers).Holds);

    [Fact]
    public void It_is_told_what_it_may_see_and_for_how_long()
    {
        var told = CorsAnswer.Preflight(Cors, "prefix", "GET", "Range").Value;
        Assert.Contains(("Access-Control-Expose-Headers", "ETag, x-amz-meta-a"), told);
        Assert.Contains(("Access-Control-Allow-Headers", "Range"), told);
        Assert.Contains(("Access-Control-Max-Age", "60"), told);
        Assert.Contains(("Access-Control-Allow-Credentials", "true"), told);
        Assert.Contains(told, header => header.Name == "Vary");
    }

    [Fact]
    public void A_rule_for_everyone_says_so_and_keeps_cookies_out()
    {
        var told = CorsAnswer.Simple(new([new(["*"], ["GET"], [], [])]), "https://dike.example", "GET");
        Assert.Equal("* GET", Tell(told));
        Assert.DoesNotContain(told, header => header.Name == "Access-Control-Allow-Credentials");
    }

    [Fact]
    public void Without_rules_nobody_may()
    {
        Assert.Empty(CorsAnswer.Simple(null, "https://dike.example", "GET"));
        Assert.Equal(S3Error.AccessDenied, CorsAnswer.Preflight(null, "https://dike.example", "GET", null).Refusal?.Error);
        Assert.Equal(S3Error.InvalidRequest, CorsAnswer.Preflight(Cors, "foo.suffix", null, null).Refusal?.Error);
    }

    private static string Tell(IReadOnlyList<(string Name, string Value)> headers) =>
        string.Join(' ', headers.Where(header => header.Name is "Access-Control-Allow-Origin" or "Access-Control-Allow-Methods")
            .Select(header => header.Value));
}

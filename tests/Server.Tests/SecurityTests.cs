using System.Net;
using System.Text.Json.Nodes;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.Server.Tests;

public sealed class SecurityTests(PolderServer polder) : IClassFixture<PolderServer>
{
    private readonly RunningServer server = polder.Server;

    public static TheoryData<string, int> Everything => new()
    {
        { "/", 200 },
        { $"/?{Polder.WithoutAmerica}", 200 },
        { "/?country=UK", 400 },
        { "/nothing", 404 },
        { "/problems/unknown-id", 200 },
        { $"/v1/switch-off?{Polder.WithoutAmerica}", 200 },
        { "/v1/switch-off", 400 },
        { "/v1/nothing", 404 },
        { "/v1/openapi.json", 200 },
    };

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Every_response_tells_browsers_what_it_may_do(string path, int status)
    {
        var reply = await server.Ask(path);
        Assert.Equal(status, reply.Status);
        Assert.Equal(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            reply["Content-Security-Policy"]);
        Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
        Assert.Equal("DENY", reply["X-Frame-Options"]);
        Assert.Equal("no-referrer", reply["Referrer-Policy"]);
        Assert.Equal("same-origin", reply["Cross-Origin-Opener-Policy"]);
        Assert.Contains("geolocation=()", reply["Permissions-Policy"], StringComparison.Ordinal);
        Assert.NotNull(reply["Cross-Origin-Resource-Policy"]);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task No_response_names_the_software_sets_a_cookie_or_promises_https_over_http(string path, int status)
    {
        var reply = await server.Ask(path);
        Assert.Equal(status, reply.Status);
        Assert.All(["Server", "X-Powered-By", "Set-Cookie", "Strict-Transport-Security"], header => Assert.Null(reply[header]));
    }

    [Fact]
    public async Task Facts_are_kept_by_nobody_and_files_that_never_change_for_ever()
    {
        var page = await server.Ask($"/?{Polder.WithoutAmerica}");
        Assert.Equal("no-store", page["Cache-Control"]);
        Assert.Equal("no-store", (await server.Ask($"/v1/switch-off?{Polder.WithoutAmerica}"))["Cache-Control"]);
        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(page.Text, "/assets/[^\"]+"))
        {
            var asset = await server.Ask(link.Value);
            Assert.Equal((200, "public, max-age=31536000, immutable"), (asset.Status, asset["Cache-Control"]));
        }
    }

    [Fact]
    public async Task A_page_holds_no_script_no_inline_style_and_nothing_from_elsewhere()
    {
        foreach (var path in new[] { "/", $"/?{Polder.WithoutAmerica}", "/?country=UK", "/nothing" })
        {
            var page = (await server.Ask(path)).Text;
            Assert.DoesNotMatch("<script|<style|<iframe| style=| on[a-z]+=", page);
            Assert.DoesNotMatch("(src|href)=\"(//|http)(?!s://measured.example)", page);
        }
    }

    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("localhost.evil.example:5080", 421)]
    [InlineData("192.0.2.7", 421)]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:81", 200)]
    [InlineData("127.0.0.1:5080", 200)]
    [InlineData("[::1]:5080", 200)]
    public async Task A_name_of_another_machine_is_refused(string host, int status)
    {
        foreach (var path in new[] { "/", $"/v1/switch-off?{Polder.WithoutAmerica}" })
        {
            Assert.Equal(status, (await server.Ask(path, host: host)).Status);
        }
    }

    [Fact]
    public async Task A_name_that_a_proxy_may_use_is_accepted()
    {
        await using var behind = await RunningServer.Over(Polder.Facts, but: o => o with { Hosts = ["register.example.nl"] });
        Assert.Equal(200, (await behind.Ask("/", host: "register.example.nl")).Status);
        Assert.Equal(421, (await behind.Ask("/", host: "other.example.nl")).Status);
    }

    [Fact]
    public async Task A_line_or_header_without_end_is_refused()
    {
        Assert.Equal(414, (await server.Ask($"/?country={new string('A', 9000)}")).Status);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Long", new string('a', 20_000));
        using var reply = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, reply.StatusCode);
    }

    [Fact]
    public async Task A_body_is_not_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(new string('x', 100_000)) };
        using var reply = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, reply.StatusCode);
    }

    [Theory]
    [InlineData("/v1/switch-off?country=US", "application/problem+json")]
    [InlineData("/?country=US", "text/html; charset=utf-8")]
    public async Task A_register_that_fails_is_told_without_what_is_nobodys_business(string path, string type)
    {
        var says = new Phrase("the disk is full at SECRET-PLACE", "de schijf is vol op SECRET-PLACE");
        await using var broken = await RunningServer.Over("", new FailingStore(() => new StoreFailure(says)));
        var reply = await broken.Ask(path);
        Assert.Equal((503, type), (reply.Status, reply["Content-Type"]));
        Assert.DoesNotContain("SECRET", reply.Text, StringComparison.Ordinal);
        Assert.Contains(says, broken.Told);
    }

    [Theory]
    [InlineData("/v1/switch-off?country=US")]
    [InlineData("/?country=US")]
    public async Task A_mistake_of_ours_shows_no_stack_trace(string path)
    {
        await using var broken = await RunningServer.Over("", new FailingStore(() => new InvalidOperationException("SECRET state")));
        var reply = await broken.Ask(path);
        Assert.Equal(500, reply.Status);
        Assert.DoesNotContain("SECRET", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal);
        Assert.Contains(broken.Told, t => t.English.Contains("InvalidOperationException: SECRET state", StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_questions_than_can_wait_are_sent_away_with_when_to_return()
    {
        using var opens = new ManualResetEventSlim();
        await using var slow = await RunningServer.Over("", new FailingStore(() =>
        {
            opens.Wait();
            return new StoreFailure(new Phrase("slow", "traag"));
        }));
        var asked = Enumerable.Range(0, 70).Select(_ => slow.Ask("/v1/switch-off?country=US")).ToList();
        var first = await await Task.WhenAny(asked);
        Assert.Equal((503, "5"), (first.Status, first["Retry-After"]));
        Assert.Equal("/problems/too-busy", (string)JsonNode.Parse(first.Text)!["type"]!);
        opens.Set();
        await Task.WhenAll(asked);
    }

    private sealed class FailingStore(Func<Exception> fail) : IRegisterStore
    {
        public IRegisterReader Read(DateTimeOffset? knownBefore = null) => throw fail();

        public IRegisterWriter Write(ChangeNote note) => throw fail();

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}

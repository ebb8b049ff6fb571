using System.Text.Json.Nodes;
using Sluiswachter.App;

namespace Sluiswachter.Server.Tests;

public sealed class SwitchOffApiTests(PolderServer polder) : IClassFixture<PolderServer>
{
    private const string Question = $"/v1/switch-off?{Polder.WithoutAmerica}";

    private readonly RunningServer server = polder.Server;

    [Fact]
    public async Task The_answer_is_byte_for_byte_that_of_the_command_line()
    {
        var words = new SwitchOffWords(["US"], [], [], [], "2026-04-28");
        var question = SwitchOffQuestion.Understand(words, default, out _)!;
        using var expected = new MemoryStream();
        SwitchOffJson.Write(expected, new SwitchOffSuppliers(server.Register).Answer(question));
        var answer = await server.Client.GetByteArrayAsync(new Uri(Question, UriKind.Relative));
        Assert.Equal(expected.ToArray(), answer);
    }

    [Fact]
    public async Task The_answer_is_json_with_the_version_of_the_api()
    {
        var answer = await server.Ask(Question);
        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer["Content-Type"]);
        Assert.Equal("1.0.0", answer["API-Version"]);
        Assert.Equal(3, (int)JsonNode.Parse(answer.Text)!["failed"]!["functions"]!);
    }

    [Fact]
    public async Task Every_parameter_is_passed_on()
    {
        var answer = await server.Ask(
            "/v1/switch-off?country=US&country=IE&location=NL&supplier=polder-bv&service=mystery&at=2026-01-01&horizonHours=24&include=considered&asKnownOn=2026-11-21");
        var expected = """
            {"countries":["US","IE"],"locations":["NL"],"suppliers":["polder-bv"],"services":["mystery"],"at":"2026-01-01","horizonHours":24,"include":["considered"],"asKnownOn":"2026-11-21"}
            """;
        Assert.Equal(expected, JsonNode.Parse(answer.Text)!["scenario"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", "nothing-switched-off", "country")]
    [InlineData("?country=UK", "unknown-country", "country")]
    [InlineData("?location=xx", "unknown-country", "location")]
    [InlineData("?supplier=a%20b", "malformed-id", "supplier")]
    [InlineData("?supplier=", "malformed-id", "supplier")]
    [InlineData("?service=big", "unknown-id", "service")]
    [InlineData("?supplier=big-mail", "unknown-id", "supplier")]
    [InlineData("?country=US&at=tomorrow", "not-a-date", "at")]
    [InlineData("?country=US&at=", "not-a-date", "at")]
    [InlineData("?country=US&asKnownOn=", "not-a-date", "asKnownOn")]
    [InlineData("?country=US&horizonHours=", "not-a-count", "horizonHours")]
    [InlineData("?country=US&asKnownOn=2026-02-30", "not-a-date", "asKnownOn")]
    [InlineData("?country=US&horizonHours=-1", "not-a-count", "horizonHours")]
    [InlineData("?country=US&include=planned", "not-a-choice", "include")]
    [InlineData("?country=US&at=2026-01-01&at=2026-01-02", "given-twice", "at")]
    [InlineData("?country=US&horizon=24", "unknown-parameter", "horizon")]
    [InlineData("?Country=US", "unknown-parameter", "Country")]
    [InlineData("?country=US&lang=nl", "unknown-parameter", "lang")]
    public async Task What_is_wrong_has_a_name_that_stays_and_a_place(string query, string name, string parameter)
    {
        var refusal = await server.Ask($"/v1/switch-off{query}");
        Assert.Equal(400, refusal.Status);
        Assert.Equal("application/problem+json", refusal["Content-Type"]);
        var problem = JsonNode.Parse(refusal.Text)!;
        Assert.Equal($"/problems/{name}", (string)problem["type"]!);
        Assert.Equal(400, (int)problem["status"]!);
        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(("query", parameter, name), ((string)error["in"]!, (string)error["name"]!, (string)error["code"]!));
        Assert.Equal((string)problem["detail"]!, (string)error["detail"]!);
        Assert.Equal(200, (await server.Ask((string)problem["type"]!)).Status);
    }

    [Fact]
    public async Task All_problems_of_a_question_are_told_at_once()
    {
        var problem = JsonNode.Parse((await server.Ask("/v1/switch-off?country=UK&country=EU&at=x&horizonHours=y")).Text)!;
        Assert.Equal("/problems/several-problems", (string)problem["type"]!);
        Assert.Equal(
            ["unknown-country", "unknown-country", "not-a-date", "not-a-count"],
            problem["errors"]!.AsArray().Select(e => (string)e!["code"]!));
    }

    [Theory]
    [InlineData("en", "Unknown country", "'UK' is not a country: expected an assigned ISO 3166-1 alpha-2 code in capitals; did you mean GB?")]
    [InlineData("nl", "Onbekend land", "'UK' is geen land: verwacht een toegekende ISO 3166-1 alpha-2-code in hoofdletters; bedoelt u GB?")]
    public async Task A_problem_is_told_in_the_language_of_who_asks(string language, string title, string detail)
    {
        var refusal = await server.Ask("/v1/switch-off?country=UK", language);
        var problem = JsonNode.Parse(refusal.Text)!;
        Assert.Equal((language, title, detail), (refusal["Content-Language"], (string)problem["title"]!, (string)problem["detail"]!));
    }

    [Fact]
    public async Task HEAD_tells_what_GET_would_without_a_body()
    {
        foreach (var path in new[] { "/", $"/?{Polder.WithoutAmerica}", Question, "/v1/openapi.json", "/v1/switch-off?country=UK" })
        {
            var (head, get) = (await server.Ask(path, method: "HEAD"), await server.Ask(path));
            Assert.Equal((get.Status, get["Content-Type"], ""), (head.Status, head["Content-Type"], head.Text));
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Nothing_can_be_changed(string method)
    {
        foreach (var path in new[] { "/", "/v1/switch-off", "/v1/openapi.json" })
        {
            var refusal = await server.Ask(path, method: method);
            Assert.Equal((405, "GET, HEAD"), (refusal.Status, refusal["Allow"]));
        }
    }

    [Theory]
    [InlineData("/v1/switch-off/")]
    [InlineData("/v1/openapi.json/")]
    [InlineData("/v1")]
    [InlineData("/v1/suppliers")]
    [InlineData("/v2/switch-off")]
    [InlineData("/nothing")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        var refusal = await server.Ask($"{path}?country=US");
        Assert.Equal(404, refusal.Status);
        Assert.Equal(path.StartsWith("/v1", StringComparison.Ordinal) ? "application/problem+json" : "text/html; charset=utf-8", refusal["Content-Type"]);
    }

    [Fact]
    public async Task A_large_answer_is_streamed()
    {
        await using var nation = await RunningServer.Over(Nation());
        var answer = await nation.Ask("/v1/switch-off?country=US");
        Assert.Equal("chunked", answer["Transfer-Encoding"]);
        Assert.Equal(3000, JsonNode.Parse(answer.Text)!["functions"]!.AsArray().Count);
    }

    private static string Nation() => string.Join('\n', [
        "organisations.csv", "id,name", "o,Body",
        "functions.csv", "id,organisation,name", .. Each("f{0},o,Function {0}"),
        "suppliers.csv", "id,name,country", "us,American,US",
        "services.csv", "id,name,supplier", "s,Service,us",
        "requirements.csv", "id,consumer,purpose", .. Each("r{0},f{0},mail"),
        "alternatives.csv", "requirement,service", .. Each("r{0},s"),
    ]);

    private static IEnumerable<string> Each(string row) => Enumerable.Range(1, 3000).Select(i => string.Format(row, i));
}

using System.Text.Json.Nodes;
using Sluiswachter.Server.Api;

namespace Sluiswachter.Server.Tests;

/// <remarks>
/// The rules are those of the Dutch API Design Rules (Logius) that a machine can check; each test is named after what a
/// rule asks, and its id stands behind it.
/// </remarks>
public sealed class OpenApiTests(PolderServer polder) : IClassFixture<PolderServer>, IAsyncLifetime
{
    private readonly RunningServer server = polder.Server;
    private JsonNode document = null!;
    private JsonSchema schema = null!;

    public async ValueTask InitializeAsync()
    {
        document = JsonNode.Parse((await server.Ask("/v1/openapi.json")).Text)!;
        schema = new JsonSchema(document);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(Polder.WithoutAmerica)]
    [InlineData("country=IE&at=2026-04-28&include=considered&asKnownOn=2026-11-21")]
    [InlineData("location=US&at=2026-04-28")]
    [InlineData("supplier=big-us&service=mystery&at=2026-04-28")]
    public async Task The_answer_is_as_the_document_describes_it(string query)
    {
        var answer = JsonNode.Parse((await server.Ask($"/v1/switch-off?{query}")).Text);
        Assert.Empty(schema.Faults(answer, schema.Resolve("#/components/schemas/SwitchOff")));
    }

    [Theory]
    [InlineData("country=US&at=2026-04-28")]
    [InlineData("country=GB&country=NL&dataClass=unknown&include=considered&asKnownOn=2026-11-21")]
    [InlineData("supplier=big-us&at=2010-01-01")]
    public async Task An_exposure_is_as_the_document_describes_it(string query)
    {
        var answer = JsonNode.Parse((await server.Ask($"/v1/exposure?{query}")).Text);
        Assert.Empty(schema.Faults(answer, document["paths"]!["/exposure"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!));
    }

    [Theory]
    [InlineData("/v1/switch-off")]
    [InlineData("/v1/switch-off?country=UK&at=x")]
    [InlineData("/v1/nothing")]
    public async Task A_problem_is_as_the_document_describes_it(string path)
    {
        var problem = JsonNode.Parse((await server.Ask(path)).Text);
        Assert.Empty(schema.Faults(problem, schema.Resolve("#/components/schemas/Problem")));
    }

    [Fact]
    public void The_checker_sees_what_is_not_described()
    {
        var wrong = JsonNode.Parse("""{"id":"","stopsAtHours":-1,"seededBy":{"kind":"whim"},"colour":"blue"}""");
        var faults = schema.Faults(wrong, schema.Resolve("#/components/schemas/StoppedService")).ToList();
        Assert.Equal(
            ["$.id: has not the form", "$.stopsAtHours: is out of range", "$.seededBy: not exactly one of the choices", "$.colour: not described"],
            faults);
    }

    [Fact]
    public void Every_parameter_that_the_server_accepts_is_described_and_no_other()
    {
        foreach (var operation in Operations("/switch-off"))
        {
            var described = operation["parameters"]!.AsArray().Select(p => schema.Resolve((string)p!["$ref"]!)).ToList();
            Assert.Equal(
                SwitchOffApi.Repeatable.Concat(SwitchOffApi.Single).Order(StringComparer.Ordinal),
                described.Select(p => (string)p["name"]!).Order(StringComparer.Ordinal));
            Assert.Equal(
                SwitchOffApi.Repeatable.Order(StringComparer.Ordinal),
                described.Where(p => (string?)p["schema"]!["type"] == "array").Select(p => (string)p["name"]!).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Every_path_in_the_document_is_served()
    {
        foreach (var path in Paths())
        {
            Assert.NotEqual(404, (await server.Ask($"/v1{path}")).Status);
        }
    }

    [Fact] // core/publish-openapi
    public async Task Programs_on_every_site_may_read_the_document()
    {
        var reply = await server.Ask("/v1/openapi.json");
        Assert.Equal((200, "application/json", "*"), (reply.Status, reply["Content-Type"], reply["Access-Control-Allow-Origin"]));
    }

    [Fact] // core/doc-openapi, core/semver
    public void The_document_names_its_standard_and_its_version()
    {
        Assert.Matches(@"^3\.1\.\d+$", (string)document["openapi"]!);
        Assert.Equal(SwitchOffApi.Version, (string)document["info"]!["version"]!);
        Assert.Matches(@"^\d+\.\d+\.\d+$", SwitchOffApi.Version);
    }

    [Fact] // core/doc-openapi-contact
    public void The_document_names_a_contact() =>
        Assert.All(["name", "email", "url"], field => Assert.NotEmpty((string)document["info"]!["contact"]![field]!));

    [Fact] // core/uri-version
    public void The_major_version_is_in_the_address() =>
        Assert.All(document["servers"]!.AsArray(), s => Assert.Equal(SwitchOffApi.Root, (string)s!["url"]!));

    [Fact] // core/no-trailing-slash, core/path-segments-kebab-case
    public void Paths_are_kebab_case_without_a_trailing_slash() =>
        Assert.All(Paths().Where(p => p != "/openapi.json"), p => Assert.Matches(@"^(/[a-z0-9]+(-[a-z0-9]+)*)+$", p));

    [Fact] // core/query-keys-camel-case, core/schema-camel-case
    public void Parameters_and_properties_are_camelCase_and_schemas_PascalCase()
    {
        var parameters = document["components"]!["parameters"]!.AsObject().Select(p => (string)p.Value!["name"]!);
        Assert.All(parameters.Concat(Properties().Select(p => p.Key)), name => Assert.Matches("^[a-z]+([A-Z][a-z]+)*$", name));
        Assert.All(document["components"]!["schemas"]!.AsObject(), s => Assert.Matches("^([A-Z][a-z]+)+$", s.Key));
    }

    [Fact] // core/version-header
    public void Every_response_tells_the_full_version() =>
        Assert.All(Responses(), r => Assert.NotNull(r.Response["headers"]?["API-Version"]));

    [Fact] // core/error-handling/problem-details
    public void Every_refusal_is_problem_details_with_status_title_and_detail() =>
        Assert.All(Responses().Where(r => r.Status[0] is '4' or '5'), r =>
        {
            var problem = schema.Resolve((string)r.Response["content"]!["application/problem+json"]!["schema"]!["$ref"]!);
            Assert.All(["type", "status", "title", "detail"], member => Assert.NotNull(problem["properties"]![member]));
        });

    [Fact] // core/error-handling/invalid-input
    public void What_takes_parameters_can_refuse_them() =>
        Assert.All(Operations("/switch-off"), o => Assert.NotNull(o["responses"]!["400"]));

    [Fact] // core/http-methods
    public void Only_reading_methods_are_there() =>
        Assert.All(Paths().SelectMany(p => document["paths"]![p]!.AsObject()), m => Assert.Contains(m.Key, new[] { "get", "head" }));

    [Fact] // operation-operationId-unique
    public void Every_operation_has_a_name_of_its_own()
    {
        var names = Paths().SelectMany(Operations).Select(o => (string)o["operationId"]!).ToList();
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Fact] // core/date-time/date-omit-time-portion
    public void Days_are_dates() =>
        Assert.All(
            Properties().Append(new("asKnownOn", schema.Resolve("#/components/parameters/AsKnownOn/schema"))).Where(p => p.Key is "at" or "asKnownOn"),
            p => Assert.Equal("date", (string?)p.Value!["format"]));

    private IEnumerable<string> Paths() => document["paths"]!.AsObject().Select(p => p.Key);

    private IEnumerable<JsonNode> Operations(string path) => document["paths"]![path]!.AsObject().Select(m => m.Value!);

    private IEnumerable<(string Status, JsonNode Response)> Responses() =>
        Paths().SelectMany(Operations).SelectMany(o => o["responses"]!.AsObject())
            .Select(r => (r.Key, r.Value!["$ref"] is { } reference ? schema.Resolve((string)reference!) : r.Value!));

    private IEnumerable<KeyValuePair<string, JsonNode?>> Properties() =>
        Everywhere(document["components"]!["schemas"]!).OfType<JsonObject>()
            .Where(o => o["properties"] is JsonObject).SelectMany(o => o["properties"]!.AsObject());

    private static IEnumerable<JsonNode> Everywhere(JsonNode node)
    {
        IEnumerable<JsonNode?> inner = node switch
        {
            JsonObject members => members.Select(m => m.Value),
            JsonArray items => items,
            _ => [],
        };
        return inner.Where(i => i is not null).SelectMany(i => Everywhere(i!)).Prepend(node);
    }
}

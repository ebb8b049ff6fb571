using System.Text.Json.Nodes;

namespace Sluiswachter.Server.Tests;

/// <summary>Concentration and strategic dependency over HTTP.</summary>
public sealed class ConcentrationApiTests(PolderServer polder) : IClassFixture<PolderServer>
{
    [Theory]
    [InlineData("concentration", "years=3&at=2026-04-28")]
    [InlineData("concentration", "per=country&weight=people&by=all&top=2")]
    [InlineData("concentration", "weight=spend")]
    [InlineData("dependency", "home=NL&by=criticality")]
    [InlineData("dependency", "stated=interruption=yes&statedBy=me&at=2026-04-28")]
    public async Task The_answer_is_as_the_document_describes_it(string path, string query)
    {
        var document = JsonNode.Parse((await polder.Server.Ask("/v1/openapi.json")).Text)!;
        var described = document["paths"]![$"/{path}"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        var reply = await polder.Server.Ask($"/v1/{path}?{query}");
        Assert.Equal(200, reply.Status);
        Assert.Empty(new JsonSchema(document).Faults(JsonNode.Parse(reply.Text), described));
    }

    [Theory]
    [InlineData("concentration?by=colour")]
    [InlineData("concentration?weight=spend&by=purpose")]
    [InlineData("dependency?home=UK")]
    [InlineData("dependency?stated=knowledge=no")]
    [InlineData("dependency?stated=imported=no&statedBy=me")]
    [InlineData("dependency?stated=knowledge=no&stated=knowledge=yes&statedBy=me")]
    [InlineData("dependency?stated=knowledge=no&statedBy=%20")]
    [InlineData("dependency?stated=knowledge=no&statedBy=")]
    [InlineData("concentration?top=0&years=99")]
    public async Task A_bad_question_is_refused(string question) =>
        Assert.Equal(400, (await polder.Server.Ask($"/v1/{question}")).Status);
}

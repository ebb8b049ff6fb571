using System.Text.Json.Nodes;

namespace Sluiswachter.Server.Tests;

/// <summary>Cut sets over HTTP.</summary>
public sealed class CutSetsApiTests(PolderServer polder) : IClassFixture<PolderServer>
{
    [Theory]
    [InlineData("function=lock&at=2026-04-28")]
    [InlineData("function=tax&of=supplier&size=2&horizonHours=720&work=3&at=2026-04-28")]
    public async Task The_answer_is_as_the_document_describes_it(string query)
    {
        var document = JsonNode.Parse((await polder.Server.Ask("/v1/openapi.json")).Text)!;
        var described = document["paths"]!["/cut-sets"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        var reply = await polder.Server.Ask($"/v1/cut-sets?{query}");
        Assert.Equal(200, reply.Status);
        Assert.Empty(new JsonSchema(document).Faults(JsonNode.Parse(reply.Text), described));
    }

    [Theory]
    [InlineData("")]
    [InlineData("function=nowhere")]
    [InlineData("function=lock&size=4")]
    public async Task A_bad_question_is_refused(string query) =>
        Assert.Equal(400, (await polder.Server.Ask($"/v1/cut-sets?{query}")).Status);
}

using System.Globalization;
using System.Text.Json.Nodes;
using Sluiswachter.Exchange.Frameworks;
using Sluiswachter.Model;
using Sluiswachter.Server.Tests;

namespace Sluiswachter.Exchange.Tests;

/// <summary>The frameworks that ship can be read, are as their schema says, and hide nothing about where they come from.</summary>
public sealed class FrameworkContentTests
{
    private static readonly JsonNode Schema =
        JsonNode.Parse(File.ReadAllText(Checkout.PathOf("content/frameworks/framework-1.schema.json")))!;

    [Fact]
    public void All_of_them_are_read_without_a_complaint()
    {
        var reading = FrameworkFile.OpenAll(Checkout.Frameworks);
        Assert.Empty(reading.Complaints.Select(c => c.In(Language.English)));
        Assert.Equal(
            ["data-act-chapter-vi", "dtia", "eu-csf", "exit-readiness", "haven", "ncsc-supply-chain", "nl-open-standards", "nl-pre-scan-dpia", "nl-risk-analysis"],
            reading.Frameworks.Select(f => f.Head.RefId).Order(StringComparer.Ordinal));
        Assert.Equal(15, reading.Frameworks.Single(f => f.Head.RefId == "haven").Criteria.Count());
    }

    [Fact]
    public void Each_is_as_the_schema_says() => Assert.Empty(
        from path in Checkout.Frameworks
        from fault in new JsonSchema(Schema).Faults(Json(YamlDocument.Open(path, FrameworkFile.Kind).Root!), Schema)
        select $"{Path.GetFileName(path)}: {fault}");

    [Fact]
    public void The_schema_knows_the_same_keys_as_the_reader()
    {
        Assert.Equal(FrameworkReader.FileKeys, Keys(Schema));
        Assert.Equal(FrameworkReader.NodeKeys, Keys(Schema["$defs"]!["node"]!));
        Assert.Equal(FrameworkReader.OptionKeys, Keys(Schema["$defs"]!["option"]!));
        Assert.Equal(FrameworkReader.MatrixKeys, Keys(Schema["$defs"]!["matrix"]!));
        Assert.Equal(FrameworkReader.StepKeys, Keys(Schema["$defs"]!["step"]!));
        Assert.Equal(Words.Of<AssessmentKind>().All, Schema["properties"]!["kind"]!["enum"]!.AsArray().Select(w => (string)w!));
    }

    [Fact]
    public void The_page_beside_them_names_each() => Assert.All(
        Checkout.Frameworks,
        path => Assert.Contains($"| `{Path.GetFileName(path)}` |", File.ReadAllText(Checkout.PathOf("content/frameworks/README.md")), StringComparison.Ordinal));

    /// <summary>None of their documents was read as a whole, so each says through whom it is known.</summary>
    [Fact]
    public void What_was_not_read_is_according_to_someone() => Assert.All(
        FrameworkFile.OpenAll(Checkout.Frameworks).Frameworks,
        f => Assert.StartsWith("volgens ", f.Head.Source.Says.Dutch, StringComparison.Ordinal));

    [Fact]
    public void Dutch_and_English_differ() => Assert.All(
        from framework in FrameworkFile.OpenAll(Checkout.Frameworks).Frameworks
        from node in framework.Nodes
        where node.Text.English.Length > 0
        select node,
        node => Assert.NotEqual(node.Text.English, node.Text.Dutch));

    [Fact]
    public void The_example_of_the_page_is_read()
    {
        var page = File.ReadAllText(Checkout.PathOf("docs/frameworks.md"));
        var example = page.Split("```yaml\n")[1].Split("```")[0];
        Assert.Equal("backup", Assert.Single(FrameworkFile.Read(example, "page.yaml").Frameworks).Head.RefId);
        Assert.All(FrameworkReader.NodeKeys, key => Assert.Contains($"{key}:", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Keys(JsonNode part) => part["properties"]!.AsObject().Select(p => p.Key);

    /// <summary>The file as YAML at large reads it, as far as the schema can tell: numbers are numbers.</summary>
    private static JsonNode Json(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, (JsonNode?)Json(e.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(Json)]),
        YamlText { IsPlain: true } plain when decimal.TryParse(plain.Text, CultureInfo.InvariantCulture, out _) => JsonNode.Parse(plain.Text)!,
        YamlText text => JsonValue.Create(text.Text),
        _ => throw new InvalidOperationException($"no such node: {node}"),
    };
}

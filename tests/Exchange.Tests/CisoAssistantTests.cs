using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Exchange.Frameworks;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Exchange.Tests;

/// <summary>Libraries of CISO Assistant are read, and what we write is one of them and comes back the same.</summary>
public sealed class CisoAssistantTests
{
    /// <summary>A library in their shape, by us.</summary>
    private const string Library = """
        urn: urn:polder:risk:library:dikes
        locale: fr
        ref_id: dikes
        name: Digues
        description: >-
          Une liste
          courte
        copyright: CC0
        version: 3
        publication_date: 2026-01-01
        provider: Polder
        packager: polder
        translations:
          en: { name: Dikes }
          de: { name: Deiche }
        objects:
          threats:
            - { urn: "urn:polder:risk:threat:water", ref_id: water }
          risk_matrix:
            - urn: urn:polder:risk:matrix:2x2
              ref_id: 2x2
              name: Deux
              description:
              probability: [{ id: 0, abbreviation: 1, name: rare, hexcolor: "#00FF00" }, { id: 1, abbreviation: 2, name: probable }]
              impact: [{ name: faible }, { name: fort, translations: { en: { name: severe } } }]
              risk: [{ name: bas }, { name: haut }]
              grid: [[0, 0], [0, 1]]
          framework:
            urn: urn:polder:risk:framework:Dikes
            ref_id: dikes
            name: Digues
            description: |
              Des
              digues
            min_score: 0
            max_score: 4
            implementation_groups_definition: [{ ref_id: A, name: A }]
            requirement_nodes:
              - urn: urn:polder:risk:req_node:dikes:1
                assessable: false
                depth: 1
                ref_id: 1
                name: Hauteur
              - urn: urn:polder:risk:req_node:dikes:1.1
                assessable: true
                depth: 2
                parent_urn: urn:polder:risk:req_node:DIKES:1
                ref_id: 1.10
                description: La digue est haute
                implementation_groups: [A, B]
                threats: [urn:polder:risk:threat:water]
                translations: { en: { description: The dike is high } }
              - urn: urn:polder:risk:req_node:dikes:node3
                assessable: true
                depth: 2
                parent_urn: urn:polder:risk:req_node:dikes:1
                description: Mesure
                questions:
                  urn:polder:risk:req_node:dikes:node3:question:1:
                    type: unique_choice
                    text: Mesure
                    choices:
                      - { urn: "urn:polder:risk:req_node:dikes:node3:question:1:choice:1", value: Non, compute_result: non_compliant }
                      - { urn: "urn:polder:risk:req_node:dikes:node3:question:1:choice:2", value: Oui, compute_result: compliant, add_score: 4 }
                      - { urn: "urn:polder:risk:req_node:dikes:node3:question:1:choice:3", value: N/A, compute_result: not_applicable }
                  urn:polder:risk:req_node:dikes:node3:question:2:
                    type: text
                    text: Pourquoi ?
        """;

    [Fact]
    public void A_library_in_their_shape_is_read()
    {
        var reading = FrameworkFile.Read(Library, "dikes.yaml");
        Assert.Empty(reading.Complaints);
        var framework = Assert.Single(reading.Frameworks);
        Assert.Equal(("urn:polder:risk:framework:dikes", 3, AssessmentKind.Other), (framework.Head.Urn, framework.Head.Version, framework.Head.Kind));
        Assert.Equal("Digues", framework.Head.Name.Dutch);
        Assert.Equal(["en"], framework.Head.Languages);
        Assert.Equal(["1", "1.10", "node3"], framework.Nodes.Select(n => n.RefId));
        Assert.Equal([null, "1", "1"], framework.Nodes.Select(n => n.Parent));
        Assert.Equal(new Phrase("The dike is high", "The dike is high"), framework.Nodes[1].Text);
        Assert.True(Assert.Single(framework.Nodes[1].Criteria).IsPlain);
        Assert.Equal(
            "node3: 1 NotMet 0, 2 Met 4, 3 NotApplicable 0",
            string.Join(' ', framework.Nodes[2].Criteria.Select(c => $"{c.RefId}: {string.Join(", ", c.Options.Select(o => $"{o.Id} {o.Fulfilment} {o.Points}"))}")));
        var matrix = Assert.Single(reading.Matrices);
        Assert.Equal(("severe", "haut"), (matrix.Impacts[1].Name.English, matrix.Levels[matrix.Grid[1][1]].Name.Dutch));
    }

    [Fact]
    public void What_is_left_out_is_counted() => Assert.Equal(
        ["groups of requirements 1", "memberships of groups of requirements 2", "questions that want a text, date, number or several choices 1", "threats 2"],
        FrameworkFile.Read(Library, "dikes.yaml").LeftOut.Select(l => $"{l.What.English} {l.Count}").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("parent_urn: urn:polder:risk:req_node:dikes:1", "parent_urn: urn:polder:risk:req_node:dikes:9", "there is no node 'urn:polder:risk:req_node:dikes:9' to be its parent")]
    [InlineData("req_node:dikes:node3\n", "req_node:dikes:1.1\n", "'urn:polder:risk:req_node:dikes:1.1' is the name of something else too")]
    [InlineData("grid: [[0, 0], [0, 1]]", "grid: [[0, 0], [0, 2]]", "the grid does not fit: expected 2 rows of 2 numbers from 0 to 1")]
    [InlineData("add_score: 4", "add_score: 4000", "4000 points: expected -1000 to 1000")]
    [InlineData("version: 3", "version: x", "found 'x': expected a whole number")]
    [InlineData("name: Hauteur", "name: &h Hauteur", "anchors and aliases")]
    public void What_is_wrong_with_it_is_told(string sound, string mistaken, string expected)
    {
        Assert.Contains(sound, Library, StringComparison.Ordinal);
        var reading = FrameworkFile.Read(Library.Replace(sound, mistaken, StringComparison.Ordinal), "dikes.yaml");
        Assert.Empty(reading.Frameworks);
        Assert.Contains(reading.Complaints, c => c.Problem.ToString().StartsWith(expected, StringComparison.Ordinal) && c.Place.Row > 0);
    }

    public static TheoryData<string> Shipped => [.. Checkout.Frameworks.Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void What_ships_comes_back_the_same(string file) =>
        AssertComesBack(Assert.Single(FrameworkFile.Open(Checkout.PathOf($"content/frameworks/{file}")).Frameworks));

    [Fact]
    public void What_is_theirs_comes_back_the_same() => AssertComesBack(Assert.Single(FrameworkFile.Read(Library, "dikes.yaml").Frameworks));

    [Fact]
    public void Any_framework_comes_back_the_same() =>
        Prop.ForAll(RandomFrameworks.Any.ToArbitrary(), AssertComesBack).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_has_all_that_their_loader_asks_for()
    {
        var written = Written(FrameworkFile.Open(Checkout.PathOf("content/frameworks/nl-risk-analysis.yaml")).Frameworks[0]);
        var library = Keys(YamlDocument.Read(written, FrameworkFile.Kind).Root!);
        AssertHas(library, "urn", "ref_id", "locale", "objects", "version", "name", "copyright", "provider");
        var objects = Keys(library["objects"]);
        AssertHas(Keys(objects["framework"]), "ref_id", "urn", "requirement_nodes");
        var nodes = ((YamlList)Keys(objects["framework"])["requirement_nodes"]).Items.Select(Keys).ToList();
        Assert.All(nodes, n => AssertHas(n, "urn", "ref_id", "assessable", "depth"));
        Assert.All(
            nodes.Where(n => n.ContainsKey("questions")).SelectMany(n => Keys(n["questions"]).Values).Select(Keys),
            q => AssertHas(q, "type", "text", "choices"));
        var matrix = Keys(Assert.Single(((YamlList)objects["risk_matrix"]).Items));
        AssertHas(matrix, "urn", "ref_id", "name", "probability", "impact", "risk", "grid");

        // Whoever loads it sees whole points, and Dutch beside English.
        var sovereignty = Written(FrameworkFile.Open(Checkout.PathOf("content/frameworks/eu-csf.yaml")).Frameworks[0]);
        Assert.Contains("add_score: 42", sovereignty, StringComparison.Ordinal);
        Assert.Contains("points: 41.67", sovereignty, StringComparison.Ordinal);
        Assert.Contains("locale: \"en\"", sovereignty, StringComparison.Ordinal);
        Assert.Contains("Strategische soevereiniteit", sovereignty, StringComparison.Ordinal);
    }

    private static void AssertComesBack(Framework framework)
    {
        var reading = FrameworkFile.Read(Written(framework), "back.yaml");
        Assert.Empty(reading.Complaints);
        Assert.Equal(Whole(framework), Whole(Assert.Single(reading.Frameworks)));
    }

    private static string Written(Framework framework)
    {
        using var into = new StringWriter();
        CisoAssistantWriter.Write(framework, into);
        return into.ToString();
    }

    private static string Whole(Framework framework) => JsonSerializer.Serialize(new
    {
        framework.Head,
        From = framework.Head.Validity.ToString(),
        framework.Nodes,
        framework.WeightSets,
        framework.Matrix,
    });

    private static void AssertHas(Dictionary<string, YamlNode> part, params string[] keys) => Assert.Empty(keys.Except(part.Keys));

    private static Dictionary<string, YamlNode> Keys(YamlNode node) => ((YamlMap)node).Entries.ToDictionary(e => e.Key.Text, e => e.Value);
}

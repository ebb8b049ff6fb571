using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Exchange.Frameworks;

/// <summary>Reads a framework in our own YAML; docs/frameworks.md and its JSON Schema describe the language.</summary>
internal sealed class FrameworkReader
{
    /// <summary>The keys of each part; the schema under content/frameworks lists the same.</summary>
    internal static readonly string[] FileKeys =
    [
        "framework", "urn", "ref-id", "version", "kind", "grain", "name", "description", "source", "provider", "known-through",
        "licence", "attribution", "valid-from", "valid-until", "defects", "weights", "matrix", "options", "nodes",
    ];

    internal static readonly string[] NodeKeys =
        ["ref-id", "parent", "name", "text", "note", "evidence", "options", "not-applicable", "risk", "checks"];

    internal static readonly string[] OptionKeys = ["id", "points", "seal", "fulfilment", "tells", "en", "nl"];

    internal static readonly string[] MatrixKeys = ["ref-id", "name", "likelihoods", "impacts", "levels", "grid"];

    internal static readonly string[] StepKeys = ["id", "colour", "name", "text"];

    internal static readonly string[] LanguageKeys = ["en", "nl"];

    /// <summary>The name of the options that ask whether something is met.</summary>
    internal const string FulfilmentName = "fulfilment";

    private readonly List<Complaint> complaints = [];
    private readonly YamlParts yaml;
    private readonly FrameworkParts made;
    private readonly Dictionary<string, IReadOnlyList<CriterionOption>> lists = new(StringComparer.Ordinal)
    {
        [FulfilmentName] = Criterion.FulfilmentOptions,
    };

    private string urn = "";
    private RiskMatrix? matrix;

    private FrameworkReader(string file)
    {
        yaml = new YamlParts(file, complaints);
        made = new FrameworkParts(yaml);
    }

    public static FrameworkReading Read(YamlMap root, string file)
    {
        var reader = new FrameworkReader(file);
        var framework = reader.ReadFile(root);
        return reader.complaints.Count == 0 && framework is not null
            ? new FrameworkReading([framework], framework.Matrix is { } matrix ? [matrix] : [], [], [])
            : new FrameworkReading([], [], [.. reader.complaints.OrderBy(c => c.Place.Row)], []);
    }

    private Framework? ReadFile(YamlMap root)
    {
        var parts = yaml.Of(root, FileKeys);
        if (yaml.Text(parts["framework"]) is not "1" and var edition)
        {
            yaml.Complain(parts["framework"].Line, new UnknownFrameworkEdition(edition));
        }

        var head = ReadHead(root, parts);
        urn = head.Urn;
        matrix = parts.TryGetValue("matrix", out var grid) ? ReadMatrix(grid) : null;
        foreach (var (name, list) in yaml.Entries(parts.GetValueOrDefault("options")))
        {
            lists[name.Text] = [.. yaml.Items(list).Select((node, i) => ReadOption(node, i))];
        }

        var weights = yaml.Entries(parts.GetValueOrDefault("weights")).Select(w => made.Weights(w.Key, w.Value)).ToList();
        var nodes = yaml.Items(parts.GetValueOrDefault("nodes")).Select(ReadNode).ToList();
        if (nodes.Count == 0)
        {
            yaml.Complain(root.Line, new KeyMissing("nodes", new Phrase("at least one question", "minstens één vraag")));
        }

        return made.Make(head, nodes, weights, matrix);
    }

    private FrameworkHead ReadHead(YamlMap root, IReadOnlyDictionary<string, YamlNode> parts)
    {
        var name = yaml.Required(root, parts, "urn", new Phrase(
            "a name in the world, such as urn:ours:risk:framework:exit", "een naam in de wereld, zoals urn:ons:risk:framework:exit"));
        if (name.Length > 0 && !FrameworkParts.IsFrameworkUrn(name))
        {
            yaml.Complain(parts["urn"].Line, new NotAFrameworkUrn(name));
        }

        var source = new FrameworkSource(
            RequiredPhrase(root, parts, "source"), yaml.Required(root, parts, "provider", new Phrase("who published the source", "wie de bron uitgaf")),
            parts.TryGetValue("known-through", out var others) ? ReadPhrase(others) : null,
            yaml.Required(root, parts, "licence", new Phrase("an SPDX expression such as CC0-1.0", "een SPDX-uitdrukking zoals CC0-1.0")),
            yaml.Text(parts.GetValueOrDefault("attribution")),
            [.. yaml.Items(parts.GetValueOrDefault("defects")).Select(ReadPhrase)]);
        return new FrameworkHead(
            name, RefId(root, parts), yaml.Whole(Needed(root, parts, "version"), 1, 1_000_000) ?? 1,
            yaml.Choice<AssessmentKind>(Needed(root, parts, "kind")) ?? AssessmentKind.Other,
            yaml.Choice<Grain>(Needed(root, parts, "grain")) ?? Grain.Service,
            RequiredPhrase(root, parts, "name"), RequiredPhrase(root, parts, "description"), source, made.ReadValidity(parts, "valid-from", "valid-until"),
            LanguageKeys);
    }

    private FrameworkNode ReadNode(YamlNode node)
    {
        var parts = yaml.Of(node, NodeKeys);
        var refId = RefId(node, parts);
        var name = OptionalPhrase(parts, "name");
        if (name.English.Length == 0 && !parts.ContainsKey("text"))
        {
            yaml.Complain(node.Line, new KeyMissing("name", new Phrase("a name or a text", "een naam of een tekst")));
        }

        return made.At(node.Line, new FrameworkNode(
            FrameworkParts.NodeUrn(urn, refId), refId, yaml.Text(parts.GetValueOrDefault("parent")) is { Length: > 0 } parent ? parent : null,
            name, OptionalPhrase(parts, "text"), ReadCriteria(node, refId, parts))
        {
            Note = OptionalPhrase(parts, "note"),
            Evidence = OptionalPhrase(parts, "evidence"),
        });
    }

    private IReadOnlyList<Criterion> ReadCriteria(
        YamlNode node, string refId, IReadOnlyDictionary<string, YamlNode> parts)
    {
        var nodeUrn = FrameworkParts.NodeUrn(urn, refId);
        var mayBeNotApplicable = yaml.Word(parts.GetValueOrDefault("not-applicable"), ["yes", "no"]) == "yes";
        if (yaml.Word(parts.GetValueOrDefault("risk"), ["yes", "no"]) == "yes")
        {
            if (matrix is null || parts.ContainsKey("options"))
            {
                yaml.Complain(parts["risk"].Line, new RiskNeedsMatrix());
                return [];
            }

            return
            [
                made.At(node.Line, FrameworkParts.Risk(nodeUrn, refId, RiskScale.Likelihood, matrix, mayBeNotApplicable)),
                made.At(node.Line, FrameworkParts.Risk(nodeUrn, refId, RiskScale.Impact, matrix, mayBeNotApplicable)),
            ];
        }

        return ReadOptions(parts.GetValueOrDefault("options")) is { } options
            ?
            [
                made.At(node.Line, new Criterion($"{nodeUrn}:question:1", refId, null, options, mayBeNotApplicable)
                {
                    Checks = ReadCheck(node, parts.GetValueOrDefault("checks"), options),
                }),
            ]
            : [];
    }

    private UseQuestion? ReadCheck(YamlNode at, YamlNode? node, IReadOnlyList<CriterionOption> options)
    {
        var fact = node is null ? null : yaml.Word(node, FactChecks.Names) is { } word ? FactChecks.Named(word) : null;
        string[] words = fact is { } known ? [.. AskedQuestion.Of(known).Options.Select(o => o.Word)] : [];
        foreach (var tells in options.Select(o => o.Tells).OfType<string>().Where(t => !words.Contains(t)))
        {
            yaml.Complain(at.Line, fact is null ? new TellsOfNothing(tells) : new NotAChoice(tells, words));
        }

        return fact;
    }

    private IReadOnlyList<CriterionOption>? ReadOptions(YamlNode? node) => node switch
    {
        null => null,
        YamlText => yaml.Word(node, [.. lists.Keys]) is { } name ? lists[name] : null,
        _ => [.. yaml.Items(node).Select((option, i) => ReadOption(option, i))],
    };

    private CriterionOption ReadOption(YamlNode node, int position)
    {
        var parts = yaml.Of(node, OptionKeys);
        var id = yaml.Text(parts.GetValueOrDefault("id"));
        if (id.Length > 0 && !FrameworkParts.IsRefId(id))
        {
            yaml.Complain(parts["id"].Line, new NotARefId(id));
        }

        return made.At(node.Line, new CriterionOption(
            id.Length > 0 ? id : $"{position + 1}", ReadTexts(node, parts), yaml.Number(parts.GetValueOrDefault("points")),
            (SealLevel?)yaml.Whole(parts.GetValueOrDefault("seal"), 0, 4),
            yaml.Choice<Fulfilment>(parts.GetValueOrDefault("fulfilment")))
        {
            Tells = yaml.Text(parts.GetValueOrDefault("tells")) is { Length: > 0 } tells ? tells : null,
        });
    }

    private RiskMatrix? ReadMatrix(YamlNode node)
    {
        var parts = yaml.Of(node, MatrixKeys);
        var refId = RefId(node, parts);
        var read = RiskMatrix.Of(
            urn.Replace(":framework:", ":matrix:", StringComparison.Ordinal), refId, RequiredPhrase(node, parts, "name"),
            FrameworkParts.Nothing, ReadSteps(parts, "likelihoods"), ReadSteps(parts, "impacts"), ReadSteps(parts, "levels"),
            made.Grid(parts.GetValueOrDefault("grid")));
        if (!read.Holds)
        {
            yaml.Complain(parts.GetValueOrDefault("grid")?.Line ?? node.Line, read.Problem!);
        }

        return read.Holds ? read.Value : null;
    }

    private IReadOnlyList<RiskStep> ReadSteps(IReadOnlyDictionary<string, YamlNode> parts, string key)
    {
        var steps = new List<RiskStep>();
        foreach (var node in yaml.Items(parts.GetValueOrDefault(key)))
        {
            var step = yaml.Of(node, StepKeys);
            var id = yaml.Text(step.GetValueOrDefault("id"));
            steps.Add(new RiskStep(
                id.Length > 0 ? id : $"{steps.Count + 1}", RequiredPhrase(node, step, "name"), OptionalPhrase(step, "text"),
                yaml.Text(step.GetValueOrDefault("colour"))));
        }

        return steps;
    }

    private string RefId(YamlNode at, IReadOnlyDictionary<string, YamlNode> parts)
    {
        var refId = yaml.Required(at, parts, "ref-id", new Phrase("a short name, such as sov-1", "een korte naam, zoals sov-1"));
        if (refId.Length > 0 && !FrameworkParts.IsRefId(refId))
        {
            yaml.Complain(parts["ref-id"].Line, new NotARefId(refId));
        }

        // What has no name is told once, and then stands apart from all others.
        return refId.Length > 0 ? refId : $"line-{at.Line}";
    }

    private YamlNode? Needed(YamlNode at, IReadOnlyDictionary<string, YamlNode> parts, string key)
    {
        yaml.Required(at, parts, key, new Phrase("a value", "een waarde"));
        return parts.GetValueOrDefault(key);
    }

    private Phrase RequiredPhrase(YamlNode at, IReadOnlyDictionary<string, YamlNode> parts, string key)
    {
        if (parts.TryGetValue(key, out var node))
        {
            return ReadPhrase(node);
        }

        yaml.Complain(at.Line, new KeyMissing(key, new Phrase("a text in English and Dutch", "een tekst in het Engels en het Nederlands")));
        return FrameworkParts.Nothing;
    }

    private Phrase OptionalPhrase(IReadOnlyDictionary<string, YamlNode> parts, string key) =>
        parts.TryGetValue(key, out var node) ? ReadPhrase(node) : FrameworkParts.Nothing;

    private Phrase ReadPhrase(YamlNode node) => ReadTexts(node, yaml.Of(node, LanguageKeys));

    private Phrase ReadTexts(YamlNode at, IReadOnlyDictionary<string, YamlNode> parts) => new(
        yaml.Required(at, parts, "en", new Phrase("the text in English", "de tekst in het Engels")),
        yaml.Required(at, parts, "nl", new Phrase("the text in Dutch", "de tekst in het Nederlands")));
}

/// <summary>A risk in a framework without a matrix, or with answers of its own.</summary>
public sealed record RiskNeedsMatrix() : Problem(new Phrase(
    "a risk is read from the matrix: expected 'matrix:' at the top and no options here",
    "een risico wordt uit de matrix afgelezen: verwacht 'matrix:' bovenaan en hier geen opties"));

/// <summary>An option that says something of a fact, of a question that is about none.</summary>
public sealed record TellsOfNothing(string Tells) : Problem(new Phrase(
    $"an option says {Quote(Tells)} of a fact that its question does not name: expected 'checks:' beside the question, one of {string.Join(", ", FactChecks.Names)}",
    $"een optie zegt {Quote(Tells)} van een feit dat de vraag niet noemt: verwacht 'checks:' bij de vraag, een van {string.Join(", ", FactChecks.Names)}"));

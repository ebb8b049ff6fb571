using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.Exchange.Frameworks;

/// <summary>Reads the frameworks and risk matrices of a library of CISO Assistant.</summary>
/// <remarks>
/// Format: the loader of intuitem/ciso-assistant-community (<c>backend/library/utils.py</c> and
/// <c>backend/core/models.py</c>) at f990d7b and its 288 libraries. What we have no use for is left out
/// and counted. Under the key <c>sluiswachter</c>, which that loader passes over, our own exports keep what the format lacks.
/// </remarks>
internal sealed class CisoAssistantReader
{
    private static readonly string[] FrameworkKeys = ["framework", "frameworks"];
    private static readonly string[] MatrixKeys = ["risk_matrix", "risk_matrices"];

    private static readonly string[] LeftOutOfNodes =
        ["reference_controls", "threats", "implementation_groups", "weight", "min_score", "max_score", "scores_definition_ref"];

    private static readonly string[] LeftOutOfFrameworks =
        ["implementation_groups_definition", "scores_definition", "outcomes_definition", "field_visibility"];

    private readonly List<Complaint> complaints = [];
    private readonly Dictionary<string, int> leftOut = new(StringComparer.Ordinal);
    private readonly YamlParts yaml;
    private readonly CisoAssistantTexts texts;

    private CisoAssistantReader(YamlMap root, string file)
    {
        yaml = new YamlParts(file, complaints);
        texts = new CisoAssistantTexts(yaml, yaml.Text(yaml.Of(root).GetValueOrDefault("locale")));
    }

    public static FrameworkReading Read(YamlMap root, string file)
    {
        var reader = new CisoAssistantReader(root, file);
        var (frameworks, matrices) = reader.ReadLibrary(root);
        var isSound = reader.complaints.Count == 0;
        return new FrameworkReading(
            isSound ? frameworks : [], isSound ? matrices : [], [.. reader.complaints.OrderBy(c => c.Place.Row)],
            [.. reader.leftOut.Select(l => new LeftOut(CisoAssistantTexts.NameOf(l.Key), l.Value))]);
    }

    private (IReadOnlyList<Framework> Frameworks, IReadOnlyList<RiskMatrix> Matrices) ReadLibrary(YamlMap root)
    {
        var library = yaml.Of(root);
        yaml.Required(root, library, "locale", new Phrase("a language such as en", "een taal zoals en"));
        var version = yaml.Whole(library.GetValueOrDefault("version"), 1, int.MaxValue) ?? 1;
        _ = texts.Of(library, "name");
        var objects = yaml.Entries(library["objects"]);
        foreach (var (key, value) in objects.Where(o => !FrameworkKeys.Concat(MatrixKeys).Contains(o.Key.Text)))
        {
            LeaveOut(key.Text, value is YamlList list ? list.Items.Count : 1);
        }

        var matrices = objects.Where(o => MatrixKeys.Contains(o.Key.Text)).SelectMany(o => Several(o.Value))
            .Select(ReadMatrix).OfType<RiskMatrix>().ToList();
        var frameworks = objects.Where(o => FrameworkKeys.Contains(o.Key.Text)).SelectMany(o => Several(o.Value))
            .Select(node => ReadFramework(node, library, version, matrices is [var only] ? only : null))
            .OfType<Framework>().ToList();
        return (frameworks, matrices);
    }

    private Framework? ReadFramework(
        YamlNode node, IReadOnlyDictionary<string, YamlNode> library, int version, RiskMatrix? matrix)
    {
        var made = new FrameworkParts(yaml);
        var parts = yaml.Of(node);
        CountLeftOut(parts, LeftOutOfFrameworks);
        var own = Own(parts);
        var nodes = ReadNodes(made, yaml.Items(parts.GetValueOrDefault("requirement_nodes")), matrix);
        if (nodes.Count == 0)
        {
            yaml.Complain(node.Line, new KeyMissing("requirement_nodes", new Phrase("at least one requirement", "minstens één vereiste")));
        }

        var weights = yaml.Entries(own.GetValueOrDefault("weights")).Select(w => made.Weights(w.Key, w.Value)).ToList();
        var hasRisks = nodes.Exists(n => n.Criteria.Any(c => c.Scale is not null));
        return made.Make(
            ReadHead(made, node, parts, library, own, version), nodes, weights, hasRisks ? matrix : null);
    }

    private FrameworkHead ReadHead(
        FrameworkParts made, YamlNode node, IReadOnlyDictionary<string, YamlNode> parts,
        IReadOnlyDictionary<string, YamlNode> library, IReadOnlyDictionary<string, YamlNode> own, int version)
    {
        var provider = yaml.Text(library.GetValueOrDefault("provider"));
        var document = own.TryGetValue("source", out var source) ? texts.Pair(source) : new Phrase(provider, provider);
        return new FrameworkHead(
            yaml.Required(node, parts, "urn", new Phrase("a urn", "een urn")).ToLowerInvariant(),
            yaml.Required(node, parts, "ref_id", new Phrase("a short name", "een korte naam")), version,
            yaml.Choice<AssessmentKind>(own.GetValueOrDefault("kind")) ?? AssessmentKind.Other,
            yaml.Choice<Grain>(own.GetValueOrDefault("grain")) ?? Grain.Use,
            texts.Of(parts, "name"), texts.Of(parts, "description"),
            new FrameworkSource(
                document, provider, own.TryGetValue("known_through", out var others) ? texts.Pair(others) : null,
                yaml.Text(own.GetValueOrDefault("licence")),
                yaml.Text(own.Count > 0 ? own.GetValueOrDefault("attribution") : library.GetValueOrDefault("copyright")),
                [.. yaml.Items(own.GetValueOrDefault("defects")).Select(texts.Pair)]),
            made.ReadValidity(own, "valid_from", "valid_until"), texts.Languages);
    }

    /// <summary>The nodes, each with a ref id of its own and its parent by ref id.</summary>
    private List<FrameworkNode> ReadNodes(FrameworkParts made, IReadOnlyList<YamlNode> nodes, RiskMatrix? matrix)
    {
        var read = nodes.Select(n => (Node: n, Parts: yaml.Of(n))).Select(n => (
            n.Node, n.Parts, Urn: yaml.Required(n.Node, n.Parts, "urn", new Phrase("a urn", "een urn")).ToLowerInvariant())).ToList();
        var refIds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, parts, urn) in read)
        {
            var refId = yaml.Text(parts.GetValueOrDefault("ref_id"));
            refIds.TryAdd(urn, refId.Length > 0 ? refId : urn.Split(':', 6)[^1]);
        }

        return [.. read.Select(n => ReadNode(made, n.Node, n.Parts, n.Urn, refIds, matrix))];
    }

    private FrameworkNode ReadNode(
        FrameworkParts made, YamlNode node, IReadOnlyDictionary<string, YamlNode> parts, string urn,
        Dictionary<string, string> refIds, RiskMatrix? matrix)
    {
        CountLeftOut(parts, LeftOutOfNodes);
        var parent = yaml.Text(parts.GetValueOrDefault("parent_urn")).ToLowerInvariant();
        var bare = new FrameworkNode(
            urn, refIds[urn], parent.Length == 0 ? null : refIds.GetValueOrDefault(parent, parent), texts.Of(parts, "name"),
            texts.Of(parts, "description"), [])
        {
            Note = texts.Of(parts, "annotation"),
            Evidence = texts.Of(parts, "typical_evidence"),
        };
        var isAssessable = yaml.Word(parts.GetValueOrDefault("assessable"), ["true", "false"]) == "true";
        return made.At(node.Line, isAssessable ? bare with { Criteria = ReadCriteria(made, node, parts, bare, matrix) } : bare);
    }

    private List<Criterion> ReadCriteria(
        FrameworkParts made, YamlNode node, IReadOnlyDictionary<string, YamlNode> parts, FrameworkNode bare,
        RiskMatrix? matrix)
    {
        var questions = new List<(YamlText Urn, IReadOnlyDictionary<string, YamlNode> Parts)>();
        foreach (var (urn, value) in yaml.Entries(parts.GetValueOrDefault("questions")))
        {
            var question = yaml.Of(value);
            if (yaml.Text(question.GetValueOrDefault("type")) is "unique_choice" or "single_choice")
            {
                questions.Add((urn, question));
            }
            else
            {
                LeaveOut("questions of another type", 1);
            }
        }

        return questions.Count == 0
            ? [made.At(node.Line, new Criterion(
                $"{bare.Urn}:question:1", bare.RefId, null, Criterion.FulfilmentOptions, !IsAlwaysApplicable(Own(parts))))]
            :
            [
                .. questions.Select(q => made.At(
                    q.Urn.Line, ReadCriterion(made, q.Urn.Text, q.Parts, bare, questions.Count == 1, matrix))),
            ];
    }

    private Criterion ReadCriterion(
        FrameworkParts made, string urn, IReadOnlyDictionary<string, YamlNode> question, FrameworkNode node, bool isOnly,
        RiskMatrix? matrix)
    {
        CountLeftOut(question, ["depends_on"]);
        var own = Own(question);
        var mayBeNotApplicable = !IsAlwaysApplicable(own);
        if (yaml.Choice<RiskScale>(own.GetValueOrDefault("scale")) is { } scale && matrix is not null)
        {
            return FrameworkParts.Risk(node.Urn, node.RefId, scale, matrix, mayBeNotApplicable);
        }

        var asks = texts.Of(question, "text");
        var options = yaml.Items(question.GetValueOrDefault("choices")).Select((choice, i) => ReadOption(made, choice, i)).ToList();
        return new Criterion(
            urn.ToLowerInvariant(), isOnly ? node.RefId : $"{node.RefId}:{urn.Split(':')[^1]}",
            asks == node.Text || (node.Text == FrameworkParts.Nothing && asks == node.Name) ? null : asks,
            options.Exists(o => o.Points is not null) ? [.. options.Select(WithPoints)] : options, mayBeNotApplicable)
        {
            Checks = yaml.Word(own.GetValueOrDefault("checks"), FactChecks.Names) is { } fact ? FactChecks.Named(fact) : null,
        };
    }

    /// <summary>To CISO Assistant a choice without points among others with them adds nothing to the score.</summary>
    private static CriterionOption WithPoints(CriterionOption option) =>
        option.Points is null ? option with { Points = 0 } : option;

    private CriterionOption ReadOption(FrameworkParts made, YamlNode node, int position)
    {
        var parts = yaml.Of(node);
        CountLeftOut(parts, ["select_implementation_groups"]);
        var own = Own(parts);
        var id = yaml.Text(parts.GetValueOrDefault("urn")).Split(':')[^1];
        return made.At(node.Line, new CriterionOption(
            id.Length > 0 ? id : $"{position + 1}", texts.Of(parts, "value"),
            yaml.Number(own.GetValueOrDefault("points") ?? parts.GetValueOrDefault("add_score")),
            (SealLevel?)yaml.Whole(own.GetValueOrDefault("seal"), 0, 4),
            CisoAssistantTexts.FulfilmentOf(yaml.Text(parts.GetValueOrDefault("compute_result"))))
        {
            Tells = yaml.Text(own.GetValueOrDefault("tells")) is { Length: > 0 } tells ? tells : null,
        });
    }

    private RiskMatrix? ReadMatrix(YamlNode node)
    {
        var parts = yaml.Of(node);
        CountLeftOut(parts, ["strength_of_knowledge"]);
        var read = RiskMatrix.Of(
            yaml.Required(node, parts, "urn", new Phrase("a urn", "een urn")).ToLowerInvariant(),
            yaml.Required(node, parts, "ref_id", new Phrase("a short name", "een korte naam")), texts.Of(parts, "name"),
            texts.Of(parts, "description"), ReadSteps(parts, "probability"), ReadSteps(parts, "impact"), ReadSteps(parts, "risk"),
            new FrameworkParts(yaml).Grid(parts.GetValueOrDefault("grid")));
        if (!read.Holds)
        {
            yaml.Complain(parts.GetValueOrDefault("grid")?.Line ?? node.Line, read.Problem!);
        }

        return read.Holds ? read.Value : null;
    }

    private IReadOnlyList<RiskStep> ReadSteps(IReadOnlyDictionary<string, YamlNode> matrix, string key) =>
    [
        .. yaml.Items(matrix.GetValueOrDefault(key)).Select(node => yaml.Of(node)).Select((step, i) => new RiskStep(
            yaml.Text(Own(step).GetValueOrDefault("id")) is { Length: > 0 } id ? id : $"{i + 1}", texts.Of(step, "name"),
            texts.Of(step, "description"), yaml.Text(step.GetValueOrDefault("hexcolor")))),
    ];

    private IEnumerable<YamlNode> Several(YamlNode node) => node is YamlList ? yaml.Items(node) : [node];

    private IReadOnlyDictionary<string, YamlNode> Own(IReadOnlyDictionary<string, YamlNode> parts) =>
        parts.TryGetValue(CisoAssistantTexts.OwnKey, out var own) ? yaml.Of(own) : new Dictionary<string, YamlNode>();

    private bool IsAlwaysApplicable(IReadOnlyDictionary<string, YamlNode> own) =>
        yaml.Word(own.GetValueOrDefault("not_applicable"), ["true", "false"]) == "false";

    private void CountLeftOut(IReadOnlyDictionary<string, YamlNode> parts, IEnumerable<string> keys)
    {
        foreach (var key in keys.Where(parts.ContainsKey))
        {
            LeaveOut(key, parts[key] is YamlList list ? list.Items.Count : 1);
        }
    }

    private void LeaveOut(string what, int count) => leftOut[what] = leftOut.GetValueOrDefault(what) + count;
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>A list of questions by which something is judged: a published framework, an analysis, a checklist.</summary>
/// <remarks>
/// <para>Knowledge, not code: it comes from a file, says who wrote it and how we know its text, and cannot be wrong once made:
/// ids are unique, parents exist, weights add up, points are within range.</para>
/// <para>Its nodes form a forest. A node without a parent is an <em>objective</em>; weights are given to objectives.</para>
/// </remarks>
public sealed class Framework
{
    private readonly Dictionary<string, FrameworkNode> nodes;
    private readonly Dictionary<string, Criterion> criteria;

    private Framework(
        FrameworkHead head, IReadOnlyList<FrameworkNode> nodes, IReadOnlyList<WeightSet> weightSets, RiskMatrix? matrix)
    {
        (Head, Nodes, WeightSets, Matrix) = (head, nodes, weightSets, matrix);
        this.nodes = nodes.ToDictionary(n => n.RefId, StringComparer.Ordinal);
        criteria = Criteria.ToDictionary(c => c.RefId, StringComparer.Ordinal);
    }

    /// <summary>What it is, and who says so.</summary>
    public FrameworkHead Head { get; }

    /// <summary>Its nodes, in the order in which they are read.</summary>
    public IReadOnlyList<FrameworkNode> Nodes { get; }

    /// <summary>The weights that its objectives may have; the first are used unless others are asked for.</summary>
    public IReadOnlyList<WeightSet> WeightSets { get; }

    /// <summary>The matrix by which its risks are read; null when it has none.</summary>
    public RiskMatrix? Matrix { get; }

    /// <summary>All questions, in the order in which they are read.</summary>
    public IEnumerable<Criterion> Criteria => Nodes.SelectMany(n => n.Criteria);

    /// <summary>The nodes without a parent.</summary>
    public IEnumerable<FrameworkNode> Objectives => Nodes.Where(n => n.Parent is null);

    /// <summary>Makes a framework, or tells everything that is wrong with its parts.</summary>
    /// <param name="head">What it is.</param>
    /// <param name="nodes">Its nodes; a parent may come after its children.</param>
    /// <param name="weightSets">The weights of its objectives; none when points are simply added up.</param>
    /// <param name="matrix">The matrix of its risks; null when it has none.</param>
    public static (Framework? Framework, IReadOnlyList<FrameworkFault> Faults) Of(
        FrameworkHead head, IReadOnlyList<FrameworkNode> nodes, IReadOnlyList<WeightSet> weightSets, RiskMatrix? matrix)
    {
        var faults = FrameworkFaults.In(nodes, weightSets);
        return faults.Count == 0 ? (new Framework(head, nodes, weightSets, matrix), faults) : (null, faults);
    }

    /// <summary>The question with a ref id; null when there is none.</summary>
    public Criterion? CriterionOf(string refId) => criteria.GetValueOrDefault(refId);

    /// <summary>The weights of a name; null when there are none.</summary>
    public WeightSet? WeightSetOf(string name) => WeightSets.FirstOrDefault(w => w.Name == name);

    /// <summary>The node that a node belongs to; null for an objective.</summary>
    public FrameworkNode? ParentOf(FrameworkNode node) => node.Parent is { } parent ? nodes[parent] : null;

    /// <summary>A node and all that it belongs to, up to its objective; as many as it lies deep.</summary>
    public IEnumerable<FrameworkNode> WayUp(FrameworkNode node)
    {
        for (var at = node; at is not null; at = ParentOf(at))
        {
            yield return at;
        }
    }
}

/// <summary>What a framework is, and who says so.</summary>
/// <param name="Urn">Its name in the world, such as <c>urn:sluiswachter:risk:framework:eu-csf</c>.</param>
/// <param name="RefId">Its short name, such as <c>eu-csf</c>.</param>
/// <param name="Version">The edition of our text of it, from 1; the edition of the source stands in its name.</param>
/// <param name="Kind">What kind of judgement it serves.</param>
/// <param name="Grain">What one set of answers is about.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for and how it is used.</param>
/// <param name="Source">Who wrote it, and how we know.</param>
/// <param name="Validity">The days on which it applies.</param>
/// <param name="Languages">
/// The languages in which its texts were written, of which the first stands in for the others; Dutch and English for ours.
/// </param>
public sealed record FrameworkHead(
    string Urn, string RefId, int Version, AssessmentKind Kind, Grain Grain, Phrase Name, Phrase Description, FrameworkSource Source,
    Validity Validity, IReadOnlyList<string> Languages);

/// <summary>Who wrote a framework, and how we know its text.</summary>
/// <param name="Document">The document in which it stands, with its date or number.</param>
/// <param name="Provider">Who published that document.</param>
/// <param name="KnownThrough">
/// Who reported the text, when we have not read the document itself; null when we have. What is known through others is
/// shown with the words "according to".
/// </param>
/// <param name="Licence">The licence of our text, as an SPDX expression where there is one; empty when not stated.</param>
/// <param name="Attribution">Whom the licence wants named; empty when nobody.</param>
/// <param name="Defects">What is known to be wrong or odd in the source, and kept.</param>
public sealed record FrameworkSource(
    Phrase Document, string Provider, Phrase? KnownThrough, string Licence, string Attribution, IReadOnlyList<Phrase> Defects)
{
    /// <summary>Where it comes from, as it is shown to people.</summary>
    public Phrase Says => KnownThrough is { } others
        ? new Phrase($"according to {others.English}: {Document.English}", $"volgens {others.Dutch}: {Document.Dutch}")
        : Document;
}

/// <summary>The weights of the objectives of a framework, in per cent; together 100.</summary>
/// <param name="Name">Its name, such as <c>guidance-2026</c>.</param>
/// <param name="Weights">The weight of each objective, by its ref id.</param>
public sealed record WeightSet(string Name, IReadOnlyDictionary<string, decimal> Weights);

/// <summary>What one set of answers is about.</summary>
public enum Grain
{
    /// <summary>A service, whoever uses it.</summary>
    Service = 1,

    /// <summary>A supplier, whatever it supplies.</summary>
    Supplier = 2,

    /// <summary>The use of a service by a body, for a function.</summary>
    Use = 3,

    /// <summary>A contract.</summary>
    Contract = 4,
}

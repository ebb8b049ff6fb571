using System.Buffers;
using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Whom or what is switched off as one thing.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">The position of its id in <see cref="DependencyGraph.Entities"/>; of a country its number.</param>
public readonly record struct Subject(SubjectKind Kind, int At)
{
    /// <summary>The country, when it is one; else null.</summary>
    public Country? Country => Kind == SubjectKind.Country ? Model.Country.FromNumber(At) : null;

    /// <summary>The switch-off that it stands for; a problem when it is a supplier without services.</summary>
    public Result<Scenario> ScenarioIn(DependencyGraph graph, int horizonHours)
    {
        if (Country is { } country)
        {
            return Scenario.Of(countries: [country], horizonHours: horizonHours);
        }

        return Kind switch
        {
            SubjectKind.Controller => Scenario.Of(suppliers: [IdOf(At)], horizonHours: horizonHours),
            SubjectKind.Service => Scenario.Of(services: [IdOf(At)], horizonHours: horizonHours),
            _ => Scenario.Of(
                services: [.. ServicesOf(graph, graph.SupplierOf(At)).Select(n => IdOf(graph.EntityOf(n)))],
                horizonHours: horizonHours),
        };

        EntityId IdOf(int entity) => EntityId.Of(graph.Entities[entity]).Value;
    }

    private static IEnumerable<int> ServicesOf(DependencyGraph graph, int supplier) =>
        Enumerable.Range(0, graph.NodeCount).Where(n => graph.Nodes.SupplierOf(n) == supplier);
}

/// <summary>Kinds of subjects, in the order in which they stand when nothing else tells them apart.</summary>
public enum SubjectKind
{
    /// <summary>All suppliers that are established in a country, with all whom they control.</summary>
    Country = 1,

    /// <summary>A supplier with all whom it controls.</summary>
    Controller = 2,

    /// <summary>A supplier's own services.</summary>
    Supplier = 3,

    /// <summary>A service.</summary>
    Service = 4,
}

/// <summary>All subjects of a graph, and what belongs to whom. Immutable.</summary>
/// <remarks>Linear in suppliers and services to make.</remarks>
internal sealed class Subjects
{
    /// <summary>One more than the highest number of a country.</summary>
    public const int Countries = 26 * 26 + 1;

    public Subjects(DependencyGraph graph)
    {
        Graph = graph;
        var supplierOf = ArrayPool<int>.Shared.Rent(graph.NodeCount);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            supplierOf[node] = graph.Nodes.SupplierOf(node);
        }

        ServicesOf = Grouping.Of(supplierOf.AsSpan(0, graph.NodeCount), graph.SupplierCount);
        ArrayPool<int>.Shared.Return(supplierOf);
        var countryOf = new int[graph.SupplierCount];
        for (var supplier = 0; supplier < countryOf.Length; supplier++)
        {
            countryOf[supplier] = graph.Suppliers.Country[supplier];
        }

        SuppliersIn = Grouping.Of(countryOf, Countries);
    }

    public DependencyGraph Graph { get; }

    /// <summary>By supplier the nodes of its services.</summary>
    public Grouping ServicesOf { get; }

    /// <summary>By number of a country the suppliers that are established there; by 0 those of whom that is unknown.</summary>
    public Grouping SuppliersIn { get; }

    /// <summary>The subjects of some kinds, in the order of kinds and then of ids.</summary>
    public List<Subject> Of(IReadOnlyCollection<SubjectKind> kinds)
    {
        var subjects = new List<Subject>();
        foreach (var kind in kinds.Distinct().Order())
        {
            var candidates = kind == SubjectKind.Country ? Countries : Graph.Entities.Count;
            for (var at = 0; at < candidates; at++)
            {
                if (IsSubject(kind, at))
                {
                    subjects.Add(new Subject(kind, at));
                }
            }
        }

        return subjects;
    }

    private bool IsSubject(SubjectKind kind, int at) => kind switch
    {
        SubjectKind.Country => at > 0 && SuppliersIn[at].Length > 0,
        SubjectKind.Service => Graph.NodeOf(at) is var node and >= 0 && !Graph.IsFunction(node),
        _ => Graph.SupplierOf(at) >= 0,
    };
}

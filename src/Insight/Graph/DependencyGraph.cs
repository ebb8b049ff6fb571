using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Who depends on whom, and who controls whom, on one day: the ground of every calculation.</summary>
/// <remarks>
/// <para>
/// Immutable, and safe for any number of threads. A <em>node</em> is a function or service that counts on the day;
/// nodes are numbered from 0 in the order of their ids, and so are requirements, suppliers and bodies: a tie by ordinal
/// id is a tie by number. To the outside everything is named by its position in <see cref="Entities"/>,
/// <see cref="Requirements"/> and <see cref="Sources"/>.
/// </para>
/// <para>
/// What counts (docs/switch-off.md, "What counts on a day"): a function when it and its body hold; a service when it
/// and its supplier do; an alternative when its row and its service or function do; a requirement when its row and its
/// consumer do. A requirement with fewer counting alternatives than it needs is kept apart in <see cref="Unmet"/>.
/// </para>
/// <para>
/// Size: at a million requirements some 6 bytes per requirement, 6.5 per alternative, 4 per node and 6 more per
/// function, where ids of sources are few; a column takes as many bits as the range of what is in it. The ids are not
/// counted. Built by counting sorts, linear in the columns but for sorting the alternatives of one requirement.
/// </para>
/// </remarks>
public sealed class DependencyGraph
{
    private DependencyGraph(RegisterColumns columns)
    {
        (At, Entities, Requirements, Sources) = (columns.At, columns.Entities, columns.Requirements, columns.Sources);
        Bodies = BodyPart.Of(columns.Organisation, Entities.Count, out var bodyAt, out var population);
        Suppliers = SupplierPart.Of(columns.Supplier, columns.Holdings, Entities.Count, out var supplierAt);
        Nodes = NodePart.Of(columns, bodyAt, population, supplierAt, out var nodeAt, out var functionsOf);
        FunctionsOf = functionsOf;
        Required = RequirementPart.Of(
            columns, bodyAt, nodeAt, Nodes.Count, out var requirementAt, out var graceHours);
        Alternatives = AlternativePart.Of(
            columns.Alternative, nodeAt, Nodes.Count, requirementAt, graceHours, out var uses);
        Uses = uses;
        (SuppliersWithoutCountry, ServicesWithoutCountry) = CountWithoutCountry();
        People = LargestFunctions();
    }

    /// <summary>The day.</summary>
    public DateOnly At { get; }

    /// <summary>
    /// Ids of organisations, functions, suppliers and services; more than those that hold on the day.
    /// </summary>
    public OrderedIds Entities { get; }

    /// <summary>Ids of requirements; more than those that count on the day.</summary>
    public OrderedIds Requirements { get; }

    /// <summary>Ids of sources.</summary>
    public OrderedIds Sources { get; }

    /// <summary>How many functions and services count.</summary>
    public int NodeCount => Nodes.Count;

    /// <summary>How many functions count.</summary>
    public int FunctionCount => FunctionsOf.Count;

    /// <summary>How many of those state that they serve 0 people: nobody stands still because of them alone.</summary>
    public int FunctionsForNobody => Nodes.About.ForNobody;

    /// <summary>How many services count.</summary>
    public int ServiceCount => NodeCount - FunctionCount;

    /// <summary>How many public bodies hold.</summary>
    public int OrganisationCount => Bodies.Count;

    /// <summary>How many suppliers hold.</summary>
    public int SupplierCount => Suppliers.Count;

    /// <summary>How many requirements count and can be met.</summary>
    public int RequirementCount => Required.Count;

    /// <summary>How many alternatives those requirements have together.</summary>
    public int AlternativeCount => Alternatives.Count;

    /// <summary>The sum over bodies of the most people that one of its functions serves.</summary>
    public long People { get; }

    /// <summary>Suppliers whose country is unknown: never in reach by themselves.</summary>
    public int SuppliersWithoutCountry { get; }

    /// <summary>Services that count and are supplied by those.</summary>
    public int ServicesWithoutCountry { get; }

    /// <summary>
    /// Positions of the ids of requirements that count but have fewer alternatives than they need, in order: a defect
    /// of the data, which stops nothing.
    /// </summary>
    public IReadOnlyList<int> Unmet => Required.Unmet;

    internal BodyPart Bodies { get; }

    internal SupplierPart Suppliers { get; }

    internal NodePart Nodes { get; }

    /// <summary>By body: the nodes that are its functions.</summary>
    internal Groups FunctionsOf { get; }

    internal RequirementPart Required { get; }

    internal AlternativePart Alternatives { get; }

    internal UsePart Uses { get; }

    /// <summary>Builds the graph of the facts that hold on a day.</summary>
    /// <remarks>
    /// Linear in the columns and the ids; n log n in the alternatives of one requirement, when they are many.
    /// </remarks>
    public static DependencyGraph Of(RegisterColumns columns) => new(columns);

    /// <summary>The node of a function or service that counts on the day, or -1.</summary>
    /// <param name="entity">The position of its id.</param>
    public int NodeOf(int entity) => Nodes.Entity.PlaceOf(entity);

    /// <summary>The position of the id of a node.</summary>
    public int EntityOf(int node) => Nodes.Entity[node];

    /// <summary>Whether a node is a function; else it is a service.</summary>
    public bool IsFunction(int node) => Nodes.Functions.Contains(node);

    /// <summary>The position of the id of who supplies a service that counts on the day.</summary>
    /// <param name="entity">The position of the id of the service.</param>
    public int SuppliedBy(int entity) => Suppliers.Entity[Nodes.SupplierOf(NodeOf(entity))];

    internal int SupplierOf(int entity) => Suppliers.Entity.PlaceOf(entity);

    private (int Suppliers, int Services) CountWithoutCountry()
    {
        var suppliers = 0;
        for (var supplier = 0; supplier < SupplierCount; supplier++)
        {
            suppliers += Suppliers.Country[supplier] == 0 ? 1 : 0;
        }

        var services = 0;
        for (var node = 0; suppliers > 0 && node < NodeCount; node++)
        {
            services += Nodes.SupplierOf(node) is var supplier and >= 0 && Suppliers.Country[supplier] == 0 ? 1 : 0;
        }

        return (suppliers, services);
    }

    private long LargestFunctions()
    {
        long sum = 0;
        for (var body = 0; body < OrganisationCount; body++)
        {
            long largest = 0;
            foreach (var function in FunctionsOf[body])
            {
                largest = Math.Max(largest, Nodes.PeopleOf(function));
            }

            sum += largest;
        }

        return sum;
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>The exact answer to whose data can be reached, through which hops, and by whom.</summary>
/// <remarks>
/// Entities, requirements and sources are given as positions in the lists of <see cref="Graph"/>; functions are in the
/// order of their ids. What belongs to one function is made when it is asked for. Safe for several threads at once.
/// </remarks>
public sealed class ExposureAnswer
{
    private readonly DataFlow flow;
    private readonly Reach reach;
    private readonly DataSearch[] searches;
    private readonly IReadOnlyList<FunctionData> inReach;

    internal ExposureAnswer(DataFlow flow, ExposureQuestion question, Reach reach, DataSearch[] searches)
    {
        (this.flow, this.reach, this.searches, Question) = (flow, reach, searches, question);
        inReach =
        [
            .. FunctionData.Met(flow, searches[^1], question.Counts).OrderBy(d => d.Function).ThenBy(d => d.Class),
        ];
        var tally = new ReachedTally(flow);
        var certain = FunctionData.Met(flow, searches[1], question.Counts);
        Counts = tally.Of(inReach, certain);
        Classes = tally.ByClass(inReach, certain);
        int[] functions = [.. inReach.Select(d => d.Function).Distinct()];
        Functions = new View<ExposedFunction>(functions, FunctionAt);
    }

    /// <summary>The facts that were asked.</summary>
    public DependencyGraph Graph => flow.Graph;

    /// <summary>What was asked.</summary>
    public ExposureQuestion Question { get; }

    /// <summary>Functions of which data is in reach, together.</summary>
    public ExposureCounts Counts { get; }

    /// <summary>The same by class of data, the most confidential first and the unknown second.</summary>
    public IReadOnlyList<ClassInReach> Classes { get; }

    /// <summary>The functions of which data is in reach, by id.</summary>
    public IReadOnlyList<ExposedFunction> Functions { get; }

    /// <summary>What each supplier that was asked about, with all it controls, can reach together; most first.</summary>
    public required IReadOnlyList<Hand> Hands { get; init; }

    /// <summary>
    /// Suppliers that were asked about and not looked at as hands, because the register hangs together so much that it
    /// would take too long; those with fewest direct users.
    /// </summary>
    public required int HandsLeftOut { get; init; }

    /// <summary>What is kept out of reach by nothing but customer-held keys.</summary>
    public required Reached StoppedByKeys { get; init; }

    /// <summary>What the register does not know, and what that may add.</summary>
    public required ExposureUnknowns Unknown { get; init; }

    /// <summary>Valid suppliers under the control that was asked about, themselves included.</summary>
    public int Suppliers => Enumerable.Range(0, Graph.SupplierCount).Count(reach.Contains);

    /// <summary>Services that count and are supplied by those.</summary>
    public int Services => Enumerable.Range(0, Graph.NodeCount)
        .Count(n => Graph.Nodes.SupplierOf(n) is var s and >= 0 && reach.Contains(s));

    internal IEnumerable<ExposureHop> HopsOf(int function, DataSearch search, int state)
    {
        for (var (node, at) = (function, state); search.HopsFrom(node, at) > 0;)
        {
            (var edge, at) = search.Next(node, at);
            var e = flow.Edges[edge];
            node = e.Used;
            yield return new ExposureHop(
                e.Requirement, Graph.Nodes.Entity[node], Known(e.Data), e.Keys, e.Handover == Handover.Certain,
                e.IsStandby, Known(e.Class), e.Basis, e.Source >= 0 ? e.Source : null);
        }
    }

    internal ControlOverHop ControlOver(int service)
    {
        var chain = reach.ChainTo(Graph.Nodes.SupplierOf(Graph.NodeOf(service)));
        var country = Graph.Suppliers.Country[chain[0]];
        return new ControlOverHop(
            country > 0 ? Country.FromNumber(country) : null, Array.ConvertAll(chain, s => Graph.Suppliers.Entity[s]));
    }

    private static T? Known<T>(T value)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, default) ? null : value;

    private ExposedFunction FunctionAt(int node) => new(
        Graph.Nodes.Entity[node],
        Graph.Bodies.Entity[Graph.Nodes.BodyOf(node)],
        Graph.Nodes.PeopleOf(node),
        SwitchOffAnswer.CriticalityOf(Graph, node),
        Known(flow.Class[node]),
        Known(flow.Personal[node]),
        [.. DataOf(node).Select(DataAt)]);

    /// <summary>The data of a function that is in reach: found by halving, since all of it is in the order of functions.</summary>
    private IEnumerable<FunctionData> DataOf(int node)
    {
        var (low, high) = (0, inReach.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = inReach[middle].Function < node ? (middle + 1, high) : (low, middle);
        }

        for (var i = low; i < inReach.Count && inReach[i].Function == node; i++)
        {
            yield return inReach[i];
        }
    }

    /// <summary>Told by the surest of the searches that met it.</summary>
    private ExposedData DataAt(FunctionData data)
    {
        for (var i = 0; ; i++)
        {
            if (data.StateIn(flow, searches[i]) is { } state)
            {
                return new ExposedData(
                    Known(data.Class), isCertain: i < 2, onlyThroughStandby: i is 1 or 3,
                    this, data.Function, searches[i], state);
            }
        }
    }
}

/// <summary>How many of each; people: per body the most that one of these functions serves, summed over bodies.</summary>
/// <param name="Functions">Functions.</param>
/// <param name="Organisations">Public bodies whose functions these are.</param>
/// <param name="People">People.</param>
/// <param name="SpecialCategories">Those of the functions that work with special categories of personal data.</param>
public readonly record struct Reached(int Functions, int Organisations, long People, int SpecialCategories);

/// <summary>What is in reach, and which of it certainly so.</summary>
/// <param name="InReach">All that is in reach, or may be: the upper bound.</param>
/// <param name="Certain">What is, as the register states it: the lower bound.</param>
public readonly record struct ExposureCounts(Reached InReach, Reached Certain);

/// <summary>Data of a class that is in reach.</summary>
/// <param name="Class">The class, or null when unknown.</param>
/// <param name="Counts">Of how many functions, bodies and people.</param>
public sealed record ClassInReach(DataClass? Class, ExposureCounts Counts);

/// <summary>A supplier with all it controls, and what these can reach together.</summary>
/// <param name="Supplier">Position of the id of the supplier that controls the others.</param>
/// <param name="Country">Where it is established, or null when unknown.</param>
/// <param name="Services">Services that it and those it controls supply.</param>
/// <param name="Counts">What they reach together.</param>
/// <param name="Classes">The same by class of data.</param>
public sealed record Hand(
    int Supplier, Country? Country, int Services, ExposureCounts Counts, IReadOnlyList<ClassInReach> Classes);

/// <summary>What the register does not say.</summary>
/// <param name="SuppliersWithoutCountry">Suppliers of unknown country: never in reach by themselves.</param>
/// <param name="ServicesOfThose">Services that count and are supplied by those.</param>
/// <param name="FunctionsThere">
/// What would be in reach on top, if all those suppliers were among the ones that were asked about.
/// </param>
/// <param name="SilentHolding">
/// Alternatives for purposes that hold data, which do not say how they handle it: counted as possible.
/// </param>
/// <param name="SilentPassing">
/// Alternatives for purposes that take no data along, which do not say how they handle it: not counted.
/// </param>
public readonly record struct ExposureUnknowns(
    int SuppliersWithoutCountry, int ServicesOfThose, Reached FunctionsThere, int SilentHolding, int SilentPassing);

/// <summary>A function of which data is in reach.</summary>
/// <param name="Entity">Position of its id.</param>
/// <param name="Organisation">Position of the id of its body.</param>
/// <param name="People">People it serves: its own number, else the population of its body, else 0.</param>
/// <param name="Criticality">How much depends on it, or null when unknown.</param>
/// <param name="DataClass">The class of its data, or null when unknown.</param>
/// <param name="PersonalData">Its personal data, or null when unknown; told of the function, not of each way.</param>
/// <param name="Data">Its data that is in reach, one for each class, unknown first and then ascending.</param>
public sealed record ExposedFunction(
    int Entity, int Organisation, long People, Criticality? Criticality, DataClass? DataClass,
    PersonalData? PersonalData, IReadOnlyList<ExposedData> Data);

/// <summary>Data of a function, of one class, that is in reach; with the surest of the shortest ways.</summary>
public sealed class ExposedData
{
    /// <summary>The most hops that are told.</summary>
    public const int Longest = 64;

    private readonly ExposureAnswer answer;
    private readonly int function;
    private readonly DataSearch search;
    private readonly int state;

    internal ExposedData(
        DataClass? dataClass, bool isCertain, bool onlyThroughStandby, ExposureAnswer answer, int function,
        DataSearch search, int state)
    {
        (Class, IsCertain, OnlyThroughStandby) = (dataClass, isCertain, onlyThroughStandby);
        (this.answer, this.function, this.search, this.state) = (answer, function, search, state);
    }

    /// <summary>The class, or null when unknown.</summary>
    public DataClass? Class { get; }

    /// <summary>Whether the register states every hop; else one at least is only possible.</summary>
    public bool IsCertain { get; }

    /// <summary>Whether every such way passes something that only stands by.</summary>
    public bool OnlyThroughStandby { get; }

    /// <summary>How many hops lead to the controlled service: 1 is direct.</summary>
    public int Links => search.HopsFrom(function, state);

    /// <summary>Whether there are more hops than <see cref="Hops"/> tells.</summary>
    public bool HasMore => Links > Longest;

    /// <summary>The hops from the function on, at most 64.</summary>
    public IEnumerable<ExposureHop> Hops => answer.HopsOf(function, search, state).Take(Longest);

    /// <summary>Who controls the service at which the way ends.</summary>
    public ControlOverHop Control => answer.ControlOver(answer.HopsOf(function, search, state).Last().Service);
}

/// <summary>One hop of data: from a consumer to what it uses.</summary>
/// <param name="Requirement">Position of the requirement's id.</param>
/// <param name="Service">Position of the id of the service or function that gets the data.</param>
/// <param name="Data">In what form it sees the data; null when unknown.</param>
/// <param name="CustomerHeldKeys">Whether customers alone hold the keys; null when unknown.</param>
/// <param name="IsCertain">Whether the register states that it can be read there.</param>
/// <param name="IsStandby">Whether the service or function only stands by.</param>
/// <param name="Class">The class of what goes there, or null: that of the consumer's data.</param>
/// <param name="Basis">On what ground: that of the alternative when it names a source, else of the requirement.</param>
/// <param name="Source">Position of the id of who says so, likewise; null when nobody was named.</param>
public readonly record struct ExposureHop(
    int Requirement, int Service, DataHandling? Data, bool? CustomerHeldKeys, bool IsCertain, bool IsStandby,
    DataClass? Class, Basis Basis, int? Source);

/// <summary>Who controls a service.</summary>
/// <param name="Country">Where the first of the suppliers is established; null when unknown.</param>
/// <param name="Suppliers">
/// Positions of the ids of the suppliers from the controller, through a shortest chain of control, to that of the service.
/// </param>
public sealed record ControlOverHop(Country? Country, IReadOnlyList<int> Suppliers);

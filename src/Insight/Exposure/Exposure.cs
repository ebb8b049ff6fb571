using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Whose data, of which class, can be reached through control over services.</summary>
/// <remarks>The rules: docs/insight.md, "Exposure". Linear in the facts, and in what each hand reaches up to a bound.</remarks>
public static class Exposure
{
    /// <summary>How many hops of data may be looked at in all to tell what lands in each single hand.</summary>
    public const long MostWork = 10_000_000;

    /// <summary>Answers a question for the day of the columns.</summary>
    /// <param name="columns">The facts of a day, read with <see cref="Detail.Data"/>.</param>
    /// <param name="graph">The graph of the same columns.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="mostWork">How many hops may be looked at for hands; those with fewest direct users are left out first.</param>
    /// <exception cref="InvalidOperationException">The columns were read without data.</exception>
    public static ExposureAnswer Run(
        RegisterColumns columns, DependencyGraph graph, ExposureQuestion question, long mostWork = MostWork)
    {
        var flow = DataFlow.Of(columns, graph);
        var reach = Reach.From(graph.Suppliers, question.IsOrigin(graph));
        int[] services = [.. ServicesOf(graph, reach)];

        // The surest ways first; the second and the last hold all that is certain and all that is possible.
        DataSearch[] searches =
        [
            new(flow, Handover.Certain, withStandby: false),
            new(flow, Handover.Certain),
            new(flow, Handover.Possible, withStandby: false),
            new(flow, Handover.Possible),
        ];
        Array.ForEach(searches, s => s.Run(services));
        var hands = Hands.Of(flow, question.IsOrigin(graph), question.Counts, mostWork, out var leftOut);
        return new ExposureAnswer(flow, question, reach, searches)
        {
            Hands = hands,
            HandsLeftOut = leftOut,
            StoppedByKeys = Beyond(flow, question, searches[^1], services, Handover.Stopped),
            Unknown = UnknownsOf(flow, question, searches[^1], services),
        };
    }

    /// <summary>
    /// Only the counts: what is in reach, and what would be on top if suppliers of unknown country were asked about too.
    /// </summary>
    internal static (ExposureCounts Counts, Reached IfCountriesUnknown) Count(
        RegisterColumns columns, DependencyGraph graph, ExposureQuestion question)
    {
        var flow = DataFlow.Of(columns, graph);
        var reach = Reach.From(graph.Suppliers, question.IsOrigin(graph));
        int[] services = [.. ServicesOf(graph, reach)];
        var (certain, possible) = (new DataSearch(flow, Handover.Certain), new DataSearch(flow, Handover.Possible));
        possible.Run(services);
        return (
            new ReachedTally(flow).Of(
                FunctionData.Met(flow, possible, question.Counts),
                FunctionData.Met(flow, certain.Run(services), question.Counts)),
            UnknownsOf(flow, question, possible, services).FunctionsThere);
    }

    private static ExposureUnknowns UnknownsOf(
        DataFlow flow, ExposureQuestion question, DataSearch known, IEnumerable<int> services)
    {
        var graph = flow.Graph;
        var silent = Reach.From(graph.Suppliers, s => graph.Suppliers.Country[s] == 0);
        int[] more = [.. services.Union(ServicesOf(graph, silent))];
        return new ExposureUnknowns(
            graph.SuppliersWithoutCountry, graph.ServicesWithoutCountry,
            Beyond(flow, question, known, more, Handover.Possible), flow.SilentHolding, flow.SilentPassing);
    }

    /// <summary>What would be reached, at services and through handovers of some kind at least, beyond what is known.</summary>
    private static Reached Beyond(
        DataFlow flow, ExposureQuestion question, DataSearch known, int[] services, Handover least)
    {
        var more = new DataSearch(flow, least).Run(services);
        var before = FunctionData.Met(flow, known, question.Counts).Select(d => d.Function).ToHashSet();
        var beyond = FunctionData.Met(flow, more, question.Counts).FindAll(d => !before.Contains(d.Function));
        return new ReachedTally(flow).Of(beyond, of: null);
    }

    private static IEnumerable<int> ServicesOf(DependencyGraph graph, Reach reach) =>
        Enumerable.Range(0, graph.NodeCount).Where(n => graph.Nodes.SupplierOf(n) is var s and >= 0 && reach.Contains(s));
}

/// <summary>Under whose control data is looked for.</summary>
/// <remarks>At least one country or supplier. Ids that do not hold on the day have no effect.</remarks>
public sealed record ExposureQuestion
{
    private ExposureQuestion(
        IReadOnlyList<Country> countries, IReadOnlyList<EntityId> suppliers, IReadOnlyList<DataClass> classes) =>
        (Countries, Suppliers, Classes) = (countries, suppliers, classes);

    /// <summary>Countries in which suppliers are established, with all whom these control.</summary>
    public IReadOnlyList<Country> Countries { get; }

    /// <summary>Suppliers, with all whom they control.</summary>
    public IReadOnlyList<EntityId> Suppliers { get; }

    /// <summary>The classes of data that are asked about, the default (0) for unknown; empty: all.</summary>
    public IReadOnlyList<DataClass> Classes { get; }

    /// <summary>Makes a question about at least one country or supplier.</summary>
    public static Result<ExposureQuestion> Of(
        IReadOnlyList<Country>? countries = null, IReadOnlyList<EntityId>? suppliers = null,
        IReadOnlyList<DataClass>? classes = null) =>
        countries is null or [] && suppliers is null or []
            ? new NobodyAskedAbout()
            : new ExposureQuestion(countries ?? [], suppliers ?? [], classes ?? []);

    /// <summary>The suppliers that are named but do not hold on the day.</summary>
    public IEnumerable<EntityId> WithoutEffect(DependencyGraph graph) =>
        Suppliers.Where(id => graph.SupplierOf(graph.Entities.PositionOf(id.Text)) < 0);

    internal bool Counts(DataClass dataClass) => Classes is [] || Classes.Contains(dataClass);

    internal Func<int, bool> IsOrigin(DependencyGraph graph)
    {
        var countries = Countries.Select(c => c.Number).ToHashSet();
        var suppliers = Suppliers.Select(id => graph.SupplierOf(graph.Entities.PositionOf(id.Text))).ToHashSet();
        return s => countries.Contains(graph.Suppliers.Country[s]) || suppliers.Contains(s);
    }
}

/// <summary>A question about nobody's reach.</summary>
public sealed record NobodyAskedAbout() : Problem(new Phrase(
    "whose reach is not said: expected at least one country or supplier",
    "in wiens bereik is niet gezegd: verwacht minstens één land of leverancier"));

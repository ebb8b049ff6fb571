namespace Sluiswachter.Insight;

/// <summary>Many scenarios, and what each of them switches off by itself. Immutable.</summary>
internal abstract class ScenarioList(Subjects subjects, int count)
{
    /// <summary>What belongs to whom.</summary>
    public Subjects Subjects { get; } = subjects;

    /// <summary>How many scenarios there are.</summary>
    public int Count { get; } = count;

    /// <summary>The services that a scenario switches off, each once; valid until the next question.</summary>
    /// <param name="scenario">The scenario, from 0.</param>
    /// <param name="find">What to look for them with.</param>
    /// <param name="enough">How many are enough: once they are more, the rest may be left out.</param>
    public abstract ReadOnlySpan<int> SeedsOf(int scenario, SubjectSeeds find, int enough);

    /// <summary>Names in a lane whom and what a scenario switches off.</summary>
    public abstract void Name(int scenario, LaneSeeds seeds, int lane);
}

/// <summary>Scenarios that each switch off one subject.</summary>
internal sealed class SubjectList(Subjects subjects, IReadOnlyList<Subject> list) : ScenarioList(subjects, list.Count)
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> SeedsOf(int scenario, SubjectSeeds find, int enough) => find.Of(list[scenario], enough);

    /// <inheritdoc/>
    public override void Name(int scenario, LaneSeeds seeds, int lane)
    {
        var (kind, at) = list[scenario];
        switch (kind)
        {
            case SubjectKind.Country:
                seeds.Country(at, lane);
                break;
            case SubjectKind.Controller:
                seeds.Controller(Subjects.Graph.SupplierOf(at), lane);
                break;
            case SubjectKind.Supplier:
                seeds.Services(Subjects.ServicesOf[Subjects.Graph.SupplierOf(at)], lane);
                break;
            default:
                seeds.Services([Subjects.Graph.NodeOf(at)], lane);
                break;
        }
    }
}

/// <summary>Scenarios as they are asked for.</summary>
internal sealed class NamedList : ScenarioList
{
    private readonly Named[] list;

    /// <summary>Looks up what scenarios name; with locations also what runs there, which takes a look at every service.</summary>
    /// <exception cref="InvalidOperationException">
    /// A scenario names locations and the columns were read without regions.
    /// </exception>
    public NamedList(Subjects subjects, IReadOnlyList<Scenario> scenarios)
        : base(subjects, scenarios.Count)
    {
        var graph = subjects.Graph;
        list = [.. scenarios.Select(scenario => scenario.Locations.Count > 0
            ? new Named([], [], Seeds.Of(graph, scenario).Nodes)
            : new Named(
                [.. scenario.Countries.Select(c => c.Number).Distinct()],
                [.. scenario.Suppliers.Select(id => graph.SupplierOf(graph.Entities.PositionOf(id.Text))).Where(s => s >= 0)],
                [.. scenario.Services.Select(id => graph.NodeOf(graph.Entities.PositionOf(id.Text)))
                    .Where(n => n >= 0 && !graph.IsFunction(n))]))];
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<int> SeedsOf(int scenario, SubjectSeeds find, int enough)
    {
        var (countries, suppliers, services) = list[scenario];
        if (countries.Length + suppliers.Length == 0)
        {
            return services;
        }

        var controlled = find.Controlled(countries, suppliers, enough);
        return services.Length == 0 ? controlled : (int[])[.. controlled, .. services];
    }

    /// <inheritdoc/>
    public override void Name(int scenario, LaneSeeds seeds, int lane)
    {
        var (countries, suppliers, services) = list[scenario];
        foreach (var country in countries)
        {
            seeds.Country(country, lane);
        }

        foreach (var supplier in suppliers)
        {
            seeds.Controller(supplier, lane);
        }

        seeds.Services(services, lane);
    }

    /// <summary>What a scenario names.</summary>
    /// <param name="Countries">Numbers of countries.</param>
    /// <param name="Suppliers">Suppliers, which take along whom they control.</param>
    /// <param name="Services">Nodes of services.</param>
    private readonly record struct Named(int[] Countries, int[] Suppliers, int[] Services);
}

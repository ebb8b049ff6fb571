using System.Buffers;
using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>The services that a scenario switches off, and why.</summary>
internal sealed class Seeds
{
    private const byte Yes = 1;
    private readonly DependencyGraph graph;
    private readonly Reach? byCountry;
    private readonly Reach? bySupplier;
    private readonly bool[]? lost;
    private readonly Groups? regions;
    private readonly HashSet<int> namedServices;

    private Seeds(DependencyGraph graph, Scenario scenario)
    {
        this.graph = graph;
        var suppliers = graph.Suppliers;
        if (scenario.Countries.Count > 0)
        {
            byCountry = Reach.FromCountries(suppliers, Marked(scenario.Countries));
        }

        var namedSuppliers = scenario.Suppliers.Select(id => graph.SupplierOf(graph.Entities.PositionOf(id.Text)))
            .Where(s => s >= 0).ToHashSet();
        if (namedSuppliers.Count > 0)
        {
            bySupplier = Reach.From(suppliers, namedSuppliers.Contains);
        }

        if (scenario.Locations.Count > 0)
        {
            lost = Marked(scenario.Locations);
            regions = graph.Nodes.Regions
                ?? throw new InvalidOperationException("the columns were read without regions");
        }

        namedServices = [.. scenario.Services.Select(id => graph.NodeOf(graph.Entities.PositionOf(id.Text)))
            .Where(n => n >= 0 && !graph.IsFunction(n))];
        var reached = ReachedSuppliers();
        Nodes = Gather(reached);
        SupplierCount = reached.AsSpan().Count(Yes);
    }

    /// <summary>The services, in the order of their ids.</summary>
    public int[] Nodes { get; }

    /// <summary>How many suppliers are in reach by country or named, with all whom they control.</summary>
    public int SupplierCount { get; }

    public static Seeds Of(DependencyGraph graph, Scenario scenario) => new(graph, scenario);

    /// <summary>The ids that the scenario names but that do not hold on the day, or are of another kind.</summary>
    public static IEnumerable<EntityId> WithoutEffect(DependencyGraph graph, Scenario scenario)
    {
        var suppliers = scenario.Suppliers.Where(id => graph.SupplierOf(graph.Entities.PositionOf(id.Text)) < 0);
        var services = scenario.Services.Where(id =>
            graph.NodeOf(graph.Entities.PositionOf(id.Text)) is var node && (node < 0 || graph.IsFunction(node)));
        return suppliers.Concat(services).Distinct();
    }

    /// <summary>Why one of the seeds is switched off.</summary>
    public Seeding Why(int node)
    {
        var supplier = graph.Nodes.SupplierOf(node);
        if (byCountry?.Contains(supplier) == true)
        {
            var chain = byCountry.ChainTo(supplier);
            var country = Country.FromNumber(graph.Suppliers.Country[chain[0]]);
            return new Seeding(SeedKind.Control, country, Positions(chain), []);
        }

        if (IsLost(node))
        {
            List<Country> places = [];
            foreach (var place in regions!.Value[node])
            {
                places.Add(Country.FromNumber(place));
            }

            return new Seeding(SeedKind.Location, places is [var only] ? only : null, [], places);
        }

        return bySupplier?.Contains(supplier) == true
            ? new Seeding(SeedKind.Supplier, null, Positions(bySupplier.ChainTo(supplier)), [])
            : new Seeding(SeedKind.Service, null, [], []);
    }

    /// <summary>The suppliers in reach, by country before by name, each with the one that controls it.</summary>
    public IEnumerable<ReachedSupplier> Reached()
    {
        for (var supplier = 0; supplier < graph.SupplierCount; supplier++)
        {
            if (new[] { byCountry, bySupplier }.FirstOrDefault(r => r?.Contains(supplier) == true) is { } reach)
            {
                yield return new ReachedSupplier(
                    graph.Suppliers.Entity[supplier],
                    reach.ControllerOf(supplier) is { } controller ? graph.Suppliers.Entity[controller] : null);
            }
        }
    }

    private static bool[] Marked(IReadOnlyList<Country> countries)
    {
        var marks = new bool[26 * 26 + 1];
        foreach (var country in countries)
        {
            marks[country.Number] = true;
        }

        marks[0] = false; // The number of an unknown country, which is never in reach.
        return marks;
    }

    private int[] Positions(int[] chain) => Array.ConvertAll(chain, s => graph.Suppliers.Entity[s]);

    private int[] Gather(byte[] reached)
    {
        if (byCountry is null && bySupplier is null && lost is null)
        {
            return [.. namedServices.Order()];
        }

        var gathered = ArrayPool<int>.Shared.Rent(graph.NodeCount);
        var half = graph.NodeCount / 2;
        var (first, second) = (0, 0);
        SideBySide.Both(
            graph.NodeCount,
            () => first = Gather(reached, 0, gathered.AsSpan(0, half)),
            () => second = Gather(reached, half, gathered.AsSpan(half..graph.NodeCount)));
        int[] found = [.. gathered.AsSpan(0, first), .. gathered.AsSpan(half, second)];
        ArrayPool<int>.Shared.Return(gathered);
        return found;
    }

    /// <summary>Finds the services that are switched off among some nodes, and returns how many they are.</summary>
    /// <param name="reached">By supplier whether it is reached, and behind the last one no.</param>
    /// <param name="firstNode">The first node; as many are looked at as there is room for.</param>
    /// <param name="gathered">Where they go.</param>
    private int Gather(byte[] reached, int firstNode, Span<int> gathered)
    {
        var (owner, none, count) = (graph.Nodes.Owner, (uint)graph.SupplierCount, 0);
        var byItself = lost is not null || namedServices.Count > 0;
        var end = firstNode + gathered.Length;
        for (var node = firstNode; node < end; node++)
        {
            // A function's is below 0, and so beyond all suppliers when it is taken for unsigned.
            var supplier = Math.Min((uint)~owner[node], none);
            var isSeed = reached[(int)supplier];
            if (byItself && supplier < none && (IsLost(node) || IsNamed(node)))
            {
                isSeed = Yes;
            }

            // Without a branch: which nodes these are cannot be guessed.
            gathered[count] = node;
            count += isSeed;
        }

        return count;
    }

    /// <summary>By supplier whether it is reached, and behind the last one that what has no supplier is not.</summary>
    private byte[] ReachedSuppliers()
    {
        var reached = new byte[graph.SupplierCount + 1];
        byCountry?.Mark(reached);
        bySupplier?.Mark(reached);
        return reached;
    }

    private bool IsNamed(int service) => namedServices.Count > 0 && namedServices.Contains(service);

    private bool IsLost(int service)
    {
        if (lost is null || regions!.Value[service] is not { Count: > 0 } places)
        {
            return false;
        }

        foreach (var place in places)
        {
            if (!lost[place])
            {
                return false;
            }
        }

        return true;
    }
}

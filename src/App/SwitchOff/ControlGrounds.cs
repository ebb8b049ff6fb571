using Sluiswachter.Insight;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Who says that suppliers are in reach: the facts about who supplies, who controls whom, and who is established where.</summary>
/// <remarks>
/// Of every supplier in reach, also one that supplies nothing that counts; of services, those that are switched off. Takes
/// memory for these: objects for suppliers and holdings, some bytes for each service.
/// </remarks>
public sealed class ControlGrounds
{
    /// <summary>How many facts are at hand at a time: as many as the store looks up at once.</summary>
    internal const int Batch = 10_000;

    private readonly Dictionary<string, SupplierGround> suppliers;
    private readonly Dictionary<(string Owner, string Owned), HoldingGround> holdings;

    private ControlGrounds(
        Dictionary<string, SupplierGround> suppliers, Dictionary<(string, string), HoldingGround> holdings,
        ServiceGrounds services, IReadOnlyDictionary<string, SourceLine> sources) =>
        (this.suppliers, this.holdings, Services, Sources) = (suppliers, holdings, services, sources);

    /// <summary>The suppliers in reach, in the order of their ids.</summary>
    public IEnumerable<SupplierGround> Suppliers => suppliers.Values.OrderBy(s => s.Id, StringComparer.Ordinal);

    /// <summary>The holdings through which they are in reach, in the order of owner and owned.</summary>
    public IEnumerable<HoldingGround> Holdings =>
        holdings.Values.OrderBy(h => h.Owner, StringComparer.Ordinal).ThenBy(h => h.Owned, StringComparer.Ordinal);

    /// <summary>
    /// The services that are switched off because of who supplies them or where they run, in the order of their ids; empty
    /// when they were not asked for. Each is made when it is asked for.
    /// </summary>
    public IEnumerable<ServiceGround> Services { get; }

    /// <summary>Who says so, by the id of the source.</summary>
    public IReadOnlyDictionary<string, SourceLine> Sources { get; }

    /// <summary>Reads what the chains of control of an answer rest on.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="kept">What was read before of the same facts.</param>
    /// <param name="reader">The picture of the register that the answer came from.</param>
    /// <param name="withServices">Whether also who supplies each service that is switched off.</param>
    public static ControlGrounds Of(SwitchOffAnswer answer, KeptGrounds kept, IRegisterReader reader, bool withServices)
    {
        var graph = answer.Graph;
        var controllerOf = answer.Reached.ToDictionary(
            r => graph.Entities[r.Supplier], r => r.Controller is { } controller ? graph.Entities[controller] : null,
            StringComparer.Ordinal);
        var found = kept.Suppliers(controllerOf.Keys, reader).ToDictionary(s => s.Id, StringComparer.Ordinal);
        var links = new Dictionary<(string, string), HoldingGround>();
        var controllers = controllerOf.Values.OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var held in kept.HoldingsOf(controllers, reader).Where(h => controllerOf.GetValueOrDefault(h.Owned) == h.Owner))
        {
            links[(held.Owner, held.Owned)] = held;
        }

        // Of services there may be half a million, so these are not kept for the next question.
        var services = ServiceGrounds.Of(
            graph, withServices ? answer.Services.Where(s => RestsOnAFact(s.SeededBy)).Select(s => s.Entity) : [], reader);
        var sources = found.Values.Select(s => s.Ground.Source).Concat(links.Values.Select(h => h.Ground.Source))
            .Concat(services.Sources);
        return new ControlGrounds(found, links, services, SourceLine.Read(sources, graph.At, reader));

        static bool RestsOnAFact(Seeding? seeded) => seeded is not null and not { Kind: SeedKind.Service };
    }

    /// <summary>On what it rests that a supplier is established in its country.</summary>
    public StatedGround? OfSupplier(string id) => suppliers.GetValueOrDefault(id)?.Ground;

    /// <summary>On what it rests that one supplier controls another.</summary>
    public StatedGround? OfHolding(string owner, string owned) => holdings.GetValueOrDefault((owner, owned))?.Ground;

    /// <summary>The versions of some facts that hold on a day.</summary>
    internal static IEnumerable<T> Holding<T>(
        FactKind kind, IReadOnlyCollection<string> ids, DateOnly at, IRegisterReader reader)
        where T : Fact =>
        ids.Count == 0
            ? []
            : reader.FactsOf(kind, ids).Select(cells => (T)FactSchema.Of(kind).Read(cells).Value)
                .Where(fact => fact.Provenance.Validity.Contains(at));
}

/// <summary>On what a fact rests.</summary>
/// <param name="Basis">On what ground it is stated.</param>
/// <param name="Source">The id of who says so; null when nobody was named.</param>
/// <param name="ObservedOn">The day on which it was observed; null when unknown.</param>
/// <param name="Since">The first day on which it holds; null: it does not say.</param>
public sealed record StatedGround(Basis Basis, string? Source, DateOnly? ObservedOn, DateOnly? Since)
{
    /// <summary>On what a fact rests.</summary>
    public static StatedGround Of(Fact fact)
    {
        var stated = fact.Provenance;
        return new StatedGround(stated.Basis, stated.Source?.Text, stated.ObservedOn, stated.Validity.From);
    }
}

/// <summary>A supplier in reach.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Country">Where it is established; null when unknown.</param>
/// <param name="Ground">On what that rests.</param>
public sealed record SupplierGround(string Id, Country? Country, StatedGround Ground);

/// <summary>A holding that gives control.</summary>
/// <param name="Owner">The id of who is in control.</param>
/// <param name="Owned">The id of who is controlled.</param>
/// <param name="SharePercent">Percentage of the shares, 0 to 100; null when unknown.</param>
/// <param name="Control">The kind of say; null when not stated.</param>
/// <param name="Ground">On what that rests.</param>
public sealed record HoldingGround(string Owner, string Owned, decimal? SharePercent, Control? Control, StatedGround Ground);

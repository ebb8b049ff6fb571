using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Supply;

/// <summary>Everything that could take the place of a service, of the catalogue and of the register, in order.</summary>
/// <remarks>Method: docs/alternatives.md.</remarks>
internal sealed class SupplyChoice
{
    private readonly SupplyQuestion question;
    private readonly SupplyCatalogue catalogue;
    private readonly RegisterSupply? register;

    public SupplyChoice(SupplyQuestion question, SupplyCatalogue catalogue, RegisterSupply? register)
    {
        (this.question, this.catalogue, this.register) = (question, catalogue, register);
        var candidates = catalogue.Offers.Select(OfCatalogue)
            .Concat(register?.Services.Where(s => s.Id != question.ServiceId).Select(OfRegister) ?? [])
            .ToDictionary(c => c.Id, StringComparer.Ordinal);
        var ranked = SupplyRanking.Of(question.Capabilities, candidates.Values.Select(c => c.Option));
        All = [.. ranked.Select(r => (r, candidates[r.Option.Id]))];
        Together = SupplySet.Of(question.Capabilities, ranked);
    }

    /// <summary>What can do at least a part of it, best first.</summary>
    public IReadOnlyList<(RankedOption Rank, SupplyCandidate Candidate)> All { get; }

    /// <summary>The fewest that together do all of it.</summary>
    public SupplySet Together { get; }

    private SupplyCandidate OfCatalogue(Offer offer)
    {
        var above = register?.Above(offer.Supplier) ?? [];
        List<SupplyHand> hands =
        [
            new(offer.Supplier, offer.Country), .. offer.Controllers?.Select(c => new SupplyHand(c.Name, c.Country)) ?? [], .. above,
        ];
        var areKnown = (offer.Controllers is not null || above.Count > 0) && hands.TrueForAll(h => h.Country is not null);
        var reach = offer is { Kind: OfferKind.Software, Licence.Length: > 0 } ? ControlReach.WhoRunsIt : ReachOf(hands, areKnown);
        List<Gap> gaps = [.. offer.Gaps.Where(g => g.Capability is null || question.Capabilities.Contains(g.Capability))];
        var seal = register?.SealOf(offer.Name, offer.Supplier);
        return Candidate(offer.Id, offer.Name, hands, areKnown, offer.Capabilities, reach, seal, gaps) with { Offer = offer };
    }

    private SupplyCandidate OfRegister(SupplyService service) => Candidate(
        service.Id, service.Name, service.Hands, service.AreHandsKnown, service.Capabilities,
        ReachOf(service.Hands, service.AreHandsKnown), service.Seal, gaps: null);

    private ControlReach ReachOf(IReadOnlyList<SupplyHand> hands, bool areKnown) => Hands.Compare(
        question.Hands.Count == 0 ? null : new Hands([.. question.Hands.Select(h => h.Compared)], question.AreHandsKnown),
        new Hands([.. hands.Select(h => h.Compared)], areKnown), question.Avoided, question.Home);

    private static SupplyCandidate Candidate(
        string id, string name, IReadOnlyList<SupplyHand> hands, bool areKnown, IReadOnlyList<CapabilityMatch> capabilities,
        ControlReach reach, SupplySeal? seal, IReadOnlyList<Gap>? gaps) => new(
        id, name, hands, areKnown, seal, gaps,
        new SupplyOption(
            id, capabilities.ToDictionary(c => c.Capability, c => c.IsFull ? CapabilityDegree.Full : CapabilityDegree.Partial),
            reach, seal?.AtLeast, gaps is null ? null : new GapCount(
                gaps.Count(g => g.Kind == GapKind.Legal), gaps.Count(g => g.Kind == GapKind.Organisational),
                gaps.Count(g => g.Kind == GapKind.Technical))));
}

/// <summary>What alternatives are asked for.</summary>
/// <param name="Service">What the service is called.</param>
/// <param name="ServiceId">Its id, when the register knows it; else null.</param>
/// <param name="Known">The well-known service that it is; null when it was not recognised.</param>
/// <param name="Hands">Its supplier and those that control it, the top last; empty when unknown.</param>
/// <param name="AreHandsKnown">Whether it is known who is in control and where.</param>
/// <param name="Capabilities">What is to be done, ids ordered and each once.</param>
/// <param name="From">How that is known.</param>
/// <param name="Organisation">For which body; null: for anyone.</param>
/// <param name="Avoided">Countries under whose law it may not be.</param>
/// <param name="Home">The country of the body, which never counts against an alternative; null when unknown.</param>
internal sealed record SupplyQuestion(
    string Service, string? ServiceId, KnownService? Known, IReadOnlyList<SupplyHand> Hands, bool AreHandsKnown,
    IReadOnlyList<string> Capabilities, CapabilitiesFrom From, string? Organisation, IReadOnlySet<Country> Avoided, Country? Home);

/// <summary>How it is known what a service does.</summary>
internal enum CapabilitiesFrom
{
    /// <summary>Somebody asked for it.</summary>
    Asked = 1,

    /// <summary>The catalogue recognises the service.</summary>
    Catalogue = 2,

    /// <summary>It is used for that, and more is not known.</summary>
    Purposes = 3,
}

/// <summary>Something that could take the place of a service.</summary>
/// <param name="Id">Its id, in the catalogue or the register.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Hands">Its supplier and those that control it.</param>
/// <param name="AreHandsKnown">Whether it is known who is in control and where.</param>
/// <param name="Seal">How sovereign it was assessed to be; null when it was not.</param>
/// <param name="Gaps">What it lacks; null when nobody looked.</param>
/// <param name="Option">As it is ranked.</param>
internal sealed record SupplyCandidate(
    string Id, string Name, IReadOnlyList<SupplyHand> Hands, bool AreHandsKnown, SupplySeal? Seal, IReadOnlyList<Gap>? Gaps,
    SupplyOption Option)
{
    /// <summary>What the catalogue says of it; null for a service of the register.</summary>
    public Offer? Offer { get; init; }
}

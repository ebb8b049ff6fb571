using Sluiswachter.Model;
using Pair = Sluiswachter.Insight.Tests.SlowSwitchOff.Pair;

namespace Sluiswachter.Insight.Tests;

/// <summary>How sure an answer is, worked out by asking the slow calculation about other registers.</summary>
/// <remarks>
/// A bound is the answer about a register in which the unknown is filled in. What is shown by firm facts is the answer
/// about a register in which each alternative that may not pass failure on is met by a service that never fails.
/// </remarks>
internal static class SlowUncertainty
{
    private static readonly EntityId Nobody = Picture.Id("nobody");

    /// <summary>By name when each function or service fails if all that is unknown is in reach.</summary>
    public static IReadOnlyDictionary<string, Pair> AtMost(Facts facts, DateOnly day, Scenario scenario) =>
        SlowSwitchOff.Fails(AllInReach(facts, scenario), day, scenario);

    /// <summary>The register with all that is unknown in reach.</summary>
    public static Facts AllInReach(Facts facts, Scenario scenario, string? but = null) => Filled(
        facts,
        s => scenario.Countries.Count > 0 && s.Id.Text != but ? scenario.Countries[0] : null,
        s => s.Id.Text != but ? scenario.Locations : []);

    /// <summary>The register with only one unknown in reach.</summary>
    public static Facts OneInReach(Facts facts, Scenario scenario, string one) => Filled(
        facts,
        s => scenario.Countries.Count > 0 && s.Id.Text == one ? scenario.Countries[0] : null,
        s => s.Id.Text == one ? scenario.Locations : []);

    /// <summary>The register with what is unknown filled in.</summary>
    public static Facts Filled(
        Facts facts, Func<Supplier, Country?> country, Func<Service, IReadOnlyList<Country>> regions) => facts with
    {
        Suppliers = [.. facts.Suppliers.Select(s => s with { Country = s.Country ?? country(s) })],
        Services = [.. facts.Services.Select(s => s with { Regions = s.Regions.Count > 0 ? s.Regions : regions(s) })],
    };

    /// <summary>By name when each function or service fails by facts that are firm enough.</summary>
    public static IReadOnlyDictionary<string, Pair> Shown(
        Facts facts, DateOnly day, Scenario scenario, Firmness least)
    {
        var counting = Counting(facts, day);
        var (stays, alternatives) = (new List<Service>(), new List<Alternative>());
        foreach (var a in facts.Alternatives)
        {
            var weak = counting.Contains(a.Service) && facts.Requirements.Any(r =>
                r.Id == a.Requirement && r.Provenance.Validity.Contains(day) && FirmnessOf(r, a) > least);
            var met = weak ? Picture.Id($"stays-up-{stays.Count}") : a.Service;
            alternatives.Add(a with { Service = met });
            if (weak)
            {
                stays.Add(new Service(
                    met, Label.Of("-").Value, Nobody, ServiceModels.None, null, [], null, null, Provenance.Unstated));
            }
        }

        var firm = facts with
        {
            Suppliers =
            [
                .. facts.Suppliers.Select(s => Of(s) > least ? s with { Country = null } : s),
                new Supplier(Nobody, Label.Of("-").Value, null, null, Provenance.Unstated),
            ],
            Ownership = [.. facts.Ownership.Where(o => Of(o) <= least)],
            Services = [.. facts.Services.Select(s => Doubted(s) ? s with { Supplier = Nobody, Regions = [] } : s), .. stays],
            Alternatives = alternatives,
        };
        return SlowSwitchOff.Fails(firm, day, scenario);

        // A service that does not count, because its supplier does not, must not count now either.
        bool Doubted(Service s) => Of(s) > least && counting.Contains(s.Id) && s.Provenance.Validity.Contains(day);
    }

    /// <summary>How firm it is that a requirement feels an alternative.</summary>
    public static Firmness FirmnessOf(Requirement r, Alternative a) =>
        a.Provenance is { Source: null, Basis: not Basis.Inferred } || Of(r) > Of(a) ? Of(r) : Of(a);

    /// <summary>How firm a fact is.</summary>
    public static Firmness Of(Fact fact) => fact.Provenance.Basis switch
    {
        Basis.Measured => Firmness.Measured,
        Basis.Declared => Firmness.Declared,
        _ => Firmness.Inferred,
    };

    /// <summary>The functions and services that count on the day.</summary>
    private static HashSet<EntityId> Counting(Facts facts, DateOnly day)
    {
        return
        [
            .. facts.Functions.Where(f => Holds(f) && facts.Bodies.Any(b => b.Id == f.Organisation && Holds(b))).Select(f => f.Id),
            .. facts.Services.Where(s => Holds(s) && facts.Suppliers.Any(p => p.Id == s.Supplier && Holds(p))).Select(s => s.Id),
        ];

        bool Holds(Fact fact) => fact.Provenance.Validity.Contains(day);
    }
}

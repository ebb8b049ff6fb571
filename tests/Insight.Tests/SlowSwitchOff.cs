using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>
/// The answer to a scenario worked out step by step as the rules of docs/switch-off.md read: by names, with no index,
/// no queue and no graph, again and again over all facts until nothing changes any more.
/// </summary>
internal sealed class SlowSwitchOff
{
    private static readonly Pair Never = new(int.MaxValue, int.MaxValue);
    private readonly Scenario scenario;
    private readonly List<Organisation> bodies;
    private readonly List<Function> functions;
    private readonly List<Supplier> suppliers;
    private readonly List<Ownership> control;
    private readonly List<Service> services;
    private readonly List<Requirement> requirements;
    private readonly List<string> unmet;
    private readonly ILookup<string, Alternative> alternatives;
    private readonly Dictionary<string, List<string>> chainByCountry;
    private readonly Dictionary<string, List<string>> chainBySupplier;
    private readonly Dictionary<string, Pair> fails = [];

    private SlowSwitchOff(Facts facts, DateOnly day, Scenario scenario)
    {
        this.scenario = scenario;
        bodies = [.. Valid(facts.Bodies)];
        functions = [.. Valid(facts.Functions).Where(f => bodies.Any(b => b.Id == f.Organisation))];
        suppliers = [.. Valid(facts.Suppliers)];
        services = [.. Valid(facts.Services).Where(s => suppliers.Any(p => p.Id == s.Supplier))];
        control = [.. Valid(facts.Ownership).Where(o => Has(suppliers, o.Owner) && Has(suppliers, o.Owned))
            .Where(o => o.Status == OwnershipStatus.InForce)
            .Where(o => o.Control == Control.Sole || (o.Control is null && o.SharePercent is > 50))];
        var counting = Valid(facts.Requirements).Where(r =>
            functions.Any(f => f.Id == r.Consumer) || services.Any(s => s.Id == r.Consumer) ||
            bodies.Any(b => b.Id == r.Consumer)).ToList();
        alternatives = Valid(facts.Alternatives)
            .Where(a => functions.Any(f => f.Id == a.Service) || services.Any(s => s.Id == a.Service))
            .ToLookup(a => a.Requirement.Text);
        requirements = [.. counting.Where(r => alternatives[r.Id.Text].Count() >= r.Need)];
        unmet = [.. counting.Except(requirements).Select(r => r.Id.Text).Order(StringComparer.Ordinal)];
        chainByCountry = Chains(s => s.Country is { } c && scenario.Countries.Contains(c));
        chainBySupplier = Chains(s => scenario.Suppliers.Contains(s.Id));
        Spread();

        IEnumerable<T> Valid<T>(IEnumerable<T> all)
            where T : Fact => all.Where(f => f.Provenance.Validity.Contains(day));

        static bool Has(List<Supplier> suppliers, EntityId id) => suppliers.Any(s => s.Id == id);
    }

    /// <summary>The whole answer as <see cref="Answers.Render(SwitchOffAnswer)"/> writes it.</summary>
    public static string Render(Facts facts, DateOnly day, Scenario scenario) =>
        new SlowSwitchOff(facts, day, scenario).Render();

    /// <summary>By name of a function or service: when it fails.</summary>
    public static IReadOnlyDictionary<string, Pair> Fails(Facts facts, DateOnly day, Scenario scenario) =>
        new SlowSwitchOff(facts, day, scenario).fails;

    /// <summary>
    /// By name when each function or service fails, and the requirements that count and can be met with the names of
    /// their alternatives that count.
    /// </summary>
    public static (IReadOnlyDictionary<string, Pair> Fails, IReadOnlyDictionary<Requirement, string[]> Counting) Work(
        Facts facts, DateOnly day, Scenario scenario)
    {
        var slow = new SlowSwitchOff(facts, day, scenario);
        return (slow.fails, slow.requirements.ToDictionary(
            r => r, r => slow.alternatives[r.Id.Text].Select(a => a.Service.Text).ToArray()));
    }

    /// <summary>
    /// From each supplier that is an origin, all chains of control; of each supplier the first of the shortest.
    /// </summary>
    private Dictionary<string, List<string>> Chains(Func<Supplier, bool> isOrigin)
    {
        var best = suppliers.Where(isOrigin).ToDictionary(s => s.Id.Text, s => new List<string> { s.Id.Text });
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var o in control.Where(o => best.ContainsKey(o.Owner.Text)))
            {
                List<string> longer = [.. best[o.Owner.Text], o.Owned.Text];
                if (!best.TryGetValue(o.Owned.Text, out var known) || ComesBefore(longer, known))
                {
                    (best[o.Owned.Text], changed) = (longer, true);
                }
            }
        }

        return best;

        static bool ComesBefore(List<string> a, List<string> b) =>
            a.Count != b.Count
                ? a.Count < b.Count
                : a.Zip(b, string.CompareOrdinal).FirstOrDefault(order => order != 0) < 0;
    }

    private string? SeededBy(Service s)
    {
        if (chainByCountry.TryGetValue(s.Supplier.Text, out var chain))
        {
            return $"control {suppliers.Single(p => p.Id.Text == chain[0]).Country} {string.Join(' ', chain)}";
        }

        if (s.Regions.Count > 0 && s.Regions.All(scenario.Locations.Contains))
        {
            return $"location {string.Join(' ', s.Regions)}";
        }

        return chainBySupplier.TryGetValue(s.Supplier.Text, out chain) ? $"supplier {string.Join(' ', chain)}"
            : scenario.Services.Contains(s.Id) ? "service" : null;
    }

    private void Spread()
    {
        foreach (var s in services.Where(s => SeededBy(s) is not null))
        {
            fails[s.Id.Text] = new Pair(0, 0);
        }

        List<EntityId> consumers =
            [.. functions.Select(f => f.Id), .. services.Where(s => SeededBy(s) is null).Select(s => s.Id)];
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var consumer in consumers.Where(c => RequirementsOf(c).Any()))
            {
                var earliest = RequirementsOf(consumer).Min(r => Breaks(r).When);
                if (earliest.CompareTo(When(consumer)) < 0)
                {
                    (fails[consumer.Text], changed) = (earliest, true);
                }
            }
        }

        foreach (var (name, pair) in fails.ToList())
        {
            if (pair.Hour > scenario.HorizonHours)
            {
                fails.Remove(name);
            }
        }
    }

    private Pair When(EntityId id) => fails.GetValueOrDefault(id.Text, Never);

    private IEnumerable<Requirement> RequirementsOf(EntityId consumer) => requirements.Where(r =>
        r.Consumer == consumer || functions.Any(f => f.Id == consumer && f.Organisation == r.Consumer));

    private static int Grace(Requirement r, Alternative a) =>
        a.GraceHours ?? (r.Purpose is Purpose.Support or Purpose.Updates or Purpose.Licence or Purpose.Other ? 720 : 0);

    private (Pair When, Alternative By) Breaks(Requirement r)
    {
        var arrivals = alternatives[r.Id.Text]
            .Select(a => (When: Later(When(a.Service), Grace(r, a)), By: a))
            .OrderBy(x => x.When).ThenBy(x => x.By.Service.Text, StringComparer.Ordinal).ToList();
        return arrivals[arrivals.Count - r.Need];

        static Pair Later(Pair pair, int grace) => pair == Never ? Never : new Pair(pair.Hour + grace, pair.Step + 1);
    }

    private IEnumerable<string> Because(EntityId node)
    {
        var told = 0;
        while (SeedOf(node) is null && told++ < 64)
        {
            var cause = RequirementsOf(node).OrderBy(r => Breaks(r).When)
                .ThenBy(r => r.Id.Text, StringComparer.Ordinal).First();
            var by = Breaks(cause).By;
            var stated = by.Provenance.Source is null ? cause.Provenance : by.Provenance;
            yield return $"  {cause.Id} {by.Service} {When(by.Service).Hour}+{Grace(cause, by)} " +
                $"{cause.Need}/{alternatives[cause.Id.Text].Count()} {stated.Basis} {stated.Source}";
            node = by.Service;
        }
    }

    private string? SeedOf(EntityId node) =>
        services.Where(s => s.Id == node).Select(SeededBy).SingleOrDefault();

    private long PeopleOf(Function f) => f.People ?? bodies.Single(b => b.Id == f.Organisation).Population ?? 0;

    private Counts Count(Func<EntityId, bool> counts) => new(
        functions.Count(f => counts(f.Id)),
        services.Count(s => counts(s.Id)),
        bodies.Count(b => functions.Any(f => f.Organisation == b.Id && counts(f.Id))),
        bodies.Sum(b => functions.Where(f => f.Organisation == b.Id && counts(f.Id))
            .Select(PeopleOf).DefaultIfEmpty(0).Max()));

    private string Exit(Function f)
    {
        var broken = RequirementsOf(f.Id).Where(r => Breaks(r).When.Hour <= scenario.HorizonHours).ToList();
        return broken.Any(r => r.ExitHours is null) ? "" : $"{broken.Max(r => r.ExitHours)}";
    }

    private string Render()
    {
        var text = new StringBuilder();
        var reached = chainByCountry.Keys.Union(chainBySupplier.Keys).Count();
        text.AppendLine($"seeds {reached} suppliers, {services.Count(s => SeededBy(s) is not null)} services");
        text.AppendLine($"failed {Answers.Count(Count(id => When(id) != Never))}");
        text.AppendLine($"of {Answers.Count(Count(_ => true) with { Organisations = bodies.Count })}");
        var silent = suppliers.Where(s => s.Country is null).ToList();
        var theirs = services.Count(s => silent.Any(p => p.Id == s.Supplier));
        text.AppendLine($"unknown {silent.Count} suppliers, {theirs} services");
        text.AppendLine($"unmet {string.Join(' ', unmet)}");
        foreach (var hour in fails.Values.Select(p => p.Hour).Distinct().Order())
        {
            text.AppendLine($"by {hour} h: {Answers.Count(Count(id => When(id).Hour <= hour))}");
        }

        foreach (var f in InOrder(functions, f => f.Id))
        {
            text.AppendLine($"{f.Id} of {f.Organisation} for {PeopleOf(f)} at {When(f.Id).Hour} " +
                $"tolerates {f.MaxTolerableOutageHours} exit {Exit(f)} links {When(f.Id).Step}");
            Because(f.Id).ToList().ForEach(line => text.AppendLine(line));
        }

        foreach (var s in InOrder(services, s => s.Id))
        {
            text.AppendLine($"{s.Id} at {When(s.Id).Hour} {SeededBy(s)}");
        }

        return text.ToString();

        IEnumerable<T> InOrder<T>(List<T> all, Func<T, EntityId> id) => all.Where(x => When(id(x)) != Never)
            .OrderBy(x => When(id(x)).Hour).ThenBy(x => id(x).Text, StringComparer.Ordinal);
    }

    /// <summary>An hour and a step, in that order.</summary>
    internal readonly record struct Pair(int Hour, int Step) : IComparable<Pair>
    {
        public int CompareTo(Pair other) => (Hour, Step).CompareTo((other.Hour, other.Step));
    }
}

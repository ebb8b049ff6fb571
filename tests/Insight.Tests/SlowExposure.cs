using Sluiswachter.Model;

namespace Sluiswachter.Insight.Tests;

/// <summary>
/// Whose data is in reach, worked out as docs/insight.md reads: by names, from each function on along every way its data
/// can go, with no graph, no index and no search back.
/// </summary>
internal sealed class SlowExposure
{
    private readonly ExposureQuestion question;
    private readonly List<Organisation> bodies;
    private readonly List<Function> functions;
    private readonly List<Supplier> suppliers;
    private readonly List<Ownership> control;
    private readonly List<Service> services;
    private readonly List<Requirement> requirements;
    private readonly List<Alternative> alternatives;

    private SlowExposure(Facts facts, DateOnly day, ExposureQuestion question)
    {
        this.question = question;
        bodies = [.. Valid(facts.Bodies)];
        functions = [.. Valid(facts.Functions).Where(f => bodies.Any(b => b.Id == f.Organisation))];
        suppliers = [.. Valid(facts.Suppliers)];
        services = [.. Valid(facts.Services).Where(s => suppliers.Any(p => p.Id == s.Supplier))];
        control = [.. Valid(facts.Ownership)
            .Where(o => suppliers.Any(s => s.Id == o.Owner) && suppliers.Any(s => s.Id == o.Owned))
            .Where(o => o.Status == OwnershipStatus.InForce)
            .Where(o => o.Control == Control.Sole || (o.Control is null && o.SharePercent is > 50))];
        requirements = [.. Valid(facts.Requirements)];
        alternatives = [.. Valid(facts.Alternatives)
            .Where(a => functions.Any(f => f.Id == a.Service) || services.Any(s => s.Id == a.Service))];

        IEnumerable<T> Valid<T>(IEnumerable<T> all)
            where T : Fact => all.Where(f => f.Provenance.Validity.Contains(day));
    }

    /// <summary>What is in reach, surest first and in how many hops; what keys and silence keep out; the hands.</summary>
    public static string Render(Facts facts, DateOnly day, ExposureQuestion question) =>
        new SlowExposure(facts, day, question).Render();

    private string Render()
    {
        var origins = suppliers.Where(IsOrigin).ToList();
        var controlled = ControlledBy(origins);
        var lines = functions.OrderBy(f => f.Id.Text, StringComparer.Ordinal).SelectMany(f => Lines(f, controlled)).ToList();
        var known = InReach(controlled, Handover.Possible);
        var silent = ControlledBy([.. suppliers.Where(s => s.Country is null)]);
        lines.Add($"by keys {InReach(controlled, Handover.Stopped).Except(known).Count()}");
        lines.Add($"by silence {InReach([.. controlled.Union(silent)], Handover.Possible).Except(known).Count()}");
        lines.AddRange(HandsOf(origins));
        return string.Join('\n', lines);
    }

    private IEnumerable<string> Lines(Function f, HashSet<EntityId> controlled)
    {
        var ways = new[] { (Handover.Certain, false), (Handover.Certain, true), (Handover.Possible, false), (Handover.Possible, true) }
            .Select(w => Ways(f, controlled, w.Item1, w.Item2)).ToList();
        foreach (var c in ways[3].Keys.Where(IsAsked).Order())
        {
            var first = ways.FindIndex(w => w.ContainsKey(c));
            yield return $"{f.Id} {c} {(first < 2 ? "certain" : "possible")} {(first is 1 or 3 ? "standby" : "active")} {ways[first][c]}";
        }
    }

    /// <summary>By class of data as it arrives: the fewest hops in which a function's data comes to controlled suppliers.</summary>
    private Dictionary<DataClass, int> Ways(Function f, HashSet<EntityId> controlled, Handover least, bool withStandby)
    {
        var arrived = new Dictionary<DataClass, int>();
        var seen = new HashSet<(EntityId, DataClass)>();
        List<(EntityId Id, DataClass Class)> here = [(f.Id, f.DataClass ?? default)];
        for (var hops = 0; here.Count > 0; hops++)
        {
            here = [.. here.Where(seen.Add)];
            foreach (var at in here.Where(at => services.Any(s => s.Id == at.Id && controlled.Contains(s.Supplier))))
            {
                arrived.TryAdd(at.Class, hops);
            }

            here = [.. here.SelectMany(at =>
                from r in RequirementsOf(at.Id)
                from a in alternatives
                where a.Requirement == r.Id && (withStandby || a.Role == AlternativeRole.Active) && HandoverOf(r, a) >= least
                select (a.Service, a.DataClass ?? at.Class))];
        }

        return arrived;
    }

    private Handover HandoverOf(Requirement r, Alternative a)
    {
        string[] takesNothing = ["Dns", "Network", "Support", "Updates", "Licence"];
        var keys = a.CustomerHeldKeys ?? services.FirstOrDefault(s => s.Id == a.Service)?.CustomerHeldKeys;
        return a.Data switch
        {
            DataHandling.None => Handover.None,
            null when takesNothing.Contains(r.Purpose.ToString()) => Handover.None,
            _ when keys == true => Handover.Stopped,
            DataHandling.Clear => Handover.Certain,
            DataHandling.Encrypted when keys == false => Handover.Certain,
            _ => Handover.Possible,
        };
    }

    private bool IsAsked(DataClass c) => question.Classes.Count == 0 || question.Classes.Contains(c);

    private IEnumerable<Requirement> RequirementsOf(EntityId consumer) => requirements.Where(r =>
        r.Consumer == consumer || functions.Any(f => f.Id == consumer && f.Organisation == r.Consumer));

    private bool IsOrigin(Supplier s) =>
        (s.Country is { } c && question.Countries.Contains(c)) || question.Suppliers.Contains(s.Id);

    private HashSet<EntityId> ControlledBy(IReadOnlyList<Supplier> some)
    {
        var all = some.Select(s => s.Id).ToHashSet();
        while (control.Any(o => all.Contains(o.Owner) && all.Add(o.Owned)))
        {
        }

        return all;
    }

    private HashSet<EntityId> InReach(HashSet<EntityId> controlled, Handover least) =>
        [.. functions.Where(f => Ways(f, controlled, least, true).Keys.Any(IsAsked)).Select(f => f.Id)];

    private IEnumerable<string> HandsOf(IReadOnlyList<Supplier> origins) =>
        from top in origins.OrderBy(s => s.Id.Text, StringComparer.Ordinal)
        let theirs = ControlledBy([top])
        let above = origins.Where(o => o != top && ControlledBy([o]).Contains(top.Id))
        where above.All(o => theirs.Contains(o.Id) && string.CompareOrdinal(top.Id.Text, o.Id.Text) < 0)
        let reached = InReach(theirs, Handover.Possible)
        where reached.Count > 0
        select $"hand {top.Id} {reached.Count} {InReach(theirs, Handover.Certain).Count} {People(reached)} {Classes(theirs)}";

    private long People(HashSet<EntityId> reached) => bodies.Sum(b => functions
        .Where(f => f.Organisation == b.Id && reached.Contains(f.Id)).Select(f => f.People ?? b.Population ?? 0)
        .DefaultIfEmpty(0).Max());

    private string Classes(HashSet<EntityId> theirs) => string.Join(' ', functions
        .SelectMany(f => Ways(f, theirs, Handover.Possible, true).Keys).Where(IsAsked)
        .GroupBy(c => c).OrderBy(g => g.Key).Select(g => $"{g.Key}={g.Count()}"));
}

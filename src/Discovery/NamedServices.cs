using Sluiswachter.Model;

namespace Sluiswachter.Discovery;

/// <summary>The service behind each measured name; an unrecognised name has one of an unknown supplier.</summary>
internal sealed class NamedServices(NameDirectory directory, Provenance stated, ICollection<StatedFact> facts)
{
    private readonly Dictionary<string, EntityId> unrecognised = new(StringComparer.Ordinal);

    public bool IsRecognised(string host, NameRoles role) => directory.ServiceOf(host, role) is not null;

    /// <summary>The service behind a host; added to the facts for a domain that is new and not recognised.</summary>
    public EntityId Of(string host, NameRoles role, long row)
    {
        if (directory.ServiceOf(host, role) is { } recognised)
        {
            return recognised;
        }

        var domain = RegistrableDomain.Of(host) ?? host;
        if (!unrecognised.TryGetValue(domain, out var service))
        {
            service = Add(domain, row);
            unrecognised.Add(domain, service);
        }

        return service;
    }

    private EntityId Add(string domain, long row)
    {
        var supplier = EntityId.Of("mxmap:supplier:" + domain).Value;
        var service = EntityId.Of("mxmap:service:" + domain).Value;
        var inferred = stated with { Basis = Basis.Inferred };
        facts.Add(new StatedFact(row, new Supplier(
            supplier, Label.Of($"Onbekende leverancier achter {domain}").Value, null, null, inferred)));
        facts.Add(new StatedFact(row, new Service(
            service, Label.Of($"Maildienst onder {domain}").Value, supplier, ServiceModels.None, null, [], null, null,
            stated)));
        return service;
    }
}

/// <summary>At how many bodies each domain was seen, and whether all of its names were recognised.</summary>
internal sealed class SeenNames
{
    private readonly Dictionary<string, Seen> domains = new(StringComparer.Ordinal);

    /// <summary>Notes a name at a body; a body's own domain is not counted.</summary>
    public void Note(MeasuredMail body, string name, NameRoles role, bool recognised)
    {
        var domain = RegistrableDomain.Of(name) ?? name;
        if (domain == RegistrableDomain.Of(body.Domain))
        {
            return;
        }

        if (!domains.TryGetValue(domain, out var seen))
        {
            domains.Add(domain, seen = new Seen());
        }

        seen.Bodies.Add(body.Code);
        seen.Roles |= role;
        seen.AllRecognised &= recognised;
    }

    public IReadOnlyList<SeenName> Names(NameDirectory directory) =>
    [
        .. domains
            .Select(d => new SeenName(
                d.Key, d.Value.Roles, d.Value.Bodies.Count, StandingOf(d.Key, d.Value, directory)))
            .OrderByDescending(n => n.Bodies).ThenBy(n => n.Domain, StringComparer.Ordinal),
    ];

    private static NameStanding StandingOf(string domain, Seen seen, NameDirectory directory) =>
        seen.AllRecognised ? NameStanding.Recognised
        : directory.WasNotFound(domain) ? NameStanding.NotFound
        : NameStanding.Unknown;

    private sealed class Seen
    {
        public HashSet<string> Bodies { get; } = new(StringComparer.Ordinal);

        public NameRoles Roles { get; set; }

        public bool AllRecognised { get; set; } = true;
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>Services that are registered more than once.</summary>
/// <remarks>
/// Two services are one when they are of the same supplier and have the same name, but for case and spacing, or when they
/// share an identifier; and so on from one to the next.
/// </remarks>
internal sealed class ServiceTwins
{
    private readonly Dictionary<EntityId, EntityId> leader = [];

    private ServiceTwins()
    {
    }

    /// <summary>Finds them. Linear but for the length of chains.</summary>
    public static ServiceTwins Of(IEnumerable<Service> services, IEnumerable<Identifier> identifiers)
    {
        var twins = new ServiceTwins();
        var byName = new Dictionary<(EntityId Supplier, string Name), EntityId>();
        foreach (var service in services)
        {
            twins.leader.Add(service.Id, service.Id);
            var name = (service.Supplier, string.Concat(service.Name.Text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant());
            if (!byName.TryAdd(name, service.Id))
            {
                twins.Join(byName[name], service.Id);
            }
        }

        var byNumber = new Dictionary<(Label Scheme, Label Value), EntityId>();
        foreach (var identifier in identifiers.Where(i => twins.leader.ContainsKey(i.Entity)))
        {
            if (!byNumber.TryAdd((identifier.Scheme, identifier.Value), identifier.Entity))
            {
                twins.Join(byNumber[(identifier.Scheme, identifier.Value)], identifier.Entity);
            }
        }

        return twins;
    }

    /// <summary>The one of a service's twins that stands for all: the first by id.</summary>
    public EntityId Of(EntityId service)
    {
        while (leader[service] != service)
        {
            service = leader[service];
        }

        return service;
    }

    private void Join(EntityId one, EntityId other)
    {
        (one, other) = (Of(one), Of(other));
        if (string.CompareOrdinal(one.Text, other.Text) > 0)
        {
            (one, other) = (other, one);
        }

        leader[other] = one;
    }
}

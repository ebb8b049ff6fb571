using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Inquiries;

/// <summary>Public bodies with those that are part of them or fall under them.</summary>
internal static class BodiesUnder
{
    /// <summary>The bodies of a day whose parents or ministries lead to some bodies, these included; null when none are named.</summary>
    public static IReadOnlySet<EntityId>? Of(IReadOnlyList<EntityId> bodies, IRegisterReader reader, DateOnly at)
    {
        if (bodies.Count == 0)
        {
            return null;
        }

        var under = reader.FactsOn(FactKind.Organisation, at)
            .Select(cells => (Organisation)Organisation.Schema.Read(cells).Value)
            .SelectMany(o => new[] { o.Parent, o.Ministry }.OfType<EntityId>().Select(above => (above, o.Id)))
            .ToLookup(pair => pair.above, pair => pair.Id);
        var found = bodies.ToHashSet();
        var open = new Queue<EntityId>(found);
        while (open.TryDequeue(out var body))
        {
            foreach (var part in under[body].Where(found.Add))
            {
                open.Enqueue(part);
            }
        }

        return found;
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>How firm the chains are by which a switch-off explains what stops.</summary>
/// <remarks>
/// A chain is as firm as its weakest fact: of each step the requirement and the alternative; at its end who supplies the
/// service that was switched off and where it runs, each holding in the chain of control, and the country of the one in
/// control. What the question names itself needs no fact. Linear in what stops.
/// </remarks>
internal sealed class ToldChains
{
    private readonly SwitchOffAnswer answer;
    private readonly Dictionary<int, Firmness> known = [];

    private ToldChains(RegisterColumns columns, SwitchOffAnswer answer)
    {
        this.answer = answer;
        SeedsOf(columns);
    }

    /// <summary>By node of each function and service that stops how firm its chain is.</summary>
    public static Dictionary<int, Firmness> Of(RegisterColumns columns, SwitchOffAnswer answer)
    {
        var chains = new ToldChains(columns, answer);
        foreach (var entity in answer.Functions.Select(f => f.Entity).Concat(answer.Services.Select(s => s.Entity)))
        {
            chains.Follow(entity);
        }

        return chains.known.ToDictionary(k => answer.Graph.NodeOf(k.Key), k => k.Value);
    }

    private void SeedsOf(RegisterColumns columns)
    {
        var suppliers = FirmnessBy(columns.Supplier.Entity, columns.Supplier.Basis!);
        var services = FirmnessBy(columns.Service.Entity, columns.Service.Basis!);
        var holdings = columns.Holdings.Where(h => h.GivesControl)
            .ToDictionary(h => (h.Owner, h.Owned), h => Firmnesses.Of(h.Basis));
        foreach (var service in answer.Services)
        {
            if (service.SeededBy is { } by)
            {
                known.Add(service.Entity, FirmnessOf(service.Entity, by));
            }
        }

        Firmness FirmnessOf(int service, Seeding by)
        {
            var links = by.Suppliers.Zip(by.Suppliers.Skip(1), (owner, owned) => holdings[(owner, owned)]);
            return by.Kind switch
            {
                SeedKind.Service => Firmness.Measured,
                SeedKind.Control => links.Append(suppliers[by.Suppliers[0]]).Append(services[service]).Max(),
                _ => links.Append(services[service]).Max(),
            };
        }

        static Dictionary<int, Firmness> FirmnessBy(int[] entity, Basis[] basis) =>
            entity.Zip(basis).ToDictionary(f => f.First, f => Firmnesses.Of(f.Second));
    }

    /// <summary>Goes down a chain to what is known, and up again.</summary>
    private void Follow(int entity)
    {
        var way = new Stack<(int Entity, Firmness Step)>();
        while (!known.ContainsKey(entity))
        {
            var step = answer.Because(entity).Steps.First();
            way.Push((entity, step.Weakest));
            entity = step.Service;
        }

        for (var firmness = known[entity]; way.TryPop(out var step); known[step.Entity] = firmness)
        {
            firmness = Firmnesses.Weaker(firmness, step.Step);
        }
    }
}

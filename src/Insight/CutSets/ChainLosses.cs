namespace Sluiswachter.Insight;

/// <summary>What can be lost of a chain: suppliers, each with the services of the chain that it takes along.</summary>
/// <remarks>In the order of their first ids; those that take the same services along are one.</remarks>
internal sealed class ChainLosses
{
    private readonly List<ChainLoss> all;

    private ChainLosses(List<ChainLoss> all, int services) => (this.all, Services) = (all, services);

    /// <summary>How many losses differ.</summary>
    public int Count => all.Count;

    /// <summary>How many services the chain has.</summary>
    public int Services { get; }

    /// <summary>How many suppliers there are among the losses.</summary>
    public int Suppliers => all.Sum(l => l.Told.Suppliers.Count);

    public ChainLoss this[int loss] => all[loss];

    /// <param name="chain">The graph of nothing but the chain.</param>
    /// <param name="columns">The facts, for who controls whom.</param>
    /// <param name="of">What one loss takes along.</param>
    public static ChainLosses Of(DependencyGraph chain, RegisterColumns columns, LossOf of)
    {
        var controllers = Controllers.Of(columns);
        var servicesOf = new SortedDictionary<int, List<int>>();
        for (var node = 0; node < chain.NodeCount; node++)
        {
            if (chain.IsFunction(node))
            {
                continue;
            }

            var supplier = chain.Suppliers.Entity[chain.Nodes.SupplierOf(node)];
            foreach (var lost in of == LossOf.Controller ? controllers.AllAbove(supplier) : [supplier])
            {
                if (!servicesOf.TryGetValue(lost, out var services))
                {
                    servicesOf.Add(lost, services = []);
                }

                services.Add(node);
            }
        }

        var alike = servicesOf.GroupBy(s => string.Join(' ', s.Value), s => s, StringComparer.Ordinal);
        return new ChainLosses(
            [.. alike.Select(group => ChainLoss.Of(chain, [.. group.Select(s => s.Key)], [.. group.First().Value]))],
            chain.ServiceCount);
    }
}

/// <summary>One loss, as it is told and as it is tried.</summary>
/// <param name="Told">Whose it is and what it takes along.</param>
/// <param name="Nodes">The nodes of the services, in order.</param>
internal sealed record ChainLoss(CutLoss Told, int[] Nodes)
{
    public static ChainLoss Of(DependencyGraph chain, int[] suppliers, int[] nodes) =>
        new(new CutLoss(suppliers, Array.ConvertAll(nodes, chain.EntityOf)), nodes);
}

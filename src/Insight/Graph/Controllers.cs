using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Who controls whom on a day, seen from the supplier that is controlled.</summary>
/// <remarks>
/// <para>
/// Control as in a switch-off (docs/switch-off.md): alone, or unstated with more than half of the shares, in force, both
/// ends valid. Suppliers are known by the positions of their ids. Chains start at the <em>top</em>: the nearest supplier
/// that controls this one, directly or through others, and that nobody controls; of those equally near the first by id.
/// Where control goes round in a loop without such a top, the first of the loop by id is taken for it.
/// </para>
/// <para>Linear in suppliers and holdings to make; each chain is found when it is asked for and then remembered.</para>
/// </remarks>
public sealed class Controllers
{
    private readonly Dictionary<int, short> countries = [];
    private readonly Dictionary<int, List<int>> owners = [];
    private readonly Dictionary<int, int[]> chains = [];

    private Controllers(RegisterColumns columns)
    {
        for (var i = 0; i < columns.Supplier.Entity.Length; i++)
        {
            countries.Add(columns.Supplier.Entity[i], columns.Supplier.Country[i]);
        }

        foreach (var holding in columns.Holdings.Where(h => h.GivesControl).OrderBy(h => h.Owner))
        {
            if (!Holds(holding.Owner) || !Holds(holding.Owned))
            {
                continue;
            }

            if (!owners.TryGetValue(holding.Owned, out var list))
            {
                owners.Add(holding.Owned, list = []);
            }

            list.Add(holding.Owner);
        }
    }

    /// <summary>Reads who controls whom from the facts of a day.</summary>
    public static Controllers Of(RegisterColumns columns) => new(columns);

    /// <summary>Whether a supplier is valid on the day.</summary>
    public bool Holds(int supplier) => countries.ContainsKey(supplier);

    /// <summary>The country of a supplier; null when unknown.</summary>
    public Country? CountryOf(int supplier) =>
        countries.GetValueOrDefault(supplier) is var number && number != 0 ? Country.FromNumber(number) : null;

    /// <summary>The chain of control from the top down to a supplier, both included; one long when nobody controls it.</summary>
    public IReadOnlyList<int> ChainTo(int supplier)
    {
        if (!chains.TryGetValue(supplier, out var chain))
        {
            chains.Add(supplier, chain = owners.ContainsKey(supplier) ? FindChain(supplier) : [supplier]);
        }

        return chain;
    }

    /// <summary>The supplier at the top of the chain: itself when nobody controls it.</summary>
    public int TopOf(int supplier) => ChainTo(supplier)[0];

    /// <summary>A supplier and all that control it, directly or through others, nearest first.</summary>
    public IReadOnlyList<int> AllAbove(int supplier) =>
        owners.ContainsKey(supplier) ? [.. Above(supplier).Select(a => a.Supplier)] : [supplier];

    private int[] FindChain(int supplier)
    {
        var above = Above(supplier);
        var top = above.Find(a => !owners.ContainsKey(a.Supplier));
        if (top is null)
        {
            top = above.MinBy(a => a.Supplier)!;
        }

        var chain = new List<int>();
        for (var link = top; link is not null; link = link.Controlled)
        {
            chain.Add(link.Supplier);
        }

        return [.. chain];
    }

    /// <summary>Breadth-first upwards; within one distance by the chain that leads there and then by id.</summary>
    private List<Link> Above(int supplier)
    {
        var found = new List<Link> { new(supplier, null) };
        var seen = new HashSet<int> { supplier };
        for (var i = 0; i < found.Count; i++)
        {
            foreach (var owner in owners.GetValueOrDefault(found[i].Supplier) ?? [])
            {
                if (seen.Add(owner))
                {
                    found.Add(new Link(owner, found[i]));
                }
            }
        }

        return found;
    }

    private sealed record Link(int Supplier, Link? Controlled);
}

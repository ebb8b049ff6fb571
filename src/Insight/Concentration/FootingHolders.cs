using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Under whom each service and function stands, when holders are suppliers, their controllers, or countries.</summary>
/// <remarks>Holders are numbered from 0 in the order of the first node of each. Linear in nodes and chains of control.</remarks>
internal sealed class FootingHolders
{
    private readonly List<Holder> holders = [];

    private FootingHolders(Footing footing, HolderKind per)
    {
        var (ofProvider, ofTop) = (InIdOrder.Nowhere(footing.Positions), InIdOrder.Nowhere(footing.Positions));
        var ofCountry = InIdOrder.Nowhere(Country.MostNumber + 1);
        Of = new int[footing.NodeCount];
        for (var node = 0; node < Of.Length; node++)
        {
            ref var number = ref ofProvider[footing.ProviderOf(node)];
            if (number < 0)
            {
                var provider = footing.ProviderOf(node);
                var top = per == HolderKind.Supplier ? provider : footing.ChainTo(provider)[0];
                var holder = Holder.Of(top, footing.CountryOf(top), per);
                ref var known = ref (holder.Entity >= 0 ? ref ofTop[top] : ref ofCountry[holder.Country!.Value.Number]);
                if (known < 0)
                {
                    known = holders.Count;
                    holders.Add(holder);
                }

                number = known;
            }

            Of[node] = number;
        }
    }

    /// <summary>By node: its holder.</summary>
    public int[] Of { get; }

    /// <summary>How many holders there are.</summary>
    public int Count => holders.Count;

    /// <summary>Who a holder is.</summary>
    public Holder this[int holder] => holders[holder];

    public static FootingHolders Under(Footing footing, HolderKind per) => new(footing, per);
}

/// <summary>Whom a service stands under: a supplier or body, or a country when that is asked.</summary>
internal readonly record struct Holder(int Entity, Country? Country)
{
    public bool IsKnown => Country is not null;

    public static Holder Of(int entity, Country? country, HolderKind per) =>
        new(per == HolderKind.Country && country is not null ? -1 : entity, country);
}

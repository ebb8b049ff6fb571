using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Sums of what a group of functions stands on directly, by side of the border.</summary>
/// <remarks>The weight is divided as in <see cref="Concentration"/>.</remarks>
internal sealed class DirectShares
{
    private const double Whole = 10_000;

    private readonly SortedDictionary<int, double> byCountry = [];
    private double unknownCountry;
    private double total;

    /// <summary>What is established abroad, in the unit of the weight.</summary>
    public Bounds Imported { get; private set; }

    /// <summary>What is established abroad or controlled from there.</summary>
    public Bounds Controlled { get; private set; }

    /// <summary>What would no longer be met without what comes from abroad.</summary>
    public Bounds Broken { get; private set; }

    /// <summary>The HHI of what comes from abroad, over countries; 0 when nothing does.</summary>
    /// <remarks>
    /// What is of an unknown country may be at home, be in the largest country abroad, or be spread over many. So the
    /// squares of the known countries are divided by all that may come from abroad for the least, and all that is
    /// unknown goes to the largest for the most: for no other country does a further part raise the index more, and to
    /// the largest it always raises it.
    /// </remarks>
    public Bounds HhiAbroad
    {
        get
        {
            var (sum, squares) = (byCountry.Values.Sum(), byCountry.Values.Sum(w => w * w));
            if (unknownCountry == 0)
            {
                return sum > 0 ? Bounds.Exactly(Whole * squares / (sum * sum)) : default;
            }

            var largest = byCountry.Values.DefaultIfEmpty().Max();
            var all = sum + unknownCountry;
            var together = squares - largest * largest + (largest + unknownCountry) * (largest + unknownCountry);
            return new Bounds(Whole * squares / (all * all), Whole * together / (all * all));
        }
    }

    /// <summary>Adds up a group.</summary>
    /// <param name="group">The functions.</param>
    /// <param name="footing">What they stand on.</param>
    /// <param name="weight">What they weigh.</param>
    /// <param name="sideOf">On which side a service or function stands.</param>
    /// <param name="breaks">Whether a requirement breaks when everything abroad is lost.</param>
    public static DirectShares Of(
        FootingGroup group, Footing footing, ShareWeight weight, Func<int, Side> sideOf, Func<FootingRequirement, Truth> breaks)
    {
        var shares = new DirectShares();
        foreach (var unit in group.Units)
        {
            var part = (unit.WeightIn(footing, weight) ?? 0) / unit.Requirements.Length;
            foreach (var requirement in unit.Requirements.Select(r => footing.Requirements[r]))
            {
                shares.total += part;
                shares.Broken = Plus(shares.Broken, breaks(requirement), part);
                foreach (var node in requirement.Active)
                {
                    shares.Add(sideOf(node), part / requirement.Places);
                }

                shares.Add(
                    new Side(Truth.Unknown, Truth.Unknown, null, IsCountryUnknown: true),
                    part * requirement.Missing / requirement.Places);
            }
        }

        return shares;
    }

    /// <summary>A sum as a part of the whole, 0 to 1.</summary>
    public Bounds Part(Bounds sum) => total > 0 ? sum / total : default;

    /// <summary>The part that is surely controlled from a country.</summary>
    public double ShareOf(Country country) => total > 0 ? byCountry.GetValueOrDefault(country.Number) / total : 0;

    private void Add(Side side, double weight)
    {
        Imported = Plus(Imported, side.Imported, weight);
        Controlled = Plus(Controlled, side.Controlled, weight);
        unknownCountry += side.IsCountryUnknown ? weight : 0;
        if (side.Country is { } country)
        {
            byCountry[country.Number] = byCountry.GetValueOrDefault(country.Number) + weight;
        }
    }

    private static Bounds Plus(Bounds sum, Truth truth, double weight) => truth switch
    {
        Truth.Yes => new Bounds(sum.Least + weight, sum.Most + weight),
        Truth.Unknown => new Bounds(sum.Least, sum.Most + weight),
        _ => sum,
    };
}

/// <summary>What would still be met if everything that comes from abroad were switched off.</summary>
/// <remarks>
/// The exact switch-off of docs/switch-off.md, without end: run with what is surely abroad, and with what may be as well.
/// </remarks>
internal sealed class LossOfAbroad
{
    private readonly HashSet<int> lost;
    private readonly HashSet<int> maybeLost;

    private LossOfAbroad(HashSet<int> lost, HashSet<int> maybeLost) => (this.lost, this.maybeLost) = (lost, maybeLost);

    public static LossOfAbroad Of(RegisterColumns columns, Func<int, Truth> abroad, Footing footing)
    {
        var graph = DependencyGraph.Of(columns);
        return new LossOfAbroad(Lost(truth => truth == Truth.Yes), Lost(truth => truth != Truth.No));

        HashSet<int> Lost(Func<Truth, bool> counts)
        {
            int[] seeds = [.. footing.Nodes.Where(node => counts(abroad(node)))];
            var scenario = Scenario.Of(
                services: [.. seeds.Select(node => EntityId.Of(columns.Entities[node]).Value)], horizonHours: Hours.Most);
            HashSet<int> failed = [.. seeds];
            if (scenario.Holds)
            {
                var answer = SwitchOff.Run(graph, scenario.Value);
                failed.UnionWith(footing.Nodes.Where(node => answer.HourOf(node) is not null));
            }

            return failed;
        }
    }

    /// <summary>Whether too few alternatives of a requirement are left.</summary>
    public Truth Breaks(FootingRequirement requirement)
    {
        if (requirement.Missing > 0)
        {
            return Truth.Unknown;
        }

        var left = new Bounds(
            requirement.Alternatives.Count(a => !maybeLost.Contains(a)), requirement.Alternatives.Count(a => !lost.Contains(a)));
        return left.Above(requirement.Need - 1).Not();
    }
}

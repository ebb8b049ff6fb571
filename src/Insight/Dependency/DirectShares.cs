using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Sums of what a group of functions stands on directly, by side of the border.</summary>
/// <remarks>The weight is divided as in <see cref="Concentration"/>.</remarks>
internal sealed class DirectShares
{
    private const double Whole = 10_000;

    private readonly double[] byCountry = new double[Country.MostNumber + 1];
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
            var (sum, squares) = (byCountry.Sum(), byCountry.Sum(w => w * w));
            if (unknownCountry == 0)
            {
                return sum > 0 ? Bounds.Exactly(Whole * squares / (sum * sum)) : default;
            }

            var largest = byCountry.Max();
            var all = sum + unknownCountry;
            var together = squares - largest * largest + (largest + unknownCountry) * (largest + unknownCountry);
            return new Bounds(Whole * squares / (all * all), Whole * together / (all * all));
        }
    }

    /// <summary>Adds up a group.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="group">The one.</param>
    /// <param name="footing">What they stand on.</param>
    /// <param name="sides">By node: on which side it stands.</param>
    /// <param name="breaks">By requirement: whether it breaks when everything abroad is lost.</param>
    public static DirectShares Of(FootingGroups groups, int group, Footing footing, Side[] sides, Truth[] breaks)
    {
        var (shares, requirements) = (new DirectShares(), footing.Requirements);
        for (var (unit, end) = groups.UnitsOf(group); unit < end; unit++)
        {
            var of = groups.RequirementsOf(unit);
            var part = groups.WeightOf(unit) / of.Length;
            foreach (var requirement in of)
            {
                var places = requirements.Places(requirement);
                shares.total += part;
                shares.Broken = Plus(shares.Broken, breaks[requirement], part);
                foreach (var node in requirements.Active[requirement])
                {
                    shares.Add(sides[node], part / places);
                }

                shares.Add(Side.Nobody, part * requirements.Missing(requirement) / places);
            }
        }

        return shares;
    }

    /// <summary>A sum as a part of the whole, 0 to 1.</summary>
    public Bounds Part(Bounds sum) => total > 0 ? sum / total : default;

    /// <summary>The part that is surely controlled from a country.</summary>
    public double ShareOf(Country country) => total > 0 ? byCountry[country.Number] / total : 0;

    private void Add(Side side, double weight)
    {
        Imported = Plus(Imported, side.Imported, weight);
        Controlled = Plus(Controlled, side.Controlled, weight);
        unknownCountry += side.IsCountryUnknown ? weight : 0;
        if (side.Country is { } country)
        {
            byCountry[country.Number] += weight;
        }
    }

    private static Bounds Plus(Bounds sum, Truth truth, double weight) => truth switch
    {
        Truth.Yes => new Bounds(sum.Least + weight, sum.Most + weight),
        Truth.Unknown => new Bounds(sum.Least, sum.Most + weight),
        _ => sum,
    };
}

/// <summary>Which requirements would no longer be met if everything that comes from abroad were switched off.</summary>
/// <remarks>
/// The exact switch-off of docs/switch-off.md, without end: run with what is surely abroad, and with what may be as well.
/// Linear in the facts.
/// </remarks>
internal static class LossOfAbroad
{
    /// <summary>By requirement: whether too few of its alternatives are left.</summary>
    /// <param name="columns">The facts.</param>
    /// <param name="footing">The same facts; its nodes are those of the graph.</param>
    /// <param name="sides">By node: on which side it stands.</param>
    public static Truth[] Of(RegisterColumns columns, Footing footing, Side[] sides)
    {
        var propagation = new Propagation(DependencyGraph.Of(columns));
        var lost = Lost(truth => truth == Truth.Yes);
        var maybeLost = Lost(truth => truth != Truth.No);
        var (requirements, breaks) = (footing.Requirements, new Truth[footing.Requirements.Count]);
        for (var r = 0; r < breaks.Length; r++)
        {
            breaks[r] = requirements.Missing(r) > 0
                ? Truth.Unknown
                : new Bounds(Left(r, maybeLost), Left(r, lost)).Above(requirements.Need[r] - 1).Not();
        }

        return breaks;

        // A function is never switched off by itself, but one that is abroad is lost all the same.
        bool[] Lost(Func<Truth, bool> counts)
        {
            var failed = Array.ConvertAll(sides, side => counts(side.Controlled));
            int[] services = [.. Enumerable.Range(0, failed.Length).Where(n => failed[n] && footing.FunctionAt(n) < 0)];
            propagation.Run(services, Hours.Most);
            foreach (var node in propagation.Failed)
            {
                failed[node] = true;
            }

            return failed;
        }

        int Left(int requirement, bool[] without)
        {
            var left = 0;
            foreach (var node in requirements.Alternatives[requirement])
            {
                left += without[node] ? 0 : 1;
            }

            return left;
        }
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>What a group of functions stands on directly, by side of the border.</summary>
/// <remarks>The weight is divided as in <see cref="Concentration"/>; where it is unknown, for whatever it may be.</remarks>
internal sealed class DirectShares
{
    private readonly WeighedShare imported = new();
    private readonly WeighedShare controlled = new();
    private readonly WeighedShare broken = new();
    private readonly FromCountries known = new();
    private readonly FromCountries open = new();
    private double knownWeight;
    private double mostOpenHhi;

    /// <summary>The part that is established abroad.</summary>
    public Bounds Imported => imported.OfAll;

    /// <summary>The part that is established abroad or controlled from there.</summary>
    public Bounds Controlled => controlled.OfAll;

    /// <summary>The part that would no longer be met without what comes from abroad.</summary>
    public Bounds Broken => broken.OfAll;

    /// <summary>The HHI of what comes from abroad, over countries; 0 when nothing does.</summary>
    /// <remarks>
    /// The index of a mixture is never above the highest index of what is mixed, for squares are convex: so the most is
    /// that of what is known to weigh, or of one of the functions of unknown weight.
    /// </remarks>
    public Bounds HhiAbroad => open.IsNothing
        ? known.Hhi
        : new Bounds(known.LeastHhiWith(open), Math.Max(known.Hhi.Most, mostOpenHhi));

    /// <summary>Adds up a group.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="group">The one.</param>
    /// <param name="footing">What they stand on.</param>
    /// <param name="sides">By node: on which side it stands.</param>
    /// <param name="breaks">By requirement: whether it breaks when everything abroad is lost.</param>
    public static DirectShares Of(FootingGroups groups, int group, Footing footing, Side[] sides, Truth[] breaks)
    {
        var shares = new DirectShares();
        for (var (unit, end) = groups.UnitsOf(group); unit < end; unit++)
        {
            shares.Add(groups.RequirementsOf(unit), groups.KnownWeightOf(unit), footing.Requirements, sides, breaks);
        }

        return shares;
    }

    /// <summary>The part of what is known to weigh that is surely controlled from a country.</summary>
    public double ShareOf(Country country) => knownWeight > 0 ? known.Of(country) / knownWeight : 0;

    private void Add(
        ReadOnlySpan<int> of, double? weight, FootingRequirements requirements, Side[] sides, Truth[] breaks)
    {
        var (fromAbroad, underAbroad, lost, countries) = (default(Bounds), default(Bounds), default(Bounds), new FromCountries());
        var part = 1.0 / of.Length;
        foreach (var requirement in of)
        {
            var places = requirements.Places(requirement);
            lost = Plus(lost, breaks[requirement], part);
            foreach (var node in requirements.Active[requirement])
            {
                Place(sides[node], part / places);
            }

            Place(Side.Nobody, part * requirements.Missing(requirement) / places);
        }

        imported.Add(fromAbroad, weight);
        controlled.Add(underAbroad, weight);
        broken.Add(lost, weight);
        knownWeight += weight ?? 0;
        (weight is null ? open : known).Add(countries, weight ?? 1);
        mostOpenHhi = weight is null ? Math.Max(mostOpenHhi, countries.Hhi.Most) : mostOpenHhi;

        void Place(Side side, double each)
        {
            fromAbroad = Plus(fromAbroad, side.Imported, each);
            underAbroad = Plus(underAbroad, side.Controlled, each);
            countries.Add(side, each);
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

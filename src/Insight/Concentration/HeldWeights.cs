namespace Sluiswachter.Insight;

/// <summary>Divides the weight of a group of functions over the holders on whom they stand directly.</summary>
/// <remarks>
/// Linear in what the group requires. What is told of holders is of the group divided last; not for several threads at
/// once.
/// </remarks>
internal sealed class HeldWeights(Footing footing, FootingGroups groups, FootingHolders holders)
{
    private readonly double[] weights = new double[holders.Count];
    private readonly int[] functions = new int[holders.Count];
    private readonly int[] countedFor = new int[holders.Count];
    private readonly List<int> met = [];

    /// <summary>The holders on whom the group stands directly, in the order in which they are met.</summary>
    public IReadOnlyList<int> Holders => met;

    /// <summary>What a holder holds directly.</summary>
    public double WeightOf(int holder) => weights[holder];

    /// <summary>How many functions stand on a holder directly.</summary>
    public int FunctionsOf(int holder) => functions[holder];

    /// <summary>Divides a group, and tells what nobody holds because nothing fills the place.</summary>
    public (MarketShares Shares, double Missing) Divide(int group)
    {
        Forget();
        var missing = new List<double>();
        for (var (unit, end) = groups.UnitsOf(group); unit < end; unit++)
        {
            Divide(unit, missing);
        }

        return (
            MarketShares.Of(
                met.Where(h => holders[h].IsKnown).Select(h => weights[h]),
                met.Where(h => !holders[h].IsKnown).Select(h => weights[h]).Concat(missing)),
            missing.Sum());
    }

    private void Divide(int unit, List<double> missing)
    {
        var requirements = footing.Requirements;
        var of = groups.RequirementsOf(unit);
        var part = groups.WeightOf(unit) / of.Length;
        foreach (var requirement in of)
        {
            var each = part / requirements.Places(requirement);
            foreach (var node in requirements.Active[requirement])
            {
                var holder = holders.Of[node];
                if (functions[holder] == 0)
                {
                    met.Add(holder);
                }

                weights[holder] += each;
                functions[holder] += functions[holder] > 0 && countedFor[holder] == unit ? 0 : 1;
                countedFor[holder] = unit;
            }

            missing.AddRange(Enumerable.Repeat(each, requirements.Missing(requirement)));
        }
    }

    private void Forget()
    {
        foreach (var holder in met)
        {
            (weights[holder], functions[holder]) = (0, 0);
        }

        met.Clear();
    }
}

namespace Sluiswachter.Insight;

/// <summary>Whether something that is asked of several years lasts: it holds in at least two thirds of them.</summary>
/// <remarks>
/// Two of three years is how CEPII tells lasting dependencies of imports from passing ones. A year of which the register
/// holds nothing is unknown, not a year in which it did not hold.
/// </remarks>
public static class Persistence
{
    /// <summary>In how many years it must hold: two thirds, rounded up.</summary>
    public static int Needed(int years) => (2 * years + 2) / 3;

    /// <summary>Judges the years.</summary>
    public static Truth Of(IReadOnlyCollection<Truth> years) => new Bounds(
        years.Count(y => y == Truth.Yes), years.Count(y => y != Truth.No)).Above(Needed(years.Count) - 1);
}

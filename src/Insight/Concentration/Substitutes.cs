namespace Sluiswachter.Insight;

/// <summary>Whether requirements have another to go to; each is looked at once.</summary>
/// <remarks>Linear in the alternatives of those that are asked. Not for several threads at once.</remarks>
internal sealed class Substitutes(FootingRequirements requirements, FootingHolders holders)
{
    private readonly (Truth Another, Truth Enough)[] known = new (Truth, Truth)[requirements.Count];
    private readonly int[] countOf = new int[holders.Count];

    /// <summary>
    /// Whether a requirement has alternatives under at least two holders, and whether enough are left whichever single
    /// holder is left out.
    /// </summary>
    public (Truth Another, Truth Enough) Of(int requirement)
    {
        ref var answer = ref known[requirement];
        if (answer == default)
        {
            answer = requirements.Missing(requirement) > 0 ? (Truth.Unknown, Truth.Unknown) : Find(requirement);
        }

        return answer;
    }

    private (Truth Another, Truth Enough) Find(int requirement)
    {
        var alternatives = requirements.Alternatives[requirement];
        var (met, metKnown, ofKnown, mostKnown, most) = (0, 0, 0, 0, 0);
        foreach (var node in alternatives)
        {
            var holder = holders.Of[node];
            var isKnown = holders[holder].IsKnown;
            var count = ++countOf[holder];
            met += count == 1 ? 1 : 0;
            metKnown += count == 1 && isKnown ? 1 : 0;
            ofKnown += isKnown ? 1 : 0;
            mostKnown = isKnown ? Math.Max(mostKnown, count) : mostKnown;
            most = Math.Max(most, count);
        }

        foreach (var node in alternatives)
        {
            countOf[holders.Of[node]] = 0;
        }

        var unknown = alternatives.Length - ofKnown;
        var left = new Bounds(alternatives.Length - (mostKnown + unknown), alternatives.Length - most);
        return (
            met < 2 ? Truth.No : metKnown > 1 ? Truth.Yes : Truth.Unknown,
            left.Above(requirements.Need[requirement] - 1));
    }
}

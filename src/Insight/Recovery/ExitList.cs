namespace Sluiswachter.Insight;

/// <summary>The order in which scarce teams take up exits.</summary>
/// <remarks>
/// <para>
/// An exit helps the functions that are down until its requirement is met again, directly or through others. It counts for
/// the one of these that is most critical; of equals for the one that is due first, then for the one that serves most
/// people. Unknown comes last, and a function with no way back lends an exit no weight. The list is ordered by
/// criticality; then exits that are in time when begun at the switching off come before those that are not, and those of
/// which nobody knows come last; then by slack, the least first; then by people, the most first; then by id.
/// </para>
/// <para>
/// The decision plays no part in it, so it can be drawn up beforehand, and a later decision shifts the whole plan.
/// Linear in what broke, and n log n in functions and exits.
/// </para>
/// </remarks>
internal static class ExitList
{
    private const int Nobody = -1;

    /// <summary>Draws up the list.</summary>
    /// <param name="graph">The graph of the day.</param>
    /// <param name="broken">What broke.</param>
    /// <param name="unhindered">The search with as many teams as needed: tells what can come back at all.</param>
    /// <returns>
    /// The places of requirements with an exit that helps a function that comes back, in order; and how many exits are
    /// left out because they help none.
    /// </returns>
    public static (int[] List, int InVain) Of(DependencyGraph graph, BrokenRequirements broken, WayBack unhindered)
    {
        var functions = broken.Functions(graph).Where(place => unhindered.HourOf(place) is not null)
            .Select(place => (Place: place, About: broken.FunctionAt(graph, place, unhindered)))
            .OrderBy(f => CriticalityOf(f.About)).ThenBy(f => f.About.DueAtHours ?? long.MaxValue)
            .ThenByDescending(f => f.About.People).ToList();
        var helps = HelpedBy(broken, unhindered, [.. functions.Select(f => f.Place)]);
        var list = new List<int>();
        var inVain = 0;
        for (var requirement = 0; requirement < helps.Length; requirement++)
        {
            if (broken.ExitHours[requirement] >= 0)
            {
                inVain += helps[requirement] == Nobody ? 1 : 0;
                if (helps[requirement] != Nobody)
                {
                    list.Add(requirement);
                }
            }
        }

        return ([.. list.OrderBy(r => TurnOf(functions[helps[r]].About, broken.ExitHours[r], broken.Requirement[r]))], inVain);
    }

    private static (int Criticality, int InTime, long Slack, long People, int Requirement) TurnOf(
        RecoveringFunction helped, int exitHours, int requirement)
    {
        var slack = helped.DueAtHours - exitHours;
        var inTime = slack switch { >= 0 => 0, < 0 => 1, null => 2 };
        return (CriticalityOf(helped), inTime, slack ?? 0, -helped.People, requirement);
    }

    /// <summary>The lowest first; unknown last.</summary>
    private static int CriticalityOf(RecoveringFunction function) => (int?)function.Criticality ?? int.MaxValue;

    /// <summary>By requirement the first of the functions that its being met helps, or <see cref="Nobody"/>.</summary>
    private static int[] HelpedBy(BrokenRequirements broken, WayBack unhindered, int[] functions)
    {
        var helps = new int[broken.Requirement.Length];
        Array.Fill(helps, Nobody);
        var seen = new bool[broken.Node.Length];
        var toVisit = new Stack<int>();
        for (var function = 0; function < functions.Length; function++)
        {
            Visit(functions[function]);
            while (toVisit.TryPop(out var node))
            {
                foreach (var requirement in broken.RequirementsOf[node])
                {
                    if (helps[requirement] == Nobody)
                    {
                        helps[requirement] = function;
                        foreach (var alternative in broken.FailedAlternativesOf[requirement])
                        {
                            Visit(alternative);
                        }
                    }
                }
            }
        }

        return helps;

        void Visit(int node)
        {
            if (!seen[node] && unhindered.HourOf(node) is not null)
            {
                seen[node] = true;
                toVisit.Push(node);
            }
        }
    }
}

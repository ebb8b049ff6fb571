namespace Sluiswachter.Insight;

/// <summary>A requirement that stops something, with what can be saved at most by keeping it from breaking.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Vital">The ways down to it from vital functions that fail, at most 2⁵³ of them.</param>
/// <param name="Functions">The ways down to it from functions that fail.</param>
internal readonly record struct Cause(int Requirement, double Vital, double Functions);

/// <summary>The requirements that stop something in a run.</summary>
internal static class Causes
{
    /// <summary>More ways than this are as good as this many.</summary>
    private const double MostWays = 1L << 53;

    /// <summary>All requirements that stop a function or service; those that can save most first, then by id.</summary>
    /// <remarks>
    /// What fails less or later once a requirement has an alternative more is reached from it by the causes of what
    /// fails and by alternatives that had arrived when these broke. Ways are counted from the last that failed to the first;
    /// linear in the alternatives of the causes.
    /// </remarks>
    public static List<Cause> Of(DependencyGraph graph, Propagation run)
    {
        var failed = run.Failed;
        var (reasons, places) = (Reasons.Of(graph, run), run.Places());
        var (vital, functions) = (new double[failed.Length], new double[failed.Length]);
        var ways = new Dictionary<int, (double Vital, double Functions)>();
        for (var place = failed.Length - 1; place >= 0; place--)
        {
            var node = failed[place];
            if (graph.IsFunction(node))
            {
                functions[place]++;
                vital[place] += SwitchOffAnswer.CriticalityOf(graph, node) == Model.Criticality.Vital ? 1 : 0;
            }

            var requirement = reasons.RequirementOf(node);
            if (requirement < 0)
            {
                continue;
            }

            var (v, f) = ways.GetValueOrDefault(requirement);
            ways[requirement] = (Math.Min(MostWays, v + vital[place]), Math.Min(MostWays, f + functions[place]));
            foreach (var alternative in Meeting.AlternativesOf(graph, requirement))
            {
                if (Meeting.HasArrived(graph, run, alternative, requirement, run.PairOf(node)))
                {
                    var before = places[alternative];
                    vital[before] = Math.Min(MostWays, vital[before] + vital[place]);
                    functions[before] = Math.Min(MostWays, functions[before] + functions[place]);
                }
            }
        }

        return
        [
            .. ways.Select(w => new Cause(w.Key, w.Value.Vital, w.Value.Functions))
                .OrderByDescending(c => c.Vital).ThenByDescending(c => c.Functions).ThenBy(c => c.Requirement),
        ];
    }
}

namespace Sluiswachter.Insight;

/// <summary>What is lost in each of many scenarios.</summary>
/// <remarks>The loss of each equals that of its switch-off. Definition: docs/insight.md, "Contingency".</remarks>
public static class ScenarioLosses
{
    /// <summary>Works out what each scenario loses.</summary>
    /// <param name="graph">The facts.</param>
    /// <param name="scenarios">The scenarios, each with a horizon of its own.</param>
    /// <param name="threads">The most threads, at least 1.</param>
    /// <param name="manner">How to go about it; the losses are the same.</param>
    /// <returns>The losses, in the order of the scenarios.</returns>
    /// <exception cref="InvalidOperationException">
    /// A scenario names locations and the columns were read without regions.
    /// </exception>
    public static Loss[] Of(
        DependencyGraph graph, IReadOnlyList<Scenario> scenarios, int threads, Manner manner = Manner.Fastest)
    {
        var (losses, subjects) = (new Loss[scenarios.Count], new Subjects(graph));
        foreach (var alike in Enumerable.Range(0, losses.Length).GroupBy(i => scenarios[i].HorizonHours))
        {
            int[] places = [.. alike];
            var list = new NamedList(subjects, [.. places.Select(i => scenarios[i])]);
            var found = ManyLosses.Of(list, alike.Key, threads, manner);
            for (var i = 0; i < places.Length; i++)
            {
                losses[places[i]] = found[i];
            }
        }

        return losses;
    }
}

/// <summary>How the losses of many scenarios are worked out; they are the same.</summary>
public enum Manner
{
    /// <summary>Whichever is faster for how wide each spreads.</summary>
    Fastest = 0,

    /// <summary>One scenario after the other, each in time that grows with what it stops.</summary>
    OneByOne = 1,

    /// <summary>Many scenarios at once, a bit for each.</summary>
    BitParallel = 2,
}

using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>By purpose the services that do not fail in a run and serve it for some requirement that counts.</summary>
internal sealed class Survivors
{
    private readonly DependencyGraph graph;
    private readonly Func<int, Purpose> purposeOf;
    private readonly Dictionary<Purpose, int[]> byPurpose;

    private Survivors(DependencyGraph graph, Func<int, Purpose> purposeOf, Dictionary<Purpose, int[]> byPurpose) =>
        (this.graph, this.purposeOf, this.byPurpose) = (graph, purposeOf, byPurpose);

    /// <summary>Gathers them: those that serve a purpose most often first, then by id.</summary>
    /// <remarks>Linear in the alternatives; n log n in the services.</remarks>
    public static Survivors Of(DependencyGraph graph, Propagation run, Func<int, Purpose> purposeOf)
    {
        var times = new Dictionary<(Purpose Purpose, int Node), int>();
        for (var requirement = 0; requirement < graph.RequirementCount; requirement++)
        {
            var purpose = purposeOf(graph.Required.Position[requirement]);
            foreach (var node in Meeting.AlternativesOf(graph, requirement))
            {
                if (!graph.IsFunction(node) && !run.HasFailed(node))
                {
                    times[(purpose, node)] = times.GetValueOrDefault((purpose, node)) + 1;
                }
            }
        }

        return new Survivors(graph, purposeOf, times.GroupBy(t => t.Key.Purpose).ToDictionary(
            g => g.Key,
            g => g.OrderByDescending(t => t.Value).ThenBy(t => t.Key.Node).Select(t => t.Key.Node).ToArray()));
    }

    /// <summary>The services that a requirement that broke could have besides.</summary>
    public IEnumerable<int> For(int requirement)
    {
        var purpose = purposeOf(graph.Required.Position[requirement]);
        var own = Meeting.AlternativesOf(graph, requirement).ToHashSet();
        own.Add(graph.Required.Consumer[requirement]);
        return byPurpose.TryGetValue(purpose, out var all) ? all.Where(n => !own.Contains(n)) : [];
    }
}

namespace Sluiswachter.Insight;

/// <summary>A walk down from a function over everything that it stands on, each consumer once, at its least depth.</summary>
/// <remarks>Linear in the requirements of the graph and the alternatives that are met.</remarks>
internal sealed class DownwardWalk
{
    private readonly DependencyGraph graph;
    private readonly List<(int Depth, int Requirement, int Alternative)> met = [];
    private readonly HashSet<int> entered = [];

    private DownwardWalk(DependencyGraph graph) => this.graph = graph;

    /// <summary>The alternatives below the function, breadth first, by the order of requirements within a depth.</summary>
    public IReadOnlyList<(int Depth, int Requirement, int Alternative)> Met => met;

    /// <summary>Walks down from a node.</summary>
    public static DownwardWalk From(DependencyGraph graph, int function)
    {
        var walk = new DownwardWalk(graph);
        walk.GoDown(function);
        return walk;
    }

    /// <summary>Whether a node is the function or is below it.</summary>
    public bool HasNode(int node) => entered.Contains(node);

    /// <summary>Whether a body is that of a function that was entered.</summary>
    public bool HasBody(int body) => entered.Contains(graph.NodeCount + body);

    private void GoDown(int function)
    {
        var byConsumer = ByConsumer();
        List<int> level = [.. Entered(function)];
        for (var depth = 1; level.Count > 0; depth++)
        {
            var next = new List<int>();
            foreach (var requirement in level.SelectMany(consumer => byConsumer[consumer].ToArray()).Order())
            {
                for (var (a, end) = graph.Alternatives.Starts[requirement]; a < end; a++)
                {
                    met.Add((depth, requirement, a));
                    next.AddRange(Entered(graph.Alternatives.Node[a]));
                }
            }

            level = next;
        }
    }

    /// <summary>By consumer (a node, or after all nodes a body) its requirements.</summary>
    private Grouping ByConsumer()
    {
        var consumers = new int[graph.RequirementCount];
        for (var requirement = 0; requirement < consumers.Length; requirement++)
        {
            consumers[requirement] = graph.Required.Consumer[requirement];
        }

        return Grouping.Of(consumers, graph.NodeCount + graph.OrganisationCount);
    }

    /// <summary>A node, and the body of a function, if they were not entered before.</summary>
    private IEnumerable<int> Entered(int node)
    {
        if (entered.Add(node))
        {
            yield return node;
        }

        if (graph.IsFunction(node) && graph.NodeCount + graph.Nodes.BodyOf(node) is var body && entered.Add(body))
        {
            yield return body;
        }
    }
}

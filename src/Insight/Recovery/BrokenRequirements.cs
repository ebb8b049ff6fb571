namespace Sluiswachter.Insight;

/// <summary>What a run of <see cref="Propagation"/> broke, and what it takes to meet it again.</summary>
/// <remarks>
/// Requirements that broke and nodes that failed are numbered from 0, here called their places, so that a search for the
/// way back costs what broke and not what the register holds. Linear in the requirements that broke, their alternatives,
/// and the functions of a body for each requirement of the body.
/// </remarks>
internal sealed class BrokenRequirements
{
    private BrokenRequirements(DependencyGraph graph, Propagation propagation)
    {
        Requirement = propagation.Broken.ToArray();
        ExitHours = Array.ConvertAll(Requirement, r => graph.Required.ExitHours[r]);
        (Node, StopsAt) = (new int[propagation.Failed.Length], new int[propagation.Failed.Length]);
        Unmet = new int[Node.Length];
        var places = propagation.Places();
        for (var place = 0; place < Node.Length; place++)
        {
            var node = propagation.Failed[place];
            (Node[place], StopsAt[place]) = (node, propagation.HourOf(node));

            // What was switched off itself has one requirement more than can ever be met.
            Unmet[place] = propagation.StepOf(node) == 0 ? 1 : 0;
        }

        Missing = new int[Requirement.Length];
        var (consumers, alternatives) = (new Pairs(), new Pairs());
        for (var place = 0; place < Requirement.Length; place++)
        {
            foreach (var consumer in ConsumersIn(graph, Requirement[place]))
            {
                consumers.Add(place, places[consumer]);
                Unmet[places[consumer]]++;
            }

            var (first, end) = graph.Alternatives.Starts[Requirement[place]];
            var failed = 0;
            for (var a = first; a < end; a++)
            {
                if (graph.Alternatives.Node[a] is var node && propagation.HasFailed(node))
                {
                    alternatives.Add(place, places[node]);
                    failed++;
                }
            }

            // It needs n − (arrivals − 1) of n, and n − failed work.
            Missing[place] = failed + 1 - graph.Required.Arrivals[Requirement[place]];
        }

        (ConsumersOf, RequirementsOf) = consumers.BothWays(Requirement.Length, Node.Length);
        (FailedAlternativesOf, UsersOf) = alternatives.BothWays(Requirement.Length, Node.Length);
    }

    /// <summary>By place: the requirement.</summary>
    public int[] Requirement { get; }

    /// <summary>By requirement: the hours that its exit takes, or -1 when none is known.</summary>
    public int[] ExitHours { get; }

    /// <summary>By requirement: how many failed alternatives must work again for it to be met without an exit.</summary>
    public int[] Missing { get; }

    /// <summary>By requirement: the nodes that are back only when it is met again.</summary>
    public Grouping ConsumersOf { get; }

    /// <summary>By requirement: its alternatives that failed.</summary>
    public Grouping FailedAlternativesOf { get; }

    /// <summary>By place: the node that failed.</summary>
    public int[] Node { get; }

    /// <summary>By node: the hour at which it failed.</summary>
    public int[] StopsAt { get; }

    /// <summary>By node: how many requirements must be met again; one more when it was switched off itself.</summary>
    public int[] Unmet { get; }

    /// <summary>By node: the requirements that must be met again for it to be back.</summary>
    public Grouping RequirementsOf { get; }

    /// <summary>By node: the requirements of which it is a failed alternative.</summary>
    public Grouping UsersOf { get; }

    /// <summary>Takes stock of a run.</summary>
    public static BrokenRequirements Of(DependencyGraph graph, Propagation propagation) => new(graph, propagation);

    /// <summary>The functions that failed, by hour and then by id.</summary>
    public IEnumerable<int> Functions(DependencyGraph graph) => Enumerable.Range(0, Node.Length)
        .Where(place => graph.IsFunction(Node[place])).OrderBy(place => StopsAt[place]).ThenBy(place => Node[place]);

    /// <summary>A function that failed, and when it is back in one search.</summary>
    public RecoveringFunction FunctionAt(DependencyGraph graph, int place, WayBack back)
    {
        var node = Node[place];
        return new RecoveringFunction(
            graph.EntityOf(node), graph.Bodies.Entity[graph.Nodes.BodyOf(node)], graph.Nodes.PeopleOf(node),
            SwitchOffAnswer.CriticalityOf(graph, node), StopsAt[place],
            graph.Nodes.ToleratesHoursOf(node) is var hours and >= 0 ? hours : null, back.HourOf(place));
    }

    private static int[] ConsumersIn(DependencyGraph graph, int requirement)
    {
        var consumer = graph.Required.Consumer[requirement];
        if (consumer < graph.NodeCount)
        {
            return [consumer];
        }

        var functions = new List<int>();
        foreach (var function in graph.FunctionsOf[consumer - graph.NodeCount])
        {
            functions.Add(function);
        }

        return [.. functions];
    }

    /// <summary>Which requirements go with which nodes.</summary>
    private sealed class Pairs
    {
        private readonly List<int> requirements = [];
        private readonly List<int> nodes = [];

        public void Add(int requirement, int node)
        {
            requirements.Add(requirement);
            nodes.Add(node);
        }

        public (Grouping ByRequirement, Grouping ByNode) BothWays(int requirementCount, int nodeCount)
        {
            int[] requirementOf = [.. requirements];
            int[] nodeOf = [.. nodes];
            var byRequirement = Grouping.Of(requirementOf, requirementCount);
            var byNode = Grouping.Of(nodeOf, nodeCount);
            return (
                byRequirement with { Rows = Array.ConvertAll(byRequirement.Rows, pair => nodeOf[pair]) },
                byNode with { Rows = Array.ConvertAll(byNode.Rows, pair => requirementOf[pair]) });
        }
    }
}

namespace Sluiswachter.Insight;

/// <summary>Follows what stands on something upwards: through services and functions to the functions above.</summary>
/// <remarks>Not for several threads at once: each search leaves its marks, which the next one tells from its own.</remarks>
internal sealed class FootingAbove
{
    private readonly Footing footing;
    private readonly Dictionary<int, int[]> uses;
    private readonly Dictionary<int, int> seenNode = [];
    private readonly int[] seenRequirement;
    private readonly List<int> found = [];
    private readonly Queue<int> next = new();
    private int round;

    public FootingAbove(Footing footing)
    {
        this.footing = footing;
        seenRequirement = new int[footing.Requirements.Length];
        uses = Enumerable.Range(0, footing.Requirements.Length)
            .SelectMany(r => footing.Requirements[r].Active.Select(node => (Node: node, Requirement: r)))
            .GroupBy(use => use.Node, use => use.Requirement).ToDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>How many requirements are met, at least in part, by a node itself.</summary>
    public int UsesOf(int node) => uses.TryGetValue(node, out var direct) ? direct.Length : 0;

    /// <summary>The requirements that some of these nodes meet themselves, at least in part.</summary>
    public IEnumerable<int> DirectlyOn(IEnumerable<int> nodes) => nodes.SelectMany(node => uses.GetValueOrDefault(node, [])).Distinct();

    /// <summary>
    /// The requirements that lead down to some of these nodes, directly or through others; good until the next search.
    /// </summary>
    /// <param name="nodes">Services and functions.</param>
    /// <param name="requirements">Requirements that lead there by themselves.</param>
    /// <remarks>Linear in what is found.</remarks>
    public IReadOnlyList<int> RequirementsOn(IEnumerable<int> nodes, IEnumerable<int>? requirements = null)
    {
        round++;
        found.Clear();
        foreach (var node in nodes)
        {
            Visit(node);
        }

        foreach (var requirement in requirements ?? [])
        {
            Add(requirement);
        }

        while (next.TryDequeue(out var node))
        {
            if (uses.TryGetValue(node, out var above))
            {
                Array.ForEach(above, Add);
            }
        }

        return found;
    }

    private void Add(int requirement)
    {
        if (seenRequirement[requirement] == round)
        {
            return;
        }

        seenRequirement[requirement] = round;
        found.Add(requirement);
        var (consumer, functions) = (footing.Requirements[requirement].Consumer, footing.Requirements[requirement].Functions);
        if (functions.Length == 0)
        {
            Visit(consumer);
        }

        foreach (var function in functions)
        {
            Visit(footing.Functions[function].Entity);
        }
    }

    private void Visit(int node)
    {
        if (seenNode.GetValueOrDefault(node) != round)
        {
            seenNode[node] = round;
            next.Enqueue(node);
        }
    }
}

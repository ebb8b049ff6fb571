namespace Sluiswachter.Insight;

/// <summary>Follows what stands on something upwards: through services and functions to the functions above.</summary>
/// <remarks>Not for several threads at once: each search leaves its marks, which the next one tells from its own.</remarks>
internal sealed class FootingAbove
{
    private readonly Footing footing;
    private readonly Grouping uses;
    private readonly int[] seenNode;
    private readonly int[] seenRequirement;
    private readonly int[] next;
    private readonly List<int> found = [];
    private int waiting;
    private int round;

    public FootingAbove(Footing footing)
    {
        this.footing = footing;
        (seenNode, next) = (new int[footing.NodeCount], new int[footing.NodeCount]);
        seenRequirement = new int[footing.Requirements.Count];
        var active = footing.Requirements.Active;
        var requirementOf = new int[active.Rows.Length];
        for (var r = 0; r < footing.Requirements.Count; r++)
        {
            requirementOf.AsSpan(active.Starts[r]..active.Starts[r + 1]).Fill(r);
        }

        var byNode = Grouping.Of(active.Rows, footing.NodeCount);
        uses = byNode with { Rows = Array.ConvertAll(byNode.Rows, row => requirementOf[row]) };
    }

    /// <summary>How many requirements are met, at least in part, by a node itself.</summary>
    public int UsesOf(int node) => uses[node].Length;

    /// <summary>The requirements that some of these nodes meet themselves, at least in part; good until the next search.</summary>
    public IReadOnlyList<int> DirectlyOn(ReadOnlySpan<int> nodes)
    {
        Begin();
        foreach (var node in nodes)
        {
            foreach (var requirement in uses[node])
            {
                if (seenRequirement[requirement] != round)
                {
                    seenRequirement[requirement] = round;
                    found.Add(requirement);
                }
            }
        }

        return found;
    }

    /// <summary>
    /// The requirements that lead down to some of these nodes, directly or through others; good until the next search.
    /// </summary>
    /// <param name="nodes">Services and functions.</param>
    /// <param name="requirements">Requirements that lead there by themselves.</param>
    /// <remarks>Linear in what is found.</remarks>
    public IReadOnlyList<int> RequirementsOn(ReadOnlySpan<int> nodes, ReadOnlySpan<int> requirements = default)
    {
        Begin();
        foreach (var node in nodes)
        {
            Visit(node);
        }

        foreach (var requirement in requirements)
        {
            Add(requirement);
        }

        for (var i = 0; i < waiting; i++)
        {
            foreach (var requirement in uses[next[i]])
            {
                Add(requirement);
            }
        }

        return found;
    }

    private void Begin()
    {
        round++;
        waiting = 0;
        found.Clear();
    }

    private void Add(int requirement)
    {
        if (seenRequirement[requirement] == round)
        {
            return;
        }

        seenRequirement[requirement] = round;
        found.Add(requirement);
        if (footing.Requirements.Consumer[requirement] is var consumer and >= 0)
        {
            Visit(consumer);
            return;
        }

        foreach (var function in footing.FunctionsOf(requirement))
        {
            Visit(footing.Functions[function].Node);
        }
    }

    private void Visit(int node)
    {
        if (seenNode[node] != round)
        {
            seenNode[node] = round;
            next[waiting++] = node;
        }
    }
}

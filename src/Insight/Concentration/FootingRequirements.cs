using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>The requirements that count, in the order of their ids, and what meets them.</summary>
/// <param name="Consumer">
/// By requirement: the node of its function or service; the complement (~) of the position of a body's id.
/// </param>
/// <param name="Purpose">By requirement: what it is for.</param>
/// <param name="Need">By requirement: how many alternatives must work.</param>
/// <param name="Alternatives">By requirement: the nodes that count as its alternatives, standing by or not.</param>
/// <param name="Active">
/// By requirement: the nodes that carry it now: those not standing by, or all when all stand by.
/// </param>
internal sealed record FootingRequirements(
    int[] Consumer, Purpose[] Purpose, int[] Need, Grouping Alternatives, Grouping Active)
{
    /// <summary>How many there are.</summary>
    public int Count => Consumer.Length;

    /// <summary>How many places of a requirement nothing fills: what it needs more than there are.</summary>
    public int Missing(int requirement) => Math.Max(0, Need[requirement] - Alternatives[requirement].Length);

    /// <summary>Over how many places the weight of a requirement is divided.</summary>
    public int Places(int requirement) => Active[requirement].Length + Missing(requirement);

    /// <param name="columns">The facts.</param>
    /// <param name="nodeAt">By position of an id: its node, or -1.</param>
    /// <param name="bodyAt">By position of an id: a number of its body, or -1.</param>
    public static FootingRequirements Of(RegisterColumns columns, int[] nodeAt, int[] bodyAt)
    {
        var all = columns.Requirement;
        var at = InIdOrder.Nowhere(columns.Requirements.Count);
        for (var row = 0; row < all.Requirement.Length; row++)
        {
            if (nodeAt[all.Consumer[row]] >= 0 || bodyAt[all.Consumer[row]] >= 0)
            {
                InIdOrder.Place(at, all.Requirement[row], row);
            }
        }

        var (_, rows) = InIdOrder.Number(at);
        var (alternatives, active) = ReadAlternatives(columns.Alternative, nodeAt, at, rows.Length);
        return new FootingRequirements(
            Array.ConvertAll(rows, row => nodeAt[all.Consumer[row]] is var node and >= 0 ? node : ~all.Consumer[row]),
            Array.ConvertAll(rows, row => all.Purpose[row]), Array.ConvertAll(rows, row => all.Need[row]), alternatives, active);
    }

    private static (Grouping All, Grouping Active) ReadAlternatives(
        AlternativeColumns rows, int[] nodeAt, int[] requirementAt, int requirements)
    {
        var (node, requirement) = (new int[rows.Service.Length], new int[rows.Service.Length]);
        for (var row = 0; row < node.Length; row++)
        {
            node[row] = nodeAt[rows.Service[row]];
            requirement[row] = node[row] >= 0 ? requirementAt[rows.Requirement[row]] : InIdOrder.None;
        }

        var byNode = Grouping.Of(node, nodeAt.Length).Rows;
        var all = Grouping.Of(requirement, requirements, byNode);
        if (rows.Role is { } role)
        {
            MarkReserves(all, role, requirement);
        }

        var active = rows.Role is null ? all : Grouping.Of(requirement, requirements, byNode);
        return (Nodes(all), Nodes(active));

        Grouping Nodes(Grouping grouping) => grouping with { Rows = Array.ConvertAll(grouping.Rows, row => node[row]) };
    }

    /// <summary>Takes alternatives that stand by away from their requirements, where others do not.</summary>
    private static void MarkReserves(Grouping all, AlternativeRole[] role, int[] requirement)
    {
        for (var r = 0; r < all.Starts.Length - 1; r++)
        {
            var standing = 0;
            foreach (var row in all[r])
            {
                standing += role[row] == AlternativeRole.Standby ? 1 : 0;
            }

            foreach (var row in standing < all[r].Length ? all[r] : [])
            {
                requirement[row] = role[row] == AlternativeRole.Standby ? InIdOrder.None : requirement[row];
            }
        }
    }
}

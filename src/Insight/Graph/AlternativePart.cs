using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluiswachter.Insight;

/// <summary>
/// The alternatives that count, by requirement and within it in the order of the ids of their services.
/// </summary>
/// <param name="Starts">By requirement: where its alternatives begin and end.</param>
/// <param name="Node">By alternative: the service or function.</param>
/// <param name="Ground">By alternative: who says so, and on what ground.</param>
/// <remarks>
/// For explaining only; the calculation reads <see cref="UsePart"/>, which alone knows the grace of each.
/// </remarks>
internal sealed record AlternativePart(Starts Starts, PackedColumn Node, GroundColumn Ground)
{
    /// <summary>How many there are.</summary>
    public int Count => Node.Length;

    /// <param name="columns">The facts.</param>
    /// <param name="nodeAt">The node of each position.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="requirementAt">The requirement of each position (of ids of requirements).</param>
    /// <param name="defaultGraceHours">By requirement: the grace of alternatives that state none.</param>
    /// <param name="uses">The same alternatives seen from the service or function.</param>
    public static AlternativePart Of(
        AlternativeColumns columns, int[] nodeAt, int nodes, int[] requirementAt, int[] defaultGraceHours,
        out UsePart uses)
    {
        var rows = columns.Requirement.Length;
        var (nodeOf, requirementOf) = (new int[rows], new int[rows]);
        for (var i = 0; i < rows; i++)
        {
            nodeOf[i] = nodeAt[columns.Service[i]];
            requirementOf[i] = nodeOf[i] >= 0 ? requirementAt[columns.Requirement[i]] : InIdOrder.None;
        }

        var byRequirement = Grouping.Of(requirementOf, defaultGraceHours.Length);
        var order = byRequirement.Rows;
        var node = Array.ConvertAll(order, r => nodeOf[r]);
        for (var r = 0; r < defaultGraceHours.Length; r++)
        {
            var (first, end) = (byRequirement.Starts[r], byRequirement.Starts[r + 1]);
            SortByNode(node.AsSpan(first..end), order.AsSpan(first..end));
        }

        var grace = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var stated = columns.GraceHours[order[i]];
            grace[i] = stated >= 0 ? stated : defaultGraceHours[requirementOf[order[i]]];
        }

        uses = UsePart.Of(byRequirement.Starts, node, grace, nodes);
        return new AlternativePart(
            Starts.Of(byRequirement.Starts),
            PackedColumn.Of<int>(node),
            GroundColumn.Of(columns.Basis, columns.Source, order));
    }

    /// <summary>Puts the alternatives of one requirement in the order of ids; mostly there are a few.</summary>
    private static void SortByNode(Span<int> node, Span<int> row)
    {
        const int Few = 16;
        if (node.Length > Few)
        {
            node.Sort(row);
            return;
        }

        for (var i = 1; i < node.Length; i++)
        {
            var (movedNode, movedRow) = (node[i], row[i]);
            var to = i;
            for (; to > 0 && node[to - 1] > movedNode; to--)
            {
                (node[to], row[to]) = (node[to - 1], row[to - 1]);
            }

            (node[to], row[to]) = (movedNode, movedRow);
        }
    }
}

/// <summary>The alternatives seen from the service or function: whom its failure reaches, and when.</summary>
/// <remarks>
/// A use is 32 bits: the number of a requirement, in as many of the low bits as requirements take, and above it a code
/// for the hours of grace (0: felt at once). At a million requirements there are 4,095 other codes, for the graces that
/// occur most; should there be more than that, the last code stands for all others, which stand aside. The uses of a node
/// that are felt at once come before those that are felt later, so that the two are told apart by counting.
/// </remarks>
internal sealed class UsePart
{
    /// <summary>How many uses are read at once.</summary>
    public const int Few = 8;

    private const int Bits = 32;
    private const int StandsAside = -1;
    private readonly Starts starts;
    private readonly uint[] uses;
    private readonly int[] hoursOfCode;
    private readonly int[] aside;
    private readonly int[] asideHours;

    private UsePart(Starts starts, uint[] uses, int requirementBits, int[] hoursOfCode, int[] aside, int[] asideHours)
    {
        (this.starts, this.uses, RequirementBits) = (starts, uses, requirementBits);
        (this.hoursOfCode, this.aside, this.asideHours) = (hoursOfCode, aside, asideHours);
    }

    /// <summary>
    /// By node: where its uses begin and end; first those felt at once, and of both kinds ascending by requirement.
    /// </summary>
    public Starts Starts => starts;

    /// <summary>The uses, node after node; behind the last one a few zeros.</summary>
    public ReadOnlySpan<uint> Words => uses;

    /// <summary>Some uses and what follows them.</summary>
    public Vector256<uint> FewFrom(int use) => Vector256.Create<uint>(uses.AsSpan(use, Few));

    /// <summary>How many of some uses of a node are felt at once; they are the first of them.</summary>
    /// <param name="use">The first of these uses.</param>
    /// <param name="count">How many they are: at most <see cref="Few"/>.</param>
    public int AtOnceAmong(int use, int count)
    {
        var atOnce = Vector256.LessThan(FewFrom(use), Vector256.Create(1u << RequirementBits));
        return BitOperations.PopCount(atOnce.ExtractMostSignificantBits() & ((1u << count) - 1));
    }

    /// <summary>How many low bits of a use are its requirement; when the others are 0 it is felt at once.</summary>
    public int RequirementBits { get; }

    /// <summary>Hours between the node's failure and its being felt in a use.</summary>
    public int GraceHoursOf(int use)
    {
        var hours = hoursOfCode[uses[use] >> RequirementBits];
        return hours != StandsAside ? hours : asideHours[Array.BinarySearch(aside, use)];
    }

    /// <summary>Hours between the failure of a node and its being felt by a requirement that it helps to meet.</summary>
    /// <remarks>Logarithmic in the uses of the node.</remarks>
    public int GraceHoursOf(int node, int requirement)
    {
        var mask = (1u << RequirementBits) - 1;
        var (first, end) = starts[node];
        var atOnce = FirstAbove(mask, first, end, uint.MaxValue);
        var use = FirstAbove((uint)requirement, first, atOnce, mask) - 1;
        return use >= first && uses[use] == (uint)requirement
            ? 0
            : GraceHoursOf(FirstAbove((uint)requirement, atOnce, end, mask) - 1);
    }

    /// <summary>The first of some uses, ascending in what a mask leaves of them, of which that is above a bound.</summary>
    private int FirstAbove(uint bound, int first, int end, uint mask)
    {
        while (first < end)
        {
            var middle = (first + end) >>> 1;
            (first, end) = (uses[middle] & mask) <= bound ? (middle + 1, end) : (first, middle);
        }

        return first;
    }

    /// <param name="alternativesOf">By requirement, and one more: where its alternatives start.</param>
    /// <param name="node">By alternative: its service or function.</param>
    /// <param name="graceHours">By alternative: its grace.</param>
    /// <param name="nodes">How many nodes there are.</param>
    public static UsePart Of(int[] alternativesOf, int[] node, int[] graceHours, int nodes)
    {
        var requirements = alternativesOf.Length - 1;
        var requirementBits = Bits - BitOperations.LeadingZeroCount((uint)Math.Max(1, requirements - 1));
        var hours = Codes(graceHours, 1L << (Bits - requirementBits));
        var codeOf = new int[hours.Max() + 1];
        Array.Fill(codeOf, hours.Length - 1);
        for (var code = 0; code < hours.Length; code++)
        {
            if (hours[code] != StandsAside)
            {
                codeOf[hours[code]] = code;
            }
        }

        var from = new int[nodes + 1];
        foreach (var n in node)
        {
            from[n + 1]++;
        }

        for (var n = 0; n < nodes; n++)
        {
            from[n + 1] += from[n];
        }

        var next = from.AsSpan(0, nodes).ToArray();
        var words = new uint[node.Length + Few];
        var rest = new List<(int Use, int Hours)>();
        for (var r = 0; r < requirements; r++)
        {
            for (var a = alternativesOf[r]; a < alternativesOf[r + 1]; a++)
            {
                if (graceHours[a] == 0)
                {
                    words[next[node[a]]++] = (uint)r;
                }
            }
        }

        for (var r = 0; r < requirements; r++)
        {
            for (var a = alternativesOf[r]; a < alternativesOf[r + 1]; a++)
            {
                if (graceHours[a] == 0)
                {
                    continue;
                }

                var code = graceHours[a] < codeOf.Length ? codeOf[graceHours[a]] : hours.Length - 1;
                var use = next[node[a]]++;
                words[use] = ((uint)code << requirementBits) | (uint)r;
                if (hours[code] == StandsAside)
                {
                    rest.Add((use, graceHours[a]));
                }
            }
        }

        rest.Sort();
        return new UsePart(
            Starts.Of(from), words, requirementBits, hours,
            [.. rest.Select(a => a.Use)], [.. rest.Select(a => a.Hours)]);
    }

    /// <summary>The hours of each code: 0, and then the hours that occur most, as many as there are codes.</summary>
    private static int[] Codes(int[] graceHours, long most)
    {
        var occurs = new Dictionary<int, int>();
        foreach (var hours in graceHours)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(occurs, hours, out _)++;
        }

        occurs.Remove(0);
        int[] byFrequency = [.. occurs.OrderByDescending(o => o.Value).ThenBy(o => o.Key).Select(o => o.Key)];
        return byFrequency.Length < most
            ? [0, .. byFrequency]
            : [0, .. byFrequency.AsSpan(0, (int)most - 2), StandsAside];
    }
}

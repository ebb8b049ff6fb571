using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Functions and what each requires, in groups.</summary>
/// <remarks>
/// A <em>unit</em> is a function in a group, with what it requires there. Groups are in the order of their list or of
/// their names, what is unknown last; the units of a group in the order of their functions' ids. Made by counting sorts,
/// linear in functions times what each requires.
/// </remarks>
internal sealed class FootingGroups
{
    private readonly Footing footing;
    private readonly ShareWeight weight;
    private readonly int[] unitStarts;
    private readonly List<int> functionOf = [];
    private readonly List<int> requirementStarts = [];
    private readonly int[] requirements;
    private readonly string?[] names;

    private FootingGroups(Footing footing, GroupedBy by, ShareWeight weight)
    {
        (this.footing, this.weight) = (footing, weight);
        var (function, requirement) = Pairs();
        (var group, names) = GroupsOf(by, function, requirement);
        var order = Grouping.Of(group, names.Length, Grouping.Of(function, footing.Functions.Length).Rows);
        requirements = Array.ConvertAll(order.Rows, pair => requirement[pair]);
        unitStarts = new int[names.Length + 1];
        for (var g = 0; g < names.Length; g++)
        {
            for (var i = order.Starts[g]; i < order.Starts[g + 1]; i++)
            {
                if (i == order.Starts[g] || function[order.Rows[i]] != functionOf[^1])
                {
                    functionOf.Add(function[order.Rows[i]]);
                    requirementStarts.Add(i);
                }
            }

            unitStarts[g + 1] = functionOf.Count;
        }

        requirementStarts.Add(requirements.Length);
    }

    /// <summary>How many groups there are.</summary>
    public int Count => names.Length;

    /// <summary>How many units there are in all groups.</summary>
    public int UnitCount => functionOf.Count;

    public static FootingGroups Of(Footing footing, GroupedBy by, ShareWeight weight) => new(footing, by, weight);

    /// <summary>The name of a group in the words of the register; null when that is unknown.</summary>
    public string? NameOf(int group) => names[group];

    /// <summary>The units of a group: from the first up to, not including, the end.</summary>
    public (int First, int End) UnitsOf(int group) => (unitStarts[group], unitStarts[group + 1]);

    /// <summary>The function of a unit.</summary>
    public ref readonly FootingFunction FunctionOf(int unit) => ref footing.Functions[functionOf[unit]];

    /// <summary>The requirements of a unit, in order.</summary>
    public ReadOnlySpan<int> RequirementsOf(int unit) => requirements.AsSpan(requirementStarts[unit]..requirementStarts[unit + 1]);

    /// <summary>What a unit weighs; 0 when that is unknown.</summary>
    public double WeightOf(int unit) => KnownWeightOf(unit) ?? 0;

    /// <summary>What a unit weighs; null when that is unknown.</summary>
    public double? KnownWeightOf(int unit) => FunctionOf(unit).WeightIn(weight);

    /// <summary>How many units of a group do not say what they weigh.</summary>
    public int WithoutWeight(int group)
    {
        var count = 0;
        for (var (unit, end) = UnitsOf(group); unit < end; unit++)
        {
            count += KnownWeightOf(unit) is null ? 1 : 0;
        }

        return count;
    }

    /// <summary>By requirement the units to which it belongs, in order.</summary>
    public Grouping UnitsByRequirement()
    {
        var unitOf = new int[requirements.Length];
        for (var unit = 0; unit < UnitCount; unit++)
        {
            unitOf.AsSpan(requirementStarts[unit]..requirementStarts[unit + 1]).Fill(unit);
        }

        var grouping = Grouping.Of(requirements, footing.Requirements.Count);
        return grouping with { Rows = Array.ConvertAll(grouping.Rows, row => unitOf[row]) };
    }

    /// <summary>Every function with each of its requirements, in the order of requirements.</summary>
    private (int[] Function, int[] Requirement) Pairs()
    {
        var (functions, of) = (new List<int>(footing.Requirements.Count), new List<int>(footing.Requirements.Count));
        for (var r = 0; r < footing.Requirements.Count; r++)
        {
            foreach (var function in footing.FunctionsOf(r))
            {
                functions.Add(function);
                of.Add(r);
            }
        }

        return ([.. functions], [.. of]);
    }

    /// <summary>The group of each pair, and the names of groups.</summary>
    private (int[] Group, string?[] Names) GroupsOf(GroupedBy by, int[] function, int[] requirement)
    {
        var all = footing.Functions;
        return by switch
        {
            GroupedBy.Purpose => Numbered<Purpose>(i => (int)footing.Requirements.Purpose[requirement[i]]),
            GroupedBy.DataClass => Numbered<DataClass>(i => (int)all[function[i]].DataClass),
            GroupedBy.Criticality => Numbered<Criticality>(i => (int)all[function[i]].Criticality),
            GroupedBy.Kind => Named(Array.ConvertAll(function, f => all[f].Kind)),
            _ => Named(Array.ConvertAll(function, _ => (string?)"all")),
        };

        (int[], string?[]) Numbered<T>(Func<int, int> numberOf)
            where T : struct, Enum
        {
            var words = Words.Of<T>();
            int[] numbers = [.. Enumerable.Range(0, function.Length).Select(numberOf)];
            int[] present = [.. numbers.Distinct().OrderBy(n => n == 0).ThenBy(n => n)];
            return (
                Array.ConvertAll(numbers, n => Array.IndexOf(present, n)),
                [.. present.Select(n => n == 0 ? null : words.WordOf(n))]);
        }
    }

    private static (int[] Group, string?[] Names) Named(string?[] names)
    {
        string?[] present = [.. names.Distinct().OrderBy(n => n is null).ThenBy(n => n, StringComparer.Ordinal)];
        var placeOf = present.Index().ToDictionary(n => n.Item ?? "", n => n.Index, StringComparer.Ordinal);
        return (Array.ConvertAll(names, n => placeOf[n ?? ""]), present);
    }
}

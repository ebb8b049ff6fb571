using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>Functions and what each requires, in groups.</summary>
internal static class FootingGroups
{
    private static readonly Words Purposes = Words.Of<Purpose>();
    private static readonly Words DataClasses = Words.Of<DataClass>();
    private static readonly Words Criticalities = Words.Of<Criticality>();

    /// <summary>
    /// The groups, in the order of their list or of their names, what is unknown last; in each the functions that
    /// require something there, in the order of their ids.
    /// </summary>
    public static IReadOnlyList<FootingGroup> Of(Footing footing, GroupedBy by) =>
    [
        .. Enumerable.Range(0, footing.Requirements.Length)
            .SelectMany(r => footing.Requirements[r].Functions.Select(f => (Function: f, Requirement: r)))
            .GroupBy(pair => NameOf(footing, by, pair.Function, pair.Requirement))
            .OrderBy(g => g.Key.Name is null).ThenBy(g => g.Key.Number).ThenBy(g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => new FootingGroup(g.Key.Name,
            [
                .. g.GroupBy(pair => pair.Function).OrderBy(u => u.Key)
                    .Select(u => new FootingUnit(u.Key, [.. u.Select(pair => pair.Requirement).Order()])),
            ])),
    ];

    private static (int Number, string? Name) NameOf(Footing footing, GroupedBy by, int f, int r)
    {
        var function = footing.Functions[f];
        return by switch
        {
            GroupedBy.Purpose => Word(Purposes, (int)footing.Requirements[r].Purpose),
            GroupedBy.DataClass => Word(DataClasses, (int)function.DataClass),
            GroupedBy.Criticality => Word(Criticalities, (int)function.Criticality),
            GroupedBy.Kind => (0, function.Kind),
            _ => (0, "all"),
        };
    }

    private static (int Number, string? Name) Word(Words words, int number) =>
        (number, number == 0 ? null : words.WordOf(number));
}

/// <summary>A group of functions with what each requires in it.</summary>
/// <param name="Name">Its name in the words of the register; null when that is unknown.</param>
/// <param name="Units">The functions.</param>
internal sealed record FootingGroup(string? Name, FootingUnit[] Units)
{
    /// <summary>The functions to which some of these requirements belong.</summary>
    public IEnumerable<FootingUnit> UnitsWith(IReadOnlySet<int> requirements) =>
        Units.Where(u => Array.Exists(u.Requirements, requirements.Contains));
}

/// <summary>A function in a group.</summary>
/// <param name="Function">Its place in <see cref="Footing.Functions"/>.</param>
/// <param name="Requirements">Its requirements in the group, by place in <see cref="Footing.Requirements"/>.</param>
internal sealed record FootingUnit(int Function, int[] Requirements)
{
    /// <summary>What it weighs, or null when that is unknown.</summary>
    public double? WeightIn(Footing footing, ShareWeight weight) => weight == ShareWeight.Functions
        ? 1
        : footing.Functions[Function].People is var people and >= 0 ? people : null;
}

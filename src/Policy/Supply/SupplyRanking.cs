namespace Sluiswachter.Policy;

/// <summary>Options in the order in which they are worth a look, for some capabilities.</summary>
/// <remarks>
/// <para>
/// One option goes before another at the first of these that differs (docs/alternatives.md, "The order"): it is a way out;
/// fewer of the asked capabilities are missing; fewer are partial; a better <see cref="ControlReach"/>; a higher SEAL, not
/// assessed counting as 0; gaps were looked at; fewer legal, then organisational, then technical gaps; the lower id.
/// </para>
/// <para>
/// So what is better in everything never ranks lower, a further capability never lowers an option, and the order of rows
/// makes no difference. O(n log n) for n options.
/// </para>
/// </remarks>
public static class SupplyRanking
{
    /// <summary>Ranks the options that can do at least a part of what is asked.</summary>
    /// <param name="asked">Ids of capabilities, each once.</param>
    /// <param name="options">The options, in any order, each id once.</param>
    public static IReadOnlyList<RankedOption> Of(IReadOnlyCollection<string> asked, IEnumerable<SupplyOption> options) =>
    [
        .. options.Select(option => RankedOption.Of(option, asked)).Where(ranked => ranked.Full.Count + ranked.Partial.Count > 0)
            .OrderBy(ranked => ranked.Merit).ThenBy(ranked => ranked.Option.Id, StringComparer.Ordinal),
    ];
}

/// <summary>An option and how far it does what is asked.</summary>
/// <param name="Option">The option.</param>
/// <param name="Full">What it does, ordered by id.</param>
/// <param name="Partial">What it does in part, ordered by id.</param>
/// <param name="Missing">What it does not do, ordered by id.</param>
public sealed record RankedOption(
    SupplyOption Option, IReadOnlyList<string> Full, IReadOnlyList<string> Partial, IReadOnlyList<string> Missing)
{
    /// <summary>What it is ranked by; the smaller the better.</summary>
    internal (bool, int, int, ControlReach, int, bool, GapCountOrder) Merit => (
        !Option.IsWayOut, Missing.Count, Partial.Count, Option.Reach, -(Option.Seal ?? 0), Option.Gaps is null,
        new GapCountOrder(Option.Gaps ?? default));

    internal static RankedOption Of(SupplyOption option, IReadOnlyCollection<string> asked)
    {
        var byDegree = asked.Order(StringComparer.Ordinal).ToLookup(c => option.Capabilities.GetValueOrDefault(c));
        return new RankedOption(
            option, [.. byDegree[CapabilityDegree.Full]], [.. byDegree[CapabilityDegree.Partial]], [.. byDegree[default]]);
    }
}

/// <summary>Gaps in the order in which they count: legal, then organisational, then technical.</summary>
internal readonly record struct GapCountOrder(GapCount Gaps) : IComparable<GapCountOrder>
{
    public int CompareTo(GapCountOrder other) =>
        (Gaps.Legal, Gaps.Organisational, Gaps.Technical).CompareTo(
            (other.Gaps.Legal, other.Gaps.Organisational, other.Gaps.Technical));
}

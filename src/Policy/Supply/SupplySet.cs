using System.Numerics;

namespace Sluiswachter.Policy;

/// <summary>The fewest options that together do what is asked, as far as it is to be had at all.</summary>
/// <param name="Options">
/// The options, ordered by rank; empty when nothing is to be had, or when it takes more than <see cref="Most"/>.
/// </param>
/// <param name="Missing">Capabilities that no way out has, ordered by id.</param>
/// <param name="Partial">Capabilities that every way out has only in part, ordered by id.</param>
/// <param name="IsComplete">Whether every asked capability is there, in full or in part.</param>
/// <remarks>
/// <para>
/// A set does what is asked when each capability is there at the best degree that any way out has. No smaller set does;
/// of the smallest it is one that was found by trying what ranks first, always the same. What is no way out is left alone.
/// </para>
/// <para>
/// Exact up to <see cref="Most"/> options: a set cover (Karp 1972, NP-complete in general) by trying, for the capability
/// that fewest have, each option that has it. Options that do less than another are left out first, so that it takes at most
/// the fourth power of the number of different combinations that are left.
/// </para>
/// </remarks>
public sealed record SupplySet(
    IReadOnlyList<RankedOption> Options, IReadOnlyList<string> Missing, IReadOnlyList<string> Partial, bool IsComplete)
{
    /// <summary>The most options that are looked for.</summary>
    public const int Most = 4;

    /// <summary>The most capabilities that can be asked.</summary>
    public const int MostCapabilities = 32;

    /// <summary>Finds the smallest set.</summary>
    /// <param name="asked">Ids of capabilities, each once, at most <see cref="MostCapabilities"/>.</param>
    /// <param name="ranked">Options as <see cref="SupplyRanking"/> ranks them.</param>
    public static SupplySet Of(IReadOnlyCollection<string> asked, IReadOnlyList<RankedOption> ranked)
    {
        var ways = ranked.Where(r => r.Option.IsWayOut).ToList();
        var wanted = asked.Order(StringComparer.Ordinal)
            .Select(c => (Capability: c, Degree: ways.Select(w => w.Option.Capabilities.GetValueOrDefault(c)).DefaultIfEmpty().Max()))
            .ToList();
        var had = wanted.FindAll(w => w.Degree != default);
        var masks = ways.Select(w => Mask(w, had)).ToList();
        var useful = Enumerable.Range(0, ways.Count).Where(i => masks[i] != 0 && !Enumerable.Range(0, ways.Count).Any(j =>
            j != i && (masks[i] & ~masks[j]) == 0 && (masks[i] != masks[j] || j < i))).ToList();
        var all = had.Count == 0 ? 0u : uint.MaxValue >> (MostCapabilities - had.Count);
        var found = Enumerable.Range(1, Most).Select(size => Cover(all, size, useful, masks)).FirstOrDefault(set => set is not null);
        return new SupplySet(
            [.. (found ?? []).Order().Select(i => ways[i])],
            [.. wanted.Where(w => w.Degree == default).Select(w => w.Capability)],
            [.. had.Where(w => w.Degree == CapabilityDegree.Partial).Select(w => w.Capability)],
            found is { Count: > 0 } && had.Count == wanted.Count);
    }

    private static uint Mask(RankedOption way, List<(string Capability, CapabilityDegree Degree)> had)
    {
        var mask = 0u;
        for (var i = 0; i < had.Count; i++)
        {
            mask |= way.Option.Capabilities.GetValueOrDefault(had[i].Capability) >= had[i].Degree ? 1u << i : 0;
        }

        return mask;
    }

    /// <summary>At most so many options that cover what is left; null when there are none.</summary>
    private static List<int>? Cover(uint left, int size, List<int> useful, List<uint> masks)
    {
        if (left == 0)
        {
            return [];
        }

        if (size == 0)
        {
            return null;
        }

        var rarest = Bits(left).MinBy(bit => useful.Count(i => (masks[i] & bit) != 0));
        foreach (var i in useful.Where(i => (masks[i] & rarest) != 0))
        {
            if (Cover(left & ~masks[i], size - 1, useful, masks) is { } rest)
            {
                rest.Add(i);
                return rest;
            }
        }

        return null;
    }

    private static IEnumerable<uint> Bits(uint mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            yield return 1u << BitOperations.TrailingZeroCount(mask);
        }
    }
}

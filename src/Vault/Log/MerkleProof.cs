using System.Numerics;

namespace Sluiswachter.Vault;

/// <summary>Proofs that a leaf is in a tree, and that a tree only grew: hashes, from the lowest to the highest.</summary>
/// <remarks>
/// Making one takes O(log² n) hashes of complete nodes, which are named first so that a store can look them all up at once; checking
/// takes O(log n). Source: RFC 6962, 2.1.1 and 2.1.2; checking as in RFC 9162, 2.1.3.2 and 2.1.4.2.
/// </remarks>
public static class MerkleProof
{
    /// <summary>The nodes that a proof of inclusion is made from.</summary>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="size">The leaves of the tree; more than the index.</param>
    public static IReadOnlyList<TreeNode> NodesOfInclusion(long index, long size) =>
        [.. PathTo(index, size).SelectMany(part => Whole(part.From, part.Until))];

    /// <summary>The nodes that a proof of consistency is made from.</summary>
    /// <param name="oldSize">The leaves that there were, from 0.</param>
    /// <param name="size">The leaves that there are; not fewer.</param>
    public static IReadOnlyList<TreeNode> NodesOfConsistency(long oldSize, long size) =>
        [.. PathBetween(oldSize, size).SelectMany(part => Whole(part.From, part.Until))];

    /// <summary>Makes a proof that a leaf is in a tree.</summary>
    public static IReadOnlyList<LogHash> Inclusion(long index, long size, Func<TreeNode, LogHash> nodes) =>
        [.. PathTo(index, size).Select(part => HashOf(part, nodes))];

    /// <summary>Makes a proof that a tree only grew; empty when it did not grow, or was empty.</summary>
    public static IReadOnlyList<LogHash> Consistency(long oldSize, long size, Func<TreeNode, LogHash> nodes) =>
        [.. PathBetween(oldSize, size).Select(part => HashOf(part, nodes))];

    /// <summary>Whether a proof shows that a leaf is at that place in the tree with that root.</summary>
    public static bool VerifyInclusion(
        LogHash leaf, long index, long size, LogHash root, IReadOnlyList<LogHash> proof)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (place, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                hash = LogHash.OfNode(sibling, hash);
                var climbed = (place & 1) == 1 ? 0 : BitOperations.TrailingZeroCount(place);
                (place, last) = (place >> climbed, last >> climbed);
            }
            else
            {
                hash = LogHash.OfNode(hash, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether a proof shows that the tree with the old root is how the tree with the new root begins.</summary>
    public static bool VerifyConsistency(
        long oldSize, LogHash oldRoot, long size, LogHash root, IReadOnlyList<LogHash> proof)
    {
        if (oldSize < 0 || oldSize > size)
        {
            return false;
        }

        if (oldSize == 0 || oldSize == size)
        {
            return proof.Count == 0 && (oldSize == size ? oldRoot == root : oldRoot == LogHash.OfNothing);
        }

        // A tree that was complete is its own beginning, and its root is not repeated in the proof.
        var isComplete = BitOperations.IsPow2(oldSize);
        if (!isComplete && proof.Count == 0)
        {
            return false;
        }

        var climbed = BitOperations.TrailingZeroCount(oldSize);
        var (place, last) = ((oldSize - 1) >> climbed, (size - 1) >> climbed);
        var first = isComplete ? oldRoot : proof[0];
        var (oldHash, hash) = (first, first);
        foreach (var sibling in isComplete ? proof : proof.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                (oldHash, hash) = (LogHash.OfNode(sibling, oldHash), LogHash.OfNode(sibling, hash));
                var further = (place & 1) == 1 ? 0 : BitOperations.TrailingZeroCount(place);
                (place, last) = (place >> further, last >> further);
            }
            else
            {
                hash = LogHash.OfNode(hash, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && oldHash == oldRoot && hash == root;
    }

    /// <summary>A proof as text: a hash in base64 on each line.</summary>
    public static string Text(IReadOnlyList<LogHash> proof) => string.Concat(proof.Select(hash => $"{hash}\n"));

    /// <summary>Reads a proof from its text; null when it is none.</summary>
    public static IReadOnlyList<LogHash>? Read(string text)
    {
        var hashes = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(LogHash.Read).ToList();
        return hashes.Contains(null) ? null : [.. hashes.OfType<LogHash>()];
    }

    /// <summary>The complete nodes over a part of the leaves, from left to right, each as large as can be.</summary>
    /// <param name="from">Where a part of a tree begins: divisible by the largest power of two that fits in the part.</param>
    /// <param name="until">The first leaf after it.</param>
    internal static IReadOnlyList<TreeNode> Whole(long from, long until)
    {
        var nodes = new List<TreeNode>();
        while (from < until)
        {
            var level = BitOperations.Log2((ulong)(until - from));
            nodes.Add(new TreeNode(level, from >> level));
            from += 1L << level;
        }

        return nodes;
    }

    private static LogHash HashOf((long From, long Until) part, Func<TreeNode, LogHash> nodes) =>
        Whole(part.From, part.Until).Select(nodes).Reverse().Aggregate((right, left) => LogHash.OfNode(left, right));

    /// <summary>The parts of the leaves beside the way from a leaf to the root.</summary>
    private static List<(long From, long Until)> PathTo(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var (from, until) = (0L, size);
        var parts = new List<(long, long)>();
        while (until - from > 1)
        {
            var middle = Middle(from, until);
            parts.Add(index < middle ? (middle, until) : (from, middle));
            (from, until) = index < middle ? (from, middle) : (middle, until);
        }

        parts.Reverse();
        return parts;
    }

    /// <summary>The parts of the leaves that make up both the old root and the new one.</summary>
    private static List<(long From, long Until)> PathBetween(long oldSize, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        var (from, until) = (0L, size);
        var parts = new List<(long, long)>();
        while (oldSize > 0 && oldSize < until)
        {
            var middle = Middle(from, until);
            parts.Add(oldSize <= middle ? (middle, until) : (from, middle));
            (from, until) = oldSize <= middle ? (from, middle) : (middle, until);
        }

        if (from > 0)
        {
            parts.Add((from, until));
        }

        parts.Reverse();
        return parts;
    }

    /// <summary>Where the tree over some leaves parts: after the largest power of two that is less than their number.</summary>
    private static long Middle(long from, long until) => from + (1L << BitOperations.Log2((ulong)(until - from - 1)));
}

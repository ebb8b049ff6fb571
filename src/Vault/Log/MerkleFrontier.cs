namespace Sluiswachter.Vault;

/// <summary>The right edge of a growing Merkle tree: what must be remembered to append and to know the root.</summary>
/// <remarks>
/// One hash for each bit that is set in the size. Appending takes O(log n), and O(1) on average; the root O(log n). Source of the
/// tree: RFC 6962, 2.1. Not for several threads at a time.
/// </remarks>
public sealed class MerkleFrontier
{
    private readonly List<LogHash> edge = [];

    /// <summary>How many leaves there are.</summary>
    public long Size { get; private set; }

    /// <summary>The hash of the whole tree.</summary>
    public LogHash Root
    {
        get
        {
            if (edge.Count == 0)
            {
                return LogHash.OfNothing;
            }

            var root = edge[^1];
            for (var i = edge.Count - 2; i >= 0; i--)
            {
                root = LogHash.OfNode(edge[i], root);
            }

            return root;
        }
    }

    /// <summary>The nodes that must be looked up to go on with a tree of a size.</summary>
    public static IReadOnlyList<TreeNode> NodesOf(long size) => MerkleProof.Whole(0, size);

    /// <summary>The edge of a tree that is kept elsewhere.</summary>
    /// <param name="size">Its leaves.</param>
    /// <param name="nodes">The hashes of <see cref="NodesOf"/>.</param>
    public static MerkleFrontier Of(long size, Func<TreeNode, LogHash> nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var frontier = new MerkleFrontier { Size = size };
        frontier.edge.AddRange(NodesOf(size).Select(nodes));
        return frontier;
    }

    /// <summary>Appends a leaf.</summary>
    /// <param name="leaf">The hash of the leaf.</param>
    /// <param name="completed">Is told the leaf and each node that is complete with it: what a store keeps to make proofs from.</param>
    public void Append(LogHash leaf, Action<TreeNode, LogHash>? completed = null)
    {
        var node = new TreeNode(0, Size);
        completed?.Invoke(node, leaf);
        while ((node.Index & 1) == 1)
        {
            leaf = LogHash.OfNode(edge[^1], leaf);
            edge.RemoveAt(edge.Count - 1);
            node = new TreeNode(node.Level + 1, node.Index >> 1);
            completed?.Invoke(node, leaf);
        }

        edge.Add(leaf);
        Size++;
    }
}

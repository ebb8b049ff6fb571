using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Appends entries to the log, within the changes that they tell of: neither is ever there without the other.</summary>
/// <remarks>Takes O(log n) where another wrote last, else O(1). A catalogue runs one change at a time, and so does this.</remarks>
/// <param name="random">Where chance comes from.</param>
internal sealed class LogTree(Randomness random)
{
    private MerkleFrontier? edge;
    private LogHash last;

    /// <summary>Logs something, within a change.</summary>
    public void Append(ICatalogueChange change, LogEntry entry)
    {
        var recorded = RecordedEntry.Of(entry, random);
        var number = change.Append(recorded.ToBytes());
        var tree = EdgeOf(change, number);
        last = recorded.Leaf;
        tree.Append(last, (node, hash) => change.PutNode(node.Level, node.Index, hash.ToBytes()));
        edge = tree;
    }

    /// <summary>A hash of the tree that must be there.</summary>
    /// <exception cref="IOException">It is not.</exception>
    public static LogHash HashOf(ICatalogueView view, TreeNode node) =>
        new((view.Node(node.Level, node.Index) ?? throw new IOException($"the log lacks node {node.Level}/{node.Index}")).Span);

    /// <summary>The edge of the tree: as remembered, unless a change was taken back or another server wrote since.</summary>
    private MerkleFrontier EdgeOf(ICatalogueView view, long size) =>
        edge is { } known && known.Size == size && (size == 0 || HashOf(view, new TreeNode(0, size - 1)) == last)
            ? known
            : MerkleFrontier.Of(size, node => HashOf(view, node));
}

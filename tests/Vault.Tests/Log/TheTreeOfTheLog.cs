using System.Security.Cryptography;

namespace Sluiswachter.Vault.Tests;

public sealed class TheTreeOfTheLog
{
    private const int Largest = 130;

    /// <summary>The eight leaves with which implementations of RFC 6962 are compared.</summary>
    private static readonly string[] Known =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    /// <summary>Hashes of parts, by their first leaf and length, as no two leaves here are alike.</summary>
    private readonly Dictionary<(LogHash First, int Length), LogHash> known = [];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Its_roots_are_those_that_other_implementations_find(int size, string root)
    {
        var tree = new MerkleFrontier();
        foreach (var leaf in Known[..size])
        {
            tree.Append(LogHash.OfLeaf(Convert.FromHexString(leaf)));
        }

        Assert.Equal(new LogHash(Convert.FromHexString(root)), tree.Root);
    }

    [Fact]
    public void Grown_leaf_by_leaf_it_is_the_tree_of_the_definition()
    {
        var (tree, leaves) = (new MerkleFrontier(), Leaves(Largest));
        for (var size = 0; size <= Largest; size++)
        {
            Assert.Equal(size, tree.Size);
            Assert.Equal(Slow(leaves[..size]), tree.Root);
            if (size < Largest)
            {
                tree.Append(leaves[size]);
            }
        }
    }

    [Fact]
    public void It_goes_on_from_what_a_store_kept_as_if_it_had_never_stopped()
    {
        var (tree, kept, leaves) = (new MerkleFrontier(), new Dictionary<TreeNode, LogHash>(), Leaves(Largest));
        foreach (var leaf in leaves)
        {
            tree = MerkleFrontier.Of(tree.Size, node => kept[node]);
            tree.Append(leaf, kept.Add);
        }

        Assert.Equal(Slow(leaves), tree.Root);
        Assert.True(kept.Count < 2 * Largest);
    }

    [Fact]
    public void Every_proof_of_inclusion_is_that_of_the_definition_and_holds()
    {
        var (nodes, leaves) = Tree(Largest);
        for (var size = 1; size <= Largest; size++)
        {
            var root = Slow(leaves[..size]);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleProof.Inclusion(index, size, nodes);
                Assert.Equal(SlowPath(index, leaves[..size]), proof);
                Assert.True(MerkleProof.VerifyInclusion(leaves[index], index, size, root, proof));
                Assert.False(MerkleProof.VerifyInclusion(leaves[index], index + 1, size, root, proof));
                Assert.False(MerkleProof.VerifyInclusion(leaves[index], index, 4 * size, root, proof));
                Assert.False(MerkleProof.VerifyInclusion(leaves[(index + 1) % Largest], index, size, root, proof));
                Assert.False(MerkleProof.VerifyInclusion(leaves[index], index, size, leaves[0] == root ? leaves[1] : leaves[0], proof));
                Assert.All(Altered(proof), p => Assert.False(MerkleProof.VerifyInclusion(leaves[index], index, size, root, p)));
            }
        }
    }

    [Fact]
    public void Every_proof_of_consistency_is_that_of_the_definition_and_holds()
    {
        var (nodes, leaves) = Tree(Largest);
        var roots = Enumerable.Range(0, Largest + 1).Select(size => Slow(leaves[..size])).ToArray();
        for (var size = 0; size <= Largest; size++)
        {
            for (var old = 0; old <= size; old++)
            {
                var proof = MerkleProof.Consistency(old, size, nodes);
                Assert.Equal(old == 0 ? [] : SlowGrowth(old, leaves[..size], isWhole: true), proof);
                Assert.True(MerkleProof.VerifyConsistency(old, roots[old], size, roots[size], proof));
                Assert.False(MerkleProof.VerifyConsistency(old, leaves[^1], size, roots[size], proof));
                Assert.False(old > 0 && MerkleProof.VerifyConsistency(old, roots[old], size, leaves[^1], proof));
                Assert.False(old > 0 && old < size && MerkleProof.VerifyConsistency(old - 1, roots[old], size, roots[size], proof));
                Assert.False(old > 0 && MerkleProof.VerifyConsistency(old, roots[old], (4 * size) + 1, roots[size], proof));
                Assert.All(Altered(proof), p => Assert.False(MerkleProof.VerifyConsistency(old, roots[old], size, roots[size], p)));
            }
        }
    }

    [Fact]
    public void The_nodes_that_a_proof_needs_are_named_and_no_others()
    {
        var (nodes, _) = Tree(Largest);
        for (var size = 1; size <= Largest; size++)
        {
            for (var at = 0; at < size; at++)
            {
                Assert.Equal(MerkleProof.NodesOfInclusion(at, size).ToHashSet(), Asked(n => MerkleProof.Inclusion(at, size, n)));
                Assert.Equal(MerkleProof.NodesOfConsistency(at, size).ToHashSet(), Asked(n => MerkleProof.Consistency(at, size, n)));
            }
        }

        HashSet<TreeNode> Asked(Action<Func<TreeNode, LogHash>> make)
        {
            var asked = new HashSet<TreeNode>();
            make(node =>
            {
                asked.Add(node);
                return nodes(node);
            });
            return asked;
        }
    }

    [Fact]
    public void A_leaf_does_not_pass_for_a_node()
    {
        var (left, right) = (LogHash.OfLeaf([1]), LogHash.OfLeaf([2]));
        var both = new byte[64];
        left.CopyTo(both);
        right.CopyTo(both.AsSpan(32));
        Assert.NotEqual(LogHash.OfNode(left, right), LogHash.OfLeaf(both));
    }

    [Fact]
    public void A_proof_of_a_giant_is_made_and_checked_at_once()
    {
        // A tree of 2⁶² equal leaves: each level has one hash.
        var levels = new List<LogHash> { LogHash.OfLeaf([]) };
        while (levels.Count < 63)
        {
            levels.Add(LogHash.OfNode(levels[^1], levels[^1]));
        }

        const long size = (1L << 62) + 12345;
        var root = MerkleFrontier.Of(size, n => levels[n.Level]).Root;
        var proof = MerkleProof.Inclusion(1L << 61, size, n => levels[n.Level]);
        Assert.True(MerkleProof.VerifyInclusion(levels[0], 1L << 61, size, root, proof));
        var growth = MerkleProof.Consistency(size - 7, size, n => levels[n.Level]);
        Assert.True(MerkleProof.VerifyConsistency(size - 7, MerkleFrontier.Of(size - 7, n => levels[n.Level]).Root, size, root, growth));
    }

    [Fact]
    public void A_proof_comes_back_from_its_text()
    {
        var proof = MerkleProof.Inclusion(5, 9, Tree(9).Nodes);
        Assert.Equal(proof, MerkleProof.Read(MerkleProof.Text(proof)));
        Assert.Empty(MerkleProof.Read("")!);
        Assert.Null(MerkleProof.Read("not a hash\n"));
    }

    private static LogHash[] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => LogHash.OfLeaf([(byte)i, (byte)(i >> 8)]))];

    private static (Func<TreeNode, LogHash> Nodes, LogHash[] Leaves) Tree(int size)
    {
        var (kept, leaves, tree) = (new Dictionary<TreeNode, LogHash>(), Leaves(size), new MerkleFrontier());
        foreach (var leaf in leaves)
        {
            tree.Append(leaf, kept.Add);
        }

        return (node => kept[node], leaves);
    }

    private static IEnumerable<IReadOnlyList<LogHash>> Altered(IReadOnlyList<LogHash> proof)
    {
        for (var i = 0; i < proof.Count; i++)
        {
            var flipped = new byte[32];
            proof[i].CopyTo(flipped);
            flipped[i % 32] ^= 1;
            yield return [.. proof.Take(i), new LogHash(flipped), .. proof.Skip(i + 1)];
            yield return [.. proof.Take(i), .. proof.Skip(i + 1)];
            yield return [.. proof.Take(i + 1), .. proof.Skip(i)];
        }

        yield return [.. proof, LogHash.OfNothing];
        yield return [LogHash.OfNothing, .. proof];
    }

    // The definitions of RFC 6962, 2.1 as they stand there, however slow.
    private LogHash Slow(LogHash[] leaves)
    {
        if (leaves.Length < 2)
        {
            return leaves.Length == 1 ? leaves[0] : new LogHash(SHA256.HashData([]));
        }

        if (!known.TryGetValue((leaves[0], leaves.Length), out var hash))
        {
            var half = Half(leaves.Length);
            known[(leaves[0], leaves.Length)] = hash = LogHash.OfNode(Slow(leaves[..half]), Slow(leaves[half..]));
        }

        return hash;
    }

    private LogHash[] SlowPath(int index, LogHash[] leaves)
    {
        var half = Half(leaves.Length);
        return leaves.Length == 1 ? []
            : index < half ? [.. SlowPath(index, leaves[..half]), Slow(leaves[half..])]
            : [.. SlowPath(index - half, leaves[half..]), Slow(leaves[..half])];
    }

    private LogHash[] SlowGrowth(int old, LogHash[] leaves, bool isWhole)
    {
        var half = Half(leaves.Length);
        return old == leaves.Length ? isWhole ? [] : [Slow(leaves)]
            : old <= half ? [.. SlowGrowth(old, leaves[..half], isWhole), Slow(leaves[half..])]
            : [.. SlowGrowth(old - half, leaves[half..], isWhole: false), Slow(leaves[..half])];
    }

    private static int Half(int count)
    {
        var half = 1;
        while (half * 2 < count)
        {
            half *= 2;
        }

        return half;
    }
}

namespace Sluiswachter.Vault;

/// <summary>A node over 2^level leaves, all of which are there, so that its hash never changes.</summary>
/// <param name="Level">How far above the leaves: 0 is a leaf.</param>
/// <param name="Index">How many nodes of that level are to the left of it.</param>
public readonly record struct TreeNode(int Level, long Index);

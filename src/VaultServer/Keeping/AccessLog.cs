namespace Sluiswachter.VaultServer.Keeping;

/// <summary>What is logged of a request: who did what, with what.</summary>
/// <param name="Request">The name of the request.</param>
/// <param name="User">The id of the user; null: anyone.</param>
/// <param name="Body">The id of the user's public body; null: anyone's.</param>
/// <param name="Operation">What was asked.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key; empty when the bucket was asked.</param>
/// <param name="Version">The version that was asked for or made; null: none.</param>
/// <param name="Address">The address from which it came; erased with the rest when that must be.</param>
internal sealed record Access(
    string Request, string? User, string? Body, string Operation, string Bucket, string Key, string? Version, string? Address);

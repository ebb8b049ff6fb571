namespace Sluiswachter.Vault;

/// <summary>What opens a key file: drawn by chance, kept behind locks, held in memory while a vault is unlocked.</summary>
public sealed class UnlockingSecret : Secret
{
    internal UnlockingSecret(ReadOnlySpan<byte> secret)
        : base(secret)
    {
    }

    private UnlockingSecret(Randomness random)
        : base(random)
    {
    }

    /// <summary>A new secret for a new key file.</summary>
    public static UnlockingSecret Fresh(Randomness random) => new(random);
}

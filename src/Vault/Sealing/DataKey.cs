namespace Sluiswachter.Vault;

/// <summary>The key of one blob: seals it once, and opens it as long as it is wrapped somewhere.</summary>
/// <remarks>A fresh key seals one stream; sealing a second would use nonces twice, and fails.</remarks>
public sealed class DataKey : Secret
{
    private int mayStillSeal;

    internal DataKey(ReadOnlySpan<byte> secret)
        : base(secret)
    {
    }

    private DataKey(Randomness random)
        : base(random) => mayStillSeal = 1;

    /// <summary>A new key for a new blob.</summary>
    public static DataKey Fresh(Randomness random) => new(random);

    /// <summary>Uses up the one time that this key may seal.</summary>
    internal void TakeSealing()
    {
        if (Interlocked.Exchange(ref mayStillSeal, 0) == 0)
        {
            throw new InvalidOperationException("a data key seals one blob, once: make a fresh one");
        }
    }
}

/// <summary>A key that a customer sends along with each request for an object (SSE-C); without it the body's key opens nothing.</summary>
public sealed class CustomerKey : Secret
{
    /// <summary>The key as it came: 32 bytes.</summary>
    public CustomerKey(ReadOnlySpan<byte> key)
        : base(key)
    {
    }
}

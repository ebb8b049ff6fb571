using System.Threading.RateLimiting;

namespace Sluiswachter.Server.Guard;

/// <summary>Lets a few questions be calculated at a time; others wait their turn, and too many are sent away.</summary>
/// <remarks>A question takes memory in proportion to the register, so their number is what has to be bounded.</remarks>
internal sealed class Turnstile : IDisposable
{
    private const int AtATime = 4;
    private const int Waiting = 64;

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = AtATime,
        QueueLimit = Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a turn; the caller looks whether it got one, and disposes it.</summary>
    public ValueTask<RateLimitLease> Enter(CancellationToken whileWanted) => limiter.AcquireAsync(1, whileWanted);

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();
}

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Notices that the clock moved otherwise than time did, so that nothing is removed because a clock is wrong.</summary>
/// <remarks>
/// What the clock says is compared with the time that passed since it was last looked at, and at the start with the time of the
/// last entry that the log had when this process came: what it did since is there by this very clock. After a jump of more than
/// <see cref="Tolerated"/>, either way, it is not trusted until it has run evenly for as long: time for who looks after the
/// machine to set it right. For one thread.
/// </remarks>
internal sealed class ClockWatch
{
    /// <summary>How far a clock may jump, and how long it must run evenly after more than that.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromDays(1);

    private readonly TimeProvider clock;
    private readonly Action<string> tellOperator;
    private DateTimeOffset seen;
    private long seenAt;
    private long? doubtedAt;

    /// <summary>Begins to watch.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="lastKnown">When something was last done with the vault; null: not known.</param>
    /// <param name="tellOperator">Takes what the operator should know, once for each jump.</param>
    public ClockWatch(TimeProvider clock, DateTimeOffset? lastKnown, Action<string> tellOperator)
    {
        (this.clock, this.tellOperator) = (clock, tellOperator);
        (seen, seenAt) = (clock.GetUtcNow(), clock.GetTimestamp());
        Judge(seen - (lastKnown ?? seen));
    }

    /// <summary>Whether what the clock says may be relied on to remove things.</summary>
    public bool IsTrusted()
    {
        var (before, beforeAt) = (seen, seenAt);
        (seen, seenAt) = (clock.GetUtcNow(), clock.GetTimestamp());
        Judge(seen - before - clock.GetElapsedTime(beforeAt, seenAt));
        if (doubtedAt is { } since && clock.GetElapsedTime(since, seenAt) >= Tolerated)
        {
            doubtedAt = null;
        }

        return doubtedAt is null;
    }

    private void Judge(TimeSpan jump)
    {
        if (jump.Duration() > Tolerated)
        {
            doubtedAt = seenAt;
            tellOperator(
                $"the clock says {seen:yyyy-MM-dd HH:mm}Z, {jump.Duration().TotalDays:0.0} days {(jump > TimeSpan.Zero ? "later" : "earlier")} " +
                $"than was to be expected: nothing expires and no orphan is removed until it has run evenly for a day; set it right if it is wrong");
        }
    }
}

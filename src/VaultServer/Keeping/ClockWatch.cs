using System.Globalization;
using Sluiswachter.Model;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Notices that the clock moved otherwise than time did, so that nothing is removed because a clock is wrong.</summary>
/// <remarks>
/// What the clock says is compared with the time that passed since it was last looked at, and at the start with the
/// last entry of the log, or where that jumped less than <see cref="Tolerated"/> ago, the last one before: what was done since is
/// there by this very clock. After a jump of more than <see cref="Tolerated"/>, either way, it is not trusted until it has run
/// evenly for as long: time for who looks after the machine to set it right. For one thread.
/// </remarks>
internal sealed class ClockWatch
{
    /// <summary>How far a clock may jump, and how long it must run evenly after more than that.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromDays(1);

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly TimeProvider clock;
    private readonly Action<Phrase> tellOperator;
    private DateTimeOffset seen;
    private long seenAt;
    private long? doubtedAt;

    /// <summary>Begins to watch.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="lastKnown">When something was last done with the vault; null: not known.</param>
    /// <param name="tellOperator">Takes what the operator should know, once for each jump.</param>
    public ClockWatch(TimeProvider clock, DateTimeOffset? lastKnown, Action<Phrase> tellOperator)
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
            var (now, days) = (seen.ToString("yyyy-MM-dd HH:mm'Z'", Invariant), jump.Duration().TotalDays.ToString("0.0", Invariant));
            tellOperator(new Phrase(
                $"the clock says {now}, {days} days {(jump > TimeSpan.Zero ? "later" : "earlier")} than was to be expected: nothing expires " +
                "and no orphan is removed until it has run evenly for a day; set it right if it is wrong",
                $"de klok zegt {now}, {days} dagen {(jump > TimeSpan.Zero ? "later" : "eerder")} dan te verwachten was: er verloopt niets en " +
                "er wordt geen wees opgeruimd tot hij een dag gelijkmatig heeft gelopen; zet hem goed als hij fout staat"));
        }
    }
}

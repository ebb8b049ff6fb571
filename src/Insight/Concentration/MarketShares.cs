namespace Sluiswachter.Insight;

/// <summary>How concentrated a whole is that is divided over holders, some of whom are not known.</summary>
/// <remarks>
/// <para>
/// Each holder that is not known is one piece: it may turn out to be one of the known holders, another of the unknown
/// ones, or someone else, but never several. All measures here grow when holders turn out to be the same. So each is
/// least when all unknown ones are different and none of them known, and most when all of them are the largest known
/// holder (or one and the same, when nobody is known).
/// </para>
/// <para>
/// HHI, the sum of the squares of the shares in per cent, 0 to 10,000: O. C. Herfindahl (1950) and A. O. Hirschman
/// (1945). It lies between 10,000 ÷ n and 10,000 for n holders.
/// </para>
/// </remarks>
public sealed class MarketShares
{
    private const double Whole = 10_000;

    private readonly double[] known;
    private readonly double[] apart;

    private MarketShares(IEnumerable<double> known, IEnumerable<double> unknown)
    {
        this.known = [.. known.Where(w => w > 0).OrderDescending()];
        var pieces = unknown.Where(w => w > 0).Order().ToArray();
        apart = [.. this.known.Concat(pieces).OrderDescending()];
        Total = apart.Sum();
        UnknownShare = Total > 0 ? pieces.Sum() / Total : 0;
        Hhi = Total > 0 ? new Bounds(Squares(apart), Squares(Together())) : default;
    }

    /// <summary>All that is divided; 0 when there is nothing.</summary>
    public double Total { get; }

    /// <summary>The part held by those who are not known, 0 to 1.</summary>
    public double UnknownShare { get; }

    /// <summary>The Herfindahl-Hirschman index, 0 (there is nothing) to 10,000 (one holder).</summary>
    public Bounds Hhi { get; }

    /// <summary>How many holders of equal size would be as concentrated: 10,000 ÷ HHI; 0 when there is nothing.</summary>
    public Bounds EffectiveNumber => Total > 0 ? new Bounds(Whole / Hhi.Most, Whole / Hhi.Least) : default;

    /// <summary>Divides a whole.</summary>
    /// <param name="known">What each known holder holds, in any unit; parts of 0 do not count.</param>
    /// <param name="unknown">What each holder holds of whom it is not known who it is.</param>
    /// <remarks>n log n. The order of the parts does not matter, to the last bit.</remarks>
    public static MarketShares Of(IEnumerable<double> known, IEnumerable<double> unknown) => new(known, unknown);

    /// <summary>The share of the n largest holders together, 0 to 1.</summary>
    /// <param name="n">How many, at least 1.</param>
    public Bounds Top(int n) => Total > 0
        ? new Bounds(Math.Min(1, apart.Take(n).Sum() / Total), Math.Min(1, Together().Take(n).Sum() / Total))
        : default;

    private IEnumerable<double> Together()
    {
        var unknown = UnknownShare * Total;
        return known is [var largest, ..] ? known[1..].Prepend(largest + unknown) : [unknown];
    }

    private double Squares(IEnumerable<double> parts) => Math.Min(Whole, Whole * parts.Sum(p => p / Total * (p / Total)));
}

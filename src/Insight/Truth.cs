namespace Sluiswachter.Insight;

/// <summary>Yes, no, or not known: what facts that may be missing say about a statement.</summary>
/// <remarks>
/// <para>
/// The strong logic of three values (S. C. Kleene, Introduction to Metamathematics, 1952, § 64): <em>and</em> is the
/// least and <em>or</em> the greatest of its parts in the order no, unknown, yes; <em>not</em> turns that order round.
/// </para>
/// <para>
/// What follows from it: when unknown parts become known, in whatever way, a whole that was yes or no stays so. Unknown
/// is never taken for no.
/// </para>
/// </remarks>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    No = 1,

    /// <summary>The facts do not say.</summary>
    Unknown = 2,

    /// <summary>It holds.</summary>
    Yes = 3,
}

/// <summary>The logic of three values.</summary>
public static class Truths
{
    /// <summary>Holds when each holds; the one of none is yes.</summary>
    public static Truth And(params IEnumerable<Truth> parts) => parts.Append(Truth.Yes).Min();

    /// <summary>Holds when one of them holds; the one of none is no.</summary>
    public static Truth Or(params IEnumerable<Truth> parts) => parts.Append(Truth.No).Max();

    /// <summary>Holds when it does not hold.</summary>
    public static Truth Not(this Truth truth) => (Truth)(Truth.Yes + (int)Truth.No - truth);

    /// <summary>Yes or no.</summary>
    public static Truth Of(bool holds) => holds ? Truth.Yes : Truth.No;
}

/// <summary>A number of which the facts say no more than that it lies between two others.</summary>
/// <param name="Least">It is not less.</param>
/// <param name="Most">It is not more.</param>
public readonly record struct Bounds(double Least, double Most)
{
    /// <summary>A number that is known.</summary>
    public static Bounds Exactly(double number) => new(number, number);

    /// <summary>Whether the number is above another; by less than a billionth is not above, for sums are rounded.</summary>
    public Truth Above(double threshold)
    {
        var line = threshold + 1e-9 * Math.Max(1, Math.Abs(threshold));
        return Least > line ? Truth.Yes : Most > line ? Truth.Unknown : Truth.No;
    }

    /// <summary>Both ends divided by a number above 0.</summary>
    public static Bounds operator /(Bounds bounds, double by) => new(bounds.Least / by, bounds.Most / by);
}

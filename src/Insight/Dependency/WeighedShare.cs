namespace Sluiswachter.Insight;

/// <summary>A part of a whole that functions make up by their weight, some of which is unknown.</summary>
/// <remarks>
/// The part of the whole is the mean of the parts of the functions, each by its weight. Whatever an unknown weight turns
/// out to be, it draws the mean towards the part of its own function and never past it; if great enough, as near as one
/// likes. So the least is the lowest of these parts and of the mean of what is known, and the most the highest.
/// </remarks>
internal sealed class WeighedShare
{
    private double whole;
    private double least;
    private double most;
    private double lowest = 1;
    private double highest;

    /// <summary>The part of what is known to weigh, 0 to 1; 0 when nothing is.</summary>
    public Bounds OfKnown => whole > 0 ? new Bounds(least, most) / whole : default;

    /// <summary>The part of the whole, 0 to 1, whatever the unknown weights are, nothing included.</summary>
    public Bounds OfAll => new(Math.Min(OfKnown.Least, lowest), Math.Max(OfKnown.Most, highest));

    /// <summary>Adds a function.</summary>
    /// <param name="part">Which part of it counts, 0 to 1.</param>
    /// <param name="weight">What it weighs; null when that is unknown.</param>
    public void Add(Bounds part, double? weight)
    {
        if (weight is { } known)
        {
            whole += known;
            least += known * part.Least;
            most += known * part.Most;
        }
        else
        {
            lowest = Math.Min(lowest, part.Least);
            highest = Math.Max(highest, part.Most);
        }
    }
}

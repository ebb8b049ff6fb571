using Sluiswachter.Model;

namespace Sluiswachter.Discovery;

/// <summary>How many of the measured names are understood.</summary>
/// <param name="Bodies">How many bodies were measured.</param>
/// <param name="Names">Every domain seen receiving or sending, but for a body's own; most seen first, then by name.</param>
public sealed record NameCoverage(int Bodies, IReadOnlyList<SeenName> Names)
{
    /// <summary>At how many bodies a name is seen often: its supplier is then to be known or looked for.</summary>
    public const int Often = 5;

    /// <summary>The names seen at <see cref="Often"/> bodies or more that have a standing.</summary>
    public IEnumerable<SeenName> SeenOften(NameStanding standing) =>
        Names.Where(n => n.Bodies >= Often && n.Standing == standing);

    /// <summary>The coverage in one sentence.</summary>
    public Phrase InWords
    {
        get
        {
            var (all, often) = (Names.Count, Names.Count(n => n.Bodies >= Often));
            var (known, sought, unknown) = (
                SeenOften(NameStanding.Recognised).Count(), SeenOften(NameStanding.NotFound).Count(),
                SeenOften(NameStanding.Unknown).Count());
            return new Phrase(
                $"{all} names at {Bodies} bodies; of {often} seen at {Often} or more: {known} recognised, " +
                $"{sought} looked for and not found, {unknown} unknown",
                $"{all} namen bij {Bodies} organisaties; van {often} gezien bij {Often} of meer: {known} herkend, " +
                $"{sought} gezocht en niet gevonden, {unknown} onbekend");
        }
    }
}

/// <summary>How much is known of a measured name.</summary>
public enum NameStanding
{
    /// <summary>The service behind it is known.</summary>
    Recognised = 1,

    /// <summary>Its supplier was looked for and not found.</summary>
    NotFound = 2,

    /// <summary>Nobody looked yet.</summary>
    Unknown = 3,
}

/// <summary>A registrable domain seen in a measurement.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Roles">What it was seen doing.</param>
/// <param name="Bodies">At how many bodies it was seen.</param>
/// <param name="Standing">How much is known of it.</param>
public sealed record SeenName(string Domain, NameRoles Roles, int Bodies, NameStanding Standing);

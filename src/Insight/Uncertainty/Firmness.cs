using Sluiswachter.Model;

namespace Sluiswachter.Insight;

/// <summary>How firm the weakest of the facts is on which something rests, the firmest first.</summary>
/// <remarks>
/// What was observed from outside is firmer than what somebody says of itself, and that is firmer than what follows by a
/// rule. A fact that states no ground is declared (docs/bundle.md); nothing is ever taken for measured.
/// </remarks>
public enum Firmness : byte
{
    /// <summary>Nothing but what was measured.</summary>
    Measured = 1,

    /// <summary>Something that is declared, and nothing weaker.</summary>
    Declared = 2,

    /// <summary>Something that was inferred.</summary>
    Inferred = 3,
}

/// <summary>How firm facts are.</summary>
public static class Firmnesses
{
    /// <summary>How firm a fact is that is stated on a ground.</summary>
    public static Firmness Of(Basis basis) => basis switch
    {
        Basis.Measured => Firmness.Measured,
        Basis.Inferred => Firmness.Inferred,
        _ => Firmness.Declared,
    };

    /// <summary>The ground that facts of a firmness have.</summary>
    public static Basis BasisOf(Firmness firmness) => firmness switch
    {
        Firmness.Measured => Basis.Measured,
        Firmness.Inferred => Basis.Inferred,
        _ => Basis.Declared,
    };

    /// <summary>The less firm of two.</summary>
    public static Firmness Weaker(Firmness a, Firmness b) => a > b ? a : b;

    /// <summary>How firm it is that a requirement feels the failure of an alternative: both facts say so.</summary>
    /// <remarks>
    /// An alternative that names no source has the ground of its requirement, as in a chain of <c>because</c>; but one
    /// that says it was inferred was.
    /// </remarks>
    public static Firmness OfStep(Basis requirement, Basis alternative, bool namesSource) =>
        namesSource || alternative == Basis.Inferred
            ? Weaker(Of(requirement), Of(alternative))
            : Of(requirement);
}

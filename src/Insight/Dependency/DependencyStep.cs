namespace Sluiswachter.Insight;

/// <summary>A step of the definition of a strategic dependency, answered for a group of functions.</summary>
/// <param name="Kind">Which step.</param>
/// <param name="Holds">The answer.</param>
/// <param name="Value">The number that decided; null when no number does.</param>
/// <param name="Threshold">Above which number it holds; null when no number decides.</param>
/// <param name="IsStated">Whether somebody stated the answer, because the register holds no facts on it.</param>
public sealed record DependencyStep(
    DependencyStepKind Kind, Truth Holds, Bounds? Value = null, double? Threshold = null, bool IsStated = false);

/// <summary>The steps of the definition, in the order in which they are asked.</summary>
public enum DependencyStepKind
{
    /// <summary>More than half comes from suppliers that are established abroad.</summary>
    Imported = 1,

    /// <summary>More than half comes from suppliers that are established abroad or controlled from there.</summary>
    Controlled = 2,

    /// <summary>More than half of the functions stand on something from abroad, directly or through others.</summary>
    ThroughOthers = 3,

    /// <summary>What comes from abroad is concentrated in few countries.</summary>
    FewCountries = 4,

    /// <summary>More than half of the functions stand, directly or through others, on one and the same country.</summary>
    OneCountry = 5,

    /// <summary>More than half would no longer be met without what comes from abroad.</summary>
    HardToReplace = 6,

    /// <summary>Knowledge comes from abroad; the register holds no facts on it.</summary>
    Knowledge = 7,

    /// <summary>Innovation comes from abroad; the register holds no facts on it.</summary>
    Innovation = 8,

    /// <summary>Investment comes from abroad; the register holds no facts on it.</summary>
    Investment = 9,

    /// <summary>Vital or essential functions, confidential data or special personal data stand on it.</summary>
    Crucial = 10,

    /// <summary>Interruption is likely: a judgement, of which the register holds no facts.</summary>
    Interruption = 11,
}

/// <summary>What the steps together come to.</summary>
/// <param name="Delivered">A dependency in what is delivered and in who controls it: all that the register can see.</param>
/// <param name="Dependency">A dependency, also in knowledge, innovation or investment.</param>
/// <param name="Strategic">One on which public interests, vital processes or sensitive information stand.</param>
/// <param name="Risky">A strategic one of which interruption is likely.</param>
public sealed record DependencyVerdict(Truth Delivered, Truth Dependency, Truth Strategic, Truth Risky)
{
    /// <summary>Puts the steps together.</summary>
    /// <remarks>
    /// (imported or controlled or through others) and (few countries or one country) and hard to replace; or knowledge,
    /// or innovation, or investment; strategic when crucial as well; risky when interruption is likely as well.
    /// </remarks>
    public static DependencyVerdict Of(Func<DependencyStepKind, Truth> step)
    {
        var much = Truths.Or(
            step(DependencyStepKind.Imported), step(DependencyStepKind.Controlled), step(DependencyStepKind.ThroughOthers));
        var few = Truths.Or(step(DependencyStepKind.FewCountries), step(DependencyStepKind.OneCountry));
        var delivered = Truths.And(much, few, step(DependencyStepKind.HardToReplace));
        var dependency = Truths.Or(
            delivered, step(DependencyStepKind.Knowledge), step(DependencyStepKind.Innovation),
            step(DependencyStepKind.Investment));
        var strategic = Truths.And(dependency, step(DependencyStepKind.Crucial));
        return new DependencyVerdict(
            delivered, dependency, strategic, Truths.And(strategic, step(DependencyStepKind.Interruption)));
    }
}

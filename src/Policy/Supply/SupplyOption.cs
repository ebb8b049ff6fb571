namespace Sluiswachter.Policy;

/// <summary>A service, or something that is to be had, that could take the place of another.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Capabilities">What it can do, by the id of the capability.</param>
/// <param name="Reach">Whether it would fall with what it replaces.</param>
/// <param name="Seal">The SEAL at which it was assessed, 0 to 4; null when it was not.</param>
/// <param name="Gaps">What it lacks for what is asked; null when nobody looked.</param>
public sealed record SupplyOption(
    string Id, IReadOnlyDictionary<string, CapabilityDegree> Capabilities, ControlReach Reach, int? Seal, GapCount? Gaps)
{
    /// <summary>
    /// Whether it counts as a way out at all: not when it stands under the same controller, or under the law of a country
    /// that is to be avoided.
    /// </summary>
    public bool IsWayOut => Reach < ControlReach.AvoidedCountry;
}

/// <summary>How far something can be done.</summary>
public enum CapabilityDegree
{
    /// <summary>A part of what one expects of it.</summary>
    Partial = 1,

    /// <summary>What one expects of it.</summary>
    Full = 2,
}

/// <summary>How many gaps of each kind there are.</summary>
/// <param name="Legal">Of law, contracts and control.</param>
/// <param name="Organisational">Of people, agreements and ways of working.</param>
/// <param name="Technical">Of software and machines.</param>
public readonly record struct GapCount(int Legal, int Organisational, int Technical);

/// <summary>Whether an option would fall with what it replaces; the lower the better.</summary>
public enum ControlReach
{
    /// <summary>Others, in another country, control it.</summary>
    Free = 1,

    /// <summary>It is open source that one runs: in control is who runs it, whom one chooses.</summary>
    WhoRunsIt = 2,

    /// <summary>Who controls the one or the other is not known.</summary>
    Unknown = 3,

    /// <summary>Others control it, but from the same country, with which both are known to fall.</summary>
    SameCountry = 4,

    /// <summary>It is under the law of a country that is to be avoided.</summary>
    AvoidedCountry = 5,

    /// <summary>The same supplier or controller stands over both.</summary>
    SameController = 6,
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Where a migration stands after the decisions about it.</summary>
/// <param name="Body">The body that would move: whoever decides without naming another body decides for it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Proposal">The decision by which it was proposed; null before.</param>
/// <param name="Substantiation">The last one that substantiated it, since it was proposed or reconsidered; null when none.</param>
/// <param name="Consents">What was consented to and still counts, oldest first.</param>
/// <param name="HouseInformed">The last decision that told the House of what was consented to; null when none.</param>
/// <param name="Last">The last decision; null when there is none.</param>
public sealed record MigrationStanding(
    EntityId Body, MigrationState State, Decision? Proposal, Decision? Substantiation,
    IReadOnlyList<MigrationConsent> Consents, Decision? HouseInformed, Decision? Last)
{
    /// <summary>A migration about which nothing was decided yet.</summary>
    public static MigrationStanding Begin(EntityId body) => new(body, MigrationState.Announced, null, null, [], null, null);

    /// <summary>Whether it may still come about.</summary>
    public bool IsOpen => State is not (MigrationState.Refused or MigrationState.Withdrawn or MigrationState.CarriedOut);

    /// <summary>Where it stands on a day: consents whose measures were not in place in time have lapsed.</summary>
    /// <remarks>When none is left, the whole of it is considered again. What was carried out cannot lapse.</remarks>
    public MigrationStanding On(DateOnly day)
    {
        if (State == MigrationState.CarriedOut || !Consents.Any(c => c.LapsedOn <= day))
        {
            return this;
        }

        IReadOnlyList<MigrationConsent> left = [.. Consents.Where(c => !(c.LapsedOn <= day))];
        return left.Count == 0
            ? this with { State = MigrationState.ConsentLapsed, Consents = left, HouseInformed = null }
            : this with { State = MigrationState.ApprovedInPart, Consents = left };
    }
}

/// <summary>A decision by which a migration, or part of it, may go, and whether its measures are in place.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="MeasuresInPlace">The decision that says so; null when nobody did, or none were asked.</param>
public sealed record MigrationConsent(Decision Decision, Decision? MeasuresInPlace)
{
    /// <summary>Whether measures are asked that are not in place.</summary>
    public bool AwaitsMeasures => Decision.Measures is not null && MeasuresInPlace is null;

    /// <summary>The first day on which it no longer holds, for want of its measures; null when that does not come.</summary>
    public DateOnly? LapsedOn => AwaitsMeasures && Decision.DueOn is { } due && due < DateOnly.MaxValue ? due.AddDays(1) : null;
}

/// <summary>Where a migration stands.</summary>
public enum MigrationState
{
    /// <summary>It is in the register; nothing was decided about it.</summary>
    Announced = 1,

    /// <summary>A role proposed it.</summary>
    Proposed = 2,

    /// <summary>It was shown why it is needed.</summary>
    Substantiated = 3,

    /// <summary>Part of it may go, or all of it under conditions.</summary>
    ApprovedInPart = 4,

    /// <summary>All of it may go.</summary>
    Approved = 5,

    /// <summary>The day passed by which measures were to be in place: it is considered again.</summary>
    ConsentLapsed = 6,

    /// <summary>Circumstances changed: it is considered again, from the start.</summary>
    Reconsidered = 7,

    /// <summary>It may not go.</summary>
    Refused = 8,

    /// <summary>Who proposed it no longer wants it.</summary>
    Withdrawn = 9,

    /// <summary>It was done.</summary>
    CarriedOut = 10,
}

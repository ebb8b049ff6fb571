using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>A migration with everything that it is judged by, on a day.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Body">The body that would move; null when it does not hold on the day.</param>
/// <param name="Targets">What would be required after it, by the id of the requirement.</param>
/// <param name="Decisions">The decisions about it that hold on the day.</param>
public sealed record MigrationFile(
    Migration Migration, Organisation? Body, IReadOnlyList<MigrationTarget> Targets, IReadOnlyList<Decision> Decisions)
{
    /// <summary>The first day on which something of it begins: that of its first part, else the planned day; null when unknown.</summary>
    public DateOnly? Begins => Targets.Select(t => t.Requirement?.Provenance.Validity.From).Min() ?? Migration.PlannedOn;

    /// <summary>Where it stands on a day.</summary>
    public MigrationStanding StandingOn(DateOnly day) => Replay(out _).On(day);

    /// <summary>Where its decisions lead, lapses that no decision noticed aside.</summary>
    public MigrationStanding Replay(out IReadOnlyList<(Decision Decision, Problem Why)> outOfOrder) =>
        MigrationCourse.Replay(Migration.Organisation, Decisions, out outOfOrder);

    /// <summary>The consent that lets a part go in a standing; null when none does.</summary>
    public static MigrationConsent? ConsentOf(MigrationTarget target, MigrationStanding standing) =>
        standing.Consents.FirstOrDefault(c => c.Decision.Id == target.Part.Consent);

    /// <summary>
    /// Whether it leads to a supplier under the control of one of some countries: yes with who; no when the countries of
    /// all are known; else unknown.
    /// </summary>
    /// <remarks>It looks at the suppliers of the services themselves, and at who controls those; not at what they stand on.</remarks>
    public Known<bool> LeadsTo(IReadOnlyList<Country> countries)
    {
        var services = Targets.SelectMany(t => t.Services).ToList();
        var reached = services.SelectMany(s => s.InControl).FirstOrDefault(s => s.Country is { } known && countries.Contains(known));
        if (reached is not null)
        {
            return new Known<bool>(true, [GroundOf(reached)]);
        }

        var all = services.SelectMany(s => s.InControl).ToList();
        return Targets.Count == 0 || Targets.Any(t => t.Services.Count == 0) || all.Exists(s => s.Country is null)
            ? new Known<bool>(null, [])
            : new Known<bool>(false, [.. all.Select(GroundOf)]);
    }

    private static Ground GroundOf(Supplier supplier) => new(
        new Phrase($"{supplier.Name} is established in {supplier.Country}", $"{supplier.Name} is gevestigd in {supplier.Country}"),
        supplier.Provenance);
}

/// <summary>A part of a migration and what it leads to.</summary>
/// <param name="Part">The part.</param>
/// <param name="Requirement">What would be required; null when the register no longer holds it.</param>
/// <param name="Services">The services that could meet it on the day on which it begins.</param>
public sealed record MigrationTarget(MigrationPart Part, Requirement? Requirement, IReadOnlyList<MigrationService> Services);

/// <summary>A service to which a migration leads.</summary>
/// <param name="Service">The service.</param>
/// <param name="Supplier">Its supplier.</param>
/// <param name="Controllers">All who control that supplier, directly or through a chain; nearest first.</param>
public sealed record MigrationService(Service Service, Supplier Supplier, IReadOnlyList<Supplier> Controllers)
{
    /// <summary>The supplier and those that control it.</summary>
    public IEnumerable<Supplier> InControl => Controllers.Prepend(Supplier);
}

namespace Sluiswachter.Model;

/// <summary>A proposal to move government IT.</summary>
/// <remarks>
/// Where it stands follows from the decisions about it (<see cref="Decision"/>), never from a mark of its own. What would
/// be required after it are requirements that are considered until the migration is approved, and planned from then on;
/// <see cref="MigrationPart"/> says which.
/// </remarks>
/// <param name="Id">Its id.</param>
/// <param name="Organisation">The body that would move.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Reason">Why the body wants it; null when nobody said.</param>
/// <param name="PlannedOn">The day on which it is to be carried out; null when unknown.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Migration(
    MigrationId Id, EntityId Organisation, Label Name, Label? Reason, DateOnly? PlannedOn, Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How migrations are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Migration>(
        FactKind.Migration,
        "migrations",
        keyLength: 1,
        [
            Column.Id(IdSpace.Migration), Column.Reference("organisation", required: true, FactKind.Organisation),
            Column.Text("name", required: true), Column.Text("reason"), Column.Day("planned_on"),
        ],
        (c, stated) => new Migration(c.Migration(0), c.Entity(1), c.Text(2), c.TextOrNone(3), c.DayOrNone(4), stated),
        m =>
        [
            Cell.Of(m.Id.Text), Cell.Of(m.Organisation.Text), Cell.Of(m.Name.Text), Cell.Of(m.Reason?.Text),
            Cell.Of(m.PlannedOn),
        ]);
}

/// <summary>A requirement that a migration would bring about, and the consent under which it may go, if any.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Requirement">What would be required after it.</param>
/// <param name="Consent">The decision that lets this part go; null when none does yet.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record MigrationPart(
    MigrationId Migration, RequirementId Requirement, DecisionId? Consent, Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How they are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<MigrationPart>(
        FactKind.MigrationPart,
        "migration_parts",
        keyLength: 2,
        [
            Column.Reference("migration", required: true, FactKind.Migration),
            Column.Reference("requirement", required: true, FactKind.Requirement),
            Column.Reference("consent", required: false, FactKind.Decision),
        ],
        (c, stated) => new MigrationPart(c.Migration(0), c.Requirement(1), c.DecisionOrNone(2), stated),
        p => [Cell.Of(p.Migration.Text), Cell.Of(p.Requirement.Text), Cell.Of(p.Consent?.Text)]);
}

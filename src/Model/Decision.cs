namespace Sluiswachter.Model;

/// <summary>What a named role decided, told or did on a day, as policy asks: a consent, a notification, a risk accepted.</summary>
/// <remarks>People are named by their role. It is about a subject, about a migration, or about both.</remarks>
public sealed record Decision : Fact
{
    private Decision(
        DecisionId id, DecisionKind kind, EntityId? organisation, EntityId? subject, MigrationId? migration, Label? clause,
        Label by, DateOnly? decidedOn, Label? reason, Label? measures, Label? watchedBy, DateOnly? dueOn, Label? reliesOn,
        Label? evidence, Label? evidenceSha256, Provenance stated)
        : base(stated)
    {
        (Id, Kind, Organisation, Subject, Migration, Clause) = (id, kind, organisation, subject, migration, clause);
        (By, DecidedOn, Reason, Measures, WatchedBy, DueOn) = (by, decidedOn, reason, measures, watchedBy, dueOn);
        (ReliesOn, Evidence, EvidenceSha256) = (reliesOn, evidence, evidenceSha256);
    }

    /// <summary>How decisions are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Decision>(
        FactKind.Decision,
        "decisions",
        keyLength: 1,
        [
            Column.Id(IdSpace.Decision), Column.Choice<DecisionKind>("kind", required: true),
            Column.Reference("organisation", required: false, FactKind.Organisation),
            Column.Reference(
                "subject", required: false, FactKind.Service, FactKind.Supplier, FactKind.Function, FactKind.Organisation),
            Column.Reference("migration", required: false, FactKind.Migration), Column.Text("clause"),
            Column.Text("by", required: true), Column.Day("decided_on"), Column.Text("reason"), Column.Text("measures"),
            Column.Text("watched_by"), Column.Day("due_on"), Column.Text("relies_on"), Column.Text("evidence"),
            Column.Text("evidence_sha256"),
        ],
        (c, stated) => Of(
            c.DecisionOrNone(0)!.Value, c.ChoiceOrNone<DecisionKind>(1)!.Value, c.EntityOrNone(2), c.EntityOrNone(3),
            c.MigrationOrNone(4), c.TextOrNone(5), c.Text(6), c.DayOrNone(7), c.TextOrNone(8), c.TextOrNone(9),
            c.TextOrNone(10), c.DayOrNone(11), c.TextOrNone(12), c.TextOrNone(13), c.TextOrNone(14), stated),
        d =>
        [
            Cell.Of(d.Id.Text), Cell.Of((long)d.Kind), Cell.Of(d.Organisation?.Text), Cell.Of(d.Subject?.Text),
            Cell.Of(d.Migration?.Text), Cell.Of(d.Clause?.Text), Cell.Of(d.By.Text), Cell.Of(d.DecidedOn),
            Cell.Of(d.Reason?.Text), Cell.Of(d.Measures?.Text), Cell.Of(d.WatchedBy?.Text), Cell.Of(d.DueOn),
            Cell.Of(d.ReliesOn?.Text), Cell.Of(d.Evidence?.Text), Cell.Of(d.EvidenceSha256?.Text),
        ]);

    /// <summary>Its id.</summary>
    public DecisionId Id { get; }

    /// <summary>What was decided.</summary>
    public DecisionKind Kind { get; }

    /// <summary>
    /// The body that it concerns; null: all. Of a step of a migration: the body whose role decided.
    /// </summary>
    public EntityId? Organisation { get; }

    /// <summary>What it is about; null when it is about a migration only.</summary>
    public EntityId? Subject { get; }

    /// <summary>The migration that it is about; null when it is about a subject only.</summary>
    public MigrationId? Migration { get; }

    /// <summary>The clause that it answers, such as <c>rijksbreed-cloudbeleid-2026/4.3</c>; null when none.</summary>
    public Label? Clause { get; }

    /// <summary>The role that decided.</summary>
    public Label By { get; }

    /// <summary>The day of the decision; null when unknown.</summary>
    public DateOnly? DecidedOn { get; }

    /// <summary>Why; null when nobody said.</summary>
    public Label? Reason { get; }

    /// <summary>Measures that must be in place first; null when none.</summary>
    public Label? Measures { get; }

    /// <summary>The role that watches over those; null when none.</summary>
    public Label? WatchedBy { get; }

    /// <summary>The day by which something must have been done; null when there is no deadline.</summary>
    public DateOnly? DueOn { get; }

    /// <summary>The safeguard on which it relies, such as <c>adequacy:US</c>; null when none.</summary>
    public Label? ReliesOn { get; }

    /// <summary>Where it can be read; null when nowhere.</summary>
    public Label? Evidence { get; }

    /// <summary>The SHA-256 of that, in lower-case hexadecimal digits; null when unknown.</summary>
    public Label? EvidenceSha256 { get; }

    /// <summary>Makes a decision; it is about a subject, a migration, or both.</summary>
    public static Result<Decision> Of(
        DecisionId id, DecisionKind kind, EntityId? organisation, EntityId? subject, MigrationId? migration, Label? clause,
        Label by, DateOnly? decidedOn, Label? reason, Label? measures, Label? watchedBy, DateOnly? dueOn, Label? reliesOn,
        Label? evidence, Label? evidenceSha256, Provenance stated) =>
        subject is null && migration is null
            ? new DecisionAboutNothing(id)
            : new Decision(
                id, kind, organisation, subject, migration, clause, by, decidedOn, reason, measures, watchedBy, dueOn,
                reliesOn, evidence, evidenceSha256, stated);
}

/// <summary>A decision that names neither a subject nor a migration.</summary>
public sealed record DecisionAboutNothing(DecisionId Id) : Problem(new Phrase(
    $"{Quote(Id.Text)} is about nothing: expected a subject or a migration",
    $"{Quote(Id.Text)} gaat nergens over: verwacht een onderwerp (subject) of een migratie (migration)"));

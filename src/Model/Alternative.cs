namespace Sluiswachter.Model;

/// <summary>One service or function that can meet a requirement.</summary>
/// <param name="Requirement">The requirement that it can meet.</param>
/// <param name="Service">The service, or a function such as DigiD, that meets it.</param>
/// <param name="GraceHours">Hours between its failure and its being felt; null: the default of the purpose.</param>
/// <param name="Role">Whether it is in use or stands by.</param>
/// <param name="Data">In what form it sees the consumer's data; null when unknown.</param>
/// <param name="DataClass">The class of the data it sees; null: the consumer's.</param>
/// <param name="CustomerHeldKeys">Overrides the service's own; null: the service's.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Alternative(
    RequirementId Requirement,
    EntityId Service,
    int? GraceHours,
    AlternativeRole Role,
    DataHandling? Data,
    DataClass? DataClass,
    bool? CustomerHeldKeys,
    Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How alternatives are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Alternative>(
        FactKind.Alternative,
        "alternatives",
        keyLength: 2,
        [
            Column.Reference("requirement", required: true, FactKind.Requirement),
            Column.Reference("service", required: true, FactKind.Service, FactKind.Function),
            Column.Count("grace_hours", 0, Hours.Most), Column.Choice<AlternativeRole>("role"),
            Column.Choice<DataHandling>("data"), Column.Choice<DataClass>("data_class"), Column.Flag("customer_held_keys"),
        ],
        (c, stated) => new Alternative(
            c.Requirement(0), c.Entity(1), c.IntOrNone(2), c.ChoiceOrNone<AlternativeRole>(3) ?? AlternativeRole.Active,
            c.ChoiceOrNone<DataHandling>(4), c.ChoiceOrNone<DataClass>(5), c.FlagOrNone(6), stated),
        a =>
        [
            Cell.Of(a.Requirement.Text), Cell.Of(a.Service.Text), Cell.Of(a.GraceHours), Cell.Of((long)a.Role),
            Cell.Of((long?)a.Data), Cell.Of((long?)a.DataClass),
            Cell.Of(a.CustomerHeldKeys is { } held ? (held ? 1 : 0) : (long?)null),
        ]);
}

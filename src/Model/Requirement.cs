namespace Sluiswachter.Model;

/// <summary>A consumer needs <see cref="Need"/> of several alternatives for a purpose.</summary>
/// <remarks>
/// One type expresses plain dependence, fallback, multi-cloud, supply chains and sub-processors. A consumer that is an
/// organisation stands for each of that organisation's own functions.
/// </remarks>
public sealed record Requirement : Fact
{
    private Requirement(
        RequirementId id, EntityId consumer, Purpose purpose, int need, bool? material, ContractId? contract,
        RequirementStatus status, int? exitHours, RequirementId? replaces, Provenance stated)
        : base(stated)
    {
        (Id, Consumer, Purpose, Need, Material) = (id, consumer, purpose, need, material);
        (Contract, Status, ExitHours, Replaces) = (contract, status, exitHours, replaces);
    }

    /// <summary>How requirements are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Requirement>(
        FactKind.Requirement,
        "requirements",
        keyLength: 1,
        [
            Column.Id(IdSpace.Requirement),
            Column.Reference("consumer", required: true, FactKind.Function, FactKind.Service, FactKind.Organisation),
            Column.Choice<Purpose>("purpose", required: true), Column.Count("need", 1, Hours.Most), Column.Flag("material"),
            Column.Reference("contract", required: false, FactKind.Contract), Column.Choice<RequirementStatus>("status"),
            Column.Count("exit_hours", 0, Hours.Most), Column.Reference("replaces", required: false, FactKind.Requirement),
        ],
        (c, stated) => Of(
            c.Requirement(0), c.Entity(1), c.ChoiceOrNone<Purpose>(2)!.Value, c.IntOrNone(3) ?? 1, c.FlagOrNone(4),
            c.ContractOrNone(5), c.ChoiceOrNone<RequirementStatus>(6) ?? RequirementStatus.InUse, c.IntOrNone(7),
            c.RequirementOrNone(8), stated),
        r =>
        [
            Cell.Of(r.Id.Text), Cell.Of(r.Consumer.Text), Cell.Of((long)r.Purpose), Cell.Of(r.Need),
            Cell.Of(r.Material is { } material ? (material ? 1 : 0) : (long?)null), Cell.Of(r.Contract?.Text),
            Cell.Of((long)r.Status), Cell.Of(r.ExitHours), Cell.Of(r.Replaces?.Text),
        ]);

    /// <summary>Its id.</summary>
    public RequirementId Id { get; }

    /// <summary>The function, service or organisation that needs.</summary>
    public EntityId Consumer { get; }

    /// <summary>What it is needed for.</summary>
    public Purpose Purpose { get; }

    /// <summary>How many alternatives must work, at least 1.</summary>
    public int Need { get; }

    /// <summary>Whether the use is material by the body's own definition; null when unknown.</summary>
    public bool? Material { get; }

    /// <summary>The contract under which it is used; null when unknown.</summary>
    public ContractId? Contract { get; }

    /// <summary>Where the use stands in its life.</summary>
    public RequirementStatus Status { get; }

    /// <summary>Whether it is of today; else it is planned or considered.</summary>
    public bool IsInUse => Status is not (RequirementStatus.Considered or RequirementStatus.Planned);

    /// <summary>Hours in which the exit can be carried out; null when unknown.</summary>
    public int? ExitHours { get; }

    /// <summary>The requirement that this one takes the place of; null when none.</summary>
    public RequirementId? Replaces { get; }

    /// <summary>Makes a requirement; what is considered or planned must say from when, and nothing replaces itself.</summary>
    public static Result<Requirement> Of(
        RequirementId id, EntityId consumer, Purpose purpose, int need, bool? material, ContractId? contract,
        RequirementStatus status, int? exitHours, RequirementId? replaces, Provenance stated)
    {
        if (need < 1)
        {
            return new NotACount(need.ToString(), 1, Hours.Most);
        }

        if (status is RequirementStatus.Considered or RequirementStatus.Planned && stated.Validity.From is null)
        {
            return new FutureWithoutDate(status);
        }

        return replaces == id
            ? new ReplacesItself(id)
            : new Requirement(id, consumer, purpose, need, material, contract, status, exitHours, replaces, stated);
    }
}

/// <summary>A considered or planned requirement that does not say from when.</summary>
public sealed record FutureWithoutDate(RequirementStatus Status) : Problem(new Phrase(
    $"valid_from is empty while status is {Status.ToString().ToLowerInvariant()}: expected the day from which it is to hold",
    $"valid_from is leeg terwijl de status {Status.ToString().ToLowerInvariant()} is: verwacht de dag vanaf wanneer het geldt"));

/// <summary>A requirement that is said to replace itself.</summary>
public sealed record ReplacesItself(RequirementId Id) : Problem(new Phrase(
    $"{Quote(Id.Text)} replaces itself: expected another requirement",
    $"{Quote(Id.Text)} vervangt zichzelf: verwacht een andere afhankelijkheid"));

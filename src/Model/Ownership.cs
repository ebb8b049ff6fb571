namespace Sluiswachter.Model;

/// <summary>One supplier's holding in another.</summary>
/// <remarks>
/// The owner controls the owned when <see cref="Control"/> is sole, or not stated and <see cref="SharePercent"/> is
/// above 50. Only holdings in force count. Shares are neither added across owners nor multiplied along chains.
/// </remarks>
public sealed record Ownership : Fact
{
    private Ownership(
        EntityId owner, EntityId owned, decimal? sharePercent, Control? control, OwnershipStatus status, Provenance stated)
        : base(stated) =>
        (Owner, Owned, SharePercent, Control, Status) = (owner, owned, sharePercent, control, status);

    /// <summary>How ownership is written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Ownership>(
        FactKind.Ownership,
        "ownership",
        keyLength: 2,
        [
            Column.Reference("owner", required: true, FactKind.Supplier),
            Column.Reference("owned", required: true, FactKind.Supplier),
            Column.Number("share", 0, 100), Column.Choice<Control>("control"), Column.Choice<OwnershipStatus>("status"),
        ],
        (c, stated) => Of(
            c.Entity(0), c.Entity(1), c.DecimalOrNone(2), c.ChoiceOrNone<Control>(3),
            c.ChoiceOrNone<OwnershipStatus>(4) ?? OwnershipStatus.InForce, stated),
        o =>
        [
            Cell.Of(o.Owner.Text), Cell.Of(o.Owned.Text),
            Cell.Of(o.SharePercent?.ToString("0.############################")),
            Cell.Of((long?)o.Control), Cell.Of((long)o.Status),
        ]);

    /// <summary>The supplier that owns.</summary>
    public EntityId Owner { get; }

    /// <summary>The supplier that is owned.</summary>
    public EntityId Owned { get; }

    /// <summary>Percentage of the shares, 0 to 100; null when unknown.</summary>
    public decimal? SharePercent { get; }

    /// <summary>The kind of say; null when not stated.</summary>
    public Control? Control { get; }

    /// <summary>Where the holding stands.</summary>
    public OwnershipStatus Status { get; }

    /// <summary>Makes a holding; nobody owns itself, and a share lies between 0 and 100.</summary>
    public static Result<Ownership> Of(
        EntityId owner, EntityId owned, decimal? sharePercent, Control? control, OwnershipStatus status, Provenance stated)
    {
        if (owner == owned)
        {
            return new OwnsItself(owner);
        }

        return sharePercent is < 0 or > 100
            ? new NotADecimal(sharePercent.Value.ToString(), 0, 100)
            : new Ownership(owner, owned, sharePercent, control, status, stated);
    }
}

/// <summary>A supplier that is said to own itself.</summary>
public sealed record OwnsItself(EntityId Supplier) : Problem(new Phrase(
    $"{Quote(Supplier.Text)} is both owner and owned: expected two different suppliers",
    $"{Quote(Supplier.Text)} is zowel eigenaar als eigendom: verwacht twee verschillende leveranciers"));

namespace Sluiswachter.Model;

/// <summary>What the cloud policy asks about a function besides what it is: marks that decide which clauses apply.</summary>
/// <remarks>Null means unknown, which is never taken for no.</remarks>
/// <param name="Function">The function.</param>
/// <param name="PrimaryProcess">Whether it belongs to the primary process (core tasks) of its body; null when unknown.</param>
/// <param name="LargeScalePersonalData">Whether it works with personal data on a large scale; null when unknown.</param>
/// <param name="BaseRegister">Whether it keeps source data of a base register (basisregistratie); null when unknown.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record Classification(
    EntityId Function, bool? PrimaryProcess, bool? LargeScalePersonalData, bool? BaseRegister, Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How classifications are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<Classification>(
        FactKind.Classification,
        "classifications",
        keyLength: 1,
        [
            Column.Reference("function", required: true, FactKind.Function), Column.Flag("primary_process"),
            Column.Flag("large_scale_personal_data"), Column.Flag("base_register"),
        ],
        (c, stated) => new Classification(c.Entity(0), c.FlagOrNone(1), c.FlagOrNone(2), c.FlagOrNone(3), stated),
        f => [Cell.Of(f.Function.Text), Cell.Of(f.PrimaryProcess), Cell.Of(f.LargeScalePersonalData), Cell.Of(f.BaseRegister)]);
}

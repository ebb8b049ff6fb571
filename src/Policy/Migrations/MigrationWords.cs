using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What steps and states of migrations are called in sentences.</summary>
public static class MigrationWords
{
    internal static Phrase AnotherMigration { get; } = new("propose another migration", "stel een andere migratie voor");

    internal static Phrase ProposeFirst { get; } = new("it is to be proposed first", "stel ze eerst voor");

    internal static Phrase DecideFirst { get; } = new(
        "it is to be approved or refused first", "keur ze eerst goed of wijs ze af");

    internal static Phrase ReconsiderFirst { get; } = new("it is to be reconsidered first", "heroverweeg ze eerst");

    internal static Phrase ApproveFirst { get; } = new("it is to be approved first", "keur ze eerst goed");

    internal static Phrase NoMeasuresAsked { get; } = new(
        "no measures are asked that are not in place", "er worden geen maatregelen gevraagd die nog niet zijn getroffen");

    internal static Phrase MeasuresFirst { get; } = new(
        "the measures are to be in place first", "tref eerst de maatregelen");

    /// <summary>What a step is called, as something that was done to the migration.</summary>
    public static Phrase Of(DecisionKind step) => step switch
    {
        DecisionKind.Proposed => new("proposed", "voorgesteld"),
        DecisionKind.Substantiated => new("substantiated", "onderbouwd"),
        DecisionKind.Approved => new("approved", "goedgekeurd"),
        DecisionKind.ApprovedInPart => new("approved in part or under conditions", "deels of onder voorwaarden goedgekeurd"),
        DecisionKind.Refused => new("refused", "afgewezen"),
        DecisionKind.HouseInformed => new("House informed", "Kamer geïnformeerd"),
        DecisionKind.MeasuresInPlace => new("measures in place", "maatregelen getroffen"),
        DecisionKind.Reconsidered => new("reconsidered", "heroverwogen"),
        DecisionKind.Withdrawn => new("withdrawn", "ingetrokken"),
        DecisionKind.CarriedOut => new("carried out", "uitgevoerd"),
        DecisionKind.Accepted => new("accepted", "aanvaard"),
        DecisionKind.Mitigated => new("mitigated", "beperkt"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "no step of a migration, and no treatment of a risk"),
    };

    /// <summary>What a state is called, after "the migration is".</summary>
    public static Phrase Of(MigrationState state) => state switch
    {
        MigrationState.Announced => new("only announced", "alleen aangekondigd"),
        MigrationState.Proposed => new("proposed", "voorgesteld"),
        MigrationState.Substantiated => new("substantiated", "onderbouwd"),
        MigrationState.ApprovedInPart => new(
            "approved in part or under conditions", "deels of onder voorwaarden goedgekeurd"),
        MigrationState.Approved => new("approved", "goedgekeurd"),
        MigrationState.ConsentLapsed => new(
            "considered again, for its measures were not in place in time", "opnieuw in overweging, want haar maatregelen waren niet op tijd getroffen"),
        MigrationState.Reconsidered => new("being reconsidered", "in heroverweging"),
        MigrationState.Refused => new("refused", "afgewezen"),
        MigrationState.Withdrawn => new("withdrawn", "ingetrokken"),
        MigrationState.CarriedOut => new("carried out", "uitgevoerd"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no such state"),
    };
}

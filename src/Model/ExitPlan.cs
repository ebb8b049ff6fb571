namespace Sluiswachter.Model;

/// <summary>How a body would leave a service: planned, and when it is suddenly interrupted.</summary>
/// <remarks>A living document, as an <see cref="Assessment"/> is. Where it leads is told by <see cref="ExitAlternative"/>.</remarks>
/// <param name="Id">Its id.</param>
/// <param name="Organisation">The body that would leave.</param>
/// <param name="Service">The service that it would leave.</param>
/// <param name="Owner">The role that answers for the plan; null when unknown.</param>
/// <param name="DrawnUpOn">The day on which it was written; null when unknown.</param>
/// <param name="ReviewOn">The day on which it is to be looked at again; null when none was set.</param>
/// <param name="PlannedExit">Whether it covers a planned exit; null when unknown.</param>
/// <param name="SuddenExit">Whether it covers a sudden interruption; null when unknown.</param>
/// <param name="DataDestruction">Whether it covers the destruction of data that stays behind; null when unknown.</param>
/// <param name="TestedOn">The day on which the body tried it out; null when never, or unknown.</param>
/// <param name="TestPassed">Whether that went well; null when unknown.</param>
/// <param name="Cost">What leaving costs, in euros; null when unknown.</param>
/// <param name="Evidence">Where it can be read; null when nowhere.</param>
/// <param name="EvidenceSha256">The SHA-256 of that, in lower-case hexadecimal digits; null when unknown.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record ExitPlan(
    ExitPlanId Id,
    EntityId Organisation,
    EntityId Service,
    Label? Owner,
    DateOnly? DrawnUpOn,
    DateOnly? ReviewOn,
    bool? PlannedExit,
    bool? SuddenExit,
    bool? DataDestruction,
    DateOnly? TestedOn,
    bool? TestPassed,
    decimal? Cost,
    Label? Evidence,
    Label? EvidenceSha256,
    Provenance Provenance)
    : Fact(Provenance)
{
    /// <summary>How exit plans are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<ExitPlan>(
        FactKind.ExitPlan,
        "exit_plans",
        keyLength: 1,
        [
            Column.Id(IdSpace.ExitPlan), Column.Reference("organisation", required: true, FactKind.Organisation),
            Column.Reference("service", required: true, FactKind.Service), Column.Text("owner"),
            Column.Day("drawn_up_on"), Column.Day("review_on"), Column.Flag("planned_exit"), Column.Flag("sudden_exit"),
            Column.Flag("data_destruction"), Column.Day("tested_on"), Column.Flag("test_passed"),
            Column.Number("cost", 0, 1_000_000_000_000), Column.Text("evidence"), Column.Text("evidence_sha256"),
        ],
        (c, stated) => new ExitPlan(
            c.ExitPlan(0), c.Entity(1), c.Entity(2), c.TextOrNone(3), c.DayOrNone(4), c.DayOrNone(5), c.FlagOrNone(6),
            c.FlagOrNone(7), c.FlagOrNone(8), c.DayOrNone(9), c.FlagOrNone(10), c.DecimalOrNone(11), c.TextOrNone(12),
            c.TextOrNone(13), stated),
        p =>
        [
            Cell.Of(p.Id.Text), Cell.Of(p.Organisation.Text), Cell.Of(p.Service.Text), Cell.Of(p.Owner?.Text),
            Cell.Of(p.DrawnUpOn), Cell.Of(p.ReviewOn), Cell.Of(p.PlannedExit), Cell.Of(p.SuddenExit),
            Cell.Of(p.DataDestruction), Cell.Of(p.TestedOn), Cell.Of(p.TestPassed),
            Cell.Of(p.Cost?.ToString("0.############################")), Cell.Of(p.Evidence?.Text),
            Cell.Of(p.EvidenceSha256?.Text),
        ]);
}

/// <summary>A service to which an exit plan leads.</summary>
/// <param name="Plan">The exit plan.</param>
/// <param name="Service">The service that would take over.</param>
/// <param name="Provenance">Who says so and when it holds.</param>
public sealed record ExitAlternative(ExitPlanId Plan, EntityId Service, Provenance Provenance) : Fact(Provenance)
{
    /// <summary>How they are written down.</summary>
    public static FactSchema Schema { get; } = FactSchema.For<ExitAlternative>(
        FactKind.ExitAlternative,
        "exit_alternatives",
        keyLength: 2,
        [
            Column.Reference("exit_plan", required: true, FactKind.ExitPlan),
            Column.Reference("service", required: true, FactKind.Service),
        ],
        (c, stated) => new ExitAlternative(c.ExitPlan(0), c.Entity(1), stated),
        a => [Cell.Of(a.Plan.Text), Cell.Of(a.Service.Text)]);
}

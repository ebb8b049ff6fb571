using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What the exit plan that counts for a use says and what became of it.</summary>
/// <remarks>
/// What is told in a weighing goes before facts. What a plan covers is unknown until it says so; but a test is something
/// that happens: one that is not on file was not held, as an analysis that is not on file was not made. Where there is no
/// plan, it covers nothing.
/// </remarks>
public static class UseExits
{
    /// <summary>Whether the plan covers both a planned exit and a sudden interruption.</summary>
    public static Known<bool> ExitScenarios(this Use use) => use.TellsFlag(UseQuestion.ExitScenarios) ?? Of(
        use,
        plan => plan.PlannedExit == false || plan.SuddenExit == false ? false
            : plan.PlannedExit == true && plan.SuddenExit == true ? true : null);

    /// <summary>Whether the plan covers the destruction of data that stays behind.</summary>
    public static Known<bool> DataDestruction(this Use use) =>
        use.TellsFlag(UseQuestion.DataDestruction) ?? Of(use, plan => plan.DataDestruction);

    /// <summary>Whether the body tested the plan in the year before a day without failing.</summary>
    public static Known<bool> ExitTested(this Use use, DateOnly at) => use.TellsFlag(UseQuestion.ExitTested) ?? Of(
        use, plan => plan.TestedOn >= at.AddYears(-1) && plan.TestPassed != false);

    /// <summary>Whether the plan was drawn up or tested in the year before a day, and is not due for review.</summary>
    public static Known<bool> ExitReviewed(this Use use, DateOnly at) => use.TellsFlag(UseQuestion.ExitReviewed) ?? Of(
        use,
        plan => plan.ReviewOn < at ? false
            : plan.DrawnUpOn >= at.AddYears(-1) || plan.TestedOn >= at.AddYears(-1) ? true
            : plan.DrawnUpOn is null ? null : false);

    private static Known<bool> Of(Use use, Func<ExitPlan, bool?> covers) =>
        use.HasExitPlan() is { Value: false } none ? none
        : use.ExitPlan() is { } way ? new Known<bool>(covers(way.Plan), UseDossiers.GroundsOf(way.Plan))
        : UseFacts.Unknown<bool>();
}

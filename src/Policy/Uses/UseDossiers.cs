using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What a use has on file, as clauses ask for it: analyses, plans and decisions that stand on a day.</summary>
/// <remarks>What is told in a weighing goes before facts; without a dossier all of it is unknown.</remarks>
public static class UseDossiers
{
    /// <summary>Whether there is an approved assessment of a kind.</summary>
    public static Known<bool> Approved(this Use use, AssessmentKind kind)
    {
        if (QuestionOf(kind) is { } question && use.TellsFlag(question) is { } told)
        {
            return told;
        }

        if (use.Dossier is not { } dossier)
        {
            return UseFacts.Unknown<bool>();
        }

        var approved = Covering(use, dossier.Assessments.Where(a => a.Kind == kind && a.ApprovedOn is not null));
        if (approved is not null)
        {
            return new Known<bool>(true, [new Ground(Says(approved, "approved", "goedgekeurd"), approved.Provenance)]);
        }

        var draft = dossier.Assessments.FirstOrDefault(a => a.Kind == kind);
        return new Known<bool>(
            false, draft is null ? [] : [new Ground(Says(draft, "not approved, or not for all functions", "niet goedgekeurd, of niet voor alle diensten"), draft.Provenance)]);
    }

    /// <summary>The assessment of a kind that was to be looked at again before a day and was not; null when none.</summary>
    public static Assessment? Overdue(this Use use, AssessmentKind kind, DateOnly at) =>
        use.Dossier?.Assessments.FirstOrDefault(a => a.Kind == kind && a.ApprovedOn is not null && a.ReviewOn < at);

    /// <summary>The exit plan that counts: the one tested last, or else drawn up last; null when there is none.</summary>
    public static ExitWay? ExitPlan(this Use use) => use.Dossier?.ExitPlans
        .OrderByDescending(p => p.Plan.TestedOn).ThenByDescending(p => p.Plan.DrawnUpOn)
        .ThenBy(p => p.Plan.Id.Text, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Whether there is an exit plan.</summary>
    public static Known<bool> HasExitPlan(this Use use) => use.TellsFlag(UseQuestion.ExitPlan) ?? (use.Dossier is null
        ? UseFacts.Unknown<bool>()
        : new Known<bool>(use.ExitPlan() is not null, use.ExitPlan() is { } plan ? [GroundOf(plan.Plan)] : []));

    /// <summary>The last decision of a kind about the use that holds; null when there is none.</summary>
    public static Decision? Decided(this Use use, DecisionKind kind) => use.Dossier?.Decisions
        .Where(d => d.Kind == kind).OrderByDescending(d => d.DecidedOn).ThenBy(d => d.Id.Text, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Whether a decision of a kind was taken about the use.</summary>
    /// <param name="use">The use.</param>
    /// <param name="kind">The kind of decision.</param>
    /// <param name="question">The question by which it is told in a weighing.</param>
    public static Known<bool> HasDecided(this Use use, DecisionKind kind, UseQuestion question) =>
        use.TellsFlag(question) ?? (use.Dossier is null
            ? UseFacts.Unknown<bool>()
            : new Known<bool>(use.Decided(kind) is not null, use.Decided(kind) is { } decision
                ? [new Ground(
                    new Phrase($"{decision.By}, {decision.DecidedOn:yyyy-MM-dd}", $"{decision.By}, {decision.DecidedOn:yyyy-MM-dd}"),
                    decision.Provenance)]
                : []));

    /// <summary>The ground that an exit plan is.</summary>
    public static Ground GroundOf(ExitPlan plan) => new(
        plan.TestedOn is { } tested
            ? new Phrase($"exit plan {plan.Id}, tested on {tested:yyyy-MM-dd}", $"exitplan {plan.Id}, getest op {tested:yyyy-MM-dd}")
            : new Phrase($"exit plan {plan.Id}, no test known", $"exitplan {plan.Id}, geen test bekend"),
        plan.Provenance);

    /// <summary>
    /// An assessment that covers the use: of the service or its supplier; or, of the functions, when each has one.
    /// </summary>
    private static Assessment? Covering(Use use, IEnumerable<Assessment> assessments)
    {
        var all = assessments.OrderByDescending(a => a.ApprovedOn).ThenBy(a => a.Id.Text, StringComparer.Ordinal).ToList();
        return all.Find(a => a.Subject == use.Service.Id || a.Subject == use.Supplier.Id) ??
            (use.Functions.Count > 0 && use.Functions.All(f => f.Function is { } of && all.Exists(a => a.Subject == of.Id))
                ? all.First(a => a.Subject == use.Functions[0].Function!.Id)
                : null);
    }

    private static Phrase Says(Assessment assessment, string english, string dutch) => new(
        $"{ChoiceWords.Of(assessment.Kind).English} {assessment.Id}: {english}{(assessment.ApprovedOn is { } on ? $" on {on:yyyy-MM-dd}" : "")}",
        $"{ChoiceWords.Of(assessment.Kind).Dutch} {assessment.Id}: {dutch}{(assessment.ApprovedOn is { } op ? $" op {op:yyyy-MM-dd}" : "")}");

    private static UseQuestion? QuestionOf(AssessmentKind kind) => kind switch
    {
        AssessmentKind.RiskAnalysis => UseQuestion.RiskAnalysis,
        AssessmentKind.PreScanDpia => UseQuestion.PreScanDpia,
        AssessmentKind.Dpia => UseQuestion.Dpia,
        AssessmentKind.Dtia => UseQuestion.Dtia,
        _ => null,
    };
}

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

        if (Covering(use, dossier, kind, DateOnly.MinValue) is { } approved)
        {
            return new Known<bool>(true, UnspokenGrounds.Of(
                approved, static a => [new Ground(Says(a, "approved", "goedgekeurd"), a.Provenance)]));
        }

        foreach (var draft in dossier.Assessments)
        {
            if (draft.Kind == kind)
            {
                return new Known<bool>(false, UnspokenGrounds.Of(draft, static a => [new Ground(
                    Says(a, "not approved, or not for all functions", "niet goedgekeurd, of niet voor alle diensten"), a.Provenance)]));
            }
        }

        return new Known<bool>(false, UseFacts.NoGrounds);
    }

    /// <summary>Whether there is an approved assessment of a kind whose day of review has not passed.</summary>
    public static Known<bool> Current(this Use use, AssessmentKind kind, DateOnly at)
    {
        var approved = use.Approved(kind);
        if (approved.Value != true || use.Dossier is not { } dossier || (QuestionOf(kind) is { } asked && use.Tells(asked) is not null))
        {
            return approved;
        }

        return Covering(use, dossier, kind, at) is null && use.Overdue(kind, at) is { } overdue
            ? new Known<bool>(false, [new Ground(
                new Phrase(
                    $"{ChoiceWords.Of(kind).English} {overdue.Id}: was to be reviewed on {overdue.ReviewOn:yyyy-MM-dd}",
                    $"{ChoiceWords.Of(kind).Dutch} {overdue.Id}: te herzien op {overdue.ReviewOn:yyyy-MM-dd}"),
                overdue.Provenance)])
            : approved;
    }

    /// <summary>Whether the privacy risk is high, as the approved pre-scan DPIA concludes.</summary>
    /// <remarks>
    /// It says so by one of the words high and hoog, or low and laag. Special categories on a large scale are a high risk by
    /// law (GDPR, article 35(3)(b)).
    /// </remarks>
    public static Known<bool> HighPrivacyRisk(this Use use)
    {
        if (use.TellsFlag(UseQuestion.HighPrivacyRisk) is { } told)
        {
            return told;
        }

        var (special, large) = (use.SpecialCategories(), use.LargeScalePersonalData());
        if (special.Value == true && large.Value == true)
        {
            return new Known<bool>(true, UnspokenGrounds.Of(special.Grounds, large.Grounds));
        }

        var scan = use.Dossier?.Assessments
            .Where(a => a.Kind == AssessmentKind.PreScanDpia && a.ApprovedOn is not null && a.Conclusion is not null)
            .MaxBy(a => (a.ApprovedOn, a.Id.Text));
        bool? high = scan?.Conclusion?.Text.Trim().ToLowerInvariant() switch
        {
            "high" or "hoog" => true,
            "low" or "laag" => false,
            _ => null,
        };
        return high is null
            ? UseFacts.Unknown<bool>()
            : new Known<bool>(high, [new Ground(Says(scan!, $"risk {scan!.Conclusion}", $"risico {scan.Conclusion}"), scan.Provenance)]);
    }

    /// <summary>Whether risk analysis and exit plan were published, or whichever of them is on file is classified.</summary>
    public static Known<bool> PublishedOrClassified(this Use use)
    {
        var published = use.HasDecided(DecisionKind.Published, UseQuestion.Published);
        if (published.Value != false || use.Dossier is not { } dossier || use.Tells(UseQuestion.Published) is not null)
        {
            return published;
        }

        List<Provenance> papers =
        [
            .. dossier.Assessments.Where(a => a.Kind == AssessmentKind.RiskAnalysis && a.ApprovedOn is not null).Select(a => a.Provenance),
            .. dossier.ExitPlans.Select(p => p.Plan.Provenance),
        ];
        return papers.Count > 0 && papers.TrueForAll(p => p.Marking == Marking.Confidential)
            ? new Known<bool>(true, [new Ground(new Phrase("they are confidential", "zij zijn vertrouwelijk"), papers[0])])
            : published;
    }

    /// <summary>Whether the use was reported on or after a day; unknown when a report does not say when.</summary>
    public static Known<bool> ReportedSince(this Use use, DateOnly since)
    {
        var reported = use.HasDecided(DecisionKind.Reported, UseQuestion.Reported);
        return reported.Value == true && use.Tells(UseQuestion.Reported) is null
            ? reported with { Value = use.Decided(DecisionKind.Reported)!.DecidedOn is { } on ? on >= since : null }
            : reported;
    }

    /// <summary>Whether a departure from a clause was explained, by a decision that names the clause.</summary>
    public static Known<bool> Explained(this Use use, string clause, UseQuestion question)
    {
        if (use.TellsFlag(question) is { } told)
        {
            return told;
        }

        var explained = use.Dossier?.Decisions.FirstOrDefault(d => d.Kind == DecisionKind.Explained && d.Clause?.Text == clause);
        return use.Dossier is null ? UseFacts.Unknown<bool>()
            : new Known<bool>(explained is not null, explained is null ? UseFacts.NoGrounds : GroundsOf(explained));
    }

    /// <summary>The assessment of a kind that was to be looked at again before a day and was not; null when none.</summary>
    public static Assessment? Overdue(this Use use, AssessmentKind kind, DateOnly at) =>
        use.Dossier?.Assessments.FirstOrDefault(a => a.Kind == kind && a.ApprovedOn is not null && a.ReviewOn < at);

    /// <summary>The exit plan that counts: the one tested last, or else drawn up last; null when there is none.</summary>
    public static ExitWay? ExitPlan(this Use use) => use.Dossier?.ExitPlans switch
    {
        null or [] => null,
        [var only] => only,
        var several => several
            .OrderByDescending(p => p.Plan.TestedOn).ThenByDescending(p => p.Plan.DrawnUpOn)
            .ThenBy(p => p.Plan.Id.Text, StringComparer.Ordinal).First(),
    };

    /// <summary>Whether there is an exit plan.</summary>
    public static Known<bool> HasExitPlan(this Use use) => use.TellsFlag(UseQuestion.ExitPlan) ?? (use.Dossier is null
        ? UseFacts.Unknown<bool>()
        : use.ExitPlan() is { } way ? new Known<bool>(true, GroundsOf(way.Plan))
        : new Known<bool>(false, UseFacts.NoGrounds));

    /// <summary>The last decision of a kind about the use that holds; null when there is none.</summary>
    public static Decision? Decided(this Use use, DecisionKind kind) => use.Dossier is not { Decisions.Count: > 0 } dossier ? null
        : dossier.Decisions
        .Where(d => d.Kind == kind).OrderByDescending(d => d.DecidedOn).ThenBy(d => d.Id.Text, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Whether a decision of a kind was taken about the use.</summary>
    /// <param name="use">The use.</param>
    /// <param name="kind">The kind of decision.</param>
    /// <param name="question">The question by which it is told in a weighing.</param>
    public static Known<bool> HasDecided(this Use use, DecisionKind kind, UseQuestion question) =>
        use.TellsFlag(question) ?? (use.Dossier is null
            ? UseFacts.Unknown<bool>()
            : use.Decided(kind) is { } decision ? new Known<bool>(true, GroundsOf(decision))
            : new Known<bool>(false, UseFacts.NoGrounds));

    /// <summary>The ground that an exit plan is.</summary>
    public static Ground GroundOf(ExitPlan plan) => new(
        plan.TestedOn is { } tested
            ? new Phrase($"exit plan {plan.Id}, tested on {tested:yyyy-MM-dd}", $"exitplan {plan.Id}, getest op {tested:yyyy-MM-dd}")
            : new Phrase($"exit plan {plan.Id}, no test known", $"exitplan {plan.Id}, geen test bekend"),
        plan.Provenance);

    /// <summary>The same, not yet put into words.</summary>
    internal static IReadOnlyList<Ground> GroundsOf(ExitPlan plan) => UnspokenGrounds.Of(plan, static p => [GroundOf(p)]);

    private static IReadOnlyList<Ground> GroundsOf(Decision decision) => UnspokenGrounds.Of(decision, static d => [new Ground(
        new Phrase($"{d.By}, {d.DecidedOn:yyyy-MM-dd}", $"{d.By}, {d.DecidedOn:yyyy-MM-dd}"), d.Provenance)]);

    /// <summary>
    /// An assessment that covers the use: of the service or its supplier; or, of the functions, when each has one.
    /// </summary>
    /// <param name="use">The use.</param>
    /// <param name="dossier">Its dossier.</param>
    /// <param name="kind">The kind of assessment, which must be approved.</param>
    /// <param name="notDueBefore">What was to be reviewed before this day does not count.</param>
    private static Assessment? Covering(Use use, UseDossier dossier, AssessmentKind kind, DateOnly notDueBefore)
    {
        if (dossier.Assessments.Count == 0)
        {
            return null;
        }

        var found = LatestOf(use.Service.Id) ?? LatestOf(use.Supplier.Id);
        if (found is not null)
        {
            return found;
        }

        for (var i = use.Functions.Count - 1; i >= 0; i--)
        {
            found = use.Functions[i].Function is { } function ? LatestOf(function.Id) : null;
            if (found is null)
            {
                return null;
            }
        }

        return found;

        Assessment? LatestOf(EntityId subject)
        {
            Assessment? latest = null;
            foreach (var a in dossier.Assessments)
            {
                if (a.Kind == kind && a.Subject == subject && a.ApprovedOn is not null && !(a.ReviewOn < notDueBefore) &&
                    (latest is null || a.ApprovedOn > latest.ApprovedOn ||
                        (a.ApprovedOn == latest.ApprovedOn && string.CompareOrdinal(a.Id.Text, latest.Id.Text) < 0)))
                {
                    latest = a;
                }
            }

            return latest;
        }
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
        AssessmentKind.ContractCheck => UseQuestion.ContractCheck,
        _ => null,
    };
}

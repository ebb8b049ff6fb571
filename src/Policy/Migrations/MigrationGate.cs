using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What a policy asks of migrations to suppliers under the control of some countries.</summary>
/// <param name="Id">Its id, such as <c>motie-1315</c>: the pack of its clauses.</param>
/// <param name="Countries">The countries.</param>
/// <param name="Rules">Which condition means what to whom.</param>
/// <remarks>
/// Data of <c>content/migration-gates/</c>: who is bound by which condition is what politics decides, and it was taken over
/// in part only.
/// </remarks>
public sealed record MigrationGate(string Id, IReadOnlyList<Country> Countries, IReadOnlyList<GateRule> Rules)
{
    /// <summary>Stands in <see cref="GateRule.BodyKinds"/> for every kind that no other rule of the clause names.</summary>
    public const string Others = "*";

    /// <summary>Stands there for bodies of unknown kind, and kinds that do not tell.</summary>
    public const string UnknownKind = "?";

    /// <summary>The rules that concern a body on a day, one per condition, those that are not asked of it left out.</summary>
    public IReadOnlyList<GateRule> RulesFor(Organisation? body, DateOnly day)
    {
        var kind = body?.Kind?.Text.Trim().ToLowerInvariant().Replace(' ', '-') ?? UnknownKind;
        return
        [
            .. Rules.Where(r => r.Clause.Validity.Contains(day)).GroupBy(r => r.Clause.Id, StringComparer.Ordinal)
                .Select(g => g.FirstOrDefault(r => r.BodyKinds.Contains(kind)) ??
                    (kind == UnknownKind ? null : g.FirstOrDefault(r => r.BodyKinds.Contains(Others))))
                .OfType<GateRule>().Where(r => r.Binding != Binding.Exempt),
        ];
    }

    /// <summary>What keeps a step from being taken for a file; null when nothing does.</summary>
    /// <remarks>
    /// Only conditions that bind the body, of a gate that is known to apply: what is advised, or unknown, is a finding and
    /// no bar. Approval waits for the substantiation; carrying out waits for all.
    /// </remarks>
    public Problem? Bars(DecisionKind step, MigrationFile file, MigrationStanding standing, DateOnly day)
    {
        var isConsent = step is DecisionKind.Approved or DecisionKind.ApprovedInPart;
        if ((!isConsent && step != DecisionKind.CarriedOut) || file.LeadsTo(Countries).Value != true)
        {
            return null;
        }

        return RulesFor(file.Body, day)
            .Where(r => r.Binding is Binding.Bound or Binding.Follows && (!isConsent || r.Step == DecisionKind.Substantiated))
            .Where(r => !r.IsMet(standing, file.Begins))
            .Select(r => new ConditionOfTheGate(r, step)).FirstOrDefault();
    }
}

/// <summary>What one condition of a gate means to bodies of some kinds.</summary>
/// <param name="Clause">The condition.</param>
/// <param name="Step">The decision that meets it.</param>
/// <param name="BodyKinds">The kinds of body; <c>*</c> for all others, <c>?</c> for those of unknown kind.</param>
/// <param name="Binding">What it means to them.</param>
/// <param name="Role">Whose decision it must be; null: whoever is competent.</param>
/// <param name="DaysBefore">How many days before the migration begins it is to be met; 0 or more.</param>
public sealed record GateRule(
    Clause Clause, DecisionKind Step, IReadOnlyList<string> BodyKinds, Binding Binding, Phrase? Role, int DaysBefore)
{
    /// <summary>Whether a standing meets it.</summary>
    /// <param name="standing">Where the migration stands.</param>
    /// <param name="begins">The day on which it begins; null when unknown.</param>
    /// <remarks>A substantiation counts when it names the clause: that says that it was made independently.</remarks>
    public bool IsMet(MigrationStanding standing, DateOnly? begins) => Step switch
    {
        DecisionKind.Substantiated => standing.Substantiation is { } s && s.Clause?.Text == Clause.Id && InTime(s, begins),
        DecisionKind.Approved => standing.Consents.Any(c => IsByRole(c.Decision) && InTime(c.Decision, begins)),
        DecisionKind.HouseInformed => standing.HouseInformed is { } told && InTime(told, begins),
        _ => throw new InvalidOperationException($"no condition of a gate asks for {Step}"),
    };

    /// <summary>The last day on which it can be met in time; null when unknown.</summary>
    public DateOnly? Before(DateOnly? begins) => begins?.AddDays(-DaysBefore);

    private bool IsByRole(Decision decision) => Role is not { } role ||
        string.Equals(decision.By.Text.Trim(), role.English, StringComparison.OrdinalIgnoreCase) ||
        string.Equals(decision.By.Text.Trim(), role.Dutch, StringComparison.OrdinalIgnoreCase);

    private bool InTime(Decision decision, DateOnly? begins) => !(MigrationCourse.DayOf(decision) > Before(begins));
}

/// <summary>A condition that binds the body and is not met.</summary>
public sealed record ConditionOfTheGate(GateRule Rule, DecisionKind Step) : Problem(new Phrase(
    $"'{MigrationWords.Of(Step).English}' waits for a condition that is {Bindings.Of(Rule.Binding).English}: {Rule.Clause.Title.English} ({Rule.Clause.Attribution.English})",
    $"'{MigrationWords.Of(Step).Dutch}' wacht op een voorwaarde die {Bindings.Of(Rule.Binding).Dutch} is: {Rule.Clause.Title.Dutch} ({Rule.Clause.Attribution.Dutch})"));

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What a migration still needs, or lacks: the clause, by whom it is settled, and by when.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Binding">What the clause means to the body.</param>
/// <param name="Says">What was found, in a sentence without capital and full stop.</param>
/// <param name="SettledBy">What would settle it.</param>
/// <param name="By">Who would have to do that.</param>
/// <param name="Before">The last day on which it is in time; null when unknown.</param>
/// <param name="IsOpen">Whether it is unknown if the clause applies.</param>
/// <param name="Grounds">The facts that show it.</param>
public sealed record MigrationFinding(
    Migration Migration, Clause Clause, Binding Binding, Phrase Says, Phrase SettledBy, Phrase By, DateOnly? Before,
    bool IsOpen, params IReadOnlyList<Ground> Grounds)
{
    /// <summary>The first day of the state that was found; null when unknown.</summary>
    public DateOnly? Since => Grounds.Select(g => g.By?.Validity.From).Append(Migration.Provenance.Validity.From)
        .Append(Clause.Validity.From).Max();

    /// <summary>Whether it is to be settled within some days of a day, or should have been.</summary>
    /// <param name="at">The day.</param>
    /// <param name="days">How many days to look ahead, 0 or more.</param>
    public bool IsDue(DateOnly at, int days) => Before is not { } last || last.DayNumber - at.DayNumber <= days;
}

/// <summary>How a migration is held against its gates and against what was decided about it.</summary>
public static class MigrationFindings
{
    private static readonly Clause Consent = Own(
        "consent", Severity.Prohibited, new Phrase(
            "What a migration brings is planned and begins only with a consent that holds",
            "Wat een migratie brengt, is pas gepland en begint pas met een instemming die geldt"));

    private static readonly Clause Measures = Own(
        "measures", Severity.Conditional, new Phrase(
            "The measures under which a migration may go are in place in time, or the consent lapses",
            "De maatregelen waaronder een migratie mag doorgaan zijn op tijd getroffen, of de instemming vervalt"));

    private static readonly Clause Order = Own(
        "order", Severity.Attention, new Phrase(
            "Decisions about a migration follow each other in order, and those of four eyes in two pairs",
            "Besluiten over een migratie volgen elkaar in volgorde, en vier ogen zijn die van twee rollen"));

    /// <summary>Everything that a migration still needs or lacks on a day, what comes first on top.</summary>
    public static IReadOnlyList<MigrationFinding> Of(MigrationFile file, IReadOnlyList<MigrationGate> gates, DateOnly at)
    {
        var replayed = file.Replay(out var outOfOrder);
        var standing = replayed.On(at);
        var concerns = standing.IsOpen || standing.State == MigrationState.CarriedOut;
        return
        [
            .. outOfOrder.Select(o => OutOfOrder(file, o.Decision, o.Why)),
            .. replayed.Consents.Except(standing.Consents).Select(c => Lapsed(file, c)),
            .. standing.State == MigrationState.CarriedOut ? [] : WithoutConsent(file, standing),
            .. concerns ? gates.SelectMany(g => AtGate(file, standing, g, at)) : [],
            .. standing.IsOpen && standing.Consents.Count == 0 ? [ToApprove(file, standing)] : Array.Empty<MigrationFinding>(),
            .. standing.IsOpen ? standing.Consents.Where(c => c.AwaitsMeasures).Select(c => Awaited(file, c)) : [],
        ];
    }

    private static IEnumerable<MigrationFinding> AtGate(
        MigrationFile file, MigrationStanding standing, MigrationGate gate, DateOnly at)
    {
        var leads = file.LeadsTo(gate.Countries);
        if (leads.Value == false)
        {
            yield break;
        }

        foreach (var rule in gate.RulesFor(file.Body, at).Where(r => !r.IsMet(standing, file.Begins)))
        {
            var says = leads.IsUnknown
                ? new Phrase(
                    $"it is unknown whether the migration leads to a supplier under control of {string.Join(", ", gate.Countries)}",
                    $"onbekend is of de migratie leidt naar een leverancier onder zeggenschap van {string.Join(", ", gate.Countries)}")
                : new Phrase(
                    $"not met, for a move to a supplier under control of {string.Join(", ", gate.Countries)}: {rule.Clause.Title.English}",
                    $"niet vervuld, voor een overstap naar een leverancier onder zeggenschap van {string.Join(", ", gate.Countries)}: {rule.Clause.Title.Dutch}");
            yield return new MigrationFinding(
                file.Migration, rule.Clause, rule.Binding, says, SettlesOf(rule.Step),
                rule.Role ?? (rule.Step == DecisionKind.Substantiated ? AnotherRole(standing) : TheBody), rule.Before(file.Begins),
                leads.IsUnknown || rule.Binding == Binding.Unknown, leads.Grounds);
        }
    }

    private static MigrationFinding OutOfOrder(MigrationFile file, Decision decision, Problem why) => new(
        file.Migration, Order, Binding.Bound,
        new Phrase($"decision {decision.Id} does not count: {why.In(Language.English)}", $"besluit {decision.Id} telt niet: {why.In(Language.Dutch)}"),
        new Phrase("the decision that comes first, and then this one again", "het besluit dat eerst komt, en daarna dit opnieuw"),
        TheBody, null, IsOpen: false, new Ground(SaysOf(decision), decision.Provenance));

    private static MigrationFinding Lapsed(MigrationFile file, MigrationConsent consent) => new(
        file.Migration, Measures, Binding.Bound,
        new Phrase(
            $"the measures of consent {consent.Decision.Id} were not in place on {consent.Decision.DueOn:yyyy-MM-dd}: it lapsed, and what it let go is considered again",
            $"de maatregelen van instemming {consent.Decision.Id} waren op {consent.Decision.DueOn:yyyy-MM-dd} niet getroffen: ze verviel, en wat ze toeliet is opnieuw in overweging"),
        new Phrase("reconsider the migration, or consent anew", "heroverweeg de migratie, of stem opnieuw in"),
        TheBody, consent.Decision.DueOn, IsOpen: false, new Ground(SaysOf(consent.Decision), consent.Decision.Provenance));

    private static MigrationFinding Awaited(MigrationFile file, MigrationConsent consent) => new(
        file.Migration, Measures, Binding.Bound,
        new Phrase(
            $"these measures of consent {consent.Decision.Id} are not in place yet: {consent.Decision.Measures}",
            $"deze maatregelen van instemming {consent.Decision.Id} zijn nog niet getroffen: {consent.Decision.Measures}"),
        SettlesOf(DecisionKind.MeasuresInPlace),
        consent.Decision.WatchedBy is { } role ? new Phrase(role.Text, role.Text) : TheBody, consent.Decision.DueOn,
        IsOpen: false, new Ground(SaysOf(consent.Decision), consent.Decision.Provenance));

    private static MigrationFinding ToApprove(MigrationFile file, MigrationStanding standing) => new(
        file.Migration, Consent, Binding.Bound,
        new Phrase(
            $"the migration is {MigrationWords.Of(standing.State).English} and has no consent",
            $"de migratie is {MigrationWords.Of(standing.State).Dutch} en heeft geen instemming"),
        SettlesOf(DecisionKind.Approved), AnotherRole(standing), file.Begins, IsOpen: false);

    private static IEnumerable<MigrationFinding> WithoutConsent(MigrationFile file, MigrationStanding standing)
    {
        foreach (var target in file.Targets.Where(t => MigrationFile.ConsentOf(t, standing) is null))
        {
            if (target.Requirement is { Status: not RequirementStatus.Considered } counts)
            {
                yield return new MigrationFinding(
                    file.Migration, Consent, Binding.Bound,
                    new Phrase(
                        $"requirement {counts.Id} counts from {counts.Provenance.Validity.From:yyyy-MM-dd} without a consent that holds",
                        $"afhankelijkheid {counts.Id} telt vanaf {counts.Provenance.Validity.From:yyyy-MM-dd} zonder instemming die geldt"),
                    new Phrase(
                        "a consent, or a decision after which it is only considered again",
                        "een instemming, of een besluit waarna ze weer alleen wordt overwogen"),
                    TheBody, null, IsOpen: false,
                    new Ground(
                        new Phrase($"requirement {counts.Id} is not considered any more", $"afhankelijkheid {counts.Id} wordt niet meer alleen overwogen"),
                        counts.Provenance));
            }
        }
    }

    private static Phrase TheBody { get; } = new("the body itself", "de organisatie zelf");

    private static Phrase AnotherRole(MigrationStanding standing) => standing.Proposal is { } proposal
        ? new Phrase($"another than {proposal.By}, who proposed it", $"een ander dan {proposal.By}, die het voorstelde")
        : TheBody;

    private static Phrase SettlesOf(DecisionKind step) => step switch
    {
        DecisionKind.Substantiated => new(
            "independent proof that service to citizens is in danger otherwise", "een onafhankelijke vaststelling dat anders de dienstverlening aan burgers in gevaar komt"),
        DecisionKind.Approved => new("an approval", "een goedkeuring"),
        DecisionKind.HouseInformed => new("a letter to the House in time", "een tijdige brief aan de Kamer"),
        DecisionKind.MeasuresInPlace => new("that they are in place", "dat ze zijn getroffen"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "settles nothing"),
    };

    private static Phrase SaysOf(Decision decision) => new(
        $"{MigrationWords.Of(decision.Kind).English} by {decision.By}, {decision.DecidedOn:yyyy-MM-dd}",
        $"{MigrationWords.Of(decision.Kind).Dutch} door {decision.By}, {decision.DecidedOn:yyyy-MM-dd}");

    private static Clause Own(string name, Severity severity, Phrase title) => new(
        $"migraties/{name}", title, "docs/migrations.md", null, Validity.Always, severity);
}

using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Migrations;

/// <summary>A step of a migration as a person put it, word for word.</summary>
/// <param name="Migration">The id of the migration.</param>
/// <param name="Kind">The step.</param>
/// <param name="By">The role that takes it.</param>
public sealed record MigrationStep(string Migration, DecisionKind Kind, string By)
{
    /// <summary>The body whose role takes it; null: the body that would move.</summary>
    public string? Organisation { get; init; }

    /// <summary>The day on which it was taken; null: today.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Why, in the words of who takes it.</summary>
    public string? Reason { get; init; }

    /// <summary>Where it can be read.</summary>
    public string? Evidence { get; init; }

    /// <summary>Of a substantiation: whether it was made independently of who proposed.</summary>
    public bool IsIndependent { get; init; }

    /// <summary>Of an approval: the requirements that may go; empty: all that may not yet.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Of an approval: measures that must be in place first.</summary>
    public string? Measures { get; init; }

    /// <summary>The role that watches over those.</summary>
    public string? WatchedBy { get; init; }

    /// <summary>The day by which they must be in place, or the consent lapses.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Why, for the journal; null: the step itself.</summary>
    public string? Why { get; init; }
}

/// <summary>What became of a step.</summary>
/// <param name="Decision">The decision that was recorded; null when nothing was stored.</param>
/// <param name="Standing">Where the migration stands now; null when nothing was stored.</param>
/// <param name="Effect">Of an approval: what it changes in a switch-off.</param>
/// <param name="Complaints">What was wrong, and warnings; a place without a row names an option of the command.</param>
public sealed record StepOutcome(
    Decision? Decision, MigrationStanding? Standing, MigrationEffect? Effect, Complaints Complaints);

/// <summary>An id that no migration of the register has.</summary>
public sealed record UnknownMigration(string Id, string? Near) : Inquiries.InquiryProblem(new Phrase(
    $"{Quote(Id)} is not a migration in this register{(Near is null ? "" : $"; did you mean {Near}?")}",
    $"{Quote(Id)} is geen migratie in dit register{(Near is null ? "" : $"; bedoelt u {Near}?")}"));

/// <summary>A step that must show where it can be read, and does not.</summary>
public sealed record EvidenceNeeded(DecisionKind Kind) : Problem(new Phrase(
    $"{MigrationWords.Of(Kind).English} without evidence: expected where it can be read, such as a link to the report or the letter",
    $"{MigrationWords.Of(Kind).Dutch} zonder bewijs: verwacht waar het te lezen is, zoals een link naar het rapport of de brief"));

/// <summary>Measures that had to be in place before it was decided that they must be.</summary>
public sealed record DueBeforeTheDecision(DateOnly Due, DateOnly Day) : Problem(new Phrase(
    $"{Due:yyyy-MM-dd} is before the decision, {Day:yyyy-MM-dd}: expected that day or a later one",
    $"{Due:yyyy-MM-dd} ligt voor het besluit, {Day:yyyy-MM-dd}: verwacht die dag of een latere"));

/// <summary>A decision dated in the future.</summary>
public sealed record DecidedInFuture(DateOnly Day, DateOnly Today) : Problem(new Phrase(
    $"{Day:yyyy-MM-dd} is after today, {Today:yyyy-MM-dd}: expected the day on which it was decided",
    $"{Day:yyyy-MM-dd} ligt na vandaag, {Today:yyyy-MM-dd}: verwacht de dag waarop het is besloten"));

/// <summary>A requirement that is not a part of the migration, or one that may go already.</summary>
public sealed record NotAWaitingPart(string Requirement, string Waiting) : Problem(new Phrase(
    $"{Quote(Requirement)} is no part of this migration that waits for consent: expected {Waiting}",
    $"{Quote(Requirement)} is geen deel van deze migratie dat op instemming wacht: verwacht {Waiting}"));

/// <summary>Measures without who watches over them or by when, or one of those without measures.</summary>
public sealed record MeasuresNeedAll() : Problem(new Phrase(
    "measures, the role that watches over them and the day by which they are in place go together: expected all three, or none",
    "maatregelen, de rol die erop toeziet en de dag waarop ze zijn getroffen horen bij elkaar: verwacht alle drie, of geen"));

/// <summary>A migration that is carried out before it begins.</summary>
public sealed record NotBegunYet(DateOnly Begins) : Problem(new Phrase(
    $"the migration begins on {Begins:yyyy-MM-dd}: expected that it is carried out on that day or later",
    $"de migratie begint op {Begins:yyyy-MM-dd}: verwacht dat ze op die dag of later is uitgevoerd"));

/// <summary>A step that only makes sense with a reason.</summary>
public sealed record ReasonNeeded(DecisionKind Step) : Problem(new Phrase(
    $"'{MigrationWords.Of(Step).English}' needs a reason: expected it",
    $"'{MigrationWords.Of(Step).Dutch}' heeft een reden nodig: verwacht dat die er staat"));

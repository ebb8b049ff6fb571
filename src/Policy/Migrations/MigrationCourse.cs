using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>The course of a migration: which decision can follow which, and where they lead.</summary>
/// <remarks>
/// <para>
/// Pure: the same decisions in the same order lead to the same standing, and one that cannot be taken changes nothing. What
/// policy asks beyond this order is the gate's (<see cref="MigrationGate"/>).
/// </para>
/// <para>
/// Proposed, then substantiated where that is asked, then approved or refused; the House informed; carried out. What was
/// approved or refused can be reconsidered, from the start; what has not been carried out can be withdrawn. Four eyes: who
/// proposed does not approve, and does not substantiate independently.
/// </para>
/// </remarks>
public static class MigrationCourse
{
    /// <summary>The standing after all decisions, in the order of their days and then of their ids.</summary>
    /// <param name="body">The body that would move.</param>
    /// <param name="decisions">The decisions about the migration; those of other kinds pass by.</param>
    /// <param name="outOfOrder">Decisions that could not be taken when they were, and why; they changed nothing.</param>
    public static MigrationStanding Replay(
        EntityId body, IEnumerable<Decision> decisions, out IReadOnlyList<(Decision Decision, Problem Why)> outOfOrder)
    {
        var standing = MigrationStanding.Begin(body);
        var refused = new List<(Decision, Problem)>();
        foreach (var decision in decisions.Where(d => IsStep(d.Kind)).OrderBy(DayOf).ThenBy(d => d.Id.Text, StringComparer.Ordinal))
        {
            var next = After(standing, decision);
            if (next.Holds)
            {
                standing = next.Value;
            }
            else
            {
                refused.Add((decision, next.Problem!));
            }
        }

        outOfOrder = refused;
        return standing;
    }

    /// <summary>The day of a decision: that on which it was taken, else from which it is known to hold.</summary>
    public static DateOnly DayOf(Decision decision) =>
        decision.DecidedOn ?? decision.Provenance.Validity.From ?? DateOnly.MinValue;

    /// <summary>Whether a kind of decision is a step of a migration.</summary>
    public static bool IsStep(DecisionKind kind) => kind is >= DecisionKind.Proposed and <= DecisionKind.CarriedOut;

    /// <summary>The standing after one more decision; a problem when it cannot be taken then.</summary>
    public static Result<MigrationStanding> After(MigrationStanding before, Decision decision)
    {
        var day = DayOf(decision);
        if (before.Last is { } last && day < DayOf(last))
        {
            return new EarlierThanTheLast(day, DayOf(last));
        }

        var standing = before.On(day);
        if (FirstComes(standing, decision.Kind) is { } first)
        {
            return new StepOutOfOrder(decision.Kind, standing.State, first);
        }

        var next = decision.Kind switch
        {
            DecisionKind.Proposed => standing with { State = MigrationState.Proposed, Proposal = decision },
            DecisionKind.Substantiated => Substantiate(standing, decision),
            DecisionKind.Approved or DecisionKind.ApprovedInPart => Approve(standing, decision),
            DecisionKind.Refused => Without(standing, MigrationState.Refused),
            DecisionKind.HouseInformed => standing with { HouseInformed = decision },
            DecisionKind.MeasuresInPlace => PutInPlace(standing, decision),
            DecisionKind.Reconsidered => Without(standing, MigrationState.Reconsidered) with { Substantiation = null },
            DecisionKind.Withdrawn => Without(standing, MigrationState.Withdrawn),
            DecisionKind.CarriedOut => standing with { State = MigrationState.CarriedOut },
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.Kind, "no step of a migration"),
        };
        return next.Then<MigrationStanding>(found => found with { Last = decision });
    }

    /// <summary>The steps that can be taken, four eyes and deadlines aside.</summary>
    public static IReadOnlyList<DecisionKind> Possible(MigrationStanding standing) =>
        [.. Enum.GetValues<DecisionKind>().Where(kind => IsStep(kind) && FirstComes(standing, kind) is null)];

    /// <summary>What must come before a step can be taken; null when nothing.</summary>
    private static Phrase? FirstComes(MigrationStanding standing, DecisionKind kind)
    {
        var consented = standing.State is MigrationState.Approved or MigrationState.ApprovedInPart;
        var waiting = standing.State is MigrationState.Proposed or MigrationState.Substantiated
            or MigrationState.Reconsidered or MigrationState.ConsentLapsed;
        return kind switch
        {
            DecisionKind.Proposed => standing.State == MigrationState.Announced ? null : MigrationWords.AnotherMigration,
            _ when standing.State == MigrationState.Announced => MigrationWords.ProposeFirst,
            _ when standing.State is MigrationState.CarriedOut or MigrationState.Withdrawn => MigrationWords.AnotherMigration,
            DecisionKind.Withdrawn => null,
            DecisionKind.Reconsidered => consented || standing.State is MigrationState.Refused or MigrationState.ConsentLapsed
                ? null
                : MigrationWords.DecideFirst,
            _ when standing.State == MigrationState.Refused => MigrationWords.ReconsiderFirst,
            DecisionKind.Substantiated or DecisionKind.Refused => waiting ? null : MigrationWords.ReconsiderFirst,
            DecisionKind.Approved or DecisionKind.ApprovedInPart =>
                standing.State == MigrationState.Approved ? MigrationWords.ReconsiderFirst : null,
            DecisionKind.MeasuresInPlace => !consented ? MigrationWords.ApproveFirst
                : standing.Consents.Any(c => c.AwaitsMeasures) ? null : MigrationWords.NoMeasuresAsked,
            DecisionKind.CarriedOut => !consented ? MigrationWords.ApproveFirst
                : standing.Consents.Any(c => c.AwaitsMeasures) ? MigrationWords.MeasuresFirst : null,
            _ => consented ? null : MigrationWords.ApproveFirst,
        };
    }

    private static Result<MigrationStanding> Substantiate(MigrationStanding standing, Decision decision) =>
        decision.Clause is not null && IsSame(standing, decision, standing.Proposal!)
            ? new SameEyes(decision.By.Text, DecisionKind.Substantiated)
            : standing with
            {
                State = MigrationState.Substantiated,
                Substantiation = decision,
            };

    private static Result<MigrationStanding> Approve(MigrationStanding standing, Decision decision) =>
        IsSame(standing, decision, standing.Proposal!)
            ? new SameEyes(decision.By.Text, DecisionKind.Approved)
            : standing with
            {
                State = decision.Kind == DecisionKind.Approved ? MigrationState.Approved : MigrationState.ApprovedInPart,
                Consents = [.. standing.Consents, new MigrationConsent(decision, null)],
                // The House knows what it was told, not what was added since.
                HouseInformed = null,
            };

    private static Result<MigrationStanding> PutInPlace(MigrationStanding standing, Decision decision)
    {
        var awaiting = standing.Consents.Where(c => c.AwaitsMeasures).ToList();
        var watched = awaiting.Where(c => c.Decision.WatchedBy is not { } role || IsRole(role, decision.By)).ToList();
        return watched.Count == 0
            ? new WatchedByAnother(awaiting[0].Decision.WatchedBy!.Value.Text)
            : standing with
            {
                Consents = [.. standing.Consents.Select(c => watched.Contains(c) ? c with { MeasuresInPlace = decision } : c)],
            };
    }

    private static MigrationStanding Without(MigrationStanding standing, MigrationState state) =>
        standing with { State = state, Consents = [], HouseInformed = null };

    private static bool IsSame(MigrationStanding standing, Decision one, Decision other) =>
        IsRole(one.By, other.By) && (one.Organisation ?? standing.Body) == (other.Organisation ?? standing.Body);

    private static bool IsRole(Label one, Label other) =>
        string.Equals(one.Text.Trim(), other.Text.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A step that cannot be taken yet, or no longer.</summary>
/// <param name="Step">The step.</param>
/// <param name="State">Where the migration stands.</param>
/// <param name="First">What comes first, after the word "first".</param>
public sealed record StepOutOfOrder(DecisionKind Step, MigrationState State, Phrase First) : Problem(new Phrase(
    $"'{MigrationWords.Of(Step).English}' cannot be decided while the migration is {MigrationWords.Of(State).English}: {First.English}",
    $"'{MigrationWords.Of(Step).Dutch}' kan niet worden besloten zolang de migratie {MigrationWords.Of(State).Dutch} is: {First.Dutch}"));

/// <summary>A step dated before the last one.</summary>
public sealed record EarlierThanTheLast(DateOnly Day, DateOnly Last) : Problem(new Phrase(
    $"{Day:yyyy-MM-dd} is before the last decision, of {Last:yyyy-MM-dd}: expected that day or a later one",
    $"{Day:yyyy-MM-dd} ligt voor het laatste besluit, van {Last:yyyy-MM-dd}: verwacht die dag of een latere"));

/// <summary>Someone who would judge a proposal of their own.</summary>
public sealed record SameEyes(string Role, DecisionKind Step) : Problem(new Phrase(
    $"{Quote(Role)} proposed this migration and so cannot be the one by whom it is {MigrationWords.Of(Step).English}: expected another role, or the same role of another organisation",
    $"{Quote(Role)} stelde deze migratie voor en kan niet degene zijn door wie ze is {MigrationWords.Of(Step).Dutch}: verwacht een andere rol, of dezelfde rol van een andere organisatie"));

/// <summary>Measures that another role watches over.</summary>
public sealed record WatchedByAnother(string Role) : Problem(new Phrase(
    $"the measures are watched over by {Quote(Role)}: expected that role to say that they are in place",
    $"op de maatregelen ziet {Quote(Role)} toe: verwacht dat die rol zegt dat ze zijn getroffen"));

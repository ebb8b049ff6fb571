using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Migrations;

/// <summary>Takes a step of a migration, as one change of the register: the decision, and what it makes of the requirements.</summary>
/// <remarks>
/// <para>
/// A step that cannot be taken then, that four eyes forbid, or that a binding condition of a gate bars, is refused and says
/// what comes first. What is written passes the door of the import, so that every rule of import holds.
/// </para>
/// <para>
/// After each step the requirements agree with where the migration stands: planned where a consent holds, considered where
/// none does (<see cref="PartsOfFuture"/>); so approving and withdrawing leaves them as they were, and both are in the
/// journal. An approval keeps what it changes in a switch-off (<see cref="MigrationEffect"/>).
/// </para>
/// </remarks>
public sealed class DecideMigration(IRegisterStore store, TimeProvider clock, IReadOnlyList<MigrationGate> gates)
{
    /// <summary>Takes a step: all of it, or nothing and every reason why.</summary>
    public StepOutcome Run(MigrationStep step)
    {
        var complaints = new Complaints();
        var today = Days.InTheNetherlands(clock.GetUtcNow());
        MigrationFile? file;
        PartsOfFuture parts;
        StepReading read;
        JournalHead head;
        using (var reader = store.Read())
        {
            head = reader.Head;
            file = Find(reader, step.Migration, today, complaints);
            if (file is null)
            {
                return new StepOutcome(null, null, null, complaints);
            }

            parts = PartsOfFuture.Read(reader, file);
            read = new StepReading(step, file, IndependentClause(gates), today, complaints);
            read.Make(DecisionIds.Next(reader, file.Migration.Id.Text).Value);
        }

        if (read.Decision is not { } decision || complaints.HaveErrors)
        {
            return new StepOutcome(null, null, null, complaints);
        }

        var before = file.Replay(out _);
        var next = MigrationCourse.After(before, decision);
        if ((next.Problem ?? Bar(file, before.On(MigrationCourse.DayOf(decision)), decision)) is { } problem)
        {
            complaints.Refuse(new Place(step.Migration), problem);
            return new StepOutcome(null, null, null, complaints);
        }

        var consents = read.ConsentsAfter(next.Value);
        var planned = consents.Where(c => c.Value is not null).Select(c => c.Key).ToHashSet();
        var ended = EndedBy(file);
        var isConsent = decision.Kind is DecisionKind.Approved or DecisionKind.ApprovedInPart;
        var effect = isConsent ? MigrationEffect.Of(store, file, planned, ended, CountriesOf(gates), clock.GetUtcNow()) : null;
        decision = effect is null ? decision : WithReason(decision, effect.Behind(step.Reason));
        Write(step, file, decision, consents, RowsOf(parts, next.Value, planned, ended), head, complaints);
        return complaints.HaveErrors
            ? new StepOutcome(null, null, null, complaints)
            : new StepOutcome(decision, next.Value.On(today), effect, complaints);
    }

    /// <summary>
    /// The countries that are switched off to see what a migration changes: those of all gates, of which there is one at least.
    /// </summary>
    internal static IReadOnlyList<Country> CountriesOf(IReadOnlyList<MigrationGate> gates) =>
        [.. gates.SelectMany(g => g.Countries).Distinct().OrderBy(c => c.Code, StringComparer.Ordinal)];

    /// <summary>The clause that an independent substantiation answers.</summary>
    private static string? IndependentClause(IReadOnlyList<MigrationGate> gates) =>
        gates.SelectMany(g => g.Rules).FirstOrDefault(r => r.Step == DecisionKind.Substantiated)?.Clause.Id;

    /// <summary>What the consents of a migration ended, whether they still hold or not.</summary>
    internal static IReadOnlySet<RequirementId> EndedBy(MigrationFile file) =>
        file.Decisions.SelectMany(d => MigrationEffect.Read(d.Reason?.Text).Effect?.Ends ?? []).ToHashSet();

    /// <summary>The migration that someone names; null, and a complaint, when there is none.</summary>
    internal static MigrationFile? Find(IRegisterReader reader, string id, DateOnly at, Complaints complaints)
    {
        if (MigrationFiles.Of(reader, at, id) is [var found])
        {
            return found;
        }

        var known = reader.Facts(FactKind.Migration).Select(cells => cells[0].Text!).Distinct(StringComparer.Ordinal).ToList();
        complaints.Refuse(new Place("ID"), new UnknownMigration(
            id, Spelling.Nearest(id, known) ?? known.Find(k => k.Contains(id, StringComparison.OrdinalIgnoreCase))));
        return null;
    }

    private static IReadOnlyList<Requirement> RowsOf(
        PartsOfFuture parts, MigrationStanding standing, IReadOnlySet<RequirementId> planned, IReadOnlySet<RequirementId> ended) =>
        standing.State == MigrationState.CarriedOut ? parts.InUse(planned) : parts.Rows(planned, ended);

    private Problem? Bar(MigrationFile file, MigrationStanding standing, Decision decision)
    {
        var day = MigrationCourse.DayOf(decision);
        return decision.Kind == DecisionKind.CarriedOut && file.Begins > day
            ? new NotBegunYet(file.Begins.Value)
            : gates.Select(g => g.Bars(decision.Kind, file, standing, day)).FirstOrDefault(p => p is not null);
    }

    private void Write(
        MigrationStep step, MigrationFile file, Decision decision, IReadOnlyDictionary<RequirementId, DecisionId?> consents,
        IReadOnlyList<Requirement> requirements, JournalHead head, Complaints complaints)
    {
        var changed = file.Targets.Where(t => consents[t.Part.Requirement] != t.Part.Consent)
            .Select(t => t.Part with { Consent = consents[t.Part.Requirement] });
        var why = step.Why ?? $"{step.Migration}: {MigrationWords.Of(step.Kind).English}";
        new ImportFacts(store, clock).Run(
            [
                Table(Decision.Schema, [decision]), Table(MigrationPart.Schema, changed), Table(Requirement.Schema, requirements),
            ],
            new ImportOptions(step.By, why) { OnlyAfter = head }, complaints);
    }

    /// <summary>Facts as a table; complaints about them name what filled the column.</summary>
    internal static FactTable Table(FactSchema schema, IEnumerable<Fact> facts) => FactTables.Whole(
        schema, [.. facts.Select(f => new StatedFact(0, f))], (_, column) => new Place(OptionOf(column)));

    /// <summary>The option or word of a command that fills a column; nothing for what no one types.</summary>
    private static string OptionOf(string column) => column switch
    {
        "valid_until" => "--until",
        "valid_from" or "decided_on" => "--on",
        "clause" => "CLAUSE",
        "id" or "migration" => "ID",
        "organisation" or "subject" or "name" or "planned_on" or "by" or "reason" or "measures" or "watched_by" or "due_on"
            or "relies_on" or "evidence" => "--" + column.Replace('_', '-'),
        _ => "",
    };

    internal static Decision WithReason(Decision d, string reason) => Decision.Of(
        d.Id, d.Kind, d.Organisation, d.Subject, d.Migration, d.Clause, d.By, d.DecidedOn, Label.Of(reason).Value, d.Measures,
        d.WatchedBy, d.DueOn, d.ReliesOn, d.Evidence, d.EvidenceSha256, d.Provenance).Value;
}

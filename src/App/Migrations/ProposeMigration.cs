using Sluiswachter.App.Assessments;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Migrations;

/// <summary>Proposes a migration, as one change of the register: the migration, its parts, and the decision to propose it.</summary>
public sealed class ProposeMigration(IRegisterStore store, TimeProvider clock)
{
    /// <summary>Proposes: all of it, or nothing and every reason why.</summary>
    public StepOutcome Run(MigrationProposal proposal)
    {
        using var bundle = proposal.Bundle is { } path ? ImportSource.Open(path, ImportFormat.Bundle, map: null, store) : null;
        var complaints = new Complaints();
        complaints.AddAll(bundle?.Complaints ?? new Complaints());
        var today = Days.InTheNetherlands(clock.GetUtcNow());
        JournalHead head;
        DecisionId? decisionId = null;
        var parts = new List<RequirementId>();
        using (var reader = store.Read())
        {
            head = reader.Head;
            if (MigrationId.Of(proposal.Id) is { Holds: true } id)
            {
                decisionId = DecisionIds.Next(reader, id.Value.Text).Value;
                Refuse("ID", MigrationFiles.Of(reader, today, proposal.Id) is [{ Decisions.Count: > 0 }] ? new ProposedAlready(proposal.Id) : null);
            }
        }

        IReadOnlyList<FactTable> tables = bundle?.Tables ?? [];
        var needed = proposal.Requirements.Concat(RequirementsOf(tables)).Distinct(StringComparer.Ordinal).ToList();
        Refuse("--requirement", needed.Count == 0 ? new NoParts() : null);
        Check(needed, tables, proposal, parts, complaints);
        if (Facts(proposal, decisionId, parts, today, complaints) is not { } made || complaints.HaveErrors)
        {
            return new StepOutcome(null, null, null, complaints);
        }

        var (migration, decision) = made;
        new ImportFacts(store, clock).Run(
            [
                .. tables, DecideMigration.Table(Migration.Schema, [migration]), DecideMigration.Table(Decision.Schema, [decision]),
                DecideMigration.Table(
                    MigrationPart.Schema, parts.Select(p => new MigrationPart(migration.Id, p, null, Provenance.Unstated))),
            ],
            new ImportOptions(proposal.By, proposal.Why ?? $"{proposal.Id}: proposed") { OnlyAfter = head }, complaints);
        return complaints.HaveErrors
            ? new StepOutcome(null, null, null, complaints)
            : new StepOutcome(
                decision, Policy.MigrationCourse.Replay(migration.Organisation, [decision], out _), null, complaints);

        void Refuse(string option, Problem? problem)
        {
            if (problem is not null)
            {
                complaints.Refuse(new Place(option), problem);
            }
        }
    }

    private static IEnumerable<string> RequirementsOf(IReadOnlyList<FactTable> tables) =>
        tables.Where(t => t.Schema.Kind == FactKind.Requirement).SelectMany(t => t.Ids()).Select(r => r.Id).Where(id => id.Length > 0);

    /// <summary>Parts must be considered, begin no earlier than the migration, and replace nothing that has its own end.</summary>
    private void Check(
        List<string> needed, IReadOnlyList<FactTable> tables, MigrationProposal proposal, List<RequirementId> parts, Complaints complaints)
    {
        var told = new Complaints();
        using var imagined = tables.Count == 0 ? null : ImaginedRegister.Of(store, tables, clock.GetUtcNow(), told);
        if (told.HaveErrors)
        {
            complaints.AddAll(told);
            return;
        }

        using var reader = imagined is null ? store.Read() : imagined.Read();
        var requirements = reader.Every<Requirement>(Requirement.Schema).ToLookup(r => r.Id.Text, StringComparer.Ordinal);
        var first = DateOnly.MaxValue;
        foreach (var id in needed)
        {
            var versions = requirements[id].ToList();
            Problem? problem = versions switch
            {
                [] => new UnknownRequirement(id, Spelling.Nearest(id, [.. requirements.Select(g => g.Key)])),
                [{ Status: RequirementStatus.Considered } only] => WrongPart(only, proposal, requirements),
                _ => new NotOnlyConsidered(id),
            };
            if (problem is null)
            {
                parts.Add(versions[0].Id);
                first = versions[0].Provenance.Validity.From is { } begins && begins < first ? begins : first;
            }
            else
            {
                complaints.Refuse(new Place("--requirement"), problem);
            }
        }

        if (proposal.PlannedOn is { } planned && planned < first && parts.Count > 0)
        {
            complaints.Refuse(new Place("--planned-on"), new NothingBeginsThen(planned, first));
        }
    }

    private static Problem? WrongPart(Requirement part, MigrationProposal proposal, ILookup<string, Requirement> requirements)
    {
        var begins = part.Provenance.Validity.From!.Value;
        return begins < proposal.PlannedOn ? new BeginsBeforeTheMigration(part.Id.Text, begins, proposal.PlannedOn.Value)
            : part.Replaces is { } old && requirements[old.Text].FirstOrDefault(v => v.Provenance.Validity.Until > begins) is { } late
                ? new ReplacedEndsLater(old.Text, late.Provenance.Validity.Until!.Value, begins)
                : null;
    }

    private static (Migration Migration, Decision Decision)? Facts(
        MigrationProposal proposal, DecisionId? decisionId, List<RequirementId> parts, DateOnly today, Complaints complaints)
    {
        var id = Read("ID", MigrationId.Of(proposal.Id));
        var organisation = Read("--organisation", EntityId.Of(proposal.Organisation));
        var (name, by) = (Read("--name", Label.Of(proposal.Name)), Read("--by", Label.Of(proposal.By)));
        var reason = proposal.Reason is { } why ? Read("--reason", Label.Of(why)) : null;
        if (proposal.By.Contains('@', StringComparison.Ordinal))
        {
            complaints.Refuse(new Place("--by"), new PersonNotRole(proposal.By));
        }

        if (complaints.HaveErrors || parts.Count == 0)
        {
            return null;
        }

        return (
            new Migration(id!.Value, organisation!.Value, name!.Value, reason, proposal.PlannedOn, Provenance.Unstated),
            Decision.Of(
                decisionId!.Value, DecisionKind.Proposed, organisation, null, id, null, by!.Value, today, reason, null, null, null, null,
                null, null, Provenance.Unstated with { Validity = Validity.Of(today, null).Value }).Value);

        T? Read<T>(string option, Result<T> read)
            where T : struct
        {
            if (read.Problem is { } problem)
            {
                complaints.Refuse(new Place(option), problem);
                return null;
            }

            return read.Value;
        }
    }
}

/// <summary>A proposal as a person put it.</summary>
/// <param name="Id">The id of the migration.</param>
/// <param name="Organisation">The body that would move.</param>
/// <param name="Name">What it is called.</param>
/// <param name="By">The role that proposes.</param>
public sealed record MigrationProposal(string Id, string Organisation, string Name, string By)
{
    /// <summary>Why the body wants it.</summary>
    public string? Reason { get; init; }

    /// <summary>The day on which it is to be carried out; null when unknown.</summary>
    public DateOnly? PlannedOn { get; init; }

    /// <summary>The ids of what would be required after it, in the register or in the bundle.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>A bundle that is brought into the register in the same change; all its requirements are parts.</summary>
    public string? Bundle { get; init; }

    /// <summary>Why, for the journal; null: that it is proposed.</summary>
    public string? Why { get; init; }
}

/// <summary>A migration that was proposed before.</summary>
public sealed record ProposedAlready(string Id) : Problem(new Phrase(
    $"{Quote(Id)} is proposed already: expected another id", $"{Quote(Id)} is al voorgesteld: verwacht een ander id"));

/// <summary>A migration that would change nothing.</summary>
public sealed record NoParts() : Problem(new Phrase(
    "nothing would be required after it: expected at least one requirement that is considered, in the register or in the bundle",
    "er zou niets nodig zijn na de migratie: verwacht minstens één overwogen afhankelijkheid, in het register of in de bundel"));

/// <summary>An id that no requirement has.</summary>
public sealed record UnknownRequirement(string Id, string? Near) : Problem(new Phrase(
    $"{Quote(Id)} is not a requirement in this register{(Near is null ? "" : $"; did you mean {Near}?")}",
    $"{Quote(Id)} is geen afhankelijkheid in dit register{(Near is null ? "" : $"; bedoelt u {Near}?")}"));

/// <summary>A requirement that is not, or not only, considered.</summary>
public sealed record NotOnlyConsidered(string Id) : Problem(new Phrase(
    $"{Quote(Id)} is not only considered: expected a requirement with status considered and no other version",
    $"{Quote(Id)} wordt niet alleen overwogen: verwacht een afhankelijkheid met status considered en zonder andere versie"));

/// <summary>A part that begins before the migration does.</summary>
public sealed record BeginsBeforeTheMigration(string Id, DateOnly Begins, DateOnly PlannedOn) : Problem(new Phrase(
    $"{Quote(Id)} begins on {Begins:yyyy-MM-dd}, before the migration on {PlannedOn:yyyy-MM-dd}: expected that day or a later one",
    $"{Quote(Id)} begint op {Begins:yyyy-MM-dd}, voor de migratie op {PlannedOn:yyyy-MM-dd}: verwacht die dag of een latere"));

/// <summary>A requirement whose place is taken before the end that was stated for it.</summary>
public sealed record ReplacedEndsLater(string Id, DateOnly Ends, DateOnly Begins) : Problem(new Phrase(
    $"{Quote(Id)}, which is replaced from {Begins:yyyy-MM-dd}, ends on {Ends:yyyy-MM-dd}: expected no end of its own, or one that is not later",
    $"{Quote(Id)}, die vanaf {Begins:yyyy-MM-dd} wordt vervangen, eindigt op {Ends:yyyy-MM-dd}: verwacht geen eigen einde, of een dat niet later is"));

/// <summary>A day on which a migration would begin, and none of its parts does.</summary>
public sealed record NothingBeginsThen(DateOnly PlannedOn, DateOnly First) : Problem(new Phrase(
    $"no part begins on {PlannedOn:yyyy-MM-dd}: expected {First:yyyy-MM-dd}, on which the first does",
    $"geen deel begint op {PlannedOn:yyyy-MM-dd}: verwacht {First:yyyy-MM-dd}, waarop het eerste begint"));

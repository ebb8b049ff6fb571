using Sluiswachter.App.Assessments;
using Sluiswachter.App.Inquiries;
using Sluiswachter.App.Migrations;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Risks;

/// <summary>Accepts or mitigates a risk: that something does not meet a clause, by a role, until a day, as one change.</summary>
/// <remarks>
/// What it relies on must be something that can be watched (<see cref="Safeguard"/>) and that holds on the day of the
/// decision: else it would lapse at once.
/// </remarks>
public sealed class TreatRisk(IRegisterStore store, TimeProvider clock)
{
    /// <summary>Records a treatment: all of it, or nothing and every reason why.</summary>
    public TreatedRisk Run(RiskTreatment treatment)
    {
        var complaints = new Complaints();
        var today = Days.InTheNetherlands(clock.GetUtcNow());
        var day = treatment.On ?? today;
        Refuse("--on", day > today ? new DecidedInFuture(day, today) : null);
        Refuse("--by", treatment.By.Contains('@', StringComparison.Ordinal) ? new PersonNotRole(treatment.By) : null);
        Refuse("CLAUSE", Clauses.Contains(treatment.Clause) ? null : new UnknownClause(
            treatment.Clause,
            Spelling.Nearest(treatment.Clause, [.. Clauses]) ??
                Clauses.FirstOrDefault(c => c.StartsWith(treatment.Clause, StringComparison.Ordinal))));
        Refuse("CLAUSE", Pack.UseClauses.FirstOrDefault(c => c.Clause.Id == treatment.Clause)?.Clause is { } known
            ? WhyNot(known, treatment, day) : null);
        Refuse("--until", treatment.Until <= day ? new EndsBeforeItBegins(treatment.Until, day) : null);
        var (organisation, subject) = (Read("--organisation", EntityId.Of(treatment.Organisation)), Read("--subject", EntityId.Of(treatment.Subject)));
        var (by, reason, clause) = (Read("--by", Label.Of(treatment.By)), Read("--reason", Label.Of(treatment.Reason)), Read("CLAUSE", Label.Of(treatment.Clause)));
        var relies = treatment.ReliesOn is { } text ? Read("--relies-on", Safeguard.Of(text).Then<Label>(_ => Label.Of(text))) : null;
        var evidence = treatment.Evidence is { } link ? Read("--evidence", Label.Of(link)) : null;
        if (complaints.HaveErrors)
        {
            return new TreatedRisk(null, complaints);
        }

        using var reader = store.Read();
        var head = reader.Head;
        foreach (var (option, problem) in KnownIds.Missing("--organisation", [organisation!.Value], FactKind.Organisation, reader))
        {
            Refuse(option, problem);
        }

        Refuse("--subject", reader.KindOf(subject!.Value.Text) is null ? new UnknownSubject(subject.Value.Text) : null);
        Refuse("--subject", complaints.HaveErrors || IsAboutTheBody(reader, organisation.Value, subject.Value, treatment.Clause)
            ? null : new RiskOfAnother(treatment.Organisation, treatment.Subject));
        var id = Read("--organisation", DecisionIds.Next(reader, $"risk/{treatment.Organisation}/{treatment.Clause}"));
        if (id is not { } next)
        {
            return new TreatedRisk(null, complaints);
        }

        var decision = Decision.Of(
            next, treatment.Kind, organisation, subject, null, clause, by!.Value, day, reason, null, null, null, relies, evidence, null,
            Provenance.Unstated with { Validity = Validity.Of(day, treatment.Until).Value }).Value;
        Refuse("--relies-on", SafeguardsRead.Of(reader, day, ShippedContent.Laws(complaints)).LapseOf(decision) is { } lapse
            ? new SafeguardDoesNotHold(treatment.ReliesOn!, lapse) : null);
        reader.Dispose();
        if (!complaints.HaveErrors)
        {
            var why = treatment.Why ?? $"{treatment.Clause}, {treatment.Subject}: {MigrationWords.Of(treatment.Kind).English}";
            new ImportFacts(store, clock).Run(
                [DecideMigration.Table(Decision.Schema, [decision])], new ImportOptions(treatment.By, why) { OnlyAfter = head },
                complaints);
        }

        return new TreatedRisk(complaints.HaveErrors ? null : decision, complaints);

        T? Read<T>(string option, Result<T> read)
            where T : struct
        {
            Refuse(option, read.Problem);
            return read.Holds ? read.Value : null;
        }

        void Refuse(string option, Problem? problem)
        {
            if (problem is not null)
            {
                complaints.Refuse(new Place(option), problem);
            }
        }
    }

    private static Problem? WhyNot(Clause clause, RiskTreatment treatment, DateOnly day) =>
        clause.Severity == Severity.Prohibited && treatment.Kind == DecisionKind.Accepted ? new ProhibitedIsNotAccepted(clause.Id)
        : clause.Validity.Contains(day) ? null
        : new ClauseDoesNotApplyThen(clause.Id, day);

    /// <summary>
    /// Whether a body uses what a decision is about, or ever did or is to: a service, its supplier, a function that stands on
    /// one, or the body itself. Of gates for migrations that is not asked.
    /// </summary>
    private static bool IsAboutTheBody(IRegisterReader reader, EntityId body, EntityId subject, string clause)
    {
        if (subject == body || Pack.UseClauses.All(c => c.Clause.Id != clause))
        {
            return true;
        }

        var consumers = reader.Every<Function>(Function.Schema).Where(f => f.Organisation == body).Select(f => f.Id)
            .Append(body).ToHashSet();
        if (consumers.Contains(subject))
        {
            return true;
        }

        var requirements = reader.Every<Requirement>(Requirement.Schema).Where(r => consumers.Contains(r.Consumer))
            .Select(r => r.Id).ToHashSet();
        var services = reader.Every<Alternative>(Alternative.Schema).Where(a => requirements.Contains(a.Requirement))
            .Select(a => a.Service).ToHashSet();
        return services.Contains(subject) ||
            reader.Every<Service>(Service.Schema).Any(s => s.Supplier == subject && services.Contains(s.Id));
    }

    /// <summary>The ids of all clauses that a risk can be about.</summary>
    internal static IReadOnlyCollection<string> Clauses { get; } =
    [
        .. Pack.UseClauses.Select(c => c.Clause.Id)
            .Concat(ShippedContent.MigrationGates.SelectMany(g => g.Rules).Select(r => r.Clause.Id)).Distinct(StringComparer.Ordinal),
    ];
}

/// <summary>A treatment of a risk as a person put it.</summary>
/// <param name="Kind"><see cref="DecisionKind.Accepted"/> or <see cref="DecisionKind.Mitigated"/>.</param>
/// <param name="Clause">The id of the clause that is not met.</param>
/// <param name="Organisation">The body that does not meet it.</param>
/// <param name="Subject">What does not meet it: a service, supplier, function or body.</param>
/// <param name="By">The role that decides.</param>
/// <param name="Until">The first day on which it no longer holds.</param>
/// <param name="Reason">Why, or by which measures.</param>
public sealed record RiskTreatment(
    DecisionKind Kind, string Clause, string Organisation, string Subject, string By, DateOnly Until, string Reason)
{
    /// <summary>The safeguard that it relies on; null when none.</summary>
    public string? ReliesOn { get; init; }

    /// <summary>Where it can be read; null when nowhere.</summary>
    public string? Evidence { get; init; }

    /// <summary>The day of the decision; null: today.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Why, for the journal; null: what it is.</summary>
    public string? Why { get; init; }
}

/// <summary>What became of a treatment.</summary>
/// <param name="Decision">The decision; null when nothing was stored.</param>
/// <param name="Complaints">What was wrong; a place without a row names an option of the command.</param>
public sealed record TreatedRisk(Decision? Decision, Complaints Complaints);

/// <summary>A treatment that would hold on no day.</summary>
public sealed record EndsBeforeItBegins(DateOnly Until, DateOnly Day) : Problem(new Phrase(
    $"{Until:yyyy-MM-dd} is not after the day of the decision, {Day:yyyy-MM-dd}: expected a later day, the first on which it no longer holds",
    $"{Until:yyyy-MM-dd} ligt niet na de dag van het besluit, {Day:yyyy-MM-dd}: verwacht een latere dag, de eerste waarop het niet meer geldt"));

/// <summary>A clause that prohibits, which nobody can accept to break.</summary>
public sealed record ProhibitedIsNotAccepted(string Clause) : Problem(new Phrase(
    $"{Quote(Clause)} prohibits, so that nobody can accept it: expected another clause, or mitigate with the measures that end it",
    $"{Quote(Clause)} verbiedt, zodat niemand het kan aanvaarden: verwacht een andere bepaling, of mitigate met de maatregelen die het beëindigen"));

/// <summary>A clause that does not apply on the day on which something was decided about it.</summary>
public sealed record ClauseDoesNotApplyThen(string Clause, DateOnly Day) : Problem(new Phrase(
    $"{Quote(Clause)} does not apply on {Day:yyyy-MM-dd}: expected a clause that does, see: sluis findings",
    $"{Quote(Clause)} geldt niet op {Day:yyyy-MM-dd}: verwacht een bepaling die dan geldt, zie: sluis findings"));

/// <summary>An id of nothing that a risk can be about.</summary>
public sealed record UnknownSubject(string Id) : Problem(new Phrase(
    $"{Quote(Id)} is not in this register: expected the id of a service, supplier, function or body",
    $"{Quote(Id)} staat niet in dit register: verwacht het id van een clouddienst, leverancier, overheidsdienst of organisatie"));

/// <summary>A subject that a body has nothing to do with.</summary>
public sealed record RiskOfAnother(string Organisation, string Subject) : Problem(new Phrase(
    $"{Quote(Organisation)} has no use of {Quote(Subject)} in the register: expected a service that it uses or plans, the supplier of one, a function of its own, or the body itself",
    $"het register kent geen gebruik van {Quote(Subject)} door {Quote(Organisation)}: verwacht een clouddienst die zij gebruikt of plant, de leverancier ervan, een eigen dienst, of de organisatie zelf"));

/// <summary>An id that no clause has.</summary>
public sealed record UnknownClause(string Id, string? Near) : Problem(new Phrase(
    $"{Quote(Id)} is no clause that facts are held against{(Near is null ? "" : $"; did you mean {Near}?")}",
    $"{Quote(Id)} is geen bepaling waaraan feiten worden getoetst{(Near is null ? "" : $"; bedoelt u {Near}?")}"));

/// <summary>A safeguard that does not hold on the day on which it would be relied on.</summary>
public sealed record SafeguardDoesNotHold(string Text, Phrase Lapse) : Problem(new Phrase(
    $"{Quote(Text)} cannot be relied on: {Lapse.English}", $"op {Quote(Text)} kan niet worden gesteund: {Lapse.Dutch}"));

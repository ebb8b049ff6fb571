using System.Globalization;
using Sluiswachter.App.Assessments;
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
        var validity = Read("--until", Validity.Of(day, treatment.Until));
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
        var id = Read("--organisation", NextId(reader, $"risk/{treatment.Organisation}/{treatment.Clause}"));
        if (id is not { } next)
        {
            return new TreatedRisk(null, complaints);
        }

        var decision = Decision.Of(
            next, treatment.Kind, organisation, subject, null, clause, by!.Value, day, reason, null, null, null, relies, evidence, null,
            Provenance.Unstated with { Validity = validity!.Value }).Value;
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

    /// <summary>The ids of all clauses that a risk can be about.</summary>
    internal static IReadOnlyCollection<string> Clauses { get; } =
    [
        .. Pack.UseClauses.Select(c => c.Clause.Id)
            .Concat(ShippedContent.MigrationGates.SelectMany(g => g.Rules).Select(r => r.Clause.Id)).Distinct(StringComparer.Ordinal),
    ];

    private static Result<DecisionId> NextId(IRegisterReader reader, string stem)
    {
        var taken = reader.Facts(FactKind.Decision).Select(cells => cells[0].Text!)
            .Where(id => id.StartsWith(stem, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var number = 1;
        while (taken.Contains(Id(number)))
        {
            number++;
        }

        return DecisionId.Of(Id(number));

        string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"{stem}/{n:D3}");
    }
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

/// <summary>An id that no clause has.</summary>
public sealed record UnknownClause(string Id, string? Near) : Problem(new Phrase(
    $"{Quote(Id)} is no clause that facts are held against{(Near is null ? "" : $"; did you mean {Near}?")}",
    $"{Quote(Id)} is geen bepaling waaraan feiten worden getoetst{(Near is null ? "" : $"; bedoelt u {Near}?")}"));

/// <summary>A safeguard that does not hold on the day on which it would be relied on.</summary>
public sealed record SafeguardDoesNotHold(string Text, Phrase Lapse) : Problem(new Phrase(
    $"{Quote(Text)} cannot be relied on: {Lapse.English}", $"op {Quote(Text)} kan niet worden gesteund: {Lapse.Dutch}"));

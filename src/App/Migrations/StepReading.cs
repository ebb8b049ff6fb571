using Sluiswachter.App.Assessments;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Policy;

namespace Sluiswachter.App.Migrations;

/// <summary>A step that is being understood: everything wrong with its words is complained about.</summary>
/// <param name="step">The step.</param>
/// <param name="file">The migration.</param>
/// <param name="independent">The clause that an independent substantiation answers; null when no gate asks for one.</param>
/// <param name="today">The day it is.</param>
/// <param name="complaints">Told what is wrong.</param>
internal sealed class StepReading(MigrationStep step, MigrationFile file, string? independent, DateOnly today, Complaints complaints)
{
    private readonly HashSet<RequirementId> only = [];

    /// <summary>The decision; null until it is made, and when something is wrong.</summary>
    public Decision? Decision { get; private set; }

    /// <summary>Makes the decision.</summary>
    public void Make(DecisionId id)
    {
        var day = step.On ?? today;
        Refuse("--on", day > today ? new DecidedInFuture(day, today) : null);
        Refuse("--by", step.By.Contains('@', StringComparison.Ordinal) ? new PersonNotRole(step.By) : null);
        Refuse("--watched-by", step.WatchedBy?.Contains('@', StringComparison.Ordinal) == true ? new PersonNotRole(step.WatchedBy) : null);
        Refuse("--measures", new[] { step.Measures is null, step.WatchedBy is null, step.DueOn is null }.Distinct().Count() > 1 ? new MeasuresNeedAll() : null);
        Refuse("--due-on", step.DueOn < day ? new DueBeforeTheDecision(step.DueOn!.Value, day) : null);
        Refuse("--evidence", NeedsEvidence && step.Evidence is null ? new EvidenceNeeded(step.Kind) : null);
        Refuse("--reason", NeedsReason && step.Reason is null ? new ReasonNeeded(step.Kind) : null);
        ReadOnly(day);
        var organisation = step.Organisation is { } named ? Of("--organisation", EntityId.Of(named)) : file.Migration.Organisation;
        var by = Text("--by", step.By);
        var reason = Text("--reason", step.Reason);
        var evidence = Text("--evidence", step.Evidence);
        var (measures, watched) = (Text("--measures", step.Measures), Text("--watched-by", step.WatchedBy));
        if (!complaints.HaveErrors)
        {
            var clause = step.IsIndependent && independent is not null ? Label.Of(independent).Value : (Label?)null;
            Decision = Model.Decision.Of(
                id, Kind, organisation, null, file.Migration.Id, clause, by!.Value, day, reason, measures, watched, step.DueOn, null,
                evidence, null, Provenance.Unstated with { Validity = Validity.Of(day, null).Value }).Value;
        }
    }

    /// <summary>For each part the consent that lets it go after the decision; null where none does.</summary>
    public IReadOnlyDictionary<RequirementId, DecisionId?> ConsentsAfter(MigrationStanding standing)
    {
        var decision = Decision!;
        var isConsent = decision.Kind is DecisionKind.Approved or DecisionKind.ApprovedInPart;
        return file.Targets.ToDictionary(t => t.Part.Requirement, t =>
            MigrationFile.ConsentOf(t, standing)?.Decision.Id ??
            (isConsent && (only.Count == 0 || only.Contains(t.Part.Requirement)) ? decision.Id : (DecisionId?)null));
    }

    private DecisionKind Kind => step.Kind == DecisionKind.Approved && (step.Only.Count > 0 || step.Measures is not null)
        ? DecisionKind.ApprovedInPart
        : step.Kind;

    /// <summary>What others decided or were told must be there to be read: else "says who?" has no answer.</summary>
    private bool NeedsEvidence => step.IsIndependent || step.Kind == DecisionKind.HouseInformed;

    private bool NeedsReason => step.Kind is DecisionKind.Refused or DecisionKind.Reconsidered or DecisionKind.Withdrawn;

    private void ReadOnly(DateOnly day)
    {
        var standing = file.StandingOn(day);
        var waiting = file.Targets.Where(t => MigrationFile.ConsentOf(t, standing) is null).Select(t => t.Part.Requirement.Text).ToList();
        foreach (var text in step.Only)
        {
            var id = RequirementId.Of(text);
            if (id.Holds && waiting.Contains(text))
            {
                only.Add(id.Value);
            }
            else
            {
                Refuse("--only", new NotAWaitingPart(text, string.Join(", ", waiting)));
            }
        }
    }

    private Label? Text(string option, string? text) => text is null ? null : Of(option, Label.Of(text));

    private T? Of<T>(string option, Result<T> read)
        where T : struct
    {
        Refuse(option, read.Problem);
        return read.Holds ? read.Value : null;
    }

    private void Refuse(string option, Problem? problem)
    {
        if (problem is not null)
        {
            complaints.Refuse(new Place(option), problem);
        }
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What was decided about a risk: accepted or mitigated, and whether that counts on a day.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Lapsed">Why it no longer counts, so that the finding is open again; null when it does.</param>
public sealed record Treatment(Decision Decision, Phrase? Lapsed)
{
    /// <summary>Whether it counts.</summary>
    public bool IsInForce => Lapsed is null;

    /// <summary>The treatment of a clause on a day: one in force, else the last that lapsed; null when there never was one.</summary>
    /// <param name="decisions">Decisions, of any kind and about anything.</param>
    /// <param name="clause">The id of the clause.</param>
    /// <param name="body">The body that does not meet it.</param>
    /// <param name="subjects">What the finding is about: a service, its supplier, a function, the body.</param>
    /// <param name="day">What safeguards are held against, on the day that is asked.</param>
    /// <remarks>
    /// Law: it is in force exactly when it was decided and holds on the day (from valid_from, or the day of the decision,
    /// until valid_until, and not after a day by which something had to be done and was not said to be) and what it relies
    /// on holds.
    /// </remarks>
    public static Treatment? Of(
        IEnumerable<Decision> decisions, string clause, EntityId body, IReadOnlyCollection<EntityId> subjects, SafeguardsOfDay day) =>
        decisions
            .Where(d => d.Kind is DecisionKind.Accepted or DecisionKind.Mitigated && d.Clause?.Text == clause &&
                (d.Organisation is null || d.Organisation == body) && d.Subject is { } subject && subjects.Contains(subject) &&
                HasBegun(d, day.Day))
            .Select(d => new Treatment(d, WhyNot(d, day)))
            .OrderByDescending(t => t.IsInForce).ThenByDescending(t => t.Decision.DecidedOn)
            .ThenBy(t => t.Decision.Id.Text, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Why a decision that was taken does not count on a day; null when it does.</summary>
    public static Phrase? WhyNot(Decision decision, SafeguardsOfDay day) =>
        HasEnded(decision, day.Day) ? new Phrase($"it held until {LastDayOf(decision):yyyy-MM-dd}", $"het gold tot en met {LastDayOf(decision):yyyy-MM-dd}")
        : day.LapseOf(decision);

    /// <summary>Whether a decision was taken by a day.</summary>
    public static bool HasBegun(Decision decision, DateOnly day) =>
        !(decision.DecidedOn > day) && !(decision.Provenance.Validity.From > day);

    /// <summary>Whether a decision no longer holds on a day, what it relies on aside.</summary>
    public static bool HasEnded(Decision decision, DateOnly day) => LastDayOf(decision) < day;

    /// <summary>The last day on which a decision holds; null when it holds until further notice.</summary>
    private static DateOnly? LastDayOf(Decision decision) =>
        decision.Provenance.Validity.Until is { } until && !(decision.DueOn < until.AddDays(-1)) ? until.AddDays(-1) : decision.DueOn;
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What was decided about a risk: accepted or mitigated, and whether that counts on a day.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Lapsed">Why it no longer counts, so that the finding is open again; null when it does.</param>
public sealed record Treatment(Decision Decision, Phrase? Lapsed)
{
    /// <summary>Whether it counts.</summary>
    public bool IsInForce => Lapsed is null;

    /// <summary>
    /// The treatment of a clause that a use does not meet: one in force, else the last that lapsed; null when there is none.
    /// </summary>
    /// <remarks>
    /// A decision that names the clause and is about the service, its supplier or its body; or else about a function, when
    /// each of the functions has one. Which decisions about the use lapsed with their safeguard is told by its dossier.
    /// </remarks>
    public static Treatment? Of(Use use, Clause clause, DateOnly at) =>
        use.Dossier is { } dossier && HoldsOne(dossier, clause) ? Of(use, dossier, clause, at) : null;

    private static Treatment? Of(Use use, UseDossier dossier, Clause clause, DateOnly at)
    {
        var all = dossier.Decisions.Where(d => HasBegun(d, at)).Select(d => new Treatment(d, EndOf(d, at))).Concat(dossier.Lapsed)
            .Where(t => Treats(t.Decision, clause))
            .OrderByDescending(t => t.Decision.DecidedOn).ThenBy(t => t.Decision.Id.Text, StringComparer.Ordinal).ToList();
        return Covering(all.FindAll(t => t.IsInForce), use) ?? Covering(all, use);
    }

    /// <summary>Whether there is one to look at; asked of every finding, and hardly any is treated.</summary>
    private static bool HoldsOne(UseDossier dossier, Clause clause)
    {
        foreach (var decision in dossier.Decisions)
        {
            if (Treats(decision, clause))
            {
                return true;
            }
        }

        return dossier.Lapsed.Count > 0;
    }

    private static bool Treats(Decision decision, Clause clause) =>
        decision.Kind is DecisionKind.Accepted or DecisionKind.Mitigated && decision.Clause?.Text == clause.Id;

    private static Treatment? Covering(List<Treatment> treatments, Use use) =>
        treatments.Find(t => t.Decision.Subject is { } on && (on == use.Service.Id || on == use.Supplier.Id || on == use.Body.Id)) ??
        (use.Functions.Count > 0 && use.Functions.All(f => f.Function is { } of && treatments.Exists(t => t.Decision.Subject == of.Id))
            ? treatments.Find(t => t.Decision.Subject == use.Functions[0].Function!.Id)
            : null);

    /// <summary>Why a decision that was taken does not count on a day; null when it does.</summary>
    /// <remarks>
    /// Law: it counts exactly when it was decided and holds on the day (from valid_from, or the day of the decision, until
    /// valid_until, and not after a day by which something had to be done and was not said to be) and what it relies on
    /// holds.
    /// </remarks>
    public static Phrase? WhyNot(Decision decision, SafeguardsOfDay day) => EndOf(decision, day.Day) ?? day.LapseOf(decision);

    private static Phrase? EndOf(Decision decision, DateOnly at) => HasEnded(decision, at)
        ? new Phrase($"it held until {LastDayOf(decision):yyyy-MM-dd}", $"het gold tot en met {LastDayOf(decision):yyyy-MM-dd}")
        : null;

    /// <summary>Whether a decision was taken by a day.</summary>
    public static bool HasBegun(Decision decision, DateOnly day) =>
        !(decision.DecidedOn > day) && !(decision.Provenance.Validity.From > day);

    /// <summary>Whether a decision no longer holds on a day, what it relies on aside.</summary>
    public static bool HasEnded(Decision decision, DateOnly day) => LastDayOf(decision) < day;

    /// <summary>The last day on which a decision holds; null when it holds until further notice.</summary>
    private static DateOnly? LastDayOf(Decision decision) =>
        decision.Provenance.Validity.Until is { } until && !(decision.DueOn < until.AddDays(-1)) ? until.AddDays(-1) : decision.DueOn;
}

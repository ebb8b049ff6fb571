using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Which findings somebody answers for: a risk that a role accepted or mitigated.</summary>
public static class Treatments
{
    /// <summary>The last decision by which a role accepted or mitigated that a use does not meet a clause; null when none.</summary>
    /// <remarks>
    /// It names the clause; it is about the service, its supplier or its body, or else there is one about each of the
    /// functions; and it has not ended. A decision whose safeguard lapsed is not among those of the use, so that the
    /// finding is open again.
    /// </remarks>
    public static Decision? Of(Use use, Clause clause, DateOnly at)
    {
        if (use.Dossier is not { Decisions.Count: > 0 } dossier)
        {
            return null;
        }

        var standing = dossier.Decisions
            .Where(d => d.Kind is DecisionKind.Accepted or DecisionKind.Mitigated && d.Clause?.Text == clause.Id &&
                !Treatment.HasEnded(d, at))
            .OrderByDescending(d => d.DecidedOn).ThenBy(d => d.Id.Text, StringComparer.Ordinal).ToList();
        return standing.Find(d => d.Subject == use.Service.Id || d.Subject == use.Supplier.Id || d.Subject == use.Body.Id) ??
            (use.Functions.Count > 0 && use.Functions.All(f => f.Function is { } of && standing.Exists(d => d.Subject == of.Id))
                ? standing.Find(d => d.Subject == use.Functions[0].Function!.Id)
                : null);
    }

    /// <summary>The last decision about a clause that no longer counts, and why; null when there is none.</summary>
    public static Treatment? LapsedOf(Use use, Clause clause) => use.Dossier?.Lapsed
        .Where(t => t.Decision.Kind is DecisionKind.Accepted or DecisionKind.Mitigated && t.Decision.Clause?.Text == clause.Id)
        .OrderByDescending(t => t.Decision.DecidedOn).ThenBy(t => t.Decision.Id.Text, StringComparer.Ordinal).FirstOrDefault();
}

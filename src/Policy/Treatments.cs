using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Which findings somebody answers for: a risk that a role accepted or mitigated.</summary>
public static class Treatments
{
    /// <summary>What comes before the name of a certificate of the service that a decision relies on.</summary>
    private const string Certificate = "certificate:";

    /// <summary>What comes before the id of an owner of the supplier that a decision relies on.</summary>
    private const string Owner = "owner:";

    /// <summary>What comes before the country whose adequacy decision a decision relies on.</summary>
    private const string Adequacy = "adequacy:";

    /// <summary>The last decision by which a role accepted or mitigated that a use does not meet a clause; null when none.</summary>
    /// <remarks>
    /// It names the clause; it is about the service, its supplier or its body, or else there is one about each of the
    /// functions; the day by which something must have been done has not passed; and what it relies on still stands
    /// (<see cref="StandsOn"/>), so that a safeguard that lapses reopens the finding.
    /// </remarks>
    public static Decision? Of(Use use, Clause clause, DateOnly at)
    {
        if (use.Dossier is not { Decisions.Count: > 0 } dossier)
        {
            return null;
        }

        var standing = dossier.Decisions
            .Where(d => d.Kind is DecisionKind.Accepted or DecisionKind.Mitigated && d.Clause?.Text == clause.Id &&
                !(d.DueOn < at) && StandsOn(use, d))
            .OrderByDescending(d => d.DecidedOn).ThenBy(d => d.Id.Text, StringComparer.Ordinal).ToList();
        return standing.Find(d => d.Subject == use.Service.Id || d.Subject == use.Supplier.Id || d.Subject == use.Body.Id) ??
            (use.Functions.Count > 0 && use.Functions.All(f => f.Function is { } of && standing.Exists(d => d.Subject == of.Id))
                ? standing.Find(d => d.Subject == use.Functions[0].Function!.Id)
                : null);
    }

    /// <summary>Whether the safeguard on which a decision relies still stands.</summary>
    /// <remarks>
    /// <c>adequacy:US</c>: an adequacy decision for that country that began no later than the decision; one that was
    /// annulled and replaced is another. <c>certificate:NAME</c>: the service says that it has it. <c>owner:ID</c>: that
    /// supplier still supplies or controls. Of anything else nobody here can tell, and it is taken to stand.
    /// </remarks>
    public static bool StandsOn(Use use, Decision decision)
    {
        var relies = decision.ReliesOn?.Text;
        return relies is null ||
            (relies.StartsWith(Adequacy, StringComparison.Ordinal)
                ? use.ForeignReach.Any(r => r.SafeguardId == relies && !(r.SafeguardSince > decision.DecidedOn))
                : relies.StartsWith(Certificate, StringComparison.Ordinal)
                    ? use.Service.Certifications?.Text.Contains(relies[Certificate.Length..], StringComparison.OrdinalIgnoreCase) == true
                    : !relies.StartsWith(Owner, StringComparison.Ordinal) || use.InControl.Any(s => s.Id.Text == relies[Owner.Length..]));
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>What safeguards are held against on a day: law and facts as plain values.</summary>
/// <remarks>
/// The functions answer for that day, and for what does not hold or is not known then: nothing. Asking one costs what the
/// function costs; a chain of decisions is followed once each.
/// </remarks>
public sealed record SafeguardsOfDay
{
    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The first day of the adequacy decision for a country that is in force; null when none is, or unknown since when.</summary>
    public required Func<Country, InForce?> Adequacy { get; init; }

    /// <summary>Why personal data may go to a country without a decision; null when one is needed.</summary>
    public required Func<Country, InForce?> FreeFlow { get; init; }

    /// <summary>The certificates of a service, as they are written; null when unknown.</summary>
    public required Func<EntityId, string?> Certificates { get; init; }

    /// <summary>All who control a supplier; null when the supplier does not hold on the day.</summary>
    public required Func<EntityId, IReadOnlyList<EntityId>?> Controllers { get; init; }

    /// <summary>The decisions that hold on the day.</summary>
    public required Func<DecisionId, Decision?> Decision { get; init; }

    /// <summary>The assessments that hold on the day.</summary>
    public required Func<AssessmentId, Assessment?> Assessment { get; init; }

    /// <summary>Why what a decision relies on does not hold on the day; null when it holds, or nothing is relied on.</summary>
    public Phrase? LapseOf(Decision decision) => Lapse(decision, []);

    private Phrase? Lapse(Decision decision, HashSet<DecisionId> seen)
    {
        if (decision.ReliesOn is not { } text)
        {
            return null;
        }

        var safeguard = Safeguard.Of(text.Text);
        return safeguard.Holds ? Lapse(safeguard.Value, decision, seen) : safeguard.Problem!.Says;
    }

    private Phrase? Lapse(Safeguard safeguard, Decision relying, HashSet<DecisionId> seen) => safeguard switch
    {
        Safeguard.Adequacy(var country) => LapsedLaw(
            Adequacy(country), relying, $"the adequacy decision for {country}", $"het adequaatheidsbesluit voor {country}"),
        Safeguard.FreeFlow(var country) => LapsedLaw(
            FreeFlow(country), relying, $"the free flow of personal data to {country}", $"het vrije verkeer van persoonsgegevens naar {country}"),
        Safeguard.Certificate(var name, var service) => Certificates(service) is { } held && Lists(held, name)
            ? null
            : new Phrase($"{service} does not have the certificate {name}", $"{service} heeft het certificaat {name} niet"),
        Safeguard.Owner(var supplier, var controller) => LapsedOwner(supplier, controller),
        Safeguard.Assessed(var id) => LapsedAssessment(id),
        Safeguard.OtherDecision(var id) => Decision(id) is not { } other || Treatment.HasEnded(other, Day)
            ? new Phrase($"decision {id} does not hold", $"besluit {id} geldt niet")
            : seen.Add(id)
                ? Lapse(other, seen)
                : new Phrase($"decision {id} relies on itself", $"besluit {id} steunt op zichzelf"),
        _ => throw new InvalidOperationException($"no such safeguard: {safeguard}"),
    };

    /// <summary>A law that began after it was relied on is another law than the one relied on.</summary>
    private static Phrase? LapsedLaw(InForce? law, Decision relying, string english, string dutch) => law is null
        ? new Phrase($"{english} is not in force", $"{dutch} is niet van kracht")
        : relying.DecidedOn is { } on && law.Since > on
            ? new Phrase(
                $"{english} of then is no longer in force; another is since {law.Since:yyyy-MM-dd}",
                $"{dutch} van toen is niet meer van kracht; een ander is dat sinds {law.Since:yyyy-MM-dd}")
            : null;

    private Phrase? LapsedOwner(EntityId supplier, EntityId? controller)
    {
        if (Controllers(supplier) is not { } found)
        {
            return new Phrase($"{supplier} is not known on this day", $"{supplier} is op deze dag niet bekend");
        }

        return controller is { } expected
            ? found.Contains(expected)
                ? null
                : new Phrase($"{supplier} is not controlled by {expected}", $"{expected} heeft geen zeggenschap over {supplier}")
            : found is [var first, ..]
                ? new Phrase($"{supplier} is controlled by {first}", $"{first} heeft zeggenschap over {supplier}")
                : null;
    }

    private Phrase? LapsedAssessment(AssessmentId id) => Assessment(id) switch
    {
        null => new Phrase($"assessment {id} does not hold", $"beoordeling {id} geldt niet"),
        { ApprovedOn: { } approved } known when approved <= Day && !(known.ReviewOn < Day) => null,
        { ReviewOn: { } review } when review < Day => new Phrase(
            $"assessment {id} was to be looked at again on {review:yyyy-MM-dd}", $"beoordeling {id} moest op {review:yyyy-MM-dd} opnieuw worden bekeken"),
        _ => new Phrase($"assessment {id} is not approved", $"beoordeling {id} is niet goedgekeurd"),
    };

    private static bool Lists(string held, string name) => held.Split([',', ';', '\n'], StringSplitOptions.TrimEntries)
        .Any(c => string.Equals(c, name.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>A rule of law that is in force.</summary>
/// <param name="Title">Its usual name.</param>
/// <param name="Since">Its first day; null when unknown.</param>
public sealed record InForce(Phrase Title, DateOnly? Since);

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>Something on which the acceptance or mitigation of a risk relies, and that can fall away.</summary>
/// <remarks>
/// Written as a word, a colon and what it is about; <see cref="Forms"/> lists them. A closed family: what is none of these
/// cannot be watched, so it is refused where it is written.
/// </remarks>
public abstract record Safeguard
{
    private Safeguard()
    {
    }

    /// <summary>The ways in which one can be written.</summary>
    public static IReadOnlyList<string> Forms { get; } =
        ["adequacy:CC", "free-flow:CC", "certificate:TEXT@SERVICE", "owner:SUPPLIER=CONTROLLER", "owner:SUPPLIER=none", "decision:ID", "assessment:ID"];

    /// <summary>An adequacy decision for a country.</summary>
    public sealed record Adequacy(Country Country) : Safeguard;

    /// <summary>Personal data may go to a country without a decision, as within the Union.</summary>
    public sealed record FreeFlow(Country Country) : Safeguard;

    /// <summary>A service has a certificate.</summary>
    public sealed record Certificate(string Name, EntityId Service) : Safeguard;

    /// <summary>A supplier is controlled by another, or by nobody when that is null.</summary>
    public sealed record Owner(EntityId Supplier, EntityId? Controller) : Safeguard;

    /// <summary>Another decision holds.</summary>
    public sealed record OtherDecision(DecisionId Decision) : Safeguard;

    /// <summary>An assessment is approved and not overdue.</summary>
    public sealed record Assessed(AssessmentId Assessment) : Safeguard;

    /// <summary>Understands how one is written.</summary>
    public static Result<Safeguard> Of(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (word, about) = colon < 0 ? ("", "") : (text[..colon], text[(colon + 1)..]);
        Result<Safeguard> found = word switch
        {
            "adequacy" => Country.Of(about).Then<Safeguard>(c => new Adequacy(c)),
            "free-flow" => Country.Of(about).Then<Safeguard>(c => new FreeFlow(c)),
            "certificate" when about.LastIndexOf('@') is > 0 and var at =>
                EntityId.Of(about[(at + 1)..]).Then<Safeguard>(service => new Certificate(about[..at], service)),
            "owner" when about.IndexOf('=', StringComparison.Ordinal) is > 0 and var at => OwnerOf(about[..at], about[(at + 1)..]),
            "decision" => DecisionId.Of(about).Then<Safeguard>(id => new OtherDecision(id)),
            "assessment" => AssessmentId.Of(about).Then<Safeguard>(id => new Assessed(id)),
            _ => new UnknownSafeguard(text),
        };
        return found.Holds ? found : new UnknownSafeguard(text);
    }

    private static Result<Safeguard> OwnerOf(string supplier, string controller) => EntityId.Of(supplier).Then<Safeguard>(of =>
        controller == "none" ? new Owner(of, null) : EntityId.Of(controller).Then<Safeguard>(by => new Owner(of, by)));
}

/// <summary>A text that names no safeguard that can be watched.</summary>
public sealed record UnknownSafeguard(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no safeguard that can be watched: expected {string.Join(", ", Safeguard.Forms)}",
    $"{Quote(Text)} is geen waarborg die kan worden gevolgd: verwacht {string.Join(", ", Safeguard.Forms)}"));

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>A chapter, an objective or a requirement of a framework.</summary>
/// <param name="Urn">Its name in the world.</param>
/// <param name="RefId">Its name within the framework, such as <c>sov-1</c>.</param>
/// <param name="Parent">The ref id of the node that it belongs to; null for an objective.</param>
/// <param name="Name">Its title; empty when it has none.</param>
/// <param name="Text">What it asks or requires; empty when the title says all.</param>
/// <param name="Criteria">The questions by which it is judged; none when it only groups others.</param>
public sealed record FrameworkNode(
    string Urn, string RefId, string? Parent, Phrase Name, Phrase Text, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>What helps to understand it; empty when nothing does.</summary>
    public Phrase Note { get; init; } = new("", "");

    /// <summary>What would show that it is met; empty when not said.</summary>
    public Phrase Evidence { get; init; } = new("", "");

    /// <summary>Whether it is judged itself.</summary>
    public bool IsAssessable => Criteria.Count > 0;

    /// <summary>What it is called in one line: its title, else its text, else its ref id.</summary>
    public Phrase Title => Name.English.Length > 0 ? Name : Text.English.Length > 0 ? Text : new Phrase(RefId, RefId);
}

/// <summary>A question with the answers that can be chosen, of which one holds.</summary>
/// <param name="Urn">Its name in the world.</param>
/// <param name="RefId">Its name within the framework, by which answers are given.</param>
/// <param name="Asks">The question; null when the text of its node is the question.</param>
/// <param name="Options">The answers, from worst to best where they have an order.</param>
/// <param name="MayBeNotApplicable">Whether it can be not applicable, with a reason.</param>
/// <param name="Scale">Of a risk: whether it asks how likely it is or how bad; null for any other question.</param>
public sealed record Criterion(
    string Urn, string RefId, Phrase? Asks, IReadOnlyList<CriterionOption> Options, bool MayBeNotApplicable, RiskScale? Scale = null)
{
    /// <summary>
    /// The answers to a question whether something is met, for requirements that bring no answers of their own.
    /// </summary>
    public static IReadOnlyList<CriterionOption> FulfilmentOptions { get; } =
    [
        new("not-met", new Phrase("not met", "niet voldaan"), Fulfilment: Fulfilment.NotMet),
        new("partly-met", new Phrase("partly met", "deels voldaan"), Fulfilment: Fulfilment.PartlyMet),
        new("met", new Phrase("met", "voldaan"), Fulfilment: Fulfilment.Met),
    ];

    /// <summary>The fact of the register that its answers are about (<see cref="FactChecks"/>); null when none.</summary>
    public UseQuestion? Checks { get; init; }

    /// <summary>Whether its answers give points.</summary>
    public bool HasPoints => Options.Any(o => o.Points is not null);

    /// <summary>Whether its answers have SEAL levels.</summary>
    public bool HasSeal => Options.Any(o => o.Seal is not null);

    /// <summary>Whether some answer keeps the SEAL level below the highest.</summary>
    public bool Gates => Options.Any(o => o.Seal is < SealLevel.Full);

    /// <summary>The most points that an answer gives; 0 when none gives any.</summary>
    public decimal MostPoints => Options.Max(o => o.Points) ?? 0;

    /// <summary>The fewest points that an answer gives; 0 when none gives any.</summary>
    public decimal FewestPoints => Options.Min(o => o.Points) ?? 0;

    /// <summary>Whether it only asks whether its node is met, with the usual answers.</summary>
    public bool IsPlain => Asks is null && Scale is null && Checks is null && Options.SequenceEqual(FulfilmentOptions);
}

/// <summary>An answer that can be chosen.</summary>
/// <param name="Id">Its name within the question.</param>
/// <param name="Text">What it says.</param>
/// <param name="Points">The points that it gives; null when the question gives none.</param>
/// <param name="Seal">The SEAL level that it allows at most; null when the question has none.</param>
/// <param name="Fulfilment">Whether it says that something is met; null when it does not.</param>
public sealed record CriterionOption(
    string Id, Phrase Text, decimal? Points = null, SealLevel? Seal = null, Fulfilment? Fulfilment = null)
{
    /// <summary>What it says of the fact that its question is about, in the word of that fact; null when nothing.</summary>
    public string? Tells { get; init; }
}

/// <summary>Whether a requirement is met.</summary>
public enum Fulfilment
{
    /// <summary>It is not.</summary>
    NotMet = 1,

    /// <summary>In part.</summary>
    PartlyMet = 2,

    /// <summary>It is.</summary>
    Met = 3,

    /// <summary>The answer itself says that the question does not apply.</summary>
    NotApplicable = 4,
}

/// <summary>
/// Sovereignty Effectiveness Assurance Level of the EU Cloud Sovereignty Framework: how far a service is out of reach of others.
/// </summary>
/// <remarks>In a tender the least SEAL is a ground for rejection; it never adds to a score.</remarks>
public enum SealLevel
{
    /// <summary>SEAL-0: none.</summary>
    None = 0,

    /// <summary>SEAL-1: European law applies, and can hardly be enforced.</summary>
    Jurisdictional = 1,

    /// <summary>SEAL-2: sovereignty over data.</summary>
    Data = 2,

    /// <summary>SEAL-3: digital resilience in the edition of 2025, technological in that of 2026.</summary>
    Technological = 3,

    /// <summary>SEAL-4: full.</summary>
    Full = 4,
}

/// <summary>What a question about a risk asks.</summary>
public enum RiskScale
{
    /// <summary>How likely it is.</summary>
    Likelihood = 1,

    /// <summary>How bad it would be.</summary>
    Impact = 2,
}

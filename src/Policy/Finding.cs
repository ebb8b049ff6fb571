using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>A fact that does not meet a clause, or that leaves open whether it does.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Subject">The function that it is about.</param>
/// <param name="IsOpen">True when a fact is missing and the clause can therefore not be judged.</param>
/// <param name="Says">What was found.</param>
/// <param name="SettledBy">What would settle it.</param>
public sealed record Finding(Clause Clause, EntityId Subject, bool IsOpen, Phrase Says, Phrase SettledBy);

/// <summary>A clause of a policy or law that facts can be held against.</summary>
/// <param name="Id">Its id: the document and the number of the clause.</param>
/// <param name="Title">What it says, in a sentence.</param>
/// <param name="Source">The document in which it stands.</param>
/// <param name="KnownThrough">
/// Who reported the text, when we have not read the document itself; null when we have. What is known through others is
/// shown with the words "according to".
/// </param>
/// <param name="Validity">The days on which it applies.</param>
/// <param name="Severity">What it says about a use that it applies to.</param>
public sealed record Clause(
    string Id, Phrase Title, string Source, Phrase? KnownThrough, Validity Validity, Severity Severity)
{
    /// <summary>Where it comes from, as it is shown to people.</summary>
    public Phrase Attribution => KnownThrough is { } others
        ? new Phrase($"according to {others.English}: {Source}", $"volgens {others.Dutch}: {Source}")
        : new Phrase(Source, Source);
}

/// <summary>What a clause says about a use that it applies to; the most severe one decides.</summary>
public enum Severity
{
    /// <summary>It may not be.</summary>
    Prohibited = 1,

    /// <summary>It may be if conditions are met.</summary>
    Conditional = 2,

    /// <summary>It may be, with reasons.</summary>
    Discouraged = 3,
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy;

/// <summary>A clause of a policy or law that facts can be held against.</summary>
/// <param name="Id">Its id: the pack and, after a slash, the number of the clause.</param>
/// <param name="Title">What it says, in a sentence.</param>
/// <param name="Source">The document in which it stands.</param>
/// <param name="KnownThrough">
/// Who reported the text, when we have not read the document itself; null when we have. What is known through others is
/// shown with the words "according to".
/// </param>
/// <param name="Validity">The days on which it applies.</param>
/// <param name="Severity">What it says about a use that does not meet it.</param>
public sealed record Clause(
    string Id, Phrase Title, string Source, Phrase? KnownThrough, Validity Validity, Severity Severity)
{
    /// <summary>The id of the pack that it belongs to.</summary>
    public string Pack => Id[..Id.IndexOf('/')];

    /// <summary>Where it comes from, as it is shown to people.</summary>
    public Phrase Attribution => KnownThrough is { } others
        ? new Phrase($"according to {others.English}: {Source}", $"volgens {others.Dutch}: {Source}")
        : new Phrase(Source, Source);
}

/// <summary>What a clause says about a use that does not meet it; the most severe one decides.</summary>
/// <remarks>The order is that of the policy in practice: prohibited, conditional, discouraged, and then allowed.</remarks>
public enum Severity
{
    /// <summary>It may not be.</summary>
    Prohibited = 1,

    /// <summary>It may be once a condition is met.</summary>
    Conditional = 2,

    /// <summary>It may be, with reasons.</summary>
    Discouraged = 3,

    /// <summary>It may be; something is to be put in order.</summary>
    Attention = 4,
}

namespace Sluiswachter.Vault;

/// <summary>What must hold of an object before it is read or replaced (RFC 9110, section 13).</summary>
/// <param name="Match">Entity tags of which it has one, as the header lists them; null: no condition.</param>
/// <param name="NoneMatch">Entity tags of which it has none; null: no condition.</param>
/// <param name="ModifiedSince">It was modified after this; null: no condition.</param>
/// <param name="UnmodifiedSince">It was not modified after this; null: no condition.</param>
public sealed record Conditions(
    string? Match = null, string? NoneMatch = null, DateTimeOffset? ModifiedSince = null, DateTimeOffset? UnmodifiedSince = null)
{
    /// <summary>Whether anything must hold at all.</summary>
    public bool IsNone => Match is null && NoneMatch is null && ModifiedSince is null && UnmodifiedSince is null;

    /// <summary>Whether an object meets the conditions.</summary>
    /// <remarks>
    /// A matching tag makes the date that goes with it irrelevant, in the order of section 13.2.2. Dates count by whole seconds,
    /// which is all that a header tells.
    /// </remarks>
    /// <param name="etag">Its entity tag, without quotation marks.</param>
    /// <param name="modified">When it was last modified.</param>
    public Condition Of(string etag, DateTimeOffset modified)
    {
        var seconds = modified.ToUnixTimeSeconds();
        if (Match is not null ? !Names(Match, etag) : seconds > UnmodifiedSince?.ToUnixTimeSeconds())
        {
            return Condition.Failed;
        }

        if (NoneMatch is not null ? Names(NoneMatch, etag) : seconds <= ModifiedSince?.ToUnixTimeSeconds())
        {
            return Condition.NotModified;
        }

        return Condition.Met;
    }

    private static bool Names(string list, string etag) =>
        list.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || Bare(tag) == etag);

    private static string Bare(string tag) =>
        (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag).Trim('"');
}

/// <summary>Whether conditions are met.</summary>
public enum Condition
{
    /// <summary>They are.</summary>
    Met = 0,

    /// <summary>Who asks has it already.</summary>
    NotModified = 1,

    /// <summary>It is not the object that was meant.</summary>
    Failed = 2,
}

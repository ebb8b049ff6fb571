using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>A copy of a vault elsewhere: sealed, while the keys stay home; and how far it is.</summary>
/// <param name="Name">How people call it, unique in the vault.</param>
/// <param name="Address">A folder, or a bucket of an S3 service with a prefix: <c>https://host/bucket/prefix</c>.</param>
/// <param name="Region">The region with which requests to an S3 service are signed.</param>
/// <param name="Place">The country that it is in.</param>
/// <remarks>
/// The head in the catalogue decides and the copy follows: what is not yet confirmed is written again. Changes have numbers
/// that rise, entries of the log are counted from 0.
/// </remarks>
public sealed record Embassy(string Name, string Address, string Region, Country Place)
{
    /// <summary>The signed head that the copy has, or is about to get; empty: none yet.</summary>
    public string Head { get; init; } = "";

    /// <summary>The last change that is in the head, and the entries of the log.</summary>
    public FeedPlace Sent { get; init; }

    /// <summary>The last change that is in a segment which is not written anew any more, and the entries of the log.</summary>
    public FeedPlace Closed { get; init; }

    /// <summary>The last change that the copy is known to have, and the entries of the log; null: it has nothing yet.</summary>
    public FeedPlace? Confirmed { get; init; }

    /// <summary>When the copy was last known to have all that had been sent, UTC; null: never.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The buckets of which nothing is there, as they may not be kept there.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>Whether all is to be written anew, as words of the log were erased, or it was asked for or begun.</summary>
    public bool WantsSnapshot { get; init; }

    /// <summary>Whether every sealed stream is to be looked for at the copy first.</summary>
    public bool WantsBlobs { get; init; } = true;

    /// <summary>Sealed streams that a drill found altered there, and as they ought to be at home; up to a thousand.</summary>
    public IReadOnlyList<string> Harmed { get; init; } = [];

    /// <summary>Who brings it up to date now; nobody else does until that moment.</summary>
    public string Holder { get; init; } = "";

    /// <summary>Until when, UTC.</summary>
    public DateTimeOffset HeldUntil { get; init; }

    /// <summary>Since when it fails; null: it does not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>What failed last; null: nothing since it last went well.</summary>
    public string? LastError { get; init; }
}

/// <summary>A place in the feed of a vault.</summary>
/// <param name="Change">The number of a change.</param>
/// <param name="Entries">How many entries the log had.</param>
public readonly record struct FeedPlace(long Change, long Entries);

/// <summary>What a change was about.</summary>
/// <remarks>Numbers are kept in catalogues: they may only be added to.</remarks>
public enum FeedKind
{
    /// <summary>A bucket was made, set or removed.</summary>
    Bucket = 1,

    /// <summary>A version was put or removed.</summary>
    Version = 2,

    /// <summary>What is known of a version was changed: it has the sealed streams that it had.</summary>
    VersionSetting = 3,

    /// <summary>A user was added or changed.</summary>
    User = 4,

    /// <summary>An access key was added or removed.</summary>
    AccessKey = 5,

    /// <summary>The words of an entry of the log were erased.</summary>
    Entry = 6,
}

/// <summary>A change that copies are to learn of.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Of">What was changed.</param>
public sealed record FeedChange(long Number, FeedThing Of);

/// <summary>A thing that was changed.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">Its bucket, or its id.</param>
/// <param name="Key">The key of a version; else empty.</param>
/// <param name="Id">The id of a version; else empty.</param>
public sealed record FeedThing(FeedKind Kind, string Name, string Key, string Id);

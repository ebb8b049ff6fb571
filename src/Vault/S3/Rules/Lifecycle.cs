namespace Sluiswachter.Vault;

/// <summary>What the lifecycle rules of a bucket take away, and when.</summary>
/// <remarks>
/// Source: Amazon S3 User Guide, "Lifecycle configuration elements" and "Examples of lifecycle configurations". Days end at the
/// first midnight, UTC, after they have passed. A version that is locked stays, whatever the rules say. Moves to another
/// storage class are kept and not carried out: there is one class here.
/// </remarks>
public sealed class Lifecycle
{
    private readonly IReadOnlyList<LifecycleRule> rules;
    private readonly Func<ObjectVersion, IReadOnlyList<KeyValuePair<string, string>>> tagsOf;

    /// <summary>The lifecycle of a bucket.</summary>
    /// <param name="configuration">Its rules.</param>
    /// <param name="tagsOf">The tags of a version; asked only where a rule asks for tags, as they are sealed.</param>
    public Lifecycle(LifecycleConfiguration configuration, Func<ObjectVersion, IReadOnlyList<KeyValuePair<string, string>>> tagsOf) =>
        (rules, this.tagsOf) = ([.. configuration.Rules.Where(rule => rule.IsEnabled)], tagsOf);

    /// <summary>What is to be done to the versions of one key.</summary>
    /// <remarks>As many steps as there are versions times rules.</remarks>
    /// <param name="versions">All versions and delete markers of the key, the newest first.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<Expiry> Of(IReadOnlyList<ObjectVersion> versions, DateTimeOffset now)
    {
        var expiries = new List<Expiry>();
        for (var i = 0; i < versions.Count; i++)
        {
            var version = versions[i];
            if (i > 0)
            {
                // Nothing was replaced before it was put, whatever order the catalogue says they have.
                var (older, since) = (i, versions[i - 1].Modified > version.Modified ? versions[i - 1].Modified : version.Modified);
                if (rules.Any(rule => IsPastAsOlder(rule, version, older, since, now)) && ObjectLock.Remove(version, false, now) is null)
                {
                    expiries.Add(new(version, IsForGood: true));
                }
            }
            else if (version.IsDeleteMarker)
            {
                if (versions.Count == 1 && rules.Any(rule => IsPastAsLoneMarker(rule, version, now)))
                {
                    expiries.Add(new(version, IsForGood: true));
                }
            }
            else if (rules.Any(rule => DueOf(rule, version) <= now && IsAbout(rule, version)))
            {
                expiries.Add(new(version, IsForGood: false));
            }
        }

        return expiries;
    }

    /// <summary>Whether an upload that was not completed is to be aborted.</summary>
    public bool Aborts(Upload upload, DateTimeOffset now) => rules.Any(rule =>
        rule.AbortUploadsAfterDays is { } days && IsByPrefixOnly(rule, upload.Key) && Midnight(upload.Started, days) <= now);

    /// <summary>The header <c>x-amz-expiration</c> of the newest version of a key: when it expires, by which rule; null: never.</summary>
    public string? Header(ObjectVersion version)
    {
        var first = rules.Where(rule => DueOf(rule, version) is not null && IsAbout(rule, version)).MinBy(rule => DueOf(rule, version));
        return first is null
            ? null
            : $"expiry-date=\"{S3Time.Http(DueOf(first, version)!.Value)}\", rule-id=\"{PercentEncoding.Encode(first.Id)}\"";
    }

    private static DateTimeOffset? DueOf(LifecycleRule rule, ObjectVersion version) => rule.Expiration switch
    {
        { Date: { } date } => date,
        { Days: { } days } => Midnight(version.Modified, days),
        _ => null,
    };

    private bool IsPastAsOlder(LifecycleRule rule, ObjectVersion version, int place, DateTimeOffset since, DateTimeOffset now) =>
        rule.NoncurrentDays is { } days && place > (rule.NewerNoncurrent ?? 0) && Midnight(since, days) <= now && IsAbout(rule, version);

    private static bool IsPastAsLoneMarker(LifecycleRule rule, ObjectVersion marker, DateTimeOffset now) =>
        (rule.ExpiresLoneMarkers || DueOf(rule, marker) <= now) && IsByPrefixOnly(rule, marker.Key);

    // What is no object has no tags and no size.
    private static bool IsByPrefixOnly(LifecycleRule rule, ObjectKey key) =>
        rule.Filter is { Tags.Count: 0, LargerThan: null, SmallerThan: null } && HasPrefix(rule, key);

    private bool IsAbout(LifecycleRule rule, ObjectVersion version)
    {
        if (version.IsDeleteMarker)
        {
            return IsByPrefixOnly(rule, version.Key);
        }

        var filter = rule.Filter;
        return HasPrefix(rule, version.Key) && !(version.Size <= filter.LargerThan) && !(version.Size >= filter.SmallerThan) &&
            (filter.Tags.Count == 0 || HasTags(filter.Tags, tagsOf(version)));
    }

    private static bool HasPrefix(LifecycleRule rule, ObjectKey key) => key.Text.StartsWith(rule.Filter.Prefix, StringComparison.Ordinal);

    private static bool HasTags(IReadOnlyList<S3Tag> wanted, IReadOnlyList<KeyValuePair<string, string>> tags) =>
        wanted.All(tag => tags.Contains(new(tag.Key, tag.Value)));

    private static DateTimeOffset Midnight(DateTimeOffset from, int days)
    {
        // A rule of millions of years is allowed, and means never.
        if (days >= (DateTimeOffset.MaxValue - from).TotalDays - 1)
        {
            return DateTimeOffset.MaxValue;
        }

        var passed = from.ToUniversalTime().AddDays(days);
        var midnight = new DateTimeOffset(passed.Date, TimeSpan.Zero);
        return midnight == passed ? midnight : midnight.AddDays(1);
    }
}

/// <summary>A version that its bucket's rules take away.</summary>
/// <param name="Version">The version.</param>
/// <param name="IsForGood">
/// Whether the version itself is removed; else the key is deleted as a request without a version would: where versions are
/// kept, a delete marker comes on top.
/// </param>
public readonly record struct Expiry(ObjectVersion Version, bool IsForGood);

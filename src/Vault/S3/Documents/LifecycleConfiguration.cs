namespace Sluiswachter.Vault;

/// <summary>The lifecycle rules of a bucket.</summary>
/// <param name="Rules">1 to 1000 rules.</param>
/// <remarks>Source: Amazon S3 User Guide, "Lifecycle configuration elements".</remarks>
public sealed record LifecycleConfiguration(IReadOnlyList<LifecycleRule> Rules)
{
    /// <summary>How many rules a bucket may have.</summary>
    public const int MostRules = 1000;

    /// <summary>Reads a document; rules without a name get one.</summary>
    public static S3Result<LifecycleConfiguration> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "LifecycleConfiguration", LifecycleReader.Shape).Then<LifecycleConfiguration>(root =>
        {
            var elements = root.All("Rule").ToList();
            if (elements.Count is 0 or > MostRules)
            {
                return S3Error.MalformedXML;
            }

            var named = elements.Select(element => element.TextOf("ID") ?? "").Where(id => id.Length > 0).ToList();
            var taken = named.ToHashSet(StringComparer.Ordinal);
            if (taken.Count < named.Count)
            {
                return new S3Refusal(S3Error.InvalidArgument, "The name of a rule may be given once.");
            }

            var rules = new List<LifecycleRule>();
            foreach (var element in elements)
            {
                var id = element.TextOf("ID") is { Length: > 0 } given ? given : NameFor(rules.Count + 1, taken);
                if (!LifecycleReader.Read(element, id).Is(out var rule, out var refusal))
                {
                    return refusal;
                }

                rules.Add(rule);
            }

            return new LifecycleConfiguration(rules);
        });

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("LifecycleConfiguration", root => root.Each(Rules, "Rule", WriteRule));

    private static string NameFor(int number, HashSet<string> taken)
    {
        var name = $"rule-{number}";
        while (!taken.Add(name))
        {
            name += "x";
        }

        return name;
    }

    private static void WriteRule(S3Writer element, LifecycleRule rule)
    {
        element.Text("ID", rule.Id).Text("Status", rule.IsEnabled ? "Enabled" : "Disabled");
        WriteFilter(element, rule.Filter);
        if (rule.Expiration is { } expiration)
        {
            element.Group("Expiration", when => WriteMoment(when, expiration));
        }
        else if (rule.ExpiresLoneMarkers)
        {
            element.Group("Expiration", when => when.Text("ExpiredObjectDeleteMarker", "true"));
        }

        if (rule.NoncurrentDays is { } days)
        {
            element.Group("NoncurrentVersionExpiration", when => when
                .Maybe("NoncurrentDays", days)
                .Maybe("NewerNoncurrentVersions", rule.NewerNoncurrent));
        }

        if (rule.AbortUploadsAfterDays is { } abort)
        {
            element.Group("AbortIncompleteMultipartUpload", when => when.Maybe("DaysAfterInitiation", abort));
        }

        element.Each(rule.Transitions, "Transition", (move, transition) =>
        {
            WriteMoment(move, transition.After);
            move.Text("StorageClass", transition.StorageClass);
        });
        element.Each(rule.NoncurrentTransitions, "NoncurrentVersionTransition", (move, transition) => move
            .Maybe("NoncurrentDays", transition.After.Days)
            .Maybe("NewerNoncurrentVersions", transition.NewerKept)
            .Text("StorageClass", transition.StorageClass));
    }

    private static void WriteMoment(S3Writer element, LifecycleMoment moment) =>
        element.Maybe("Days", moment.Days).Maybe("Date", moment.Date);

    private static void WriteFilter(S3Writer element, LifecycleFilter filter)
    {
        if (filter.IsBare)
        {
            element.Text("Prefix", filter.Prefix);
            return;
        }

        var others = filter.Tags.Count + (filter.LargerThan is null ? 0 : 1) + (filter.SmallerThan is null ? 0 : 1);
        var prefix = filter.Prefix.Length > 0 || others == 0 ? filter.Prefix : null;
        element.Group("Filter", inner =>
        {
            if (others + (prefix is null ? 0 : 1) > 1)
            {
                inner.Group("And", and => WriteParts(and, filter, prefix));
            }
            else
            {
                WriteParts(inner, filter, prefix);
            }
        });
    }

    private static void WriteParts(S3Writer element, LifecycleFilter filter, string? prefix) => element
        .Maybe("Prefix", prefix)
        .Each(filter.Tags, "Tag", (inner, tag) => inner.Text("Key", tag.Key).Text("Value", tag.Value))
        .Maybe("ObjectSizeGreaterThan", filter.LargerThan)
        .Maybe("ObjectSizeLessThan", filter.SmallerThan);
}

/// <summary>When something is done: a number of days after an object was made, or on a day.</summary>
/// <param name="Days">Days, or null.</param>
/// <param name="Date">A midnight in UTC, or null.</param>
public readonly record struct LifecycleMoment(int? Days, DateTimeOffset? Date);

/// <summary>Which objects a rule is about: those that meet every part.</summary>
/// <param name="Prefix">What the key begins with; empty for any.</param>
/// <param name="Tags">Tags that the object must have.</param>
/// <param name="LargerThan">Bytes that the object must exceed, or null.</param>
/// <param name="SmallerThan">Bytes that the object must stay below, or null.</param>
/// <param name="IsBare">True when the rule gave its prefix outside a filter, as older tools do; it is written back so.</param>
public sealed record LifecycleFilter(
    string Prefix, IReadOnlyList<S3Tag> Tags, long? LargerThan = null, long? SmallerThan = null, bool IsBare = false);

/// <summary>A move to another storage class.</summary>
/// <param name="After">When; days from 0.</param>
/// <param name="StorageClass">The class.</param>
/// <param name="NewerKept">For older versions: how many are left alone, or null.</param>
public sealed record LifecycleTransition(LifecycleMoment After, string StorageClass, int? NewerKept = null);

/// <summary>What happens to objects of a bucket as time passes.</summary>
/// <param name="Id">The name of the rule, unique, at most 255 characters.</param>
/// <param name="IsEnabled">Whether it is carried out.</param>
/// <param name="Filter">Which objects.</param>
/// <param name="Expiration">When current versions expire, or null.</param>
/// <param name="ExpiresLoneMarkers">Whether delete markers go when nothing is left below them.</param>
/// <param name="NoncurrentDays">After how many days older versions go, or null.</param>
/// <param name="NewerNoncurrent">How many older versions are left alone, or null.</param>
/// <param name="AbortUploadsAfterDays">After how many days unfinished uploads go, or null.</param>
/// <param name="Transitions">Moves of current versions.</param>
/// <param name="NoncurrentTransitions">Moves of older versions.</param>
public sealed record LifecycleRule(
    string Id,
    bool IsEnabled,
    LifecycleFilter Filter,
    LifecycleMoment? Expiration,
    bool ExpiresLoneMarkers,
    int? NoncurrentDays,
    int? NewerNoncurrent,
    int? AbortUploadsAfterDays,
    IReadOnlyList<LifecycleTransition> Transitions,
    IReadOnlyList<LifecycleTransition> NoncurrentTransitions);

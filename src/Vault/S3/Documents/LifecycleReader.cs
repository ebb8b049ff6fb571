namespace Sluiswachter.Vault;

/// <summary>Reads one rule of a lifecycle configuration and holds it to the schema.</summary>
internal static class LifecycleReader
{
    /// <summary>The elements of a configuration.</summary>
    public static readonly S3Shape Shape = new(
        "LifecycleConfiguration: Rule",
        "Rule: ID Prefix Filter Status Expiration NoncurrentVersionExpiration AbortIncompleteMultipartUpload Transition NoncurrentVersionTransition",
        "Filter: And Prefix Tag ObjectSizeGreaterThan ObjectSizeLessThan",
        "And: Prefix Tag ObjectSizeGreaterThan ObjectSizeLessThan",
        "Tag: Key Value",
        "Expiration: Days Date ExpiredObjectDeleteMarker",
        "NoncurrentVersionExpiration: NoncurrentDays NewerNoncurrentVersions",
        "AbortIncompleteMultipartUpload: DaysAfterInitiation",
        "Transition: Days Date StorageClass",
        "NoncurrentVersionTransition: NoncurrentDays NewerNoncurrentVersions StorageClass");

    private const int LongestId = 255;

    public static S3Result<LifecycleRule> Read(S3Element element, string id)
    {
        if (id.Length > LongestId)
        {
            return new S3Refusal(S3Error.InvalidArgument, $"The name of a rule has at most {LongestId} characters.");
        }

        if (element.TextOf("Status") is not ("Enabled" or "Disabled") || ReadFilter(element) is not { } filter)
        {
            return S3Error.MalformedXML;
        }

        var malformed = false;
        var moment = element["Expiration"] is { } when ? Moment(when, ref malformed) : default;
        var markers = element["Expiration"]?.Flag("ExpiredObjectDeleteMarker", ref malformed);
        var expires = moment.Days is not null || moment.Date is not null;
        malformed |= moment.Days is not null && moment.Date is not null;
        malformed |= element["Expiration"] is not null && expires == markers is not null;

        var rule = new LifecycleRule(
            id,
            element.TextOf("Status") == "Enabled",
            filter,
            expires ? moment : null,
            markers ?? false,
            element["NoncurrentVersionExpiration"]?.Number("NoncurrentDays", ref malformed),
            element["NoncurrentVersionExpiration"]?.Number("NewerNoncurrentVersions", ref malformed),
            element["AbortIncompleteMultipartUpload"]?.Number("DaysAfterInitiation", ref malformed),
            Transitions(element, "Transition", ref malformed),
            Transitions(element, "NoncurrentVersionTransition", ref malformed));
        return malformed ? S3Error.MalformedXML : Checked(rule, element);
    }

    private static S3Result<LifecycleRule> Checked(LifecycleRule rule, S3Element element)
    {
        if ((element["NoncurrentVersionExpiration"] is not null && rule.NoncurrentDays is null) ||
            (element["AbortIncompleteMultipartUpload"] is not null && rule.AbortUploadsAfterDays is null))
        {
            return S3Error.MalformedXML;
        }

        if (rule.Expiration?.Days < 1 || rule.NoncurrentDays < 1 || rule.NewerNoncurrent < 1 || rule.AbortUploadsAfterDays < 1 ||
            rule.Transitions.Concat(rule.NoncurrentTransitions).Any(move => move.After.Days < 0))
        {
            return new S3Refusal(S3Error.InvalidArgument, "Days and numbers of a rule must be positive.");
        }

        var dates = rule.Transitions.Select(move => move.After.Date).Append(rule.Expiration?.Date);
        if (dates.Any(date => date is { } day && day.UtcDateTime.TimeOfDay != TimeSpan.Zero))
        {
            return new S3Refusal(S3Error.InvalidArgument, "The date of a rule must be a midnight in UTC.");
        }

        if (rule.Filter.Tags.Count > 0 && (rule.ExpiresLoneMarkers || rule.AbortUploadsAfterDays is not null))
        {
            return new S3Refusal(S3Error.InvalidRequest, "Delete markers and unfinished uploads have no tags to choose by.");
        }

        var acts = rule.Expiration is not null || rule.ExpiresLoneMarkers || rule.NoncurrentDays is not null ||
            rule.AbortUploadsAfterDays is not null || rule.Transitions.Count + rule.NoncurrentTransitions.Count > 0 ||
            element["Expiration"] is not null;
        return !acts ? new S3Refusal(S3Error.InvalidRequest, "A rule must do something.")
            : rule.Filter.LargerThan >= rule.Filter.SmallerThan
                ? new S3Refusal(S3Error.InvalidRequest, "ObjectSizeGreaterThan must be less than ObjectSizeLessThan.")
                : rule;
    }

    private static LifecycleMoment Moment(S3Element element, ref bool malformed) =>
        new(element.Number("Days", ref malformed), element.Time("Date", ref malformed));

    private static List<LifecycleTransition> Transitions(S3Element rule, string name, ref bool malformed)
    {
        var moves = new List<LifecycleTransition>();
        foreach (var element in rule.All(name))
        {
            var isNoncurrent = name == "NoncurrentVersionTransition";
            var moment = isNoncurrent
                ? new LifecycleMoment(element.Number("NoncurrentDays", ref malformed), null)
                : Moment(element, ref malformed);
            var kept = element.Number("NewerNoncurrentVersions", ref malformed);
            malformed |= element.TextOf("StorageClass") is not { Length: > 0 } || moment.Days is null == moment.Date is null;
            moves.Add(new LifecycleTransition(moment, element.TextOf("StorageClass") ?? "", kept));
        }

        return moves;
    }

    /// <summary>The filter, which must be given in one of its two places; null when it is malformed.</summary>
    private static LifecycleFilter? ReadFilter(S3Element rule)
    {
        if (rule["Filter"] is not { } filter)
        {
            return rule.TextOf("Prefix") is { } prefix ? new LifecycleFilter(prefix, [], IsBare: true) : null;
        }

        var malformed = rule["Prefix"] is not null || rule.Repeats("Filter") || filter.Children.Count > 1;
        var parts = filter["And"] ?? filter;
        var tags = new List<S3Tag>();
        foreach (var tag in parts.All("Tag"))
        {
            malformed |= tag.TextOf("Key") is not { Length: > 0 } || tag["Value"] is null;
            tags.Add(new S3Tag(tag.TextOf("Key") ?? "", tag.TextOf("Value") ?? ""));
        }

        malformed |= tags.DistinctBy(tag => tag.Key, StringComparer.Ordinal).Count() < tags.Count;
        var larger = parts.LongNumber("ObjectSizeGreaterThan", ref malformed);
        var smaller = parts.LongNumber("ObjectSizeLessThan", ref malformed);
        return malformed || larger < 0 || smaller < 0
            ? null
            : new LifecycleFilter(parts.TextOf("Prefix") ?? "", tags, larger, smaller);
    }
}

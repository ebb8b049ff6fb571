using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>What is known of a request when conditions of a policy are weighed: values by condition key.</summary>
/// <remarks>
/// Source: AWS, "AWS global condition context keys" and "Actions, resources, and condition keys for Amazon S3". The name of a
/// key is of any case, the name of a tag in it is not.
/// </remarks>
public sealed class PolicyFacts
{
    private static readonly string[] HeaderKeys =
    [
        "s3:x-amz-acl", "s3:x-amz-content-sha256", "s3:x-amz-grant-full-control", "s3:x-amz-grant-read", "s3:x-amz-grant-read-acp",
        "s3:x-amz-grant-write", "s3:x-amz-grant-write-acp", "s3:x-amz-metadata-directive", "s3:x-amz-server-side-encryption",
        "s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:x-amz-server-side-encryption-customer-algorithm",
        "s3:x-amz-storage-class", "s3:x-amz-website-redirect-location",
    ];

    private static readonly (string Key, string Parameter)[] QueryKeys =
        [("s3:prefix", "prefix"), ("s3:delimiter", "delimiter"), ("s3:max-keys", "max-keys"), ("s3:versionid", "versionId")];

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "aws:currenttime", "aws:epochtime", "aws:principalaccount", "aws:principalarn", "aws:principaltype", "aws:referer",
        "aws:securetransport", "aws:sourceip", "aws:useragent", "aws:userid", "aws:username",

        // Of requests of one service on behalf of another, which do not happen here: known, never with a value.
        "aws:sourceaccount", "aws:sourcearn",
        "s3:x-amz-copy-source", "s3:object-lock-mode", "s3:object-lock-retain-until-date", "s3:object-lock-legal-hold",
        "s3:object-lock-remaining-retention-days", "s3:requestobjecttagkeys", "s3:authtype", "s3:signatureversion", "s3:signatureage",
    };

    private readonly Dictionary<string, IReadOnlyList<string>> values;

    private PolicyFacts(Dictionary<string, IReadOnlyList<string>> values) => this.values = values;

    /// <summary>Nothing is known.</summary>
    public static PolicyFacts None { get; } = new([]);

    /// <summary>What a request itself tells.</summary>
    /// <param name="header">The value of a header, in a presigned URL also of the parameter of that name; null: none.</param>
    /// <param name="query">The value of a query parameter, decoded; null: none.</param>
    /// <param name="signed">How it was signed.</param>
    /// <param name="sourceAddress">The address that it came from; null: not known.</param>
    /// <param name="isSecure">Whether it came over TLS.</param>
    /// <param name="time">When it came.</param>
    public static PolicyFacts Of(
        Func<string, string?> header, Func<string, string?> query, S3Signed signed, string? sourceAddress, bool isSecure,
        DateTimeOffset time)
    {
        var retainUntil = header("x-amz-object-lock-retain-until-date");
        (string Key, string? Value)[] facts =
        [
            .. HeaderKeys.Select(key => (key, header(key["s3:".Length..]))),
            .. QueryKeys.Select(key => (key.Key, query(key.Parameter))),
            ("aws:sourceip", sourceAddress),
            ("aws:securetransport", isSecure ? "true" : "false"),
            ("aws:currenttime", S3Time.Iso(time)),
            ("aws:epochtime", time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("s3:authtype", signed.AuthType),
            ("s3:signatureversion", signed.Version),
            ("s3:signatureage", signed.AccessKeyId is null ? null : signed.Age.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)),
            ("aws:referer", header("referer")),
            ("aws:useragent", header("user-agent")),
            ("s3:x-amz-copy-source", CopySource(header("x-amz-copy-source"))),
            ("s3:object-lock-mode", header("x-amz-object-lock-mode")),
            ("s3:object-lock-legal-hold", header("x-amz-object-lock-legal-hold")),
            ("s3:object-lock-retain-until-date", retainUntil),
            ("s3:object-lock-remaining-retention-days", RemainingDays(retainUntil, time)),
        ];
        return new(facts.Where(fact => fact.Value is not null)
            .ToDictionary(fact => fact.Key, fact => (IReadOnlyList<string>)[fact.Value!], StringComparer.Ordinal));
    }

    /// <summary>The values of a key; none when it is not known.</summary>
    public IReadOnlyList<string> this[string key] => values.GetValueOrDefault(Normal(key)) ?? [];

    /// <summary>These facts with another one.</summary>
    public PolicyFacts With(string key, params string[] known) =>
        new(new(values, StringComparer.Ordinal) { [Normal(key)] = known });

    /// <summary>These facts with the tags that the object has.</summary>
    public PolicyFacts WithExistingTags(IEnumerable<KeyValuePair<string, string>> tags) =>
        tags.Aggregate(this, (facts, tag) => facts.With($"s3:ExistingObjectTag/{tag.Key}", tag.Value));

    /// <summary>These facts with the tags that the request gives.</summary>
    public PolicyFacts WithRequestTags(IReadOnlyCollection<KeyValuePair<string, string>> tags) =>
        tags.Aggregate(this, (facts, tag) => facts.With($"s3:RequestObjectTag/{tag.Key}", tag.Value))
            .With("s3:RequestObjectTagKeys", [.. tags.Select(tag => tag.Key)]);

    /// <summary>A key as it is kept: in small letters up to the name of a tag.</summary>
    internal static string Normal(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash
            ? string.Concat(key[..slash].ToLowerInvariant(), key.AsSpan(slash))
            : key.ToLowerInvariant();

    /// <summary>Whether a key, as it is kept, is one that can be answered.</summary>
    internal static bool IsKnown(string key) =>
        Others.Contains(key) || HeaderKeys.Contains(key) || Array.Exists(QueryKeys, known => known.Key == key) ||
        (key.StartsWith("s3:existingobjecttag/", StringComparison.Ordinal) && key.Length > "s3:existingobjecttag/".Length) ||
        (key.StartsWith("s3:requestobjecttag/", StringComparison.Ordinal) && key.Length > "s3:requestobjecttag/".Length);

    // Compared as the name that is meant, however the client wrote it.
    private static string? CopySource(string? header) =>
        header is null ? null : PercentEncoding.Decode(header.Split('?')[0])?.TrimStart('/');

    private static string? RemainingDays(string? until, DateTimeOffset time) =>
        until is not null && S3Time.ReadIso(until) is { } end
            ? Math.Ceiling((end - time).TotalDays).ToString(CultureInfo.InvariantCulture)
            : null;
}

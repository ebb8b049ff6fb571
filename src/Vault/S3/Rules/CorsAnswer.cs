using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>What a browser is told of whether a page of another site may use a bucket.</summary>
/// <remarks>
/// Source: WHATWG, "Fetch", section "HTTP CORS protocol"; AWS, "How does Amazon S3 evaluate the CORS configuration": the first
/// rule counts that allows origin, method and all headers.
/// </remarks>
public static class CorsAnswer
{
    /// <summary>The headers that answer a preflight (OPTIONS).</summary>
    /// <param name="cors">The rules of the bucket; null: none.</param>
    /// <param name="origin">The header <c>Origin</c>.</param>
    /// <param name="method">The header <c>Access-Control-Request-Method</c>.</param>
    /// <param name="headers">The header <c>Access-Control-Request-Headers</c>.</param>
    public static S3Result<IReadOnlyList<(string Name, string Value)>> Preflight(
        CorsConfiguration? cors, string? origin, string? method, string? headers)
    {
        if (origin is null || method is null)
        {
            return new S3Refusal(
                S3Error.InvalidRequest, "Insufficient information: the headers Origin and Access-Control-Request-Method are needed.");
        }

        var wanted = headers?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return RuleFor(cors, origin, method, wanted) is { } rule
            ? Tell(rule, origin, wanted)
            : new S3Refusal(S3Error.AccessDenied, "No rule of the bucket allows this request from a page of another site.");
    }

    /// <summary>The headers that go with any other answer, also a refusal; none when nothing is allowed or asked.</summary>
    /// <param name="cors">The rules of the bucket; null: none.</param>
    /// <param name="origin">The header <c>Origin</c>.</param>
    /// <param name="method">The method of the request, or what its header <c>Access-Control-Request-Method</c> says instead.</param>
    public static IReadOnlyList<(string Name, string Value)> Simple(CorsConfiguration? cors, string? origin, string method) =>
        origin is not null && RuleFor(cors, origin, method, []) is { } rule ? Tell(rule, origin, []).Value : [];

    private static CorsRule? RuleFor(CorsConfiguration? cors, string origin, string method, string[] headers) =>
        cors?.Rules.FirstOrDefault(rule =>
            rule.AllowedMethods.Contains(method) &&
            rule.AllowedOrigins.Any(allowed => Fits(allowed, origin)) &&
            headers.All(header => rule.AllowedHeaders.Any(allowed => Fits(allowed.ToLowerInvariant(), header.ToLowerInvariant()))));

    private static S3Result<IReadOnlyList<(string Name, string Value)>> Tell(CorsRule rule, string origin, string[] headers)
    {
        // A rule for everyone tells so, and then without the cookies of whoever it is.
        var isForAll = rule.AllowedOrigins.Contains("*");
        var told = new List<(string, string)>
        {
            ("Access-Control-Allow-Origin", isForAll ? "*" : origin),
            ("Access-Control-Allow-Methods", string.Join(", ", rule.AllowedMethods)),
            ("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"),
        };
        if (!isForAll)
        {
            told.Add(("Access-Control-Allow-Credentials", "true"));
        }

        if (headers.Length > 0)
        {
            told.Add(("Access-Control-Allow-Headers", string.Join(", ", headers)));
        }

        if (rule.ExposeHeaders.Count > 0)
        {
            told.Add(("Access-Control-Expose-Headers", string.Join(", ", rule.ExposeHeaders)));
        }

        if (rule.MaxAgeSeconds is { } seconds)
        {
            told.Add(("Access-Control-Max-Age", seconds.ToString(CultureInfo.InvariantCulture)));
        }

        return told;
    }

    // One '*' at most, and '?' stands for itself.
    private static bool Fits(string allowed, string text) =>
        allowed.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star
            ? text.Length >= allowed.Length - 1 && text.StartsWith(allowed[..star], StringComparison.Ordinal) &&
                text.EndsWith(allowed[(star + 1)..], StringComparison.Ordinal)
            : allowed == text;
}

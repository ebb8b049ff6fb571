namespace Sluiswachter.Vault;

/// <summary>The CORS rules of a bucket, looked at in order.</summary>
/// <param name="Rules">1 to 100 rules.</param>
/// <remarks>Source: Amazon S3 User Guide, "Elements of a CORS configuration".</remarks>
public sealed record CorsConfiguration(IReadOnlyList<CorsRule> Rules)
{
    private const int MostRules = 100;
    private const int LongestId = 255;

    private static readonly S3Shape Shape = new(
        "CORSConfiguration: CORSRule", "CORSRule: ID AllowedHeader AllowedMethod AllowedOrigin ExposeHeader MaxAgeSeconds");

    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "HEAD"];

    /// <summary>Reads a document.</summary>
    public static S3Result<CorsConfiguration> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "CORSConfiguration", Shape).Then<CorsConfiguration>(root =>
        {
            var rules = new List<CorsRule>();
            foreach (var element in root.All("CORSRule"))
            {
                if (!ReadRule(element).Is(out var rule, out var refusal))
                {
                    return refusal;
                }

                rules.Add(rule);
            }

            return rules.Count is 0 or > MostRules ? S3Error.MalformedXML : new CorsConfiguration(rules);
        });

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("CORSConfiguration", root => root.Each(Rules, "CORSRule", (element, rule) => element
        .Maybe("ID", rule.Id)
        .Each(rule.AllowedHeaders, "AllowedHeader")
        .Each(rule.AllowedMethods, "AllowedMethod")
        .Each(rule.AllowedOrigins, "AllowedOrigin")
        .Each(rule.ExposeHeaders, "ExposeHeader")
        .Maybe("MaxAgeSeconds", rule.MaxAgeSeconds)));

    private static S3Result<CorsRule> ReadRule(S3Element element)
    {
        var malformed = false;
        var rule = new CorsRule(
            element.TextsOf("AllowedOrigin"),
            element.TextsOf("AllowedMethod"),
            element.TextsOf("AllowedHeader"),
            element.TextsOf("ExposeHeader"),
            element.Number("MaxAgeSeconds", ref malformed),
            element.TextOf("ID"));
        if (malformed || rule.AllowedOrigins.Count == 0 || rule.AllowedMethods.Count == 0 ||
            rule.MaxAgeSeconds < 0 || rule.Id?.Length > LongestId)
        {
            return S3Error.MalformedXML;
        }

        if (rule.AllowedMethods.FirstOrDefault(method => !Methods.Contains(method, StringComparer.Ordinal)) is { } unknown)
        {
            return new S3Refusal(S3Error.InvalidRequest, $"A CORS rule allows the method {unknown}; only {string.Join(", ", Methods)} can be allowed.");
        }

        return rule.AllowedOrigins.Concat(rule.AllowedHeaders).Any(pattern => pattern.Count(sign => sign == '*') > 1)
            ? new S3Refusal(S3Error.InvalidRequest, "An origin or header of a CORS rule may hold one * at most.")
            : rule;
    }
}

/// <summary>From which sites a browser may call, with which methods and headers.</summary>
/// <param name="AllowedOrigins">Origins, at least one; each may hold one <c>*</c>.</param>
/// <param name="AllowedMethods">Methods, at least one of GET, PUT, POST, DELETE and HEAD.</param>
/// <param name="AllowedHeaders">Names of request headers; each may hold one <c>*</c>.</param>
/// <param name="ExposeHeaders">Names of response headers that a page may see.</param>
/// <param name="MaxAgeSeconds">How long a browser may remember the answer, in seconds, or null.</param>
/// <param name="Id">The name of the rule, at most 255 characters, or null.</param>
public sealed record CorsRule(
    IReadOnlyList<string> AllowedOrigins,
    IReadOnlyList<string> AllowedMethods,
    IReadOnlyList<string> AllowedHeaders,
    IReadOnlyList<string> ExposeHeaders,
    int? MaxAgeSeconds = null,
    string? Id = null);

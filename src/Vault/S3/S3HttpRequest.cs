namespace Sluiswachter.Vault;

/// <summary>The head of a request, as received: nothing decoded, nothing normalised.</summary>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Path">The raw path, with its percent signs, beginning with a slash.</param>
/// <param name="Query">The raw query without the question mark; empty when there is none.</param>
/// <param name="Host">The host that was asked, with its port if one was given.</param>
/// <param name="Headers">The headers.</param>
public sealed record S3HttpRequest(string Method, string Path, string Query, string Host, S3Headers Headers)
{
    /// <summary>The raw query without the question mark; empty when there is none.</summary>
    public string Query { get; init => (field, Parameters) = (value, Read(value)); } = Query;

    /// <summary>The query, decoded; empty when it cannot be decoded, which <see cref="S3Authentication.Verify"/> refuses.</summary>
    public S3Query Parameters { get; private init; } = Read(Query);

    /// <summary>An <c>x-amz-…</c> argument: a header, or in a presigned URL a parameter; null when absent.</summary>
    /// <remarks>Only Signature Version 4 signs all parameters; without it they are no arguments.</remarks>
    public string? Argument(string name) =>
        Headers[name] ?? (Parameters.Has("X-Amz-Signature") ? Parameters.Anyhow(name) : null);

    private static S3Query Read(string raw) => S3Query.Of(raw) is { Holds: true } query ? query.Value : S3Query.Empty;
}

/// <summary>The headers of a request: names of any case, each with its values in the order received.</summary>
public sealed class S3Headers
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Headers from names and values; a name may come more than once.</summary>
    public S3Headers(params IEnumerable<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
        {
            (values.TryGetValue(name, out var known) ? known : values[name] = []).Add(value);
        }
    }

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>All names with all values.</summary>
    public IEnumerable<(string Name, string Value)> All =>
        values.SelectMany(header => header.Value.Select(value => (header.Key, value)));

    /// <summary>The value of a header, its values joined by commas; null when there is none.</summary>
    public string? this[string name] => values.TryGetValue(name, out var known) ? string.Join(',', known) : null;

    /// <summary>The values of a header, one by one.</summary>
    public IReadOnlyList<string> Values(string name) => values.TryGetValue(name, out var known) ? known : [];

    /// <summary>These headers with one set to a value.</summary>
    public S3Headers With(string name, string value) =>
        new(All.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Append((name, value)));
}

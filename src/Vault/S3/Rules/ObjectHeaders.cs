namespace Sluiswachter.Vault;

/// <summary>What HTTP tells of an object beside its bytes, kept as it was given when the object was put.</summary>
public static class ObjectHeaders
{
    private const string ContentType = "Content-Type";
    private const string ContentEncoding = "Content-Encoding";

    /// <summary>The content type of an object that was put without one.</summary>
    private const string PlainBytes = "binary/octet-stream";

    private static readonly string[] Names =
        [ContentType, "Cache-Control", "Content-Disposition", ContentEncoding, "Content-Language", "Expires"];

    /// <summary>Reads them from a request that puts an object.</summary>
    /// <param name="header">The value of a header; null when there is none.</param>
    /// <returns>The headers by name; always a content type. Refused: what no answer could hold (RFC 9110 §5.5).</returns>
    public static S3Result<IReadOnlyDictionary<string, string>> Read(Func<string, string?> header)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal) { [ContentType] = PlainBytes };
        foreach (var name in Names)
        {
            var value = name == ContentEncoding ? WithoutChunks(header(name)) : header(name);
            if (string.IsNullOrWhiteSpace(value))
            {
                continue;
            }

            if (Refusal(name, value) is { } refusal)
            {
                return refusal;
            }

            kept[name] = value;
        }

        return kept;
    }

    /// <summary>The headers of an answer as the request wants them instead (<c>response-content-type</c> and so on).</summary>
    /// <remarks>
    /// Only for who signs: a link that anybody could make would turn any readable object into a page of this server.
    /// </remarks>
    /// <param name="kept">The headers that are kept of the object.</param>
    /// <param name="query">The value of a query parameter, decoded; null when there is none.</param>
    /// <param name="isSigned">Whether the request is signed.</param>
    public static S3Result<IReadOnlyDictionary<string, string>> Instead(
        IReadOnlyDictionary<string, string> kept, Func<string, string?> query, bool isSigned)
    {
        var told = new Dictionary<string, string>(kept, StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (query($"response-{name.ToLowerInvariant()}") is not { } wanted)
            {
                continue;
            }

            if (!isSigned)
            {
                return new S3Refusal(S3Error.InvalidRequest, "Headers of the answer can be set by signed requests only.");
            }

            if (Refusal(name, wanted) is { } refusal)
            {
                return refusal;
            }

            told[name] = wanted;
        }

        return told;
    }

    private static S3Refusal? Refusal(string name, string value) => value.Any(char.IsControl)
        ? new S3Refusal(S3Error.InvalidArgument, $"The header {name} would have characters that no header can hold.")
        : null;

    // How the body travelled is no property of the object.
    private static string? WithoutChunks(string? value) =>
        value?.Contains("aws-chunked", StringComparison.OrdinalIgnoreCase) != true ? value : string.Join(',', value
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(coding => !coding.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));
}

using System.Security.Cryptography;
using System.Text;

namespace Sluiswachter.Vault;

/// <summary>The one text that stands for a request in Signature Version 4, however the request was spelled.</summary>
/// <remarks>
/// Source: AWS, "Create a signed AWS API request", step 1, with S3's exception: the path is encoded once and its dot
/// segments stay.
/// </remarks>
internal static class CanonicalRequest
{
    /// <summary>The text; null when path or query cannot be decoded.</summary>
    public static string? Of(
        S3HttpRequest request, IReadOnlyList<string> signedHeaders, string payload, string? withoutParameter = null)
    {
        if (PercentEncoding.DecodeBytes(request.Path, plusIsSpace: false) is not { } path ||
            QueryOf(request.Query, withoutParameter) is not { } query)
        {
            return null;
        }

        var text = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(PercentEncoding.Encode(path, keepSlash: true)).Append('\n')
            .Append(query).Append('\n');
        foreach (var name in signedHeaders)
        {
            text.Append(name).Append(':').Append(ValueOf(request, name)).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payload).ToString();
    }

    /// <summary>The text to sign.</summary>
    public static string ToSign(string canonical, string time, string scope) =>
        $"{S3Signature.Algorithm}\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";

    private static string? QueryOf(string raw, string? without)
    {
        var parts = new List<(string Name, string Value)>();
        foreach (var part in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (PercentEncoding.DecodeBytes(equals < 0 ? part : part[..equals], plusIsSpace: true) is not { } name ||
                PercentEncoding.DecodeBytes(equals < 0 ? "" : part[(equals + 1)..], plusIsSpace: true) is not { } value)
            {
                return null;
            }

            parts.Add((PercentEncoding.Encode(name, keepSlash: false), PercentEncoding.Encode(value, keepSlash: false)));
        }

        return string.Join('&', parts
            .Where(part => part.Name != without)
            .OrderBy(part => part.Name, StringComparer.Ordinal).ThenBy(part => part.Value, StringComparer.Ordinal)
            .Select(part => $"{part.Name}={part.Value}"));
    }

    private static string ValueOf(S3HttpRequest request, string name) => name == "host"
        ? request.Host.Trim()
        : string.Join(',', request.Headers.Values(name).Select(OneSpace));

    private static string OneSpace(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim();
}

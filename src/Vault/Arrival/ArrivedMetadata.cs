using System.Security.Cryptography;
using System.Text;

namespace Sluiswachter.Vault;

/// <summary>What is known of a version beside its bytes, as one text with a digest that anyone can work out again.</summary>
/// <remarks>
/// A line each, sorted by their bytes and each ended by a newline: <c>header NAME VALUE</c>, <c>meta NAME VALUE</c>,
/// <c>tag KEY VALUE</c>, <c>retention MODE DATE</c>, <c>hold on</c>. Names and values are percent-encoded as S3 does, so that no
/// space or newline can be mistaken. Names of headers and of metadata are in small letters.
/// </remarks>
public static class ArrivedMetadata
{
    /// <summary>The text.</summary>
    public static string Text(ObjectAttributes attributes, Retention? retention, bool hasLegalHold)
    {
        var lines = attributes.Headers.Select(h => Line("header", h.Key.ToLowerInvariant(), h.Value))
            .Concat(attributes.Metadata.Select(m => Line("meta", m.Key, m.Value)))
            .Concat(attributes.Tags.Select(t => Line("tag", t.Key, t.Value)));
        if (retention is not null)
        {
            lines = lines.Append(Line("retention", Retention.NameOf(retention.Mode), S3Time.Iso(retention.Until)));
        }

        if (hasLegalHold)
        {
            lines = lines.Append("hold on\n");
        }

        return string.Concat(lines.Order(StringComparer.Ordinal));
    }

    /// <summary>The SHA-256 of the text, hexadecimal.</summary>
    public static string Digest(ObjectAttributes attributes, Retention? retention, bool hasLegalHold) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(attributes, retention, hasLegalHold))));

    private static string Line(string kind, string name, string value) =>
        $"{kind} {PercentEncoding.Encode(name)} {PercentEncoding.Encode(value)}\n";
}

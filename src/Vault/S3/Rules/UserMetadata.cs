using System.Text;
using System.Text.RegularExpressions;

namespace Sluiswachter.Vault;

/// <summary>What whoever put an object wrote on it: names with values, in headers that begin with <c>x-amz-meta-</c>.</summary>
/// <remarks>
/// Names are kept in small letters and without that beginning; together names and values are at most 2 KiB of UTF-8. What a
/// header cannot hold travels as encoded words (RFC 2047) and is kept decoded.
/// </remarks>
public static partial class UserMetadata
{
    /// <summary>The most bytes of UTF-8 that all names and values have together.</summary>
    public const int MostBytes = 2048;

    private const string Prefix = "x-amz-meta-";

    // So that an encoded word stays within 75 characters: 75 − 12 signs around, a multiple of four, three bytes for four.
    private const int BytesPerWord = 45;

    /// <summary>The headers that tell metadata, by name; of ASCII only.</summary>
    public static IEnumerable<(string Name, string Value)> Headers(IReadOnlyDictionary<string, string> metadata) =>
        metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (Prefix + pair.Key, Encode(pair.Value)));

    /// <summary>Reads the metadata among the headers of a request, or the fields of a form.</summary>
    /// <param name="headers">All headers; a name that comes more than once has its values joined by commas.</param>
    /// <returns>The values by name, in small letters and without the prefix. Refused: names that no header could have.</returns>
    public static S3Result<IReadOnlyDictionary<string, string>> Read(IEnumerable<(string Name, string Value)> headers)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (header, value) in headers)
        {
            if (header.Length > Prefix.Length && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                var name = header[Prefix.Length..].ToLowerInvariant();
                if (!IsToken(name))
                {
                    return new S3Refusal(S3Error.InvalidArgument, "The name of metadata has characters that no header's name can hold.");
                }

                var decoded = Decode(value.Trim());
                values[name] = values.TryGetValue(name, out var earlier) ? $"{earlier},{decoded}" : decoded;
            }
        }

        var bytes = values.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));
        return bytes > MostBytes ? S3Error.MetadataTooLarge : S3Result<IReadOnlyDictionary<string, string>>.Of(values);
    }

    /// <summary>Whether a text is a token (RFC 9110 §5.6.2), as names of headers are.</summary>
    private static bool IsToken(string name) => name.All(sign => char.IsAsciiLetterOrDigit(sign) || "!#$%&'*+-.^_`|~".Contains(sign, StringComparison.Ordinal));

    private static string Encode(string value)
    {
        // What looks like an encoded word is encoded too, or it would come back as something else.
        if (value.All(sign => sign is >= ' ' and <= '~') && !value.Contains("=?", StringComparison.Ordinal))
        {
            return value;
        }

        var words = new List<string>();
        var word = new List<byte>();
        Span<byte> rune = stackalloc byte[4];
        foreach (var sign in value.EnumerateRunes())
        {
            var length = sign.EncodeToUtf8(rune);
            if (word.Count + length > BytesPerWord)
            {
                words.Add($"=?UTF-8?B?{Convert.ToBase64String([.. word])}?=");
                word.Clear();
            }

            word.AddRange(rune[..length]);
        }

        words.Add($"=?UTF-8?B?{Convert.ToBase64String([.. word])}?=");
        return string.Join(' ', words);
    }

    private static string Decode(string value) =>
        value.Contains("=?", StringComparison.Ordinal)
            ? EncodedWord().Replace(BetweenWords().Replace(value, "?==?"), word => Decode(word) ?? word.Value)
            : value;

    private static string? Decode(Match word)
    {
        var encoding = word.Groups["charset"].Value.ToUpperInvariant() switch
        {
            "UTF-8" or "US-ASCII" => Encoding.UTF8,
            "ISO-8859-1" => Encoding.Latin1,
            _ => null,
        };
        var text = word.Groups["text"].Value;
        var bytes = word.Groups["form"].Value is "B" or "b" ? Base64(text) : Quoted(text);
        return encoding is null || bytes is null ? null : encoding.GetString(bytes);
    }

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }

    private static byte[]? Quoted(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                bytes.Add(text[i] == '_' ? (byte)' ' : (byte)text[i]);
            }
            else if (i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"=\?(?<charset>[\w-]+)\?(?<form>[BbQq])\?(?<text>[\x21-\x3e\x40-\x7e]*)\?=", RegexOptions.NonBacktracking)]
    private static partial Regex EncodedWord();

    // White space between two encoded words is not part of the text.
    [GeneratedRegex(@"\?=[ \t]+=\?", RegexOptions.NonBacktracking)]
    private static partial Regex BetweenWords();
}

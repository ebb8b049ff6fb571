namespace Sluiswachter.Vault;

/// <summary>The tags that a request gives an object in its header <c>x-amz-tagging</c>: a form, <c>kind=open&amp;place=a%20b</c>.</summary>
public static class TaggingHeader
{
    /// <summary>The most tags of an object.</summary>
    public const int MostTags = 10;

    /// <summary>The longest name of a tag, in characters.</summary>
    public const int LongestKey = 128;

    /// <summary>The longest value of a tag, in characters.</summary>
    public const int LongestValue = 256;

    /// <summary>Reads the header; <c>InvalidTag</c> when S3 does not allow such tags.</summary>
    /// <returns>The tags in the order given, each name once.</returns>
    public static S3Result<IReadOnlyList<KeyValuePair<string, string>>> Read(string header)
    {
        var tags = new List<KeyValuePair<string, string>>();
        foreach (var pair in header.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (Decode(pair), "") : (Decode(pair[..equals]), Decode(pair[(equals + 1)..]));
            if (tags.Exists(tag => tag.Key == key))
            {
                return new S3Refusal(S3Error.InvalidTag, $"The tag '{key}' is given more than once.");
            }

            if (key.Length is 0 or > LongestKey || value.Length > LongestValue)
            {
                return new S3Refusal(
                    S3Error.InvalidTag, $"A tag has a key of 1 to {LongestKey} and a value of at most {LongestValue} characters.");
            }

            tags.Add(new(key, value));
        }

        return tags.Count > MostTags
            ? new S3Refusal(S3Error.InvalidTag, $"An object has at most {MostTags} tags.")
            : S3Result<IReadOnlyList<KeyValuePair<string, string>>>.Of(tags);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>The name of a bucket, as S3 has it: 3 to 63 of a–z, 0–9, '-' and '.', beginning and ending in a letter or digit.</summary>
/// <remarks>No two dots together, no dot next to a hyphen, nothing that reads as an IPv4 address, no reserved prefix or suffix.</remarks>
public readonly record struct BucketName
{
    private readonly string? text;

    private BucketName(string text) => this.text = text;

    /// <summary>The name.</summary>
    public string Text => text ?? "";

    /// <summary>Reads a name.</summary>
    public static Result<BucketName> Of(string text) => IsName(text) ? new BucketName(text) : new NoBucketName(text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool IsName(string text)
    {
        if (text.Length is < 3 or > 63 || !IsEnd(text[0]) || !IsEnd(text[^1]))
        {
            return false;
        }

        foreach (var sign in text)
        {
            if (!IsEnd(sign) && sign is not ('-' or '.'))
            {
                return false;
            }
        }

        return !text.Contains("..", StringComparison.Ordinal) && !text.Contains(".-", StringComparison.Ordinal) &&
            !text.Contains("-.", StringComparison.Ordinal) && !IsAddress(text) &&
            !text.StartsWith("xn--", StringComparison.Ordinal) && !text.EndsWith("-s3alias", StringComparison.Ordinal);
    }

    private static bool IsEnd(char sign) => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign);

    private static bool IsAddress(string text) =>
        text.Split('.') is { Length: 4 } parts && parts.All(part => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit));
}

/// <summary>A text that is no name for a bucket.</summary>
public sealed record NoBucketName(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no name for a bucket: 3 to 63 of a-z, 0-9, '-' and '.', beginning and ending in a letter or digit",
    $"{Quote(Text)} is geen naam voor een bucket: 3 tot 63 tekens a-z, 0-9, '-' en '.', met een letter of cijfer vooraan en achteraan"));

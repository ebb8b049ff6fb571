using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>The name of an object in its bucket: 1 to 1,024 bytes of UTF-8, any characters but NUL, which no path can hold.</summary>
/// <remarks>Only ever a name, never a path of a file. Ordered by its bytes, as S3 lists them.</remarks>
public readonly record struct ObjectKey : IComparable<ObjectKey>
{
    /// <summary>The longest key, in bytes of UTF-8.</summary>
    public const int MostBytes = 1024;

    private readonly string? text;

    private ObjectKey(string text) => this.text = text;

    /// <summary>The key.</summary>
    public string Text => text ?? "";

    /// <summary>Reads a key.</summary>
    public static Result<ObjectKey> Of(string text) =>
        text.Length == 0 || text.Contains('\0') || Encoding.UTF8.GetByteCount(text) > MostBytes
            ? new NoObjectKey(text)
            : new ObjectKey(text);

    /// <summary>Compares by bytes of UTF-8.</summary>
    public int CompareTo(ObjectKey other) => Compare(Text, other.Text);

    /// <summary>Compares two texts by their bytes of UTF-8, which is the order of their characters' numbers.</summary>
    public static int Compare(string first, string second)
    {
        var length = Math.Min(first.Length, second.Length);
        for (var i = 0; i < length; i++)
        {
            if (first[i] != second[i])
            {
                // A surrogate stands for a character above all that one unit can hold.
                var (isFirstHigh, isSecondHigh) = (char.IsSurrogate(first[i]), char.IsSurrogate(second[i]));
                return isFirstHigh == isSecondHigh ? first[i] - second[i] : isFirstHigh ? 1 : -1;
            }
        }

        return first.Length - second.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A text that is no key for an object.</summary>
public sealed record NoObjectKey(string Text) : Problem(new Phrase(
    $"{Quote(Text)} is no key for an object: 1 to {ObjectKey.MostBytes} bytes of UTF-8, without NUL",
    $"{Quote(Text)} is geen sleutel voor een object: 1 tot {ObjectKey.MostBytes} bytes UTF-8, zonder NUL"));

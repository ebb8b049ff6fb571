namespace Sluiswachter.Vault;

/// <summary>Which of the versions of an object.</summary>
/// <remarks>
/// A version made while the bucket keeps versions has 32 hexadecimal digits; one made while it does not is the single
/// <see cref="Null"/> version of its key, written <c>null</c>.
/// </remarks>
public readonly record struct VersionId
{
    private const int Length = 32;
    private readonly string? text;

    private VersionId(string text) => this.text = text;

    /// <summary>The version of an object in a bucket that keeps no versions.</summary>
    public static VersionId Null => default;

    /// <summary>The id as S3 writes it.</summary>
    public string Text => text ?? "null";

    /// <summary>Whether it is the version without a number.</summary>
    public bool IsNull => text is null;

    /// <summary>The id made of 16 bytes that nobody else has.</summary>
    public static VersionId Of(Guid chance) => new(chance.ToString("n"));

    /// <summary>Reads an id; null when the text is none.</summary>
    public static VersionId? Read(string text) =>
        text == "null" ? Null : text.Length == Length && text.All(char.IsAsciiHexDigitLower) ? new VersionId(text) : null;

    /// <inheritdoc/>
    public override string ToString() => Text;
}

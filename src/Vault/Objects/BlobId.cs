namespace Sluiswachter.Vault;

/// <summary>Which sealed stream: 16 bytes of chance, written as 32 hexadecimal digits.</summary>
/// <remarks>Names nothing that is in it: what an engine sees tells no body, bucket or key.</remarks>
public readonly record struct BlobId(Guid Chance)
{
    /// <summary>Its digits.</summary>
    public string Text => Chance.ToString("n");

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Reads an id; null when the text is none.</summary>
    public static BlobId? Read(string text) => Guid.TryParseExact(text, "n", out var chance) ? new BlobId(chance) : null;
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sluiswachter.Vault;

/// <summary>What is known of an object beside its bytes; sealed as these are.</summary>
/// <remarks>Kept as JSON, in which members may be added but none changes its meaning.</remarks>
public sealed record ObjectAttributes
{
    /// <summary>Headers that are given back as they came, by name: <c>Content-Type</c>, <c>Cache-Control</c> and the like.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What the user says of it, by name in lower case without <c>x-amz-meta-</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags, in the order in which they were given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Grants as S3's XML; null: the owner has all and nobody else anything.</summary>
    public string? Acl { get; init; }

    /// <summary>Checksums that were given or worked out, in base64, by algorithm; of an object in parts as its type says.</summary>
    public IReadOnlyDictionary<ChecksumAlgorithm, string> Checksums { get; init; } = new Dictionary<ChecksumAlgorithm, string>();

    /// <summary>What the checksums are over.</summary>
    public ChecksumType ChecksumType { get; init; } = ChecksumType.FullObject;

    /// <summary>By part the checksum in base64; empty where the object came in one piece or without.</summary>
    public IReadOnlyList<string> PartChecksums { get; init; } = [];

    /// <summary>Whether encryption was asked for by name; all is sealed without asking.</summary>
    public bool ShowsEncryption { get; init; }

    /// <summary>Of an object that only opens with a key of the customer: the MD5 of that key, in base64; null: it opens without.</summary>
    public string? CustomerKeyMd5 { get; init; }

    /// <summary>Of a version that was pulled from another service: what came with it; null: it was put here.</summary>
    public ArrivalMark? Arrival { get; init; }

    /// <summary>The attributes as bytes, to be sealed.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, AttributesJson.Default.ObjectAttributes);

    /// <summary>Reads attributes.</summary>
    /// <exception cref="JsonException">The bytes are no attributes: since they were sealed, they were written by something else.</exception>
    public static ObjectAttributes Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, AttributesJson.Default.ObjectAttributes) ?? throw new JsonException("no attributes");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ObjectAttributes))]
internal sealed partial class AttributesJson : JsonSerializerContext;

using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>The checksums that come with a body, in headers before it or in its trailer, or that are asked for.</summary>
internal sealed class GivenChecksums
{
    private const string Prefix = "x-amz-checksum-";
    private readonly Dictionary<ChecksumAlgorithm, string> expected;
    private readonly HashSet<ChecksumAlgorithm> inTrailer;

    private GivenChecksums(Dictionary<ChecksumAlgorithm, string> expected, HashSet<ChecksumAlgorithm> inTrailer)
    {
        (this.expected, this.inTrailer) = (expected, inTrailer);
        Algorithms = [.. expected.Keys, .. inTrailer];
    }

    /// <summary>What is to be worked out.</summary>
    public IReadOnlyCollection<ChecksumAlgorithm> Algorithms { get; }

    /// <summary>Reads the headers of a request.</summary>
    public static S3Result<GivenChecksums> Of(S3Call call)
    {
        var (expected, inTrailer) = (new Dictionary<ChecksumAlgorithm, string>(), new HashSet<ChecksumAlgorithm>());
        foreach (var algorithm in Enum.GetValues<ChecksumAlgorithm>())
        {
            if (call.Header(Prefix + Checksum.NameOf(algorithm).ToLowerInvariant()) is { } value)
            {
                if (!IsChecksum(value, algorithm))
                {
                    return new S3Refusal(S3Error.BadDigest, $"Value for {Prefix}{Checksum.NameOf(algorithm).ToLowerInvariant()} header is invalid.");
                }

                expected.Add(algorithm, value);
            }
        }

        var trailer = call.Header("x-amz-trailer") ?? "";
        foreach (var name in trailer.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && Checksum.Read(name[Prefix.Length..]) is { } algorithm)
            {
                inTrailer.Add(algorithm);
            }
        }

        return expected.Count + inTrailer.Count > 1
            ? new S3Refusal(S3Error.InvalidRequest, "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")
            : new GivenChecksums(expected, inTrailer);
    }

    /// <summary>The checksums as they are kept, once what came is what was said.</summary>
    public S3Result<IReadOnlyDictionary<ChecksumAlgorithm, string>> Verify(Digest digest, Stream body) =>
        Verify(digest.Texts, body);

    /// <summary>A document, once it is what was said.</summary>
    public S3Result<byte[]> Verify(byte[] document, Stream body) =>
        Verify(Algorithms.ToDictionary(a => a, a => Convert.ToBase64String(Checksum.Of(a, document))), body).Then<byte[]>(_ => document);

    private S3Result<IReadOnlyDictionary<ChecksumAlgorithm, string>> Verify(Dictionary<ChecksumAlgorithm, string> found, Stream body)
    {
        foreach (var (algorithm, value) in found)
        {
            var said = expected.GetValueOrDefault(algorithm) ??
                (body as ChunkedBody)?.Trailers.GetValueOrDefault(Prefix + Checksum.NameOf(algorithm).ToLowerInvariant());
            if (said is null || said != value)
            {
                return said is not null && !IsChecksum(said, algorithm)
                    ? new S3Refusal(S3Error.InvalidRequest, "Value for the checksum in the trailer is invalid.")
                    : S3Error.BadDigest;
            }
        }

        return found;
    }

    private static bool IsChecksum(string value, ChecksumAlgorithm algorithm)
    {
        Span<byte> bytes = stackalloc byte[64];
        return value.Length < bytes.Length && Convert.TryFromBase64String(value, bytes, out var length) &&
            length == Checksum.LengthOf(algorithm);
    }
}

/// <summary>Tells checksums as documents do.</summary>
internal static class ListedChecksums
{
    /// <summary>Checksums by algorithm.</summary>
    public static IReadOnlyList<S3Checksum> Of(IReadOnlyDictionary<ChecksumAlgorithm, string> checksums) =>
        [.. checksums.Select(c => new S3Checksum(Checksum.NameOf(c.Key), c.Value))];

    /// <summary>The type of checksums, when there are any.</summary>
    public static string? TypeOf(ObjectAttributes attributes) =>
        attributes.Checksums.Count == 0 ? null : NameOf(attributes.ChecksumType);

    /// <summary>How a type is written.</summary>
    public static string NameOf(ChecksumType type) => type == ChecksumType.Composite ? "COMPOSITE" : "FULL_OBJECT";
}

namespace Sluiswachter.Vault;

/// <summary>What a source tells of a version in the headers with which it gives the bytes.</summary>
/// <param name="Attributes">What is kept of it; the tags are asked for apart.</param>
/// <param name="Retention">How it is protected from deletion; null: not.</param>
/// <param name="HasLegalHold">Whether it has a legal hold.</param>
/// <param name="HasTags">Whether there are tags to be asked for.</param>
/// <param name="Checksum">A checksum of all bytes, in base64, with its algorithm; null: none is told.</param>
/// <param name="ForeignKey">The kind of foreign key that the source seals it with (<c>aws:kms</c>); null: none.</param>
public sealed record SourceHead(
    ObjectAttributes Attributes, Retention? Retention, bool HasLegalHold, bool HasTags,
    (ChecksumAlgorithm Algorithm, string Value)? Checksum, string? ForeignKey)
{
    private const string ChecksumPrefix = "x-amz-checksum-";

    /// <summary>Strongest first: when a source tells several, the first is compared.</summary>
    private static readonly ChecksumAlgorithm[] ByStrength =
        [ChecksumAlgorithm.Sha256, ChecksumAlgorithm.Sha1, ChecksumAlgorithm.Crc64Nvme, ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc32];

    /// <summary>Reads the headers of an answer; the refusal says what of them cannot be kept.</summary>
    /// <param name="headers">All headers.</param>
    public static S3Result<SourceHead> Read(S3Headers headers)
    {
        if (!UserMetadata.Read(headers.All).Is(out var metadata, out var refusal) ||
            !ObjectHeaders.Read(name => headers[name]).Is(out var kept, out refusal))
        {
            return refusal;
        }

        var attributes = new ObjectAttributes { Headers = kept, Metadata = metadata };
        var checksum = ChecksumOf(headers);
        if (checksum is var (algorithm, value))
        {
            attributes = attributes with { Checksums = new Dictionary<ChecksumAlgorithm, string> { [algorithm] = value } };
        }

        var encryption = headers["x-amz-server-side-encryption"];
        var mode = Retention.ModeOf(headers["x-amz-object-lock-mode"]);
        var until = S3Time.ReadIso(headers["x-amz-object-lock-retain-until-date"] ?? "");
        return new SourceHead(
            attributes with { ShowsEncryption = encryption == EncryptionConfiguration.Aes256 },
            mode is { } known && until is { } time ? new Retention(known, WholeMilliseconds(time)) : null,
            headers["x-amz-object-lock-legal-hold"] == "ON",
            headers["x-amz-tagging-count"] is { } count && count != "0",
            checksum,
            encryption is null or EncryptionConfiguration.Aes256 ? null : encryption);
    }

    /// <summary>By which word the bytes can be checked, and what it says they come to; null: by none.</summary>
    /// <param name="version">The version as it was listed.</param>
    /// <param name="tagsAreMd5">Whether entity tags of this source that look like an MD5 are one.</param>
    public (SourceWord Word, string Value)? WordOn(SourceVersion version, bool tagsAreMd5) =>
        Checksum is var (algorithm, value) ? (SourceWords.Of(algorithm), value)
        : tagsAreMd5 && ForeignKey is null && version.ETag.Length == 32 && version.ETag.All(char.IsAsciiHexDigit)
            ? (SourceWord.Md5, version.ETag.ToLowerInvariant())
            : null;

    /// <summary>Checksums of parts say nothing of the whole, and are left alone.</summary>
    private static (ChecksumAlgorithm Algorithm, string Value)? ChecksumOf(S3Headers headers)
    {
        if (headers[ChecksumPrefix + "type"] == "COMPOSITE")
        {
            return null;
        }

        foreach (var algorithm in ByStrength)
        {
            if (headers[ChecksumPrefix + Vault.Checksum.NameOf(algorithm).ToLowerInvariant()] is { } value && !value.Contains('-'))
            {
                return (algorithm, value);
            }
        }

        return null;
    }

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}

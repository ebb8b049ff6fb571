namespace Sluiswachter.Vault;

/// <summary>How a bucket's objects are encrypted when a put does not say.</summary>
/// <param name="Algorithm"><c>AES256</c> or <c>aws:kms</c>.</param>
/// <param name="UsesBucketKey">Whether one key of the bucket stands between, or null when not said.</param>
public sealed record EncryptionConfiguration(string Algorithm, bool? UsesBucketKey = null)
{
    /// <summary>The algorithm under which every object is sealed here.</summary>
    public const string Aes256 = "AES256";

    /// <summary>The algorithm with keys of a key service.</summary>
    public const string Kms = "aws:kms";

    private static readonly S3Shape Shape = new(
        "ServerSideEncryptionConfiguration: Rule",
        "Rule: ApplyServerSideEncryptionByDefault BucketKeyEnabled",
        "ApplyServerSideEncryptionByDefault: SSEAlgorithm KMSMasterKeyID");

    /// <summary>Reads a document with its one rule.</summary>
    public static S3Result<EncryptionConfiguration> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "ServerSideEncryptionConfiguration", Shape).Then<EncryptionConfiguration>(root =>
        {
            if (root.Repeats("Rule") || root["Rule"] is not { } rule ||
                rule["ApplyServerSideEncryptionByDefault"] is not { } byDefault ||
                byDefault.TextOf("SSEAlgorithm") is not { } algorithm)
            {
                return S3Error.MalformedXML;
            }

            var malformed = algorithm is not (Aes256 or Kms);
            var usesBucketKey = rule.Flag("BucketKeyEnabled", ref malformed);
            return malformed ? S3Error.MalformedXML
                : algorithm == Aes256 && byDefault["KMSMasterKeyID"] is not null
                    ? new S3Refusal(S3Error.InvalidArgument, "A KMSMasterKeyID goes with aws:kms only.")
                    : new EncryptionConfiguration(algorithm, usesBucketKey);
        });

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("ServerSideEncryptionConfiguration", root => root.Group("Rule", rule => rule
        .Group("ApplyServerSideEncryptionByDefault", byDefault => byDefault.Text("SSEAlgorithm", Algorithm))
        .Maybe("BucketKeyEnabled", UsesBucketKey)));
}

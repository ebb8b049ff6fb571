namespace Sluiswachter.Vault;

/// <summary>The versioning of a bucket, as S3 writes it.</summary>
/// <param name="Status">What happens to versions.</param>
public sealed record VersioningConfiguration(Versioning Status)
{
    private static readonly S3Shape Shape = new("VersioningConfiguration: Status MfaDelete");

    /// <summary>Reads a document; a status must be given, and deleting with a second factor is not offered.</summary>
    public static S3Result<VersioningConfiguration> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "VersioningConfiguration", Shape).Then<VersioningConfiguration>(root => (root.TextOf("Status"), root.TextOf("MfaDelete")) switch
        {
            (_, "Enabled") => new S3Refusal(S3Error.NotImplemented, "Deleting with a second factor (MfaDelete) is not offered."),
            ("Enabled", _) => new VersioningConfiguration(Versioning.Enabled),
            ("Suspended", _) => new VersioningConfiguration(Versioning.Suspended),
            (null, _) => S3Error.IllegalVersioningConfigurationException,
            _ => S3Error.MalformedXML,
        });

    /// <summary>The document; empty when the bucket never kept versions.</summary>
    public byte[] Write() => S3Writer.Document(
        "VersioningConfiguration", root => root.Maybe("Status", Status == Versioning.Never ? null : Status.ToString()));
}

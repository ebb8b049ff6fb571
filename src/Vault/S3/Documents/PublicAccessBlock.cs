namespace Sluiswachter.Vault;

/// <summary>What a bucket refuses however its policy and lists read: public access of four kinds.</summary>
/// <param name="BlockPublicAcls">New public lists are refused.</param>
/// <param name="IgnorePublicAcls">Public lists count for nothing.</param>
/// <param name="BlockPublicPolicy">A public policy is refused.</param>
/// <param name="RestrictPublicBuckets">A public policy counts for the owner's account only.</param>
public sealed record PublicAccessBlock(
    bool BlockPublicAcls, bool IgnorePublicAcls, bool BlockPublicPolicy, bool RestrictPublicBuckets)
{
    private static readonly S3Shape Shape = new(
        "PublicAccessBlockConfiguration: BlockPublicAcls IgnorePublicAcls BlockPublicPolicy RestrictPublicBuckets");

    /// <summary>All four.</summary>
    public static PublicAccessBlock Everything { get; } = new(true, true, true, true);

    /// <summary>Reads a document; what is absent is off.</summary>
    public static S3Result<PublicAccessBlock> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "PublicAccessBlockConfiguration", Shape).Then<PublicAccessBlock>(root =>
        {
            var malformed = false;
            var block = new PublicAccessBlock(
                root.Flag("BlockPublicAcls", ref malformed) ?? false,
                root.Flag("IgnorePublicAcls", ref malformed) ?? false,
                root.Flag("BlockPublicPolicy", ref malformed) ?? false,
                root.Flag("RestrictPublicBuckets", ref malformed) ?? false);
            return malformed ? S3Error.MalformedXML : block;
        });

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("PublicAccessBlockConfiguration", root => root
        .Maybe("BlockPublicAcls", BlockPublicAcls)
        .Maybe("IgnorePublicAcls", IgnorePublicAcls)
        .Maybe("BlockPublicPolicy", BlockPublicPolicy)
        .Maybe("RestrictPublicBuckets", RestrictPublicBuckets));
}

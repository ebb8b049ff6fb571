namespace Sluiswachter.Vault;

/// <summary>The region of a bucket.</summary>
/// <param name="Region">The region; empty for the classic one, <c>us-east-1</c>.</param>
public sealed record LocationConstraint(string Region)
{
    private static readonly S3Shape Shape = new("CreateBucketConfiguration: LocationConstraint");

    /// <summary>Reads the body of a bucket's creation: <c>CreateBucketConfiguration</c>, or nothing at all.</summary>
    public static S3Result<LocationConstraint> ReadCreation(ReadOnlyMemory<byte> document) => document.IsEmpty
        ? new LocationConstraint("")
        : S3Element.Of(document, "CreateBucketConfiguration", Shape).Then<LocationConstraint>(root =>
            new LocationConstraint(root.TextOf("LocationConstraint")?.Trim() ?? ""));

    /// <summary>The document that tells a bucket's region.</summary>
    public byte[] Write() => S3Writer.Document("LocationConstraint", root => root.Content(Region));
}

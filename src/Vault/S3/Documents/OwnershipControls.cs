namespace Sluiswachter.Vault;

/// <summary>Who owns an object that another account puts into a bucket.</summary>
public enum ObjectOwnership
{
    /// <summary>The bucket's owner, and access control lists count for nothing.</summary>
    BucketOwnerEnforced = 1,

    /// <summary>The bucket's owner, when the put grants it full control.</summary>
    BucketOwnerPreferred,

    /// <summary>Who put it.</summary>
    ObjectWriter,
}

/// <summary>The ownership rule of a bucket.</summary>
/// <param name="Ownership">Who owns.</param>
public sealed record OwnershipControls(ObjectOwnership Ownership)
{
    /// <summary>Reads a document with its one rule.</summary>
    public static S3Result<OwnershipControls> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "OwnershipControls").Then<OwnershipControls>(root =>
            root.Repeats("Rule") || OwnershipOf(root["Rule"]?.TextOf("ObjectOwnership")) is not { } ownership
                ? S3Error.MalformedXML
                : new OwnershipControls(ownership));

    /// <summary>The ownership of a name, as in documents and the header <c>x-amz-object-ownership</c>; null when it is none.</summary>
    public static ObjectOwnership? OwnershipOf(string? name) => name switch
    {
        nameof(ObjectOwnership.BucketOwnerEnforced) => ObjectOwnership.BucketOwnerEnforced,
        nameof(ObjectOwnership.BucketOwnerPreferred) => ObjectOwnership.BucketOwnerPreferred,
        nameof(ObjectOwnership.ObjectWriter) => ObjectOwnership.ObjectWriter,
        _ => null,
    };

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document(
        "OwnershipControls", root => root.Group("Rule", rule => rule.Text("ObjectOwnership", Ownership.ToString())));
}

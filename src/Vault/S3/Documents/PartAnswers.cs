namespace Sluiswachter.Vault;

/// <summary>A part of an upload or of an object.</summary>
/// <param name="Number">1 to 10,000.</param>
/// <param name="ETag">The ETag, without quotation marks.</param>
/// <param name="Size">Bytes.</param>
/// <param name="LastModified">When it was uploaded.</param>
/// <param name="Checksums">Its checksums.</param>
public sealed record ListedPart(
    int Number, string ETag, long Size, DateTimeOffset LastModified, IReadOnlyList<S3Checksum> Checksums)
{
    /// <summary>Where a page ends: the last number, or where it began when it is empty.</summary>
    internal static int EndOf(IReadOnlyList<ListedPart> parts, int marker) => parts is [.., { } last] ? last.Number : marker;
}

/// <summary>A page of the parts of an upload, by number.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Upload">The upload.</param>
/// <param name="PartNumberMarker">The number after which the page begins; 0 for the first.</param>
/// <param name="NextPartNumberMarker">The last number of the page; null when it is the last page.</param>
/// <param name="MaxParts">How many parts a page has at most.</param>
/// <param name="Parts">The parts.</param>
/// <param name="IsEncoded">True when the key is to be percent-encoded.</param>
public sealed record PartList(
    string Bucket,
    ListedUpload Upload,
    int PartNumberMarker,
    int? NextPartNumberMarker,
    int MaxParts,
    IReadOnlyList<ListedPart> Parts,
    bool IsEncoded = false)
{
    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("ListPartsResult", root => root
        .Text("Bucket", Bucket)
        .Text("Key", IsEncoded ? PercentEncoding.Encode(Upload.Key, keepSlash: true) : Upload.Key)
        .Maybe("EncodingType", IsEncoded ? "url" : null)
        .Text("UploadId", Upload.UploadId)
        .Group("Initiator", Upload.Owner.Write)
        .Group("Owner", Upload.Owner.Write)
        .Text("StorageClass", Upload.StorageClass)
        .Maybe("ChecksumAlgorithm", Upload.ChecksumAlgorithm)
        .Maybe("ChecksumType", Upload.ChecksumType)
        .Maybe("PartNumberMarker", PartNumberMarker)
        .Maybe("NextPartNumberMarker", NextPartNumberMarker ?? ListedPart.EndOf(Parts, PartNumberMarker))
        .Maybe("MaxParts", MaxParts)
        .Maybe("IsTruncated", NextPartNumberMarker is not null)
        .Each(Parts, "Part", (element, part) =>
        {
            element.Maybe("PartNumber", part.Number)
                .Maybe("LastModified", part.LastModified)
                .Text("ETag", $"\"{part.ETag}\"")
                .Maybe("Size", part.Size);
            S3Checksum.Write(element, part.Checksums);
        }));
}

/// <summary>The parts of an object that was uploaded in parts, as its attributes tell them.</summary>
/// <param name="Total">How many parts the object has.</param>
/// <param name="PartNumberMarker">The number after which the page begins; 0 for the first.</param>
/// <param name="NextPartNumberMarker">The last number of the page; null when it is the last page.</param>
/// <param name="MaxParts">How many parts a page has at most.</param>
/// <param name="Parts">The parts.</param>
public sealed record AttributeParts(
    int Total, int PartNumberMarker, int? NextPartNumberMarker, int MaxParts, IReadOnlyList<ListedPart> Parts);

/// <summary>What was asked of an object's attributes; what was not asked is null.</summary>
/// <param name="ETag">The ETag, without quotation marks.</param>
/// <param name="Checksums">The checksums.</param>
/// <param name="ChecksumType"><c>COMPOSITE</c> or <c>FULL_OBJECT</c>.</param>
/// <param name="Parts">The parts.</param>
/// <param name="StorageClass">The storage class.</param>
/// <param name="Size">Bytes.</param>
public sealed record AttributesAnswer(
    string? ETag = null,
    IReadOnlyList<S3Checksum>? Checksums = null,
    string? ChecksumType = null,
    AttributeParts? Parts = null,
    string? StorageClass = null,
    long? Size = null)
{
    private static readonly string[] Known = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    /// <summary>Reads the header <c>x-amz-object-attributes</c>: which attributes are asked.</summary>
    public static S3Result<IReadOnlyList<string>> ReadHeader(string? header)
    {
        var names = (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && names.All(name => Known.Contains(name, StringComparer.Ordinal))
            ? S3Result<IReadOnlyList<string>>.Of(names)
            : new S3Refusal(S3Error.InvalidArgument, $"x-amz-object-attributes must list some of {string.Join(", ", Known)}.");
    }

    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("GetObjectAttributesResponse", root =>
    {
        root.Maybe("ETag", ETag);
        if (Checksums is { Count: > 0 } checksums)
        {
            root.Group("Checksum", element =>
            {
                S3Checksum.Write(element, checksums);
                element.Maybe("ChecksumType", ChecksumType);
            });
        }

        if (Parts is { } parts)
        {
            root.Group("ObjectParts", element => WriteParts(element, parts));
        }

        root.Maybe("StorageClass", StorageClass).Maybe("ObjectSize", Size);
    });

    private static void WriteParts(S3Writer element, AttributeParts parts) => element
        .Maybe("PartsCount", parts.Total)
        .Maybe("PartNumberMarker", parts.PartNumberMarker)
        .Maybe("NextPartNumberMarker", parts.NextPartNumberMarker ?? ListedPart.EndOf(parts.Parts, parts.PartNumberMarker))
        .Maybe("MaxParts", parts.MaxParts)
        .Maybe("IsTruncated", parts.NextPartNumberMarker is not null)
        .Each(parts.Parts, "Part", (inner, part) =>
        {
            inner.Maybe("PartNumber", part.Number).Maybe("Size", part.Size);
            S3Checksum.Write(inner, part.Checksums);
        });
}

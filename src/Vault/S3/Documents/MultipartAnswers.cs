namespace Sluiswachter.Vault;

/// <summary>A checksum as documents and headers carry it.</summary>
/// <param name="Algorithm">The name in capitals: <c>CRC32</c>, <c>CRC32C</c>, <c>CRC64NVME</c>, <c>SHA1</c> or <c>SHA256</c>.</param>
/// <param name="Text">The value in base64, with the number of parts after a hyphen when it is made of parts' values.</param>
public readonly record struct S3Checksum(string Algorithm, string Text)
{
    /// <summary>The algorithms, in the order in which documents list them.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

    internal static void Write(S3Writer element, IEnumerable<S3Checksum> checksums)
    {
        foreach (var checksum in checksums)
        {
            element.Text("Checksum" + checksum.Algorithm, checksum.Text);
        }
    }

    internal static IReadOnlyList<S3Checksum> Read(S3Element element) =>
    [
        .. from algorithm in Algorithms
           let text = element.TextOf("Checksum" + algorithm)
           where text is not null
           select new S3Checksum(algorithm, text),
    ];
}

/// <summary>A part that a client lists to make an object of.</summary>
/// <param name="Number">1 to 10,000.</param>
/// <param name="ETag">The ETag, as given: with or without quotation marks.</param>
/// <param name="Checksums">Checksums that the part must have.</param>
public sealed record PartToJoin(int Number, string ETag, IReadOnlyList<S3Checksum> Checksums);

/// <summary>A request to make an object of parts.</summary>
/// <param name="Parts">1 to 10,000 parts in ascending order.</param>
public sealed record CompleteRequest(IReadOnlyList<PartToJoin> Parts)
{
    /// <summary>How many parts an object may be made of.</summary>
    public const int MostParts = 10_000;

    private static readonly S3Shape Shape = new("CompleteMultipartUpload: Part");

    /// <summary>Reads a document.</summary>
    public static S3Result<CompleteRequest> Read(ReadOnlyMemory<byte> document) =>
        S3Element.Of(document, "CompleteMultipartUpload", Shape).Then<CompleteRequest>(root =>
        {
            var malformed = false;
            var parts = new List<PartToJoin>();
            foreach (var element in root.All("Part"))
            {
                malformed |= element["PartNumber"] is null || element["ETag"] is null;
                parts.Add(new PartToJoin(
                    element.Number("PartNumber", ref malformed) ?? 0, element.TextOf("ETag")?.Trim() ?? "", S3Checksum.Read(element)));
            }

            if (malformed || parts.Count is 0 or > MostParts)
            {
                return S3Error.MalformedXML;
            }

            if (parts.Exists(part => part.Number is < 1 or > MostParts))
            {
                return S3Error.InvalidPart;
            }

            // Of a number that is named again, as who sent a part twice may do, the last counts.
            return parts.Zip(parts.Skip(1)).Any(pair => pair.First.Number > pair.Second.Number)
                ? S3Error.InvalidPartOrder
                : new CompleteRequest([.. parts.GroupBy(part => part.Number).Select(same => same.Last())]);
        });
}

/// <summary>The answer to the beginning of a multipart upload.</summary>
public sealed record InitiatedUpload(string Bucket, string Key, string UploadId)
{
    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document(
        "InitiateMultipartUploadResult", root => root.Text("Bucket", Bucket).Text("Key", Key).Text("UploadId", UploadId));
}

/// <summary>The answer to the completion of a multipart upload.</summary>
/// <param name="Location">The URL of the object.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="ETag">The ETag, without quotation marks.</param>
/// <param name="Checksums">The checksums of the object.</param>
/// <param name="ChecksumType"><c>COMPOSITE</c> or <c>FULL_OBJECT</c>, or null.</param>
public sealed record CompletedUpload(
    string Location, string Bucket, string Key, string ETag, IReadOnlyList<S3Checksum> Checksums, string? ChecksumType = null)
{
    /// <summary>The document.</summary>
    public byte[] Write() => S3Writer.Document("CompleteMultipartUploadResult", root =>
    {
        root.Text("Location", Location).Text("Bucket", Bucket).Text("Key", Key).Text("ETag", $"\"{ETag}\"");
        S3Checksum.Write(root, Checksums);
        root.Maybe("ChecksumType", ChecksumType);
    });
}

/// <summary>The answer to the copy of an object, or of a part.</summary>
/// <param name="ETag">The ETag, without quotation marks.</param>
/// <param name="LastModified">When the copy was made.</param>
/// <param name="Checksums">Its checksums.</param>
/// <param name="ChecksumType"><c>COMPOSITE</c> or <c>FULL_OBJECT</c>, or null.</param>
public sealed record CopyAnswer(
    string ETag, DateTimeOffset LastModified, IReadOnlyList<S3Checksum> Checksums, string? ChecksumType = null)
{
    /// <summary>The document of an object's copy.</summary>
    public byte[] WriteObject() => Write("CopyObjectResult");

    /// <summary>The document of a part's copy.</summary>
    public byte[] WritePart() => Write("CopyPartResult");

    private byte[] Write(string name) => S3Writer.Document(name, root =>
    {
        root.Maybe("LastModified", LastModified).Text("ETag", $"\"{ETag}\"");
        S3Checksum.Write(root, Checksums);
        root.Maybe("ChecksumType", ChecksumType);
    });
}

/// <summary>The answer to a browser's form, when it asks for one.</summary>
/// <param name="Location">The URL of the object.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="ETag">The ETag, without quotation marks.</param>
public sealed record PostAnswer(string Location, string Bucket, string Key, string ETag)
{
    /// <summary>The document; it has no namespace.</summary>
    public byte[] Write() => S3Writer.Document(
        "PostResponse",
        root => root.Text("Location", Location).Text("Bucket", Bucket).Text("Key", Key).Text("ETag", $"\"{ETag}\""),
        space: "");
}

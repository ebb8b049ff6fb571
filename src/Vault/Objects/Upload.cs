using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>An object that is being uploaded in parts.</summary>
/// <param name="Id">Which upload.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Started">When it began, UTC.</param>
/// <param name="Owner">The id of the user who began it.</param>
/// <param name="Attributes">What the object will have: metadata, content type, tags, grants; sealed.</param>
public sealed record Upload(
    Guid Id, BucketName Bucket, ObjectKey Key, DateTimeOffset Started, string Owner, ReadOnlyMemory<byte> Attributes)
{
    /// <summary>How it will be protected from deletion; null: not.</summary>
    public Retention? Retention { get; init; }

    /// <summary>Whether it will have a legal hold.</summary>
    public bool HasLegalHold { get; init; }

    /// <summary>The id as S3 writes it.</summary>
    public string Text => Id.ToString("n");

    /// <summary>What its sealed attributes are about: this upload, its start, and the owner and locks of what it makes.</summary>
    public AttributesOf About => new(
        Bucket.Text, Key.Text,
        $"upload {Text} {Owner} {ObjectVersion.Text(Started)} {ObjectVersion.Text(Retention, HasLegalHold)}");
}

/// <summary>A part that was uploaded.</summary>
/// <param name="Upload">Of which upload.</param>
/// <param name="Part">The part.</param>
/// <param name="ETag">MD5 of its bytes, hexadecimal.</param>
/// <param name="Modified">When it was uploaded, UTC.</param>
/// <param name="Checksum">The algorithm and value of a checksum that came with it, <c>CRC32:AAAAAA==</c>; null: none.</param>
public sealed record UploadedPart(Guid Upload, StoredPart Part, string ETag, DateTimeOffset Modified, string? Checksum)
{
    /// <summary>What ties all of this to the keys of the body: an empty message, sealed, that is about it.</summary>
    /// <remarks>
    /// Without it, whoever can write the catalogue could have a server that holds the keys join a stream of another object into
    /// his own (docs/adr/0016). The wrapped key is tied to the stream already.
    /// </remarks>
    public ReadOnlyMemory<byte> Seal { get; init; }

    /// <summary>What the seal is about.</summary>
    public AttributesOf About => new("", "part", FieldBytes.Digest(
    [
        Upload.ToString("n"), Number(Part.Number), Part.Blob.Text, Number(Part.Size), ETag, Number(Modified.ToUnixTimeMilliseconds()),
        .. Checksum is null ? (string[])[] : [Checksum],
    ]));

    /// <summary>The part with its seal.</summary>
    public UploadedPart SealedBy(KeyRing ring, Randomness random) =>
        this with { Seal = ring.SealAttributes([], About, random).Value };

    /// <summary>Whether it is as it was when it was sealed.</summary>
    public bool IsIntact(KeyRing ring) => ring.OpenAttributes(Seal.Span, About).Holds;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

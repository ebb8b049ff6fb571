using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Sluiswachter.Vault;

/// <summary>One version of an object, or the mark that it was deleted.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Id">The version.</param>
/// <param name="Modified">When it was put, UTC, to the millisecond.</param>
/// <param name="Owner">The id of the user who put it.</param>
public sealed record ObjectVersion(BucketName Bucket, ObjectKey Key, VersionId Id, DateTimeOffset Modified, string Owner)
{
    /// <summary>Whether it only says that the object was deleted.</summary>
    public bool IsDeleteMarker { get; init; }

    /// <summary>Bytes of the object, before sealing.</summary>
    public long Size { get; init; }

    /// <summary>The entity tag without quotation marks: of an object in one part the MD5 of its bytes.</summary>
    public string ETag { get; init; } = "";

    /// <summary>The sealed streams that hold it, in order; none for a delete marker.</summary>
    public IReadOnlyList<StoredPart> Parts { get; init; } = [];

    /// <summary>Metadata, content type, tags, grants and checksums, sealed (<c>docs/formats/sealed-objects.md</c>).</summary>
    public ReadOnlyMemory<byte> Attributes { get; init; }

    /// <summary>How it is protected from deletion until a moment; null: not.</summary>
    public Retention? Retention { get; init; }

    /// <summary>Whether it is protected from deletion until someone lifts that.</summary>
    public bool HasLegalHold { get; init; }

    /// <summary>What its sealed attributes are about: this version with these parts, size, entity tag, owner, moment and locks.</summary>
    /// <remarks>
    /// They open for no other, so that whoever can write the catalogue cannot exchange the contents of two objects, end a
    /// retention or make a version older unseen. Cost: a hash over 28 bytes for each part.
    /// </remarks>
    public AttributesOf About => new(Bucket.Text, Key.Text, $"{Id.Text} {Convert.ToHexStringLower(Content())}");

    /// <summary>A moment as what is sealed is about it.</summary>
    internal static string Text(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Retention and legal hold as what is sealed is about them.</summary>
    internal static string Text(Retention? retention, bool hasLegalHold) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int?)retention?.Mode ?? 0} {(retention is null ? "0" : Text(retention.Until))} {(hasLegalHold ? 1 : 0)}");

    private byte[] Content()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> part = stackalloc byte[28];
        foreach (var (number, blob, size, _) in Parts)
        {
            BinaryPrimitives.WriteInt32BigEndian(part, number);
            blob.Chance.TryWriteBytes(part[4..], bigEndian: true, out _);
            BinaryPrimitives.WriteInt64BigEndian(part[20..], size);
            hash.AppendData(part);
        }

        // Parts are all as long as one another, and what follows begins with their count: there is one way to read it.
        hash.AppendData(FieldBytes.Of(
            $"{Parts.Count}", $"{Size}", ETag, Owner, Text(Modified), IsDeleteMarker ? "marker" : "object",
            Text(Retention, HasLegalHold)));
        return hash.GetHashAndReset();
    }
}

/// <summary>A part of an object: one sealed stream.</summary>
/// <param name="Number">The number under which it was uploaded, 1 to 10,000.</param>
/// <param name="Blob">The sealed stream.</param>
/// <param name="Size">Its bytes before sealing.</param>
/// <param name="WrappedKey">The key that opens it, wrapped by the body's.</param>
public sealed record StoredPart(int Number, BlobId Blob, long Size, ReadOnlyMemory<byte> WrappedKey)
{
    /// <summary>The sealed stream itself, when it is short and still to be kept with what refers to it; else null.</summary>
    public ReadOnlyMemory<byte>? Sealed { get; init; }
}

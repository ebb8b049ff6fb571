using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>A version that came from another service and is in the vault: a leaf of the tree of an arrival.</summary>
/// <param name="Key">The key, the same at the source and in the vault.</param>
/// <param name="Version">The version in the vault.</param>
/// <param name="IsDeleteMarker">Whether it only says that the object was deleted.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Mark">What came with it.</param>
public sealed record ArrivedVersion(string Key, string Version, bool IsDeleteMarker, long Size, ArrivalMark Mark)
{
    private const string Format = "sluiswachter arrival 1 version";

    /// <summary>The hash with which it stands in the tree: over all that its line says, each field with its length before it.</summary>
    public LogHash Leaf => LogHash.OfLeaf(FieldBytes.Of(
        Format, Key, Mark.Version, Mark.Sha256, Mark.Metadata, IsDeleteMarker ? "marker" : "object",
        Size.ToString(CultureInfo.InvariantCulture), S3Time.Iso(Mark.Modified), Mark.ETag, SourceWords.Text(Mark.Word), Version));

    /// <summary>The version that is in the vault, as it arrived; null when it did not come from that bucket.</summary>
    public static ArrivedVersion? Of(ObjectVersion version, ObjectAttributes attributes, string source, string bucket) =>
        attributes.Arrival is { } mark && mark.IsFrom(source, bucket)
            ? new ArrivedVersion(version.Key.Text, version.Id.Text, version.IsDeleteMarker, version.Size, mark)
            : null;
}

/// <summary>Something that is not the same at the source and in the vault.</summary>
/// <param name="What">In which way.</param>
/// <param name="Key">Of which key.</param>
/// <param name="Version">Which version at the source.</param>
/// <param name="Why">What is known of the cause, in English, in one line; empty: nothing.</param>
public sealed record ArrivalDifference(DifferenceKind What, string Key, string Version, string Why);

/// <summary>In which way source and vault differ.</summary>
public enum DifferenceKind
{
    /// <summary>It was put there after it was taken stock of; another pull takes it.</summary>
    Added = 1,

    /// <summary>It was replaced there meanwhile; another pull takes it.</summary>
    Changed = 2,

    /// <summary>It arrived, and is no more at the source.</summary>
    Gone = 3,

    /// <summary>It could not be taken; why is said.</summary>
    NotArrived = 4,

    /// <summary>The versions of the key are in another order.</summary>
    Order = 5,
}

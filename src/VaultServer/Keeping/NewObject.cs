using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>An object that is to be put.</summary>
/// <param name="Bucket">The bucket, as it was when it was seen that the caller may put there.</param>
/// <param name="Key">The key.</param>
/// <param name="Owner">The id of the user who puts it.</param>
/// <param name="Attributes">What is known of it beside its bytes.</param>
internal sealed record NewObject(Bucket Bucket, ObjectKey Key, string Owner, ObjectAttributes Attributes)
{
    /// <summary>The sealed streams that hold it.</summary>
    public IReadOnlyList<StoredPart> Parts { get; init; } = [];

    /// <summary>Its entity tag.</summary>
    public string ETag { get; init; } = "";

    /// <summary>What must hold of the object that it replaces.</summary>
    public Conditions Conditions { get; init; } = new();

    /// <summary>How it is protected from deletion.</summary>
    public Retention? Retention { get; init; }

    /// <summary>Whether it has a legal hold.</summary>
    public bool HasLegalHold { get; init; }

    /// <summary>Of a copy, how sensitive its source is; null: it is none.</summary>
    public Sensitivity? Source { get; init; }

    /// <summary>The upload that it was uploaded by, which ends with it; null: none.</summary>
    public Guid? Upload { get; init; }

    /// <summary>The same with its bytes, in one piece.</summary>
    public NewObject Of(StoredPart part, Digest digest, IReadOnlyDictionary<ChecksumAlgorithm, string> checksums) => this with
    {
        Parts = [part],
        ETag = Convert.ToHexStringLower(digest.Md5),
        Attributes = Attributes with { Checksums = checksums },
    };
}

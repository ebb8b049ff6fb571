using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>An object that is to be put, once its bytes are kept.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Owner">The id of the user who puts it.</param>
/// <param name="Attributes">What is known of it beside its bytes.</param>
/// <param name="Parts">The sealed streams that hold it.</param>
/// <param name="ETag">Its entity tag.</param>
internal sealed record NewObject(
    BucketName Bucket, ObjectKey Key, string Owner, ObjectAttributes Attributes, IReadOnlyList<StoredPart> Parts, string ETag)
{
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
}

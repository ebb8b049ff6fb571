namespace Sluiswachter.Vault;

/// <summary>What a vault remembers of a version that came from another service; sealed with what else is known of it.</summary>
/// <param name="Source">The service: <c>https://s3.example.com</c>.</param>
/// <param name="Bucket">The bucket there.</param>
/// <param name="Version">The version there.</param>
/// <param name="Modified">When it was put there, UTC.</param>
/// <param name="ETag">The entity tag that it had there; empty for a delete marker.</param>
/// <param name="Sha256">The digest of its bytes as they came, and as they were read from the vault again; empty for a delete marker.</param>
/// <param name="Metadata">The digest of <see cref="ArrivedMetadata"/>.</param>
/// <param name="Word">By which word of the source the bytes were checked.</param>
public sealed record ArrivalMark(
    string Source, string Bucket, string Version, DateTimeOffset Modified, string ETag, string Sha256, string Metadata, SourceWord Word)
{
    /// <summary>How many grants it had for others than its owner, which stayed behind.</summary>
    public int GrantsLeft { get; init; }

    /// <summary>The kind of foreign key that the source sealed it with, which stayed behind; null: none.</summary>
    public string? KeyLeft { get; init; }

    /// <summary>Whether it is of this version: of one without a number also that it has not been replaced there since.</summary>
    public bool IsOf(string source, string bucket, SourceVersion version) =>
        IsFrom(source, bucket) && Version == version.Id && Modified == version.Modified && ETag == version.ETag;

    /// <summary>Whether it is from a bucket.</summary>
    public bool IsFrom(string source, string bucket) => Source == source && Bucket == bucket;
}

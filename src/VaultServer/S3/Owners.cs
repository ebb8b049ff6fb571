using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Tells owners as documents do.</summary>
internal static class Owners
{
    /// <summary>A user as an owner.</summary>
    public static S3Owner Of(VaultUser user) => new(user.Id, user.Name);

    /// <summary>The owner with an id; without a name when the user is gone.</summary>
    public static S3Owner Of(S3Call call, string id) => call.Safe.Catalogue.User(id) is { } user ? Of(user) : new S3Owner(id);
}

/// <summary>Tells checksums as documents do.</summary>
internal static class ListedChecksums
{
    /// <summary>Checksums by algorithm.</summary>
    public static IReadOnlyList<S3Checksum> Of(IReadOnlyDictionary<ChecksumAlgorithm, string> checksums) =>
        [.. checksums.Select(c => new S3Checksum(Checksum.NameOf(c.Key), c.Value))];

    /// <summary>The type of checksums, when there are any.</summary>
    public static string? TypeOf(ObjectAttributes attributes) =>
        attributes.Checksums.Count == 0 ? null : NameOf(attributes.ChecksumType);

    /// <summary>How a type is written.</summary>
    public static string NameOf(ChecksumType type) => type == ChecksumType.Composite ? "COMPOSITE" : "FULL_OBJECT";
}

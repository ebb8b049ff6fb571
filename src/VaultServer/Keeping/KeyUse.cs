using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Goes through all that the keys of a body wrap, and tells which version does.</summary>
internal static class KeyUse
{
    private const int Page = 500;

    /// <summary>The version that wraps each of the keys, attributes and secrets that the body has in a catalogue.</summary>
    public static IEnumerable<KeyName> Of(ICatalogue catalogue, KeyRing ring) =>
        catalogue.BucketsOf(ring.Body).SelectMany(bucket =>
                OfVersions(catalogue, bucket.Name).Concat(OfUploads(catalogue, bucket.Name)).Append(KeyRing.SealedBy(bucket.Seal.Span)))
            .Concat(catalogue.Users(ring.Body).SelectMany(u => catalogue.AccessKeys(u.Id)).Select(key => KeyRing.SealedBy(key.Secret.Span)))
            .OfType<KeyName>().Where(key => key.Ring == ring.Current.Name.Ring);

    private static IEnumerable<KeyName?> OfVersions(ICatalogue catalogue, BucketName bucket)
    {
        var (from, after) = ("", (VersionId?)null);
        for (IReadOnlyList<VersionInList> page; (page = catalogue.Versions(bucket, "", from, after, Page)).Count > 0;)
        {
            foreach (var (version, _) in page)
            {
                yield return KeyRing.SealedBy(version.Attributes.Span);
                foreach (var part in version.Parts)
                {
                    yield return KeyRing.WrappedBy(part.WrappedKey.Span);
                }
            }

            (from, after) = (page[^1].Version.Key.Text, page[^1].Version.Id);
        }
    }

    private static IEnumerable<KeyName?> OfUploads(ICatalogue catalogue, BucketName bucket)
    {
        var (from, after) = ("", (Guid?)null);
        for (IReadOnlyList<Upload> page; (page = catalogue.Uploads(bucket, "", from, after, Page)).Count > 0;)
        {
            foreach (var upload in page)
            {
                yield return KeyRing.SealedBy(upload.Attributes.Span);
                foreach (var part in catalogue.Parts(upload.Id, 0, int.MaxValue))
                {
                    yield return KeyRing.WrappedBy(part.Part.WrappedKey.Span);
                }
            }

            (from, after) = (page[^1].Key.Text, page[^1].Id);
        }
    }
}

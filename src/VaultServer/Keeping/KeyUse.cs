using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Goes through all that the keys of a body wrap, and tells which version does.</summary>
internal static class KeyUse
{
    /// <summary>The version that wraps each of keys, attributes and secrets that the body has, at home or in a copy elsewhere.</summary>
    /// <param name="catalogue">What is known at home.</param>
    /// <param name="ring">The keys of the body.</param>
    /// <param name="log">The key that signed the heads of copies.</param>
    public static IEnumerable<KeyName> Of(ICatalogue catalogue, KeyRing ring, LogKey log) =>
        catalogue.BucketsOf(ring.Body).SelectMany(bucket =>
                OfVersions(catalogue, bucket.Name).Concat(OfUploads(catalogue, bucket.Name)).Append(KeyRing.SealedBy(bucket.Seal.Span)))
            .Concat(catalogue.Users(ring.Body).SelectMany(u => catalogue.AccessKeys(u.Id)).Select(key => KeyRing.SealedBy(key.Secret.Span)))
            .Concat(catalogue.Look(feed => feed.Embassies.SelectMany(copy => OfCopy(copy, feed.End, ring, log)).ToList()))
            .OfType<KeyName>().Where(key => key.Ring == ring.Current.Name.Ring);

    private static IEnumerable<KeyName?> OfVersions(ICatalogue catalogue, BucketName bucket)
    {
        foreach (var version in catalogue.AllVersions(bucket))
        {
            yield return KeyRing.SealedBy(version.Attributes.Span);
            foreach (var part in version.Parts)
            {
                yield return KeyRing.WrappedBy(part.WrappedKey.Span);
            }
        }
    }

    private static IEnumerable<KeyName?> OfUploads(ICatalogue catalogue, BucketName bucket)
    {
        foreach (var upload in catalogue.AllUploads(bucket))
        {
            yield return KeyRing.SealedBy(upload.Attributes.Span);
            foreach (var part in catalogue.Parts(upload.Id, 0, int.MaxValue))
            {
                yield return KeyRing.WrappedBy(part.Part.WrappedKey.Span);
                yield return KeyRing.SealedBy(part.Seal.Span);
            }
        }
    }

    /// <summary>What a copy needs: keys of its segments, and when it may lack what was wrapped anew at home, any.</summary>
    private static IEnumerable<KeyName?> OfCopy(Embassy copy, FeedPlace end, KeyRing ring, LogKey log)
    {
        var head = FeedHead.Read(copy.Head, log);
        if (copy.Confirmed is { } confirmed && (confirmed != copy.Sent || confirmed.Change < end.Change || !head.Holds))
        {
            yield return ring.Versions[0].Name;
        }

        foreach (var segment in head.Holds ? head.Value.Segments : [])
        {
            yield return KeyRing.WrappedBy(segment.WrappedKey.Span);
        }
    }
}

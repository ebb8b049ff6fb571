using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Walks through all that a bucket has, page by page: memory does not depend on how much that is.</summary>
/// <remarks>
/// A page is read when it is asked for. What is there from start to end is never missed; what is put or removed meanwhile may be,
/// and versions of a key may come twice when the last of a page is removed. Within one change or look all is as at one moment.
/// </remarks>
public static class CataloguePages
{
    private const int Size = 500;

    /// <summary>All versions and delete markers, by key and then the newest first; no page is empty.</summary>
    /// <param name="catalogue">What is known.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What keys begin with; empty: all.</param>
    public static IEnumerable<IReadOnlyList<ObjectVersion>> VersionPages(
        this ICatalogueView catalogue, BucketName bucket, string prefix = "")
    {
        var (from, after) = ("", (VersionId?)null);
        for (IReadOnlyList<VersionInList> page; (page = catalogue.Versions(bucket, prefix, from, after, Size)).Count > 0;)
        {
            yield return [.. page.Select(v => v.Version)];
            (from, after) = (page[^1].Version.Key.Text, page[^1].Version.Id);
        }
    }

    /// <summary>All versions and delete markers, by key and then the newest first.</summary>
    /// <param name="catalogue">What is known.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What keys begin with; empty: all.</param>
    public static IEnumerable<ObjectVersion> AllVersions(this ICatalogueView catalogue, BucketName bucket, string prefix = "") =>
        catalogue.VersionPages(bucket, prefix).SelectMany(page => page);

    /// <summary>The versions and delete markers of each key, by key and the newest first; those of one key are in memory at once.</summary>
    public static IEnumerable<IReadOnlyList<ObjectVersion>> VersionsByKey(this ICatalogueView catalogue, BucketName bucket)
    {
        var versions = new List<ObjectVersion>();
        foreach (var version in catalogue.AllVersions(bucket))
        {
            if (versions.Count > 0 && versions[0].Key != version.Key)
            {
                yield return versions;
                versions = [];
            }

            versions.Add(version);
        }

        if (versions.Count > 0)
        {
            yield return versions;
        }
    }

    /// <summary>All uploads, by key and then by id; no page is empty.</summary>
    public static IEnumerable<IReadOnlyList<Upload>> UploadPages(this ICatalogueView catalogue, BucketName bucket)
    {
        var (from, after) = ("", (Guid?)null);
        for (IReadOnlyList<Upload> page; (page = catalogue.Uploads(bucket, "", from, after, Size)).Count > 0;)
        {
            yield return page;
            (from, after) = (page[^1].Key.Text, page[^1].Id);
        }
    }

    /// <summary>All uploads, by key and then by id.</summary>
    public static IEnumerable<Upload> AllUploads(this ICatalogueView catalogue, BucketName bucket) =>
        catalogue.UploadPages(bucket).SelectMany(page => page);
}

using Sluiswachter.Vault;

namespace Sluiswachter.VaultEngines;

/// <summary>Walks through all that a bucket has, page by page: memory does not depend on how much that is.</summary>
/// <remarks>
/// A page is read when it is asked for. What is there from start to end is never missed, and nothing comes twice; what is put or
/// removed meanwhile may come or not. Within one change or look all is as at one moment.
/// </remarks>
public static class CataloguePages
{
    private const int Size = 500;

    /// <summary>How many versions of one key are asked for first: few have more, and what else is read is of other keys.</summary>
    private const int UsualVersions = 8;

    /// <summary>All versions and delete markers, by key and then the newest first; no page is empty.</summary>
    /// <param name="catalogue">What is known.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What keys begin with; empty: all.</param>
    /// <remarks>Memory: two pages, and the ids of the versions of one key.</remarks>
    public static IEnumerable<IReadOnlyList<ObjectVersion>> VersionPages(
        this ICatalogueView catalogue, BucketName bucket, string prefix = "")
    {
        // It goes on after an id and not after a place: a pull that brings an older version late gives the newer ones new places,
        // and they would be missed. When the version of that id is gone, or was put anew, those of its key are listed again.
        var (from, after, given, hasMore) = ("", (VersionId?)null, new HashSet<VersionId>(), true);
        while (hasMore)
        {
            var news = new List<ObjectVersion>();
            while (hasMore && news.Count < Size)
            {
                var page = catalogue.Versions(bucket, prefix, from, after, Size);
                foreach (var version in page.Select(v => v.Version))
                {
                    if (version.Key.Text != from)
                    {
                        (from, given) = (version.Key.Text, []);
                    }

                    if (given.Add(version.Id))
                    {
                        news.Add(version);
                    }

                    after = version.Id;
                }

                hasMore = page.Count == Size;
            }

            if (news.Count > 0)
            {
                yield return news;
            }
        }
    }

    /// <summary>All versions and delete markers, by key and then the newest first.</summary>
    /// <param name="catalogue">What is known.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What keys begin with; empty: all.</param>
    public static IEnumerable<ObjectVersion> AllVersions(this ICatalogueView catalogue, BucketName bucket, string prefix = "") =>
        catalogue.VersionPages(bucket, prefix).SelectMany(page => page);

    /// <summary>The versions and delete markers of each key, by key and the newest first, of each key as at one moment.</summary>
    /// <remarks>Memory: a page, and the versions of one key.</remarks>
    public static IEnumerable<IReadOnlyList<ObjectVersion>> VersionsByKey(this ICatalogueView catalogue, BucketName bucket)
    {
        var (from, page) = ("", (IReadOnlyList<VersionInList>)[]);
        do
        {
            page = catalogue.Versions(bucket, "", from, null, Size);
            foreach (var versions in page.Select(v => v.Version).GroupBy(v => v.Key))
            {
                // A page that is full may end in the middle of a key: that one is asked for by itself, for between two pages it can change.
                var isWhole = page.Count < Size || versions.Key != page[^1].Version.Key;
                IReadOnlyList<ObjectVersion> all = isWhole ? [.. versions] : catalogue.VersionsOf(bucket, versions.Key);
                from = ListPlace.After(versions.Key.Text).Key;
                if (all.Count > 0)
                {
                    yield return all;
                }
            }
        }
        while (page.Count == Size);
    }

    /// <summary>All versions and delete markers of one key as at one moment, the newest first.</summary>
    /// <remarks>Memory: these, up to eight times as many.</remarks>
    public static IReadOnlyList<ObjectVersion> VersionsOf(this ICatalogueView catalogue, BucketName bucket, ObjectKey key)
    {
        for (var most = UsualVersions; ; most *= UsualVersions)
        {
            // A key comes before all that begin with it; what is asked for again is of the moment of the last question.
            var found = catalogue.Versions(bucket, key.Text, key.Text, null, most);
            if (found.Count < most || found[^1].Version.Key != key)
            {
                return [.. found.Select(v => v.Version).TakeWhile(v => v.Key == key)];
            }
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

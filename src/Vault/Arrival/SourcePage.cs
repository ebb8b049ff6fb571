using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>A page of what another S3 service lists of a bucket.</summary>
/// <param name="Versions">Versions and delete markers, in the order of the page.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <remarks>Source: Amazon S3 API Reference, ListObjectVersions and ListObjectsV2.</remarks>
public sealed record SourcePage(IReadOnlyList<SourceVersion> Versions, SourcePlace? Next)
{
    private const string VersionsRoot = "ListVersionsResult";
    private const string ObjectsRoot = "ListBucketResult";

    /// <summary>Reads a page of versions; a service that keeps none may answer with something else, which is a refusal.</summary>
    public static Result<SourcePage> ReadVersions(ReadOnlyMemory<byte> document) => Read(document, VersionsRoot, root =>
        root.Children.Where(child => child.Name is "Version" or "DeleteMarker"), root => new SourcePlace(
            Decoded(root, root.TextOf("NextKeyMarker")), root.TextOf("NextVersionIdMarker"), null));

    /// <summary>Reads a page of objects, of a service that has no versions.</summary>
    public static Result<SourcePage> ReadObjects(ReadOnlyMemory<byte> document) => Read(
        document, ObjectsRoot, root => root.All("Contents"), root => new SourcePlace(null, null, root.TextOf("NextContinuationToken")));

    private static Result<SourcePage> Read(
        ReadOnlyMemory<byte> document, string root, Func<S3Element, IEnumerable<S3Element>> lines, Func<S3Element, SourcePlace> next)
    {
        if (!S3Element.Of(document, root).Is(out var page, out var refusal))
        {
            return new SourceListUnreadable(root, refusal.Message);
        }

        var versions = new List<SourceVersion>();
        foreach (var line in lines(page))
        {
            if (VersionOf(page, line) is not { } version)
            {
                return new SourceListUnreadable(root, $"line {versions.Count + 1} has no key, time or size that can be read");
            }

            versions.Add(version);
        }

        if (page.TextOf("IsTruncated") != "true")
        {
            return new SourcePage(versions, null);
        }

        var place = next(page);
        return place.Key is null && place.Token is null
            ? new SourceListUnreadable(root, "it goes on, and does not say where")
            : new SourcePage(versions, place);
    }

    private static SourceVersion? VersionOf(S3Element page, S3Element line)
    {
        var malformed = false;
        var isMarker = line.Name == "DeleteMarker";
        var modified = line.Time("LastModified", ref malformed);
        var size = isMarker ? 0 : line.LongNumber("Size", ref malformed);
        return malformed || Decoded(page, line.TextOf("Key")) is not { Length: > 0 } key || modified is not { } time || size is not >= 0
            ? null
            : new SourceVersion(
                key, line.TextOf("VersionId") is { Length: > 0 } id ? id : SourceVersion.NullId, isMarker,
                DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()), size.Value,
                isMarker ? "" : line.TextOf("ETag")?.Trim('"') ?? "", isMarker ? "" : line.TextOf("StorageClass") ?? "");
    }

    /// <summary>A text that may be percent-encoded, where the page says so; null when it cannot be decoded.</summary>
    private static string? Decoded(S3Element page, string? text) =>
        text is not null && page.TextOf("EncodingType") == "url" ? PercentEncoding.Decode(text, plusIsSpace: true) : text;
}

/// <summary>Where a page of a list begins.</summary>
/// <param name="Key">After which key, or within it; null in a list of objects.</param>
/// <param name="Version">After which version of it; null: after all of it.</param>
/// <param name="Token">In a list of objects: what the service gave; else null.</param>
public readonly record struct SourcePlace(string? Key, string? Version, string? Token);

/// <summary>A list that cannot be read.</summary>
public sealed record SourceListUnreadable(string Root, string Why) : Problem(new Phrase(
    $"the source lists its objects in a way that cannot be read ({Why}); expected a document {Root} as in S3",
    $"de bron noemt haar objecten op een manier die niet te lezen is ({Why}); verwacht een document {Root} zoals in S3"));

using System.Globalization;
using System.Text;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Lists objects, versions and uploads, page by page.</summary>
internal static class ListOperations
{
    private const int MostLines = 1_000;

    /// <summary>Objects, in the first form of listing.</summary>
    public static S3Result<S3Answer> Objects(S3Call call) => Answer(call, (bucket, question) =>
    {
        var marker = call.Query("marker") ?? "";
        var page = Page(call, bucket, question, marker);
        var next = page.IsTruncated && question.Delimiter is not null ? page.Last : null;
        return new ObjectList(question, marker, next, page.IsTruncated, Lines(call, bucket, page.Items, true), page.CommonPrefixes).Write();
    });

    /// <summary>Objects, in the second form of listing.</summary>
    public static S3Result<S3Answer> ObjectsV2(S3Call call)
    {
        var token = call.Query("continuation-token");
        if (token is not null && TokenOf(token) is null)
        {
            return new S3Refusal(S3Error.InvalidArgument, "The continuation token provided is incorrect");
        }

        return Answer(call, (bucket, question) =>
        {
            var start = call.Query("start-after");
            var page = Page(call, bucket, question, token is null ? start ?? "" : TokenOf(token)!);
            var next = page.IsTruncated ? Convert.ToBase64String(Encoding.UTF8.GetBytes(page.Last!)) : null;
            var withOwners = call.Query("fetch-owner") == "true";
            return new ObjectListV2(question, start, token, next, Lines(call, bucket, page.Items, withOwners), page.CommonPrefixes).Write();
        });
    }

    /// <summary>All versions and delete markers.</summary>
    public static S3Result<S3Answer> Versions(S3Call call)
    {
        var (marker, versionMarker) = (call.Query("key-marker") ?? "", call.Query("version-id-marker") ?? "");
        VersionId? after = null;
        if (versionMarker.Length > 0 && (after = VersionId.Read(versionMarker)) is null)
        {
            return new S3Refusal(S3Error.InvalidArgument, "Invalid version id specified");
        }

        return Answer(call, (bucket, question) =>
        {
            var start = after is not null ? new ListPlace(marker, after.Value.Text) : StartAfter(marker, question);
            var page = Listing<VersionInList>.Of(
                question.Prefix, question.Delimiter, start, question.MaxKeys, v => v.Version.Key.Text,
                (place, most) => place.First is { } from
                    ? call.Safe.Catalogue.Versions(
                        bucket.Name, question.Prefix, from, place.Within is null ? null : VersionId.Read(place.Within), most)
                    : [],
                v => new ListPlace(v.Version.Key.Text, v.Version.Id.Text));
            var lines = page.Items.Select(v => new ListedVersion(
                Line(call, bucket, v.Version, withOwner: true), v.Version.Id.Text, v.IsNewest, v.Version.IsDeleteMarker)).ToList();
            var nextVersion = page.IsTruncated ? page.LastItem.Version?.Id.Text : null;
            return new VersionList(
                question, marker, versionMarker, page.IsTruncated ? page.Last : null, nextVersion, lines, page.CommonPrefixes).Write();
        });
    }

    /// <summary>Uploads that were begun and not ended.</summary>
    public static S3Result<S3Answer> Uploads(S3Call call)
    {
        var (marker, uploadMarker) = (call.Query("key-marker") ?? "", call.Query("upload-id-marker") ?? "");
        Guid? after = Guid.TryParseExact(uploadMarker, "n", out var known) && marker.Length > 0 ? known : null;
        return Answer(call, "max-uploads", (bucket, question) =>
        {
            var start = after is not null ? new ListPlace(marker, uploadMarker) : StartAfter(marker, question);
            var page = Listing<Upload>.Of(
                question.Prefix, question.Delimiter, start, question.MaxKeys, u => u.Key.Text,
                (place, most) => place.First is { } from
                    ? call.Safe.Catalogue.Uploads(
                        bucket.Name, question.Prefix, from, place.Within is null ? null : Guid.ParseExact(place.Within, "n"), most)
                    : [],
                u => new ListPlace(u.Key.Text, u.Text));
            var lines = page.Items.Select(u => new ListedUpload(u.Key.Text, u.Text, u.Started, call.Owner(u.Owner))).ToList();
            return new UploadList(
                question, marker, uploadMarker, page.IsTruncated ? page.Last : null, page.IsTruncated ? page.LastItem?.Text : null,
                lines, page.CommonPrefixes).Write();
        });
    }

    private static S3Result<S3Answer> Answer(S3Call call, Func<Bucket, ListingQuestion, byte[]> write) =>
        Answer(call, "max-keys", write);

    private static S3Result<S3Answer> Answer(S3Call call, string most, Func<Bucket, ListingQuestion, byte[]> write)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal))
        {
            return refusal;
        }

        if (Gate.May(call, bucket) is { } denied)
        {
            return denied;
        }

        var lines = MostLines;
        if (call.Query(most) is { Length: > 0 } text &&
            (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out lines) || lines < 0))
        {
            return new S3Refusal(S3Error.InvalidArgument, $"Provided {most} not an integer or within integer range");
        }

        if (call.Query("encoding-type") is not (null or "url"))
        {
            return new S3Refusal(S3Error.InvalidArgument, "Invalid Encoding Method specified in Request");
        }

        var delimiter = call.Query("delimiter");
        var question = new ListingQuestion(
            bucket.Name.Text, call.Query("prefix") ?? "", string.IsNullOrEmpty(delimiter) ? null : delimiter, Math.Min(lines, MostLines),
            call.Query("encoding-type") == "url");
        return S3Answer.Xml(write(bucket, question));
    }

    private static Listing<ObjectVersion> Page(S3Call call, Bucket bucket, ListingQuestion question, string marker) =>
        Listing<ObjectVersion>.Of(
            question.Prefix, question.Delimiter, StartAfter(marker, question), question.MaxKeys, v => v.Key.Text,
            (place, most) => place.First is { } from ? call.Safe.Catalogue.Objects(bucket.Name, question.Prefix, from, most) : [],
            v => ListPlace.After(v.Key.Text));

    private static ListPlace StartAfter(string marker, ListingQuestion question) =>
        marker.Length == 0 ? ListPlace.Start : ListPlace.AfterLast(marker, question.Prefix, question.Delimiter);

    private static List<ListedObject> Lines(S3Call call, Bucket bucket, IReadOnlyList<ObjectVersion> versions, bool withOwners) =>
        [.. versions.Select(v => Line(call, bucket, v, withOwners))];

    private static ListedObject Line(S3Call call, Bucket bucket, ObjectVersion version, bool withOwner) => new(
        version.Key.Text, version.Modified, version.ETag, version.Size, withOwner ? OwnerOf(call, bucket, version) : null);

    private static S3Owner OwnerOf(S3Call call, Bucket bucket, ObjectVersion version) =>
        call.Owner(Gate.OwnerOf(call, bucket, version));

    private static string? TokenOf(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}

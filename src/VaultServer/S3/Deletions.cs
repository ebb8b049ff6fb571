using System.Globalization;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Deletes objects, one or many, as far as locks and conditions let it.</summary>
internal static class Deletions
{
    /// <summary>Deletes an object or one of its versions, when the caller may.</summary>
    public static S3Result<Deletion> Delete(
        S3Call call, Bucket bucket, ObjectKey key, VersionId? id, Func<ObjectVersion?, bool>? conditions)
    {
        if (!call.Ring(bucket).Is(out var ring, out var refusal))
        {
            return refusal;
        }

        if (Gate.MayDelete(call, bucket, key, id) is { } denied)
        {
            return denied;
        }

        var access = call.Access() with { Key = key.Text, Version = id?.Text };
        return ObjectWriting.Delete(
            call.Safe, ring, bucket, key, id, call.Caller?.Id ?? bucket.Owner,
            (known, version) => Gate.KeptBy(call, known, version), conditions, access);
    }

    /// <summary>What must hold of the object, by the headers of a request.</summary>
    public static S3Result<Func<ObjectVersion?, bool>?> Conditions(S3Call call)
    {
        var (timeText, sizeText) = (call.Header("x-amz-if-match-last-modified-time"), call.Header("x-amz-if-match-size"));
        var time = timeText is null ? null : S3Time.ReadHttp(timeText) ?? S3Time.ReadIso(timeText);
        long? size = long.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return (timeText is not null && time is null) || (sizeText is not null && size is null)
            ? new S3Refusal(S3Error.InvalidArgument, "A condition of the deletion cannot be read.")
            : S3Result<Func<ObjectVersion?, bool>?>.Of(Conditions(call.Header("If-Match"), time, size));
    }

    /// <summary>What must hold of an object: its entity tag, time and size.</summary>
    public static Func<ObjectVersion?, bool>? Conditions(string? etag, DateTimeOffset? modified, long? size) =>
        etag is null && modified is null && size is null ? null : version => version is null ||
            ((etag is null || new Conditions(etag).Of(version.ETag, version.Modified) == Condition.Met) &&
            (modified is not { } time || time.ToUnixTimeSeconds() == version.Modified.ToUnixTimeSeconds()) &&
            (size is not { } bytes || bytes == version.Size));
}

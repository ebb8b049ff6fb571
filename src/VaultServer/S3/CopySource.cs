using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>The object that a request copies from.</summary>
/// <param name="Head">The object.</param>
/// <param name="IsNewest">Whether no version was named.</param>
/// <param name="Customer">The key of the customer that opens it; null: none is needed.</param>
internal sealed record CopySource(ObjectHead Head, bool IsNewest, GivenKey? Customer)
{
    /// <summary>Finds it, and sees to it that the caller may read it and its conditions hold.</summary>
    /// <remarks>A refusal is logged as one to read it; that it was read is logged when that begins (<see cref="OpenAsync"/>).</remarks>
    public static async Task<S3Result<CopySource>> FindAsync(S3Call call)
    {
        if (!Named(call).Is(out var named, out var refusal))
        {
            return refusal;
        }

        var found = Find(call, named.Bucket, named.Key, named.Id);
        if (!found.Is(out _, out refusal))
        {
            await TellAsync(call, named.Bucket, named.Key, named.Id, refusal.Outcome);
        }

        return found;
    }

    /// <summary>How sensitive it is: what it says, or what its bucket takes; refused when it says what no object may say now.</summary>
    public S3Result<Sensitivity> Sensitivity() => Admission.SensitivityOf(Head.Bucket, Head.Attributes.Metadata);

    /// <summary>The bytes of a range, opened as they are read; that they are is logged.</summary>
    public async Task<Stream> OpenAsync(S3Call call, ByteRange range)
    {
        await TellAsync(call, Head.Bucket.Name, Head.Version.Key, IsNewest ? null : Head.Version.Id, "ok");
        return ObjectReading.Open(call.Safe, Head.Ring, Head.Version, range, Customer?.Key);
    }

    /// <summary>Logs that it is read, or was to be, as who asks for it by itself would be logged.</summary>
    private static ValueTask TellAsync(S3Call call, BucketName bucket, ObjectKey key, VersionId? id, string outcome)
    {
        var access = call.Access() with
        {
            Operation = nameof(S3Operation.GetObject), Bucket = bucket.Text, Key = key.Text, Version = id?.Text,
        };
        return call.Safe.Log.TellAsync(access, outcome, call.Stop);
    }

    private static S3Result<(BucketName Bucket, ObjectKey Key, VersionId? Id)> Named(S3Call call)
    {
        var text = call.Header("x-amz-copy-source") ?? "";
        var question = text.IndexOf("?versionId=", StringComparison.Ordinal);
        var (path, versionText) = question < 0 ? (text, null) : (text[..question], text[(question + "?versionId=".Length)..]);
        if (PercentEncoding.Decode(path)?.TrimStart('/') is not { } decoded || decoded.Split('/', 2) is not [var bucketText, var keyText] ||
            BucketName.Of(bucketText) is not { Holds: true, Value: var bucket } ||
            ObjectKey.Of(keyText) is not { Holds: true, Value: var key })
        {
            return new S3Refusal(S3Error.InvalidArgument, "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }

        VersionId? id = null;
        if (versionText is not null && (id = VersionId.Read(versionText)) is null)
        {
            return new S3Refusal(S3Error.InvalidArgument, "Invalid version id specified");
        }

        return (bucket, key, id);
    }

    private static S3Result<CopySource> Find(S3Call call, BucketName name, ObjectKey key, VersionId? id)
    {
        if (!call.Bucket(name).Is(out var bucket, out var refusal) || !Gate.MayRead(call, bucket, key, id).Is(out var head, out refusal) ||
            !GivenKey.Of(call, GivenKey.SourceHeaders).Is(out var customer, out refusal))
        {
            return refusal;
        }

        if (GivenKey.Refusal(head.Attributes, customer) is { } cannot)
        {
            return cannot;
        }

        var conditions = new Conditions(
            call.Header("x-amz-copy-source-if-match"), call.Header("x-amz-copy-source-if-none-match"),
            S3Time.ReadHttp(call.Header("x-amz-copy-source-if-modified-since") ?? ""),
            S3Time.ReadHttp(call.Header("x-amz-copy-source-if-unmodified-since") ?? ""));
        if (conditions.Of(head.Version.ETag, head.Version.Modified) != Condition.Met)
        {
            return S3Error.PreconditionFailed;
        }

        return new CopySource(head, id is null, customer);
    }
}

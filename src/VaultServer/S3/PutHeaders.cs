using System.Text;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>What the headers of a request say of the object that it puts.</summary>
/// <param name="Owner">The id of who owns it from then on.</param>
/// <param name="Attributes">What is kept beside its bytes.</param>
/// <param name="Conditions">What must hold of the object that it replaces.</param>
/// <param name="Retention">How it is protected, by what was said or by what is usual in the bucket; null: not.</param>
/// <param name="HasLegalHold">Whether it has a legal hold.</param>
/// <param name="Customer">A key of the customer that it opens with; null: none.</param>
internal sealed record PutHeaders(
    string Owner, ObjectAttributes Attributes, Conditions Conditions, Retention? Retention, bool HasLegalHold, GivenKey? Customer)
{
    private static readonly string[] StorageClasses =
        ["STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "REDUCED_REDUNDANCY", "GLACIER", "DEEP_ARCHIVE"];

    /// <summary>Reads the headers.</summary>
    public static S3Result<PutHeaders> Read(S3Call call, Bucket bucket)
    {
        if (!UserMetadata.Read(call.Request.Headers.All).Is(out var metadata, out var refusal) ||
            !ObjectHeaders.Read(call.Header).Is(out var headers, out refusal) ||
            !TagsOf(call).Is(out var tags, out refusal) || !LockOf(call, bucket).Is(out var locked, out refusal) ||
            !EncryptionOf(call, bucket).Is(out var shows, out refusal) || !Gate.AclOfNew(call, bucket).Is(out var acl, out refusal) ||
            !GivenKey.Of(call).Is(out var customer, out refusal))
        {
            return refusal;
        }

        if (customer is not null && call.Header("x-amz-server-side-encryption") is not null)
        {
            return new S3Refusal(S3Error.InvalidArgument, "An object is sealed with a key of the customer or without, not both.");
        }

        if (call.Header("x-amz-storage-class") is { } storage && !StorageClasses.Contains(storage, StringComparer.Ordinal))
        {
            return S3Error.InvalidStorageClass;
        }

        var attributes = new ObjectAttributes
        {
            Headers = headers,
            Metadata = metadata,
            Tags = tags,
            Acl = Gate.Text(acl),
            ShowsEncryption = shows && customer is null,
            CustomerKeyMd5 = customer?.Md5,
        };
        var conditions = new Conditions(call.Header("If-Match"), call.Header("If-None-Match"));
        return new PutHeaders(acl.Owner.Id, attributes, conditions, locked.Retention, locked.HasLegalHold, customer);
    }

    /// <summary>The object that the request puts, without its bytes.</summary>
    public NewObject NewObject(Bucket bucket, ObjectKey key) => new(bucket, key, Owner, Attributes)
    {
        Conditions = Conditions,
        Retention = Retention,
        HasLegalHold = HasLegalHold,
    };

    /// <summary>The conditions of a request that reads.</summary>
    public static Conditions ConditionsOf(S3Call call) => new(
        call.Header("If-Match"), call.Header("If-None-Match"), TimeOf(call, "If-Modified-Since"), TimeOf(call, "If-Unmodified-Since"));

    private static DateTimeOffset? TimeOf(S3Call call, string header) =>
        call.Header(header) is { } text ? S3Time.ReadHttp(text) : null;

    private static S3Result<KeyValuePair<string, string>[]> TagsOf(S3Call call) =>
        call.Request.Argument("x-amz-tagging") is { } header
            ? TagSet.ReadHeader(header).Then<KeyValuePair<string, string>[]>(
                set => set.Tags.Select(t => KeyValuePair.Create(t.Key, t.Value)).ToArray())
            : Array.Empty<KeyValuePair<string, string>>();

    private static S3Result<NewLock> LockOf(S3Call call, Bucket bucket)
    {
        var usual = bucket.Settings.TryGetValue(BucketSetting.ObjectLock, out var text)
            ? ObjectLockConfiguration.Read(Encoding.UTF8.GetBytes(text)).Value
            : null;
        return ObjectLock.OfNew(bucket, usual, call.Header, call.Now);
    }

    private static S3Result<bool> EncryptionOf(S3Call call, Bucket bucket) =>
        call.Header("x-amz-server-side-encryption") switch
        {
            null => bucket.Settings.ContainsKey(BucketSetting.Encryption),
            "AES256" => true,
            _ when call.Header(GivenKey.Headers + "algorithm") is not null => false,
            "aws:kms" or "aws:kms:dsse" => new S3Refusal(S3Error.NotImplemented,
                "Keys are the body's own; keys of a key management service are not offered."),
            _ => new S3Refusal(S3Error.InvalidArgument, "The encryption method specified is not supported"),
        };
}

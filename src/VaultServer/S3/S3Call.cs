using System.Text;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>A request whose sender is known, on its way to be answered.</summary>
/// <param name="Safe">The vault.</param>
/// <param name="Secrets">The secrets of who signs, also in the fields of a form.</param>
/// <param name="Request">The request as received.</param>
/// <param name="Route">What it asks for.</param>
/// <param name="Signed">Who signed, and how its body is tied to that.</param>
/// <param name="Caller">The user; null for anyone.</param>
/// <param name="Wire">The connection that it came over.</param>
/// <param name="Stop">Asks to stop when the sender has gone.</param>
internal sealed record S3Call(
    Safe Safe, Secrets Secrets, S3HttpRequest Request, S3Route Route, S3Signed Signed, VaultUser? Caller, S3Wire Wire,
    CancellationToken Stop)
{
    /// <summary>The longest document that lists much, such as 10,000 parts with a checksum each.</summary>
    public const int LongDocument = 4 * 1024 * 1024;

    /// <summary>A document is small; what is larger is refused before it is read.</summary>
    private const int UsualDocument = 1024 * 1024;

    private readonly Dictionary<string, S3Owner> owners = new(StringComparer.Ordinal);
    private Bucket? ruled;
    private S3Result<BucketRules> rules;

    /// <summary>The time at which it is answered, UTC.</summary>
    public DateTimeOffset Now { get; } = Safe.Now;

    /// <summary>The version that is asked for; null: the newest.</summary>
    public string? VersionText => Query("versionId");

    /// <summary>A header; null when there is none.</summary>
    public string? Header(string name) => Request.Headers[name];

    /// <summary>A parameter of the query; null when there is none.</summary>
    public string? Query(string name) => Request.Parameters[name];

    /// <summary>The bucket that is asked for.</summary>
    public S3Result<Bucket> Bucket() =>
        BucketName.Of(Route.Bucket) is { Holds: true } name ? Bucket(name.Value) : S3Error.NoSuchBucket;

    /// <summary>A bucket, of which what it allows was not altered.</summary>
    /// <exception cref="AlteredBucketException">It was.</exception>
    public S3Result<Bucket> Bucket(BucketName name) =>
        Safe.Catalogue.Bucket(name) is { } bucket ? Ring(bucket).Then<Bucket>(ring => bucket.Intact(ring)) : S3Error.NoSuchBucket;

    /// <summary>The key that is asked for.</summary>
    public S3Result<ObjectKey> Key() => KeyOf(Route.Key);

    /// <summary>A key, or what is wrong with it.</summary>
    public static S3Result<ObjectKey> KeyOf(string text) =>
        ObjectKey.Of(text) is { Holds: true } key ? key.Value
        : Encoding.UTF8.GetByteCount(text) > ObjectKey.MostBytes ? S3Error.KeyTooLongError
        : new S3Refusal(S3Error.InvalidArgument, "A key has one character at least, and no NUL.");

    /// <summary>The version that is asked for by its id; null: none is.</summary>
    public S3Result<VersionId?> Version() =>
        VersionText is not { } text ? S3Result<VersionId?>.Of(null)
        : VersionId.Read(text) is { } id ? S3Result<VersionId?>.Of(id)
        : new S3Refusal(S3Error.InvalidArgument, "Invalid version id specified");

    /// <summary>The keys of the body that a bucket belongs to.</summary>
    public S3Result<KeyRing> Ring(Bucket bucket) =>
        Safe.Keys[bucket.Body] is { } ring
            ? ring
            : KeysAreLocked;

    /// <summary>What is answered while keys are locked; who asks again when they are not is served.</summary>
    public static S3Refusal KeysAreLocked { get; } =
        new(S3Error.ServiceUnavailable, "The keys of the body that owns this bucket, or of the one that signs, are locked.");

    /// <summary>What has been set on a bucket of who may do what; read once, however often it is asked for.</summary>
    public S3Result<BucketRules> Rules(Bucket bucket)
    {
        if (!ReferenceEquals(bucket, ruled))
        {
            (ruled, rules) = (bucket, BucketRules.Of(bucket));
        }

        return rules;
    }

    /// <summary>The body, to be read once; refused while reading when it is not what was announced.</summary>
    public S3Result<Stream> Body()
    {
        if (!CheckedBody.ReadContentMd5(Header("Content-MD5")).Is(out var md5, out var refusal))
        {
            return refusal;
        }

        if (Signed.IsChunked)
        {
            return ChunkedBody.Of(Request, Signed, Wire.Body).Then<Stream>(
                chunked => md5 is null ? chunked : new CheckedBody(chunked, chunked.Length, md5));
        }

        return Wire.ContentLength is null && Header("Transfer-Encoding") is null
            ? S3Error.MissingContentLength
            : new CheckedBody(Wire.Body, Wire.ContentLength, md5, Signed.Sha256);
    }

    /// <summary>The body as a document, whole, and with the checksum that the request says it has.</summary>
    /// <param name="isSummed">Whether checksums in the headers are of the document; else they are of an object that it tells of.</param>
    /// <param name="most">The most bytes that it may have.</param>
    public async Task<S3Result<byte[]>> DocumentAsync(bool isSummed = true, int most = UsualDocument)
    {
        if (Wire.ContentLength > most)
        {
            return S3Error.MaxMessageLengthExceeded;
        }

        if (Wire.ContentLength is null && !Signed.IsChunked && Header("Transfer-Encoding") is null)
        {
            return Array.Empty<byte>();
        }

        if (!Body().Is(out var body, out var refusal))
        {
            return refusal;
        }

        await using (body)
        {
            using var bytes = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int count; (count = await body.ReadAsync(buffer, Stop)) > 0;)
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > most)
                {
                    return S3Error.MaxMessageLengthExceeded;
                }
            }

            var document = bytes.ToArray();
            return isSummed ? GivenChecksums.Of(this).Then(given => given.Verify(document, body)) : document;
        }
    }

    /// <summary>The owner with an id, without a name when the user is gone; read once, however often it is asked for.</summary>
    public S3Owner Owner(string id)
    {
        if (!owners.TryGetValue(id, out var owner))
        {
            owner = Safe.Catalogue.User(id) is { } user ? OwnerOf(user) : new S3Owner(id);
            owners.Add(id, owner);
        }

        return owner;
    }

    /// <summary>A user as an owner.</summary>
    public static S3Owner OwnerOf(VaultUser user) => new(user.Id, user.Name);

    /// <summary>The address of an object, as the caller reached the vault.</summary>
    public string AddressOf(ObjectVersion version) =>
        $"{(Wire.IsSecure ? "https" : "http")}://{Request.Host}/{version.Bucket}/{PercentEncoding.Encode(version.Key.Text, keepSlash: true)}";

    /// <summary>Of a form, the request that its fields make of it, once they have been read.</summary>
    public S3Call? Means { get; set; }

    /// <summary>What is logged of this request.</summary>
    public Access Access() => Means?.Access() ?? new(
        Caller?.Id, Route.Operation.ToString(), Route.Bucket, Route.Key, VersionText, Wire.Address);
}

/// <summary>The connection over which a request came.</summary>
/// <param name="RequestId">The name of the request, for answer and log.</param>
/// <param name="Address">The address of the other side.</param>
/// <param name="ContentLength">How many bytes were announced; null: none were.</param>
/// <param name="IsSecure">Whether it is encrypted.</param>
/// <param name="Body">The bytes as received.</param>
/// <param name="Hold">Keeps something until the answer has been given, and disposes it then.</param>
internal sealed record S3Wire(
    string RequestId, string? Address, long? ContentLength, bool IsSecure, Stream Body, Action<IDisposable> Hold);

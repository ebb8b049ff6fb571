using System.Text;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Shows and changes what is set on an object: tags, grants, retention and legal hold.</summary>
internal static class ObjectSettingOperations
{
    /// <summary>The tags of an object.</summary>
    public static S3Result<S3Answer> Tags(S3Call call) => Show(call, head =>
    {
        var tags = head.Attributes.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new S3Tag(t.Key, t.Value));
        return TagSet.Of([.. tags], TagSet.MostOnObject).Then<S3Answer>(set => S3Answer.Xml(set.Write()));
    });

    /// <summary>Sets the tags of an object.</summary>
    public static Task<S3Result<S3Answer>> SetTagsAsync(S3Call call) => SetAsync(
        call,
        document => TagSet.Read(document, TagSet.MostOnObject),
        (head, tags) => Gate.MayTag(call, head, tags) is { } denied
            ? denied
            : head.With(call, head.Attributes with { Tags = [.. tags.Tags.Select(t => KeyValuePair.Create(t.Key, t.Value))] }));

    /// <summary>Takes the tags of an object away.</summary>
    public static S3Result<S3Answer> RemoveTags(S3Call call) =>
        Change(call, 204, head => head.With(call, head.Attributes with { Tags = [] }));

    /// <summary>The grants of an object.</summary>
    public static S3Result<S3Answer> Acl(S3Call call) =>
        Show(call, head => S3Answer.Xml(Gate.AclOf(call, head).Write()));

    /// <summary>Sets the grants of an object, by a document or by headers.</summary>
    public static Task<S3Result<S3Answer>> SetAclAsync(S3Call call) => SetAsync(call, Gate.ReadAcl, (head, asked) =>
        Gate.NewAcl(
            call, head.Bucket, call.Owner(Gate.OwnerOf(call, head.Bucket, head.Version)), call.Owner(head.Bucket.Owner), asked)
            .Then<ObjectVersion>(acl => head.With(call, head.Attributes with { Acl = Encoding.UTF8.GetString(acl.Write()) })));

    /// <summary>How an object is protected from deletion.</summary>
    public static S3Result<S3Answer> RetentionOf(S3Call call) => Show(call, head =>
        ObjectLock.OfBucket(head.Bucket) is { } refusal ? refusal
        : head.Version.Retention is { } retention ? S3Answer.Xml(retention.Write())
        : S3Error.NoSuchObjectLockConfiguration);

    /// <summary>Protects an object from deletion until a moment.</summary>
    public static Task<S3Result<S3Answer>> SetRetentionAsync(S3Call call) => SetAsync(
        call,
        Retention.Read,
        (head, wanted) => ObjectLock.Retain(head.Bucket, head.Version, wanted, Gate.Bypasses(call, head.Bucket), call.Now) is { } refusal
            ? refusal
            : head.Under(call, wanted, head.Version.HasLegalHold),
        ObjectLock.OfBucket);

    /// <summary>Whether an object has a legal hold.</summary>
    public static S3Result<S3Answer> LegalHoldOf(S3Call call) => Show(call, head =>
        ObjectLock.OfBucket(head.Bucket) is { } refusal ? refusal : S3Answer.Xml(new LegalHold(head.Version.HasLegalHold).Write()));

    /// <summary>Puts a legal hold on an object, or lifts it.</summary>
    public static Task<S3Result<S3Answer>> SetLegalHoldAsync(S3Call call) => SetAsync(
        call, LegalHold.Read, (head, hold) => head.Under(call, head.Version.Retention, hold.IsOn), ObjectLock.OfBucket);

    /// <summary>Several things about an object in one answer.</summary>
    public static S3Result<S3Answer> Attributes(S3Call call) => Show(call, head =>
        AttributesAnswer.ReadHeader(call.Header("x-amz-object-attributes")).Then<S3Answer>(asked =>
        {
            if (!GivenKey.Of(call).Is(out var customer, out var refusal))
            {
                return refusal;
            }

            if (GivenKey.Refusal(head.Attributes, customer) is { } cannot)
            {
                return cannot;
            }

            var (version, attributes) = (head.Version, head.Attributes);
            var answer = new AttributesAnswer(
                asked.Contains("ETag") ? version.ETag : null,
                asked.Contains("Checksum") ? ListedChecksums.Of(attributes.Checksums) : null,
                asked.Contains("Checksum") ? ListedChecksums.TypeOf(attributes) : null,
                asked.Contains("ObjectParts") && version.ETag.Contains('-') ? PartsOf(call, head) : null,
                asked.Contains("StorageClass") ? "STANDARD" : null,
                asked.Contains("ObjectSize") ? version.Size : null);
            return S3Answer.Xml(answer.Write()).With("Last-Modified", S3Time.Http(version.Modified));
        }));

    private static AttributeParts PartsOf(S3Call call, ObjectHead head)
    {
        const int Usual = 1_000;
        var most = int.TryParse(call.Header("x-amz-max-parts"), out var asked) && asked is > 0 and <= Usual ? asked : Usual;
        var above = int.TryParse(call.Header("x-amz-part-number-marker"), out var marker) ? marker : 0;
        var (version, attributes) = (head.Version, head.Attributes);
        var algorithm = attributes.Checksums.Keys.Cast<ChecksumAlgorithm?>().FirstOrDefault();
        List<ListedPart> all = [.. version.Parts.Select((part, i) => new ListedPart(
            i + 1, "", part.Size, version.Modified,
            algorithm is { } known && i < attributes.PartChecksums.Count
                ? [new S3Checksum(Checksum.NameOf(known), attributes.PartChecksums[i])]
                : []))];
        List<ListedPart> page = [.. all.Where(p => p.Number > above).Take(most)];
        int? next = page.Count > 0 && page[^1].Number < all.Count ? page[^1].Number : null;
        return new AttributeParts(all.Count, above, next, most, page);
    }

    private static S3Result<S3Answer> Show(S3Call call, Func<ObjectHead, S3Result<S3Answer>> show) =>
        Find(call).Then(head => show(head).Then<S3Answer>(answer => ObjectHead.TellVersion(answer, head.Bucket, head.Version.Id)));

    private static S3Result<ObjectHead> Find(S3Call call) => call.Bucket().Then(bucket => Gate.MayReach(call, bucket));

    /// <summary>Sets what a document says: it comes once it is known that the caller may, and is read before all writers wait.</summary>
    private static async Task<S3Result<S3Answer>> SetAsync<T>(
        S3Call call, Func<ReadOnlyMemory<byte>, S3Result<T>> read, Func<ObjectHead, T, S3Result<ObjectVersion>> change,
        Func<Bucket, S3Refusal?>? needs = null)
    {
        if (!Find(call).Is(out var found, out var refusal))
        {
            return refusal;
        }

        if (needs?.Invoke(found.Bucket) is { } cannot)
        {
            return cannot;
        }

        return (await call.DocumentAsync()).Then(document => read(document))
            .Then(wanted => Change(call, 200, head => change(head, wanted)));
    }

    private static S3Result<S3Answer> Change(S3Call call, int status, Func<ObjectHead, S3Result<ObjectVersion>> change) =>
        Find(call).Then(first => call.Safe.Catalogue.Change<S3Result<S3Answer>>(changing =>
        {
            // Once more, within the change: what was found may have been changed or removed since.
            if (changing.Still(first.Bucket)?.Intact(first.Ring) is not { } bucket ||
                changing.Version(bucket.Name, first.Version.Key, first.Version.Id) is not { } version)
            {
                return S3Error.NoSuchKey;
            }

            var head = first with { Bucket = bucket, Version = version, Attributes = version.AttributesBy(first.Ring) };
            if (!change(head).Is(out var changed, out var refusal))
            {
                return refusal;
            }

            changing.Update(changed);
            call.Safe.Log.Append(changing, call.Access() with { Version = version.Id.Text });
            return ObjectHead.TellVersion(S3Answer.Of(status), bucket, version.Id);
        }));
}

using System.Text;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Shows and changes what is set on a bucket.</summary>
internal static class SettingOperations
{
    /// <summary>Where a bucket is.</summary>
    public static S3Result<S3Answer> Location(S3Call call) =>
        Show(call, _ => S3Answer.Xml(new LocationConstraint(call.Safe.Region).Write()));

    /// <summary>Whether versions are kept.</summary>
    public static S3Result<S3Answer> Versioning(S3Call call) =>
        Show(call, bucket => S3Answer.Xml(new VersioningConfiguration(bucket.Versioning).Write()));

    /// <summary>Keeps versions from now on, or no more.</summary>
    public static Task<S3Result<S3Answer>> SetVersioningAsync(S3Call call) =>
        Set(call, VersioningConfiguration.Read, (bucket, wanted) => ObjectLock.SetVersioning(bucket, wanted.Status) is { } refusal
            ? refusal
            : bucket with { Versioning = wanted.Status });

    /// <summary>Who may do what.</summary>
    public static S3Result<S3Answer> Policy(S3Call call) => Show(call, bucket =>
        bucket.Settings.TryGetValue(BucketSetting.Policy, out var policy)
            ? S3Answer.Of(Encoding.UTF8.GetBytes(policy), "application/json")
            : S3Error.NoSuchBucketPolicy);

    /// <summary>Whether the policy lets anyone in.</summary>
    public static S3Result<S3Answer> PolicyStatus(S3Call call) =>
        Show(call, bucket => S3Answer.Xml(FixedAnswers.PolicyStatus(Gate.IsPublic(call, bucket))));

    /// <summary>Sets who may do what.</summary>
    public static Task<S3Result<S3Answer>> SetPolicyAsync(S3Call call) => SetAsync(
        call, 204,
        (bucket, document) => BucketPolicy.Read(document, bucket.Name).Then<(BucketPolicy, string)>(
            policy => (policy, Encoding.UTF8.GetString(document.Span))),
        (bucket, wanted) => Gate.Blocked(call, bucket, wanted.Item1) is { } refusal
            ? refusal
            : bucket.With(BucketSetting.Policy, wanted.Item2));

    /// <summary>Shows a setting as it was put; refused when there is none.</summary>
    public static Func<S3Call, S3Result<S3Answer>> Show(BucketSetting setting, S3Error none) => call =>
        Show(call, bucket => bucket.Settings.TryGetValue(setting, out var text) ? S3Answer.Xml(Encoding.UTF8.GetBytes(text)) : none);

    /// <summary>Sets what a document says, once it has been read.</summary>
    public static Func<S3Call, Task<S3Result<S3Answer>>> Set<T>(
        BucketSetting setting, Func<ReadOnlyMemory<byte>, S3Result<T>> read, Func<T, byte[]> write, int status = 200) => call =>
        SetAsync(
            call, status, (_, document) => read(document).Then<string>(value => Encoding.UTF8.GetString(write(value))),
            (bucket, text) => bucket.With(setting, text));

    /// <summary>Takes a setting away.</summary>
    public static Func<S3Call, S3Result<S3Answer>> Remove(BucketSetting setting) => call =>
        Change(call, 204, bucket => bucket.With(setting, null));

    /// <summary>Gives the same answer for every bucket.</summary>
    public static Func<S3Call, S3Result<S3Answer>> Always(Func<byte[]> document) =>
        call => Show(call, _ => S3Answer.Xml(document()));

    /// <summary>Refuses what is not offered, or not there.</summary>
    public static Func<S3Call, S3Result<S3Answer>> Refuse(S3Refusal refusal) =>
        call => call.Bucket().Then<S3Answer>(_ => refusal);

    /// <summary>How long new objects are locked.</summary>
    public static S3Result<S3Answer> Lock(S3Call call) => Show(call, bucket =>
        !bucket.HasObjectLock ? S3Error.ObjectLockConfigurationNotFoundError
        : bucket.Settings.TryGetValue(BucketSetting.ObjectLock, out var text) ? S3Answer.Xml(Encoding.UTF8.GetBytes(text))
        : S3Answer.Xml(new ObjectLockConfiguration(null).Write()));

    /// <summary>Sets how long new objects are locked.</summary>
    public static Task<S3Result<S3Answer>> SetLockAsync(S3Call call) =>
        Set(call, ObjectLockConfiguration.Read, (bucket, wanted) => ObjectLock.Configure(bucket) is { } refusal
            ? refusal
            : (bucket with { HasObjectLock = true }).With(BucketSetting.ObjectLock, Encoding.UTF8.GetString(wanted.Write())));

    /// <summary>Sets who owns what others put in a bucket.</summary>
    public static Task<S3Result<S3Answer>> SetOwnershipAsync(S3Call call) =>
        Set(call, OwnershipControls.Read, (bucket, wanted) => Gate.Enforced(call, bucket, wanted) is { } refusal
            ? refusal
            : bucket.With(BucketSetting.OwnershipControls, Encoding.UTF8.GetString(wanted.Write())));

    /// <summary>The grants of a bucket.</summary>
    public static S3Result<S3Answer> Acl(S3Call call) =>
        Show(call, bucket => S3Answer.Xml(Gate.AclOf(call, bucket).Write()));

    /// <summary>Sets the grants of a bucket, by a document or by headers.</summary>
    public static Task<S3Result<S3Answer>> SetAclAsync(S3Call call) => SetAsync(
        call, 200,
        (_, document) => Gate.ReadAcl(document),
        (bucket, asked) => Gate.NewAcl(call, bucket, call.Owner(bucket.Owner), null, asked)
            .Then<Bucket>(acl => bucket.With(BucketSetting.Acl, Encoding.UTF8.GetString(acl.Write()))));

    /// <summary>Changes a bucket as a function says, when the caller may.</summary>
    public static S3Result<S3Answer> Change(S3Call call, int status, Func<Bucket, S3Result<Bucket>> change)
    {
        if (!call.Bucket().Is(out var known, out var refusal) || !call.Ring(known).Is(out var ring, out refusal))
        {
            return refusal;
        }

        if (Gate.May(call, known) is { } denied)
        {
            return denied;
        }

        return call.Safe.Catalogue.Change<S3Result<S3Answer>>(changing =>
        {
            if (changing.Still(known) is not { } bucket)
            {
                return S3Error.NoSuchBucket;
            }

            if (!change(bucket.Intact(ring)).Is(out var changed, out var refused))
            {
                return refused;
            }

            changing.Put(BucketSeal.On(changed, ring, call.Safe.Random));
            call.Safe.Log.Append(changing, call.Access());
            return S3Answer.Of(status);
        });
    }

    private static S3Result<S3Answer> Show(S3Call call, Func<Bucket, S3Result<S3Answer>> show) =>
        call.Bucket().Then(bucket => Gate.May(call, bucket) is { } denied ? denied : show(bucket));

    private static Task<S3Result<S3Answer>> Set<T>(
        S3Call call, Func<ReadOnlyMemory<byte>, S3Result<T>> read, Func<Bucket, T, S3Result<Bucket>> change) =>
        SetAsync(call, 200, (_, document) => read(document), change);

    /// <summary>Sets what a document says: it comes once it is known that the caller may, and is read before all writers wait.</summary>
    private static async Task<S3Result<S3Answer>> SetAsync<T>(
        S3Call call, int status, Func<Bucket, ReadOnlyMemory<byte>, S3Result<T>> read, Func<Bucket, T, S3Result<Bucket>> change)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal))
        {
            return refusal;
        }

        if (Gate.May(call, bucket) is { } denied)
        {
            return denied;
        }

        return (await call.DocumentAsync()).Then(document => read(bucket, document))
            .Then(wanted => Change(call, status, known => change(known, wanted)));
    }
}

using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>Makes, shows and removes buckets.</summary>
internal static class BucketOperations
{
    private const int MostBuckets = 1_000;

    /// <summary>The buckets of the caller's body.</summary>
    public static S3Result<S3Answer> List(S3Call call)
    {
        if (call.Caller is not { } caller)
        {
            return S3Answer.Xml(new BucketList(new S3Owner("anonymous"), []).Write());
        }

        var most = int.TryParse(call.Query("max-buckets"), out var number) && number is > 0 and < MostBuckets ? number : MostBuckets;
        var (prefix, after) = (call.Query("prefix"), call.Query("continuation-token"));
        Bucket[] buckets = [.. call.Safe.Catalogue.BucketsOf(caller.Body)
            .Where(b => b.Name.Text.StartsWith(prefix ?? "", StringComparison.Ordinal))
            .Where(b => after is null || string.CompareOrdinal(b.Name.Text, after) > 0)];
        var page = buckets.Take(most).Select(b => new ListedBucket(b.Name.Text, b.Created)).ToList();
        var next = buckets.Length > most ? page[^1].Name : null;
        return S3Answer.Xml(new BucketList(S3Call.OwnerOf(caller), page, prefix, next).Write());
    }

    /// <summary>Makes a bucket for the caller's body.</summary>
    public static async Task<S3Result<S3Answer>> CreateAsync(S3Call call)
    {
        if (call.Caller is not { } caller)
        {
            return S3Error.AccessDenied;
        }

        if (BucketName.Of(call.Route.Bucket) is not { Holds: true, Value: var name })
        {
            return S3Error.InvalidBucketName;
        }

        if (!(await call.DocumentAsync()).Then(d => LocationConstraint.ReadCreation(d)).Is(out var location, out var refusal))
        {
            return refusal;
        }

        if (location.Region.Length > 0 && location.Region != call.Safe.Region)
        {
            return S3Error.IllegalLocationConstraintException;
        }

        var locks = call.Header("x-amz-bucket-object-lock-enabled")?.ToUpperInvariant() == "TRUE";
        var made = new Bucket(name, caller.Body, caller.Id, call.Now)
        {
            HasObjectLock = locks,
            Versioning = locks ? Versioning.Enabled : Versioning.Never,
        };
        if (!BucketLimits.Read(call.Header, made, caller.IsOfficer, call.Safe.Places).Is(out made, out refusal) ||
            !Gate.SettingsOfNew(call, made).Is(out var settings, out refusal) || !call.Ring(made).Is(out var ring, out refusal))
        {
            return refusal;
        }

        return call.Safe.Catalogue.Change<S3Result<S3Answer>>(change =>
        {
            if (change.Bucket(name) is { } known)
            {
                // Who asks again for the very same bucket has it, as in the first region of S3.
                return known.Owner != caller.Id || known.HasObjectLock != locks || AclText(known) != AclText(settings) ||
                    !BucketLimits.Headers(known).SequenceEqual(BucketLimits.Headers(settings))
                    ? S3Error.BucketAlreadyExists
                    : S3Answer.Of(200).With("Location", $"/{name}");
            }

            change.Put(BucketSeal.On(settings, ring, call.Safe.Random));
            call.Safe.Log.Append(change, call.Access());
            return S3Answer.Of(200).With("Location", $"/{name}");
        });
    }

    /// <summary>Whether a bucket is there, and may be listed.</summary>
    public static S3Result<S3Answer> Head(S3Call call)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal))
        {
            return refusal;
        }

        if (Gate.May(call, bucket) is { } denied)
        {
            return denied;
        }

        var answer = S3Answer.Of(200).With("x-amz-bucket-region", call.Safe.Region);
        foreach (var (name, value) in BucketLimits.Headers(bucket))
        {
            answer.With(name, value);
        }

        return answer;
    }

    /// <summary>Removes an empty bucket.</summary>
    public static S3Result<S3Answer> Delete(S3Call call)
    {
        if (!call.Bucket().Is(out var bucket, out var refusal))
        {
            return refusal;
        }

        if (Gate.May(call, bucket) is { } denied)
        {
            return denied;
        }

        return call.Safe.Catalogue.Change<S3Result<S3Answer>>(change =>
        {
            if (change.Still(bucket) is null)
            {
                return S3Error.NoSuchBucket;
            }

            if (change.Versions(bucket.Name, "", "", null, 1).Count > 0)
            {
                return S3Error.BucketNotEmpty;
            }

            // An upload that never became an object is nothing that keeps a bucket.
            foreach (var upload in change.AllUploads(bucket.Name))
            {
                change.Remove(upload.Id);
            }

            change.Remove(bucket.Name);
            call.Safe.Log.Append(change, call.Access());
            return S3Answer.Of(204);
        });
    }

    private static string? AclText(Bucket bucket) => bucket.Settings.GetValueOrDefault(BucketSetting.Acl);
}

using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>What a server does by itself: removes what nothing refers to any more, and what has expired.</summary>
/// <param name="safe">The vault.</param>
/// <param name="lastKnown">When something was last done with it before this process did anything; null: not known.</param>
/// <param name="tellOperator">Takes what the operator should know.</param>
internal sealed class Upkeep(Safe safe, DateTimeOffset? lastKnown, Action<string> tellOperator) : IAsyncDisposable
{
    /// <summary>How long who reads an object may go on after it was replaced or deleted.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private ClockWatch? watch;
    private DateTimeOffset collected = DateTimeOffset.MinValue;

    /// <summary>Begins.</summary>
    public void Start()
    {
        running = Task.WhenAll(Task.Run(() => ForeverAsync(_ => RoundAsync(), Often)), Task.Run(() => ForeverAsync(CollectAsync, Grace)));

        Task ForeverAsync(Func<CancellationToken, Task> act, TimeSpan pause) =>
            Forever.RunAsync("upkeep", act, pause, safe.Clock, tellOperator, stopping.Token);

        Task CollectAsync(CancellationToken stop) => GarbageCollection.RunAsync(
            safe.Catalogue, safe.Blobs, Grace, safe.Clock, failure => tellOperator($"upkeep: {failure.Message}"), stop);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    /// <summary>Removes, or marks as deleted, what the lifecycle of its bucket says has expired.</summary>
    public void Expire()
    {
        foreach (var bucket in safe.Catalogue.BucketsOf(null))
        {
            if (!bucket.Settings.TryGetValue(BucketSetting.Lifecycle, out var text) || safe.Keys[bucket.Body] is not { } ring)
            {
                continue;
            }

            if (!BucketSeal.Holds(bucket, ring))
            {
                tellOperator($"upkeep: {new BucketWasAltered(bucket.Name.Text).In(Language.English)}");
                continue;
            }

            if (LifecycleConfiguration.Read(Encoding.UTF8.GetBytes(text)).Is(out var rules, out var refusal))
            {
                Expire(bucket, ring, rules);
            }
            else
            {
                tellOperator($"upkeep: the lifecycle of {bucket.Name} cannot be read: {refusal.Message}");
            }
        }
    }

    private void Expire(Bucket bucket, KeyRing ring, LifecycleConfiguration rules)
    {
        var lifecycle = new Lifecycle(rules, version => ObjectAttributes.Read(ring.OpenAttributes(
            version.Attributes.Span, version.About).Value).Tags);
        var access = new Access(null, "LifecycleExpiration", bucket.Name.Text, "", null, null);
        ExpireVersions(bucket, lifecycle, access);
        foreach (var upload in safe.Catalogue.Uploads(bucket.Name, "", "", null, int.MaxValue).Where(u => lifecycle.Aborts(u, safe.Now)))
        {
            safe.Catalogue.Change(change =>
            {
                // Another server may have done so meanwhile, or the client completed it.
                if (change.Upload(upload.Id) is not null)
                {
                    change.Remove(upload.Id);
                    safe.Log.Append(change, access with { Key = upload.Key.Text });
                }

                return upload;
            });
        }
    }

    /// <summary>Removes versions; those of a key of which one cannot be looked at stay, and keep no other from going.</summary>
    private void ExpireVersions(Bucket bucket, Lifecycle lifecycle, Access access)
    {
        var (left, first) = (0, "");
        foreach (var versions in VersionsByKey(bucket.Name))
        {
            try
            {
                foreach (var expiry in lifecycle.Of(versions, safe.Now))
                {
                    Expire(bucket, expiry, access);
                }
            }
            catch (Exception broken) when (broken is not (IOException or SecretWipedException))
            {
                (left, first) = (left + 1, left == 0 ? $"{versions[0].Key}: {broken.Message}" : first);
            }
        }

        if (left > 0)
        {
            tellOperator($"upkeep: {left} in {bucket.Name} cannot be looked at, and do not expire; the first: {first}");
        }
    }

    private void Expire(Bucket bucket, Expiry expiry, Access access)
    {
        var key = expiry.Version.Key;
        VersionId? id = expiry.IsForGood || bucket.Versioning == Versioning.Never ? expiry.Version.Id : null;
        ObjectWriting.Delete(
            safe, bucket, key, id, bucket.Owner, (_, version) => ObjectLock.Remove(version, bypasses: false, safe.Now),
            version => version is not null && IsStill(version, expiry.Version), access with { Key = key.Text });
    }

    /// <summary>Whether a version is the one that was found: where no versions are kept, what replaced it has the same id.</summary>
    private static bool IsStill(ObjectVersion version, ObjectVersion found) =>
        version.Id == found.Id && version.Modified == found.Modified && version.IsDeleteMarker == found.IsDeleteMarker &&
        version.Parts.Select(part => part.Blob).SequenceEqual(found.Parts.Select(part => part.Blob));

    private IEnumerable<IReadOnlyList<ObjectVersion>> VersionsByKey(BucketName bucket)
    {
        const int Page = 1_000;
        var (from, after, versions) = ("", (VersionId?)null, new List<ObjectVersion>());
        while (true)
        {
            var page = safe.Catalogue.Versions(bucket, "", from, after, Page);
            foreach (var (version, _) in page)
            {
                if (versions.Count > 0 && versions[0].Key != version.Key)
                {
                    yield return versions;
                    versions = [];
                }

                versions.Add(version);
            }

            if (page.Count < Page)
            {
                break;
            }

            (from, after) = (page[^1].Version.Key.Text, page[^1].Version.Id);
        }

        if (versions.Count > 0)
        {
            yield return versions;
        }
    }

    /// <summary>What expired, and then, once a day, what was never acknowledged; nothing while the clock is not trusted.</summary>
    internal async Task RoundAsync()
    {
        try
        {
            watch ??= new ClockWatch(safe.Clock, lastKnown, line => tellOperator($"upkeep: {line}"));
            if (!watch.IsTrusted())
            {
                return;
            }

            Expire();
            if (safe.Now - collected >= OrphanCollection.Age)
            {
                await OrphanCollection.RunAsync(safe.Catalogue, safe.Blobs, safe.Now, stopping.Token);
                collected = safe.Now;
            }
        }
        catch (SecretWipedException)
        {
            // Keys were locked meanwhile; what expired there is removed when they are unlocked again.
        }
    }
}

using System.Text;
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
    public void Start() => running = Task.WhenAll(
        ExpireAsync(),
        GarbageCollection.RunAsync(
            safe.Catalogue, safe.Blobs, Grace, safe.Clock, failure => tellOperator($"upkeep: {failure.Message}"), stopping.Token));

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
            if (bucket.Settings.TryGetValue(BucketSetting.Lifecycle, out var text) && safe.Keys[bucket.Body] is { } ring)
            {
                Expire(bucket, ring, LifecycleConfiguration.Read(Encoding.UTF8.GetBytes(text)).Value);
            }
        }
    }

    private void Expire(Bucket bucket, KeyRing ring, LifecycleConfiguration rules)
    {
        var lifecycle = new Lifecycle(rules, version => ObjectAttributes.Read(ring.OpenAttributes(
            version.Attributes.Span, version.About).Value).Tags);
        var access = new Access(null, "LifecycleExpiration", bucket.Name.Text, "", null, null);
        foreach (var versions in VersionsByKey(bucket.Name))
        {
            foreach (var expiry in lifecycle.Of(versions, safe.Now))
            {
                var key = expiry.Version.Key;
                VersionId? id = expiry.IsForGood || bucket.Versioning == Versioning.Never ? expiry.Version.Id : null;
                ObjectWriting.Delete(
                    safe, bucket, key, id, bucket.Owner, (_, version) => ObjectLock.Remove(version, bypasses: false, safe.Now),
                    version => version is not null && IsStill(version, expiry.Version), access with { Key = key.Text });
            }
        }

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
        catch (IOException failure)
        {
            tellOperator($"upkeep: {failure.Message}");
        }
        catch (SecretWipedException)
        {
            // Keys were locked meanwhile; what expired there is removed when they are unlocked again.
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task ExpireAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            await RoundAsync();
            await Task.Delay(Often, safe.Clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

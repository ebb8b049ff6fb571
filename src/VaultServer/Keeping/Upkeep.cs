using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>What a server does by itself: removes what nothing refers to any more, and what has expired.</summary>
/// <param name="safe">The vault.</param>
/// <param name="tellOperator">Takes what the operator should know.</param>
internal sealed class Upkeep(Safe safe, Action<Phrase> tellOperator) : IAsyncDisposable
{
    /// <summary>How long who reads an object may go on after it was replaced or deleted.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(10);

    private static readonly Phrase Name = new("upkeep", "onderhoud");

    private readonly GarbageCollection garbage = new(safe.Catalogue, safe.Blobs);
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private ClockWatch? watch;
    private DateTimeOffset collected = DateTimeOffset.MinValue;

    /// <summary>Begins.</summary>
    public void Start()
    {
        running = Task.WhenAll(Task.Run(() => ForeverAsync(_ => RoundAsync(), Often)), Task.Run(() => ForeverAsync(CollectAsync, Often)));

        Task ForeverAsync(Func<CancellationToken, Task> act, TimeSpan pause) =>
            Forever.RunAsync(Name, act, pause, safe.Clock, tellOperator, stopping.Token);

        Task CollectAsync(CancellationToken stop) => garbage.RoundAsync(() => Task.Delay(Grace, safe.Clock, stop), Tell, stop);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    /// <summary>Removes, or marks as deleted, what the lifecycle of its bucket says has expired.</summary>
    /// <param name="stop">Asks to stop.</param>
    public void Expire(CancellationToken stop = default)
    {
        foreach (var bucket in safe.Catalogue.BucketsOf(null))
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (!bucket.Settings.TryGetValue(BucketSetting.Lifecycle, out var text) || safe.Keys[bucket.Body] is not { } ring)
            {
                continue;
            }

            if (!BucketSeal.Holds(bucket, ring))
            {
                Tell(BucketWasAltered.Of(bucket).Says);
                continue;
            }

            if (LifecycleConfiguration.Read(Encoding.UTF8.GetBytes(text)).Is(out var rules, out var refusal))
            {
                Expire(bucket, ring, rules, stop);
            }
            else
            {
                Tell(new Phrase(
                    $"the lifecycle of {bucket.Name} cannot be read: {refusal.Message}",
                    $"de lifecycle van {bucket.Name} is niet te lezen: {refusal.Message}"));
            }
        }
    }

    /// <summary>Removes what expired; what cannot be looked at stays, and keeps nothing else from going.</summary>
    private void Expire(Bucket bucket, KeyRing ring, LifecycleConfiguration rules, CancellationToken stop)
    {
        var lifecycle = new Lifecycle(rules, version => version.AttributesBy(ring).Tags);
        var access = new Access(null, "LifecycleExpiration", bucket.Name.Text, "", null, null);
        var versions = safe.Catalogue.VersionsByKey(bucket.Name).Select(all => (all[0].Key, (Func<bool>)(() => ExpireAmong(all))));
        var uploads = safe.Catalogue.AllUploads(bucket.Name).Where(upload => lifecycle.Aborts(upload, safe.Now))
            .Select(upload => (upload.Key, (Func<bool>)(() => safe.Catalogue.Change(change => Abort(change, upload)))));
        var (left, first) = (0, new Phrase("", ""));
        foreach (var (key, isDone) in versions.Concat(uploads).TakeWhile(_ => !stop.IsCancellationRequested))
        {
            try
            {
                if (!isDone())
                {
                    break;
                }
            }
            catch (Exception broken) when (broken is AlteredVersionException or not (IOException or SecretWipedException))
            {
                (left, first) = (left + 1, left == 0 ? WhatBroke.Says(Problem.Quote(key.Text), broken) : first);
            }
        }

        if (left > 0)
        {
            Tell(new Phrase(
                $"{left} in {bucket.Name} cannot be looked at, and do not expire; the first: {first.English}",
                $"{left} in {bucket.Name} zijn niet te bekijken, en verlopen niet; de eerste: {first.Dutch}"));
        }

        bool ExpireAmong(IReadOnlyList<ObjectVersion> all)
        {
            // Most keys have nothing that expires: that is seen without a change, for which all who write would wait.
            if (lifecycle.Of(all, safe.Now).Count == 0)
            {
                return true;
            }

            S3Result<bool> hasMore;
            do
            {
                hasMore = ObjectWriting.Expire(safe, ring, bucket, all[0].Key, lifecycle, access with { Key = all[0].Key.Text });
            }
            while (hasMore is { Holds: true, Value: true } && !stop.IsCancellationRequested);
            return hasMore.Holds;
        }

        bool Abort(ICatalogueChange change, Upload upload)
        {
            // Another server may have done so meanwhile, or the client completed it.
            var goesOn = change.AsItWas(bucket) is not null;
            if (goesOn && change.Upload(upload.Id) is not null)
            {
                upload.AttributesBy(ring);
                change.Remove(upload.Id);
                safe.Log.Append(change, access with { Key = upload.Key.Text });
            }

            return goesOn;
        }
    }

    private void Tell(Phrase says) => tellOperator(WhatBroke.Named(Name, says));

    /// <summary>What expired, and then, once a day, what was never acknowledged; nothing while the clock is not trusted.</summary>
    internal async Task RoundAsync()
    {
        try
        {
            watch ??= new ClockWatch(safe.Clock, new VaultLog(safe.Catalogue).LastBeforeAJump(ClockWatch.Tolerated), Tell);
            if (!watch.IsTrusted())
            {
                return;
            }

            Expire(stopping.Token);
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

using System.Security.Cryptography;
using System.Threading.Channels;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Arrival;

/// <summary>Brings buckets of another S3 service into a vault, beside a server that may be running, and proves that they arrived.</summary>
/// <remarks>
/// What has arrived is remembered with each version, in the transaction that puts it: a pull that was broken off anywhere goes on
/// where it was when it is run again, and one that is run again after the source changed takes what is new. Memory: a page of the
/// list, the versions of as many keys as come at once, and some segments of each.
/// </remarks>
public sealed class VaultPull : IAsyncDisposable
{
    private readonly VaultFolder vault;
    private readonly Safe safe;
    private readonly SourceCalls calls;

    private VaultPull(VaultFolder vault, Safe safe, SourceCalls calls) => (this.vault, this.safe, this.calls) = (vault, safe, calls);

    /// <summary>Begins to pull into a vault.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="keys">The keys of bodies that are unlocked; the caller's.</param>
    /// <param name="source">The service.</param>
    /// <param name="http">Sends requests; without a time limit of its own, redirects or decompression. The caller's.</param>
    /// <param name="clock">Tells time.</param>
    public static Result<VaultPull> Of(
        VaultFolder vault, BodyKeys keys, SourceAddress source, HttpMessageInvoker http, TimeProvider clock) =>
        vault.OpenBlobs(BlobsUse.Shared).Then<VaultPull>(blobs => new VaultPull(
            vault,
            new Safe(
                vault.Catalogue, blobs, keys, new AccessLog(vault.Catalogue, RandomNumberGenerator.Fill, clock, _ => { }), clock,
                RandomNumberGenerator.Fill, vault.Describes.Place.ToLowerInvariant())
            {
                Places = vault.Places,
            },
            new SourceCalls(http, source, clock)));

    /// <summary>The names of all buckets that the source shows to who asks.</summary>
    public Task<Result<IReadOnlyList<string>>> BucketsAsync(CancellationToken stop) =>
        SayingWhatFails("GET /", () => SourceBucket.AllAsync(calls, stop));

    /// <summary>Looks at a bucket of the source, and tells what would come and what would not survive; moves nothing.</summary>
    public Task<Result<ArrivalPlan>> PlanAsync(PullOrder order, CancellationToken stop) =>
        SayingWhatFails<ArrivalPlan>(order.Bucket, async () =>
        {
            if (Refusal(order) is { } refusal)
            {
                return refusal;
            }

            var source = new SourceBucket(calls, order.Bucket);
            if (await source.FindAsync(stop) is { } problem)
            {
                return problem;
            }

            var settings = CarriedSettings.Of(await source.SettingsAsync(stop), order.Into, IsKnown);
            var stock = new SourceStock();
            await foreach (var key in source.KeysAsync(stop))
            {
                stock.Add(key);
            }

            return new ArrivalPlan(order.Bucket, order.Into, settings, stock, source.HasVersions);
        });

    /// <summary>Brings what is not here yet, compares source and vault, writes the list, and signs the proof.</summary>
    /// <param name="order">What is to be pulled.</param>
    /// <param name="plan">What was told before.</param>
    /// <param name="list">Where the list of what arrived is written.</param>
    /// <param name="signer">The key of the vault's log.</param>
    /// <param name="tell">Is told how far it is, from any thread.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="IOException">The vault cannot keep what comes.</exception>
    public Task<Result<PullOutcome>> RunAsync(
        PullOrder order, ArrivalPlan plan, TextWriter list, LogSigner signer, Action<PullProgress> tell, CancellationToken stop) =>
        SayingWhatFails<PullOutcome>(order.Bucket, async () =>
        {
            var began = safe.Now;
            var source = new SourceBucket(calls, order.Bucket);
            if ((await source.FindAsync(stop) ?? Refusal(order)) is { } problem)
            {
                return problem;
            }

            var into = Prepare(order, plan);
            if (!into.Holds)
            {
                return into.Problem!;
            }

            var settings = await source.SettingsAsync(stop);
            var arriving = new ArrivingVersions(safe, safe.Keys[order.Owner.Body]!, source, order, into.Value, settings.HasObjectGrants);
            await TakeAsync(source, arriving, order.Parallel, tell, stop);
            using var comparing = new ArrivalComparing(safe, safe.Keys[order.Owner.Body]!, source, order, arriving.Reasons, list);
            await comparing.RunAsync(plan.Losses, stop);
            Finish(order, into.Value, plan);
            var proof = new ArrivalProof(
                vault.Describes.Name, order.Owner.Body, calls.Source.Text, order.Bucket, order.Into.Text, Whole(began), Whole(safe.Now),
                comparing.Totals);
            Tell(order, $"{order.Into} root {proof.Totals.Root}", proof.Totals.Differences == 0 ? "ok" : $"{proof.Totals.Differences} differences");
            return new PullOutcome(proof, proof.Sign(signer));
        });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await safe.Log.DisposeAsync();
        safe.Blobs.Dispose();
    }

    private static DateTimeOffset Whole(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());

    /// <summary>What fails at the source is a problem to be told; what fails in the vault is the machine's.</summary>
    private static async Task<Result<T>> SayingWhatFails<T>(string what, Func<Task<Result<T>>> act)
    {
        try
        {
            return await act();
        }
        catch (SourceFailure failure)
        {
            return new SourceSilent(what, failure.Message);
        }
    }

    /// <summary>Takes key after key, as many at once as was asked for; reads the list no faster than they come.</summary>
    private static async Task TakeAsync(
        SourceBucket source, ArrivingVersions arriving, int parallel, Action<PullProgress> tell, CancellationToken stop)
    {
        var keys = Channel.CreateBounded<SourceKey>(parallel);
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll([Guarded(ListAsync), .. Enumerable.Range(0, parallel).Select(_ => Guarded(WorkAsync))]);

        async Task ListAsync()
        {
            try
            {
                await foreach (var key in source.KeysAsync(failing.Token))
                {
                    await keys.Writer.WriteAsync(key, failing.Token);
                }
            }
            finally
            {
                keys.Writer.Complete();
            }
        }

        async Task WorkAsync()
        {
            await foreach (var key in keys.Reader.ReadAllAsync(failing.Token))
            {
                await arriving.TakeAsync(key, failing.Token);
                tell(arriving.Progress);
            }
        }

        // The first that fails stops the others, and is the one that is told.
        async Task Guarded(Func<Task> act)
        {
            try
            {
                await Task.Run(act, CancellationToken.None);
            }
            catch (OperationCanceledException) when (failing.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                // Another failed.
            }
            catch
            {
                await failing.CancelAsync();
                throw;
            }
        }
    }

    private Problem? Refusal(PullOrder order) =>
        safe.Keys[order.Owner.Body] is not { } ring ? new BodyIsLocked(order.Owner.Body)
        : safe.Catalogue.Bucket(order.Into) is not { } there ? null
        : there.Body != order.Owner.Body ? new BucketOfAnotherBody(order.Into.Text)
        : BucketSeal.Holds(there, ring) ? null
        : BucketWasAltered.Of(there);

    /// <summary>Makes the bucket; one that is there and of the same owner is made to keep what the source keeps.</summary>
    private Result<Bucket> Prepare(PullOrder order, ArrivalPlan plan) => safe.Catalogue.Change<Result<Bucket>>(change =>
    {
        var there = change.Bucket(order.Into)?.Intact(safe.Keys[order.Owner.Body]!);
        var bucket = there ?? new Bucket(order.Into, order.Owner.Body, order.Owner.Id, safe.Now);
        var wanted = bucket with
        {
            // What keeps more than the source stays so.
            Versioning = bucket.Versioning == Versioning.Never ? plan.Settings.Versioning : bucket.Versioning,
            HasObjectLock = bucket.HasObjectLock || plan.Settings.HasObjectLock,
        };
        if (there is not null && wanted == there)
        {
            return there;
        }

        if (bucket.Owner != order.Owner.Id || (wanted.HasObjectLock && wanted.Versioning != Versioning.Enabled))
        {
            return new BucketKeepsLess(order.Into.Text);
        }

        change.Put(BucketSeal.On(wanted, safe.Keys[order.Owner.Body]!, safe.Random));
        Log(change, order, $"{order.Into}", "ok");
        return wanted;
    });

    /// <summary>Carries the settings over, when all is there: rules of expiry would act on what is not complete.</summary>
    private void Finish(PullOrder order, Bucket into, ArrivalPlan plan) => safe.Catalogue.Change(change =>
    {
        var ring = safe.Keys[order.Owner.Body]!;
        if (change.Still(into)?.Intact(ring) is not { } bucket)
        {
            // Somebody removed it meanwhile: the proof says that nothing arrived.
            return false;
        }

        var carried = plan.Settings.Carried.Where(s => !bucket.Settings.ContainsKey(s.Key)).OrderBy(s => s.Key).ToList();
        if (carried.Count == 0)
        {
            return false;
        }

        foreach (var (setting, text) in carried)
        {
            bucket = bucket.With(setting, text);
        }

        change.Put(BucketSeal.On(bucket, ring, safe.Random));
        Log(change, order, $"{order.Into} settings {string.Join(", ", carried.Select(s => s.Key))}", "ok");
        return true;
    });

    private bool IsKnown(string principal) =>
        vault.Keys.Bodies().Contains(principal, StringComparer.Ordinal) || safe.Catalogue.User(principal) is not null ||
        safe.Catalogue.Users(null).Any(user => user.Name == principal);

    private void Tell(PullOrder order, string onWhat, string outcome) => safe.Catalogue.Change(change =>
    {
        Log(change, order, onWhat, outcome);
        return outcome;
    });

    private void Log(ICatalogueChange change, PullOrder order, string onWhat, string outcome) =>
        safe.Log.Append(change, new LogEntry(safe.Now, order.Owner.Id, calls.Source.Text, "sluis:PullBucket", onWhat, outcome));
}

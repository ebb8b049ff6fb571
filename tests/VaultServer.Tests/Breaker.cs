using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Counts the calls of engines, and breaks one of them.</summary>
internal sealed class Breaker
{
    private int calls;
    private int at = int.MaxValue;
    private bool happens;
    private bool lasts;

    /// <summary>What is done once, before the first change; null: nothing.</summary>
    public Func<Task>? BeforeChange { get; set; }

    /// <summary>What is done before a sealed stream is read; null: nothing.</summary>
    public Action? BeforeRead { get; set; }

    /// <summary>How it breaks.</summary>
    public Func<Exception> Failure { get; set; } = () => new IOException("broken by a test");

    /// <summary>From now on, the call of this number fails: before it has happened, or after, so that only its answer is lost.</summary>
    public void Arm(int number, bool happensFirst) => (calls, at, happens, lasts) = (0, number, happensFirst, false);

    /// <summary>From now on every call fails, before it has happened.</summary>
    public void ArmForGood() => (calls, at, happens, lasts) = (0, 1, false, true);

    /// <summary>No call breaks any more; tells whether one did.</summary>
    public bool Disarm()
    {
        var hasBroken = calls >= at;
        at = int.MaxValue;
        return hasBroken;
    }

    /// <summary>Does a call, or breaks.</summary>
    public T Do<T>(Func<T> call) => DoAsync(() => Task.FromResult(call())).GetAwaiter().GetResult();

    /// <summary>Does a call that returns nothing, or breaks.</summary>
    public void Do(Action call) => Do(() =>
    {
        call();
        return true;
    });

    /// <summary>Does a call, or breaks.</summary>
    public async Task<T> DoAsync<T>(Func<Task<T>> call)
    {
        var number = Interlocked.Increment(ref calls);
        var breaks = lasts ? number >= at : number == at;
        var answer = breaks && !happens ? default! : await call();
        return breaks ? throw Failure() : answer;
    }
}

/// <summary>A store of blobs of which a call breaks.</summary>
internal sealed class BreakingBlobs(IBlobStore inner, Breaker breaker) : IBlobStore
{
    public Task WriteAsync(BlobId id, Stream sealedBytes, CancellationToken stop) => breaker.DoAsync(async () =>
    {
        await inner.WriteAsync(id, sealedBytes, stop);
        return true;
    });

    public Task<Stream?> ReadAsync(BlobId id, long offset, long length, CancellationToken stop)
    {
        breaker.BeforeRead?.Invoke();
        return breaker.DoAsync(() => inner.ReadAsync(id, offset, length, stop));
    }

    public Task RemoveAsync(BlobId id, CancellationToken stop) => breaker.DoAsync(async () =>
    {
        await inner.RemoveAsync(id, stop);
        return true;
    });

    public IAsyncEnumerable<KeptBlob> ListAsync(CancellationToken stop) => inner.ListAsync(stop);

    public void Dispose() => inner.Dispose();
}

/// <summary>Reading of which a call breaks.</summary>
internal class BreakingView(ICatalogueView inner, Breaker breaker) : ICatalogueView
{
    protected Breaker Breaker => breaker;

    public long LogSize => breaker.Do(() => inner.LogSize);

    public Bucket? Bucket(BucketName name) => breaker.Do(() => inner.Bucket(name));

    public IReadOnlyList<Bucket> BucketsOf(string? body) => breaker.Do(() => inner.BucketsOf(body));

    public bool IsEmpty(BucketName bucket) => breaker.Do(() => inner.IsEmpty(bucket));

    public ObjectVersion? Newest(BucketName bucket, ObjectKey key) => breaker.Do(() => inner.Newest(bucket, key));

    public ObjectVersion? Version(BucketName bucket, ObjectKey key, VersionId id) => breaker.Do(() => inner.Version(bucket, key, id));

    public IReadOnlyList<ObjectVersion> Objects(BucketName bucket, string prefix, string from, int most) =>
        breaker.Do(() => inner.Objects(bucket, prefix, from, most));

    public IReadOnlyList<VersionInList> Versions(BucketName bucket, string prefix, string from, VersionId? after, int most) =>
        breaker.Do(() => inner.Versions(bucket, prefix, from, after, most));

    public Upload? Upload(Guid id) => breaker.Do(() => inner.Upload(id));

    public IReadOnlyList<Upload> Uploads(BucketName bucket, string prefix, string from, Guid? after, int most) =>
        breaker.Do(() => inner.Uploads(bucket, prefix, from, after, most));

    public IReadOnlyList<UploadedPart> Parts(Guid upload, int above, int most) => breaker.Do(() => inner.Parts(upload, above, most));

    public VaultUser? User(string id) => breaker.Do(() => inner.User(id));

    public IReadOnlyList<VaultUser> Users(string? body) => breaker.Do(() => inner.Users(body));

    public AccessKey? AccessKey(string id) => breaker.Do(() => inner.AccessKey(id));

    public IReadOnlyList<AccessKey> AccessKeys(string user) => breaker.Do(() => inner.AccessKeys(user));

    public ReadOnlyMemory<byte>? Entry(long number) => breaker.Do(() => inner.Entry(number));

    public ReadOnlyMemory<byte>? Node(int level, long index) => breaker.Do(() => inner.Node(level, index));
}

/// <summary>A catalogue of which a call breaks, also within a change.</summary>
internal sealed class BreakingCatalogue(ICatalogue inner, Breaker breaker) : BreakingView(inner, breaker), ICatalogue
{
    public T Change<T>(Func<ICatalogueChange, T> change)
    {
        var before = Breaker.BeforeChange;
        Breaker.BeforeChange = null;
        before?.Invoke().GetAwaiter().GetResult();
        return Breaker.Do(() => inner.Change(within => change(new BreakingChange(within, Breaker))));
    }

    public IReadOnlyList<BlobId> Garbage(int most) => inner.Garbage(most);

    public void Removed(IReadOnlyCollection<BlobId> blobs) => inner.Removed(blobs);

    public bool Refers(BlobId blob) => inner.Refers(blob);

    public byte[]? ShortBlob(BlobId blob) => inner.ShortBlob(blob);

    public T Look<T>(Func<IFeed, T> look) => inner.Look(look);

    public Result<CatalogueUse> Use(BlobsUse use, Action<Phrase> tell) => inner.Use(use, tell);

    public void Dispose() => inner.Dispose();
}

/// <summary>A change of which a call breaks.</summary>
internal sealed class BreakingChange(ICatalogueChange inner, Breaker breaker) : BreakingView(inner, breaker), ICatalogueChange
{
    public IFeedChange Feed => inner.Feed;

    public void Put(Bucket bucket) => Breaker.Do(() => inner.Put(bucket));

    public void Remove(BucketName bucket) => Breaker.Do(() => inner.Remove(bucket));

    public void Put(ObjectVersion version) => Breaker.Do(() => inner.Put(version));

    public void Update(ObjectVersion version) => Breaker.Do(() => inner.Update(version));

    public void Rewrap(ObjectVersion version) => Breaker.Do(() => inner.Rewrap(version));

    public void Rewrap(Upload upload) => Breaker.Do(() => inner.Rewrap(upload));

    public void Remove(BucketName bucket, ObjectKey key, VersionId id) => Breaker.Do(() => inner.Remove(bucket, key, id));

    public void Put(Upload upload) => Breaker.Do(() => inner.Put(upload));

    public void Put(UploadedPart part) => Breaker.Do(() => inner.Put(part));

    public void Remove(Guid upload) => Breaker.Do(() => inner.Remove(upload));

    public void Put(VaultUser user) => Breaker.Do(() => inner.Put(user));

    public void Put(AccessKey key) => Breaker.Do(() => inner.Put(key));

    public void RemoveAccessKey(string id) => Breaker.Do(() => inner.RemoveAccessKey(id));

    public long Append(ReadOnlySpan<byte> entry)
    {
        var bytes = entry.ToArray();
        return Breaker.Do(() => inner.Append(bytes));
    }

    public void PutNode(int level, long index, ReadOnlySpan<byte> hash)
    {
        var bytes = hash.ToArray();
        Breaker.Do(() => inner.PutNode(level, index, bytes));
    }

    public void ReplaceEntry(long number, ReadOnlySpan<byte> entry)
    {
        var bytes = entry.ToArray();
        Breaker.Do(() => inner.ReplaceEntry(number, bytes));
    }
}

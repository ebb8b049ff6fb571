using System.Collections.Concurrent;
using System.Text;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Folder;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>A vault with a copy in another folder, and a clock that can be put forward.</summary>
internal sealed class AnEmbassy : IAsyncDisposable
{
    private readonly bool isHomeOurs;

    public AnEmbassy(bool isMade = true, ServedVault? home = null)
    {
        (Home, isHomeOurs) = (home ?? new ServedVault(), home is null);
        Keys = KnownKeys.ForEmbassy(Home.Vault);
        Places = new CopyPlaces(null, Clock);
        if (isMade)
        {
            Make(Folder);
        }
    }

    public ServedVault Home { get; }

    public EmbassyKeys Keys { get; private set; }

    public CopyPlaces Places { get; set; }

    public LaterClock Clock { get; } = new();

    /// <summary>The folder of the copy.</summary>
    public string Folder => Home.At("brussel");

    /// <summary>The sealed streams in the copy.</summary>
    public HashSet<string> Files => [.. Directory.EnumerateFiles(Path.Combine(Folder, "blobs"), "*", SearchOption.AllDirectories)
        .Select(Path.GetFileName).OfType<string>().Where(name => name != "lock")];

    public ConcurrentQueue<string> Told { get; } = [];

    public Embassies Known => new(Home.Vault.Catalogue);

    public Embassy Be => Known.Find("be").Value;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Makes the copy.</summary>
    public void Make(string address, string region = "us-east-1")
    {
        Assert.Null(Places.MakeAsync(address, region, Stop).GetAwaiter().GetResult());
        Assert.True(Known.Add(new Embassy("be", address, region, Country.Of("BE").Value)).Holds);
    }

    /// <summary>Takes the keys of the vault as they are in the file now.</summary>
    public void UnlockAnew()
    {
        Keys.Dispose();
        Keys = EmbassyKeys.Unlock(Home.Vault, ServedVault.Passphrase).Value;
    }

    /// <summary>Says in which countries a bucket may be kept.</summary>
    public void SetPlaces(string bucket, params string[] places) =>
        Home.Change(bucket, known => known with { AllowedPlaces = [.. places.Select(p => Country.Of(p).Value)] });

    /// <summary>Brings the copy up to date; returns why it could not.</summary>
    public async Task<Problem?> TrySyncAsync()
    {
        using var blobs = Home.Vault.OpenBlobs(BlobsUse.Shared).Value;
        return await Duty(blobs).SyncAsync(Be, Stop);
    }

    /// <summary>Brings the copy up to date.</summary>
    public async Task SyncAsync()
    {
        Assert.Null(await TrySyncAsync());
        Assert.False(Known.LagOf(Be).IsBehind);
    }

    public EmbassyDuty Duty(IBlobStore blobs) =>
        new(Home.Vault.Catalogue, blobs, Keys, Places, Clock, says => Told.Enqueue(says.English));

    /// <summary>A round over a copy that is wrapped in another.</summary>
    public async Task<RoundEnd> RoundAsync(Func<ICopy, ICopy> wrapped)
    {
        using var blobs = Home.Vault.OpenBlobs(BlobsUse.Shared).Value;
        using var copy = Places.Open(Be.Address, Be.Region).Value;
        return await Round.RunAsync(
            "be", Home.Vault.Catalogue, blobs, wrapped(copy), Keys, Clock, System.Security.Cryptography.RandomNumberGenerator.Fill, _ => { },
            waits: false, Stop);
    }

    /// <summary>Makes a vault again from the copy and the keys.</summary>
    public async Task<Result<Restored>> TryRestoreAsync(string folder, string? checkpoint = null, string? keys = null)
    {
        using var copy = Places.Open(Be.Address, Be.Region).Value;
        return await Restoring.RunAsync(
            copy, KeptKeys.Open(keys ?? Home.At("kluis")).Value, Home.At(folder), ServedVault.Passphrase, checkpoint, "ciso", Clock, Stop);
    }

    /// <summary>Makes a vault again, and expects it to be what home is, but for the entry of the log that says so.</summary>
    public async Task RestoreAndCompareAsync(string folder = "kluis2")
    {
        var restored = await TryRestoreAsync(folder);
        Assert.True(restored.Holds, restored.Problem?.ToString());
        Assert.Empty(restored.Value.Missing);
        using var again = VaultFolder.Open(Home.At(folder)).Value;
        var skipped = Home.Vault.Catalogue.BucketsOf(null).Where(b => !b.MayBeKeptIn(Be.Place)).Select(b => b.Name.Text).ToHashSet();
        Assert.Equal(Draw(Home.Vault.Catalogue, Home.Vault.Catalogue.LogSize, skipped), Draw(again.Catalogue, again.Catalogue.LogSize - 1, []));
        using var blobs = again.OpenBlobs(BlobsUse.Alone).Value;
        using var keys = new BodyKeys();
        keys.Unlock(KnownKeys.Unlock(again));
        var found = new List<ScrubFinding>();
        var total = await VaultScrub.RunAsync(again.Catalogue, blobs, keys, found.Add, Stop);
        Assert.Empty(found);
        Assert.Equal(0, total.Unopened);
        Assert.All(SealedRows.All(again.Catalogue, keys, again.Keys.MayHaveKeys()), row => Assert.True(row.IsIntact, row.Name));
    }

    /// <summary>Holds a drill beside home, or with nothing but the copy and the keys.</summary>
    public async Task<DrillReport> DrillAsync(
        bool isHomeLost = false, string? keys = null, int? sample = null, Func<ICopy, ICopy>? wrapped = null)
    {
        var held = (await TryDrillAsync(isHomeLost, keys, sample, wrapped)).Value;
        var (report, note) = held;
        Assert.Null(held.Unlogged);
        Assert.Equal((report.Text, report.DifferenceCount), DrillReport.Read(note, Keys.Public).Value);
        return report;
    }

    /// <summary>Tries to hold one.</summary>
    public async Task<Result<HeldDrill>> TryDrillAsync(
        bool isHomeLost = false, string? keys = null, int? sample = null, Func<ICopy, ICopy>? wrapped = null)
    {
        using var copy = Places.Open(Be.Address, Be.Region).Value;
        using var blobs = Home.Vault.OpenBlobs(BlobsUse.Shared).Value;
        var kept = KeptKeys.Open(keys ?? Home.At("kluis")).Value;
        using var unlocked = new BodyKeys();
        if (kept.Keys.Unlock(ServedVault.Body, ServedVault.Passphrase) is { Holds: true } ring)
        {
            unlocked.Unlock(ring.Value);
        }

        var of = new DrillOf(
            wrapped?.Invoke(copy) ?? copy, kept, ServedVault.Passphrase, unlocked, isHomeLost ? null : Home.Vault,
            isHomeLost ? null : blobs, sample, "ciso");
        return await Drill.RunAsync(of, Clock, Stop);
    }

    /// <summary>Lets time pass while somebody works at the copy: who does so regularly is heard of.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(5))
        {
            var (former, isHeard) = (Be.HeldUntil, Clock.Pass(TimeSpan.FromSeconds(5)));
            await Eventually.SoAsync(() => !isHeard || Be.HeldUntil != former, "who works at the copy is heard of", Stop);
        }
    }

    /// <summary>All that a copy is told of a vault, and what is the newest of each key, as text.</summary>
    public static string Draw(ICatalogue catalogue, long entries, HashSet<string> skipped) => catalogue.Look(feed => string.Join('\n',
        feed.Things().Concat(feed.Buckets.SelectMany(b => feed.Versions(b.Name))).Concat(feed.Entries(0, entries))
            .Select(record => FeedChanges.Told(record, skipped)).OfType<FeedRecord>().Select(record => Encoding.UTF8.GetString(record.ToLine()))
            .Concat(catalogue.BucketsOf(null).Where(b => !skipped.Contains(b.Name.Text)).SelectMany(b => catalogue.Versions(b.Name, "", "", null, 10_000))
                .Select(v => $"{v.Version.Key} {v.Version.Id} {v.IsNewest}"))
            .Append(feed.RootOf(entries).ToString())));

    public async ValueTask DisposeAsync()
    {
        Keys.Dispose();
        if (isHomeOurs)
        {
            await Home.DisposeAsync();
        }
    }
}

/// <summary>A clock that can be put forward; what beats regularly, or waits for long, goes on then, and at no other time.</summary>
internal sealed class LaterClock : TimeProvider
{
    private readonly ConcurrentDictionary<Beat, bool> beats = [];

    public TimeSpan Later { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Later;

    /// <summary>Puts it forward, and has all beat that does; false when nothing does.</summary>
    public bool Pass(TimeSpan time)
    {
        Later += time;
        foreach (var beat in beats.Keys)
        {
            beat.GoOff();
        }

        return !beats.IsEmpty;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period <= TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(5))
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        var beat = new Beat(() => callback(state), ended => beats.TryRemove(ended, out _));
        beats[beat] = true;
        return beat;
    }

    private sealed class Beat(Action goOff, Action<Beat> end) : ITimer
    {
        public void GoOff() => goOff();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => end(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

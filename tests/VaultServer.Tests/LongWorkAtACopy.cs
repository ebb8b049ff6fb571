using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sluiswachter.Fixtures;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;

namespace Sluiswachter.VaultServer.Tests;

/// <summary>Work at a copy that takes minutes: nobody else works there until it ends, however long one step of it lasts.</summary>
public sealed class LongWorkAtACopy : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(40);

    private readonly AnEmbassy embassy = new();
    private readonly ConcurrentQueue<RoundEnd> others = [];

    public ValueTask DisposeAsync() => embassy.DisposeAsync();

    [Fact]
    public async Task A_drill_keeps_the_copy_still_to_its_end()
    {
        await FillAsync();
        await embassy.SyncAsync();
        await embassy.Home.DoAsync("PUT", "/haven/later", "nieuws voor de andere server");
        var report = await embassy.DrillAsync(wrapped: copy => new SlowCopy(copy, WhileAnotherTriesAsync));
        Assert.Empty(report.Differences);
        Assert.All(others, end => Assert.Equal(RoundEnd.HeldByAnother, end));
        Assert.InRange(others.Count, 6, 100);
        await embassy.SyncAsync();
    }

    [Fact]
    public async Task A_snapshot_is_written_once_though_another_server_waits_for_it()
    {
        await FillAsync();
        Assert.Equal(RoundEnd.UpToDate, await embassy.RoundAsync(copy => new SlowCopy(copy, WhileAnotherTriesAsync)));
        Assert.All(others, end => Assert.Equal(RoundEnd.HeldByAnother, end));
        Assert.Equal(3, embassy.Files.Count); // Two objects, and one snapshot.
    }

    [Fact]
    public async Task A_drill_that_stood_still_itself_while_another_took_the_copy_is_refused_and_not_reported()
    {
        await FillAsync();
        await embassy.SyncAsync();
        var drilled = await embassy.TryDrillAsync(wrapped: copy => new SlowCopy(copy, () =>
        {
            embassy.Home.Vault.Catalogue.Change(change =>
            {
                change.Feed.Put(change.Feed.Embassies.Single() with { Holder = "another" });
                return true;
            });
            return Task.CompletedTask;
        }));
        Assert.IsType<CopyIsHeld>(drilled.Problem);
    }

    [Fact]
    public async Task Work_that_is_stopped_because_another_took_the_copy_is_told_so()
    {
        var hold = CopyHold.Take(embassy.Home.Vault.Catalogue, "be", RandomNumberGenerator.Fill, embassy.Clock)!;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Assert.ThrowsAsync<HoldLostException>(() => hold.WhileHeldAsync(
            async stop =>
            {
                // Who looks at the token is stopped before all who wait for it have been told.
                _ = stop.Register(ended.Task.Wait);
                embassy.Home.Vault.Catalogue.Change(change =>
                {
                    change.Feed.Put(change.Feed.Embassies.Single() with { Holder = "another" });
                    return true;
                });
                embassy.Clock.Pass(Long);
                await Eventually.SoAsync(() => stop.IsCancellationRequested, "the work is stopped", TestContext.Current.CancellationToken);
                ended.SetResult();
                stop.ThrowIfCancellationRequested();
                return true;
            },
            TestContext.Current.CancellationToken));
    }

    /// <summary>The lock of the vault went to another: that says nothing about the copy.</summary>
    [Fact]
    public async Task A_drill_during_which_the_catalogue_fails_reports_nothing()
    {
        await FillAsync();
        await embassy.SyncAsync();
        var times = 0;
        // First comes what the copy knows of the vault, and then the objects.
        await Assert.ThrowsAsync<CatalogueFailure>(() => embassy.TryDrillAsync(wrapped: copy => new SlowCopy(copy, () => ++times == 2
            ? throw new CatalogueFailure(new Phrase("the lock is lost", "het slot is weg"))
            : Task.CompletedTask)));
    }

    /// <summary>Time passes, and another server tries to bring the copy up to date.</summary>
    private async Task WhileAnotherTriesAsync()
    {
        await embassy.PassAsync(Long);
        others.Enqueue(await embassy.RoundAsync(copy => copy));
    }

    private async Task FillAsync()
    {
        await embassy.Home.ServeAsync();
        await embassy.Home.DoAsync("PUT", "/haven");
        await embassy.Home.DoAsync("PUT", "/haven/a", new string('a', 10_000));
        await embassy.Home.DoAsync("PUT", "/haven/b", new string('b', 10_000));
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Keeps the copies of a vault up to date: in a server of the vault, or in a process beside it.</summary>
/// <remarks>
/// A copy that cannot be reached, or at which anything else breaks, is told once, and tried again after a pause that doubles up
/// to five minutes; no other copy waits for it. Several processes may do this at once: one at a time works at a copy.
/// </remarks>
/// <param name="catalogue">The catalogue of the vault.</param>
/// <param name="blobs">Its sealed streams.</param>
/// <param name="keys">What copies are made with; the caller's, to be disposed after it.</param>
/// <param name="places">Opens copies.</param>
/// <param name="clock">What time it is.</param>
/// <param name="tell">Takes what the operator should know.</param>
public sealed class EmbassyDuty(
    ICatalogue catalogue, IBlobStore blobs, EmbassyKeys keys, CopyPlaces places, TimeProvider clock, Action<Phrase> tell) : IAsyncDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>How often a copy is looked at though nothing changed at home: it may have been tampered with.</summary>
    private static readonly TimeSpan Seldom = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset Next, TimeSpan Pause)> due = new(StringComparer.Ordinal);
    private Task running = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => running = Task.Run(() => RunAsync(stopping.Token));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    /// <summary>Goes on until it is asked to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var working = new Dictionary<string, Task>(StringComparer.Ordinal);
        await RepeatAsync(
            "",
            () =>
            {
                foreach (var name in catalogue.Look(feed => feed.Embassies.Select(e => e.Name).ToList()))
                {
                    if (working.GetValueOrDefault(name, Task.CompletedTask).IsCompleted)
                    {
                        working[name] = Task.Run(() => RepeatAsync($" {name}", () => ServeAsync(name, stop), stop), CancellationToken.None);
                    }
                }

                return Task.FromResult(true);
            },
            stop);
        await Task.WhenAll(working.Values);
    }

    /// <summary>Does something every few seconds, as long as it says that it goes on and nobody asks to stop.</summary>
    private async Task RepeatAsync(string name, Func<Task<bool>> act, CancellationToken stop)
    {
        var (told, goesOn) = ("", true);
        while (goesOn && !stop.IsCancellationRequested)
        {
            try
            {
                goesOn = await act();
                told = "";
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                // The catalogue itself fails: told once, and tried until it does not.
                if (told != failure.Message)
                {
                    told = failure.Message;
                    Tell(WhatBroke.Named(new Phrase($"embassy{name}", $"ambassade{name}"), WhatBroke.Says(failure)));
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Often, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Brings a copy up to date now; what keeps it from that is returned, and kept for who asks after it.</summary>
    public Task<Problem?> SyncAsync(Embassy embassy, CancellationToken stop) => SyncAsync(embassy, waits: true, stop);

    private async Task<Problem?> SyncAsync(Embassy embassy, bool waits, CancellationToken stop)
    {
        try
        {
            var opened = places.Open(embassy.Address, embassy.Region);
            if (!opened.Holds)
            {
                return Failed(embassy, opened.Problem!);
            }

            using var copy = opened.Value;
            RoundEnd end;
            do
            {
                end = await Round.RunAsync(
                    embassy.Name, catalogue, blobs, copy, keys, clock, RandomNumberGenerator.Fill, Tell, waits, stop);
            }
            while (end == RoundEnd.HasMore);
            if (end == RoundEnd.HeldByAnother)
            {
                return waits ? new CopyIsHeld(embassy.Name) : null;
            }

            Went(embassy);
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // Whatever it is: this copy is tried again later, and the others are not kept from theirs.
            return Failed(embassy, e is CatalogueFailure ofHome ? new HomeFailed(ofHome.Says) : new NoCopy(embassy.Address, Why(e)));
        }
    }

    /// <summary>What broke, in one sentence: it is kept with the copy, where there is no room for a trace.</summary>
    private static Phrase Why(Exception broken)
    {
        var unknown = $"{broken.GetType().Name}: {broken.Message}";
        return broken switch
        {
            AlteredRowException or BrokenSealException => WhatBroke.Says(broken),
            IOException or UnauthorizedAccessException => MachineReason.Of(broken),
            _ => new Phrase(unknown, unknown),
        };
    }

    private static bool HasNews(IFeed feed, Embassy embassy) => embassy.Confirmed != embassy.Sent || embassy.Sent != feed.End ||
        embassy.WantsSnapshot || embassy.WantsBlobs;

    /// <summary>Brings a copy up to date when that is due; tells whether it is one still.</summary>
    private async Task<bool> ServeAsync(string name, CancellationToken stop)
    {
        var (known, hasNews) = catalogue.Look(feed =>
            feed.Embassies.SingleOrDefault(e => e.Name == name) is { } found ? (found, HasNews(feed, found)) : (null, false));
        if (known is not { } embassy)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var (next, pause) = due.GetValueOrDefault(embassy.Name, (DateTimeOffset.MinValue, Often));
        if (now < next && (pause > Often || !hasNews))
        {
            return true;
        }

        var failed = await SyncAsync(embassy, waits: false, stop) is not null;
        pause = failed ? TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, pause.Ticks * 2)) : Often;
        due[embassy.Name] = (clock.GetUtcNow() + (pause > Often ? pause : Seldom), pause);
        return true;
    }

    private Problem Failed(Embassy embassy, Problem why)
    {
        var (now, text) = (clock.GetUtcNow(), why.In(Language.English));
        var isNew = Change(embassy, e => e with { FailingSince = e.FailingSince ?? now, LastError = text });
        if (isNew)
        {
            Tell(new Phrase(
                $"embassy {embassy.Name}: {why.In(Language.English)}; it is tried again by and by, and serving goes on",
                $"ambassade {embassy.Name}: {why.In(Language.Dutch)}; dat wordt vanzelf weer geprobeerd, en de kluis blijft open"));
        }

        return why;
    }

    private void Went(Embassy embassy)
    {
        if (embassy.FailingSince is not null && Change(embassy, e => e with { FailingSince = null, LastError = null }))
        {
            Tell(new Phrase($"embassy {embassy.Name}: it is reached again", $"ambassade {embassy.Name}: hij is weer bereikbaar"));
        }
    }

    private void Tell(Phrase says)
    {
        try
        {
            tell(says);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody is left to tell: what is to be told must not end what is to be done.
        }
    }

    /// <summary>Changes what is known of a copy; tells whether it fails now and did not, or the other way round.</summary>
    private bool Change(Embassy embassy, Func<Embassy, Embassy> how) => catalogue.Change(change =>
    {
        if (change.Feed.Embassies.SingleOrDefault(e => e.Name == embassy.Name) is not { } known)
        {
            return false;
        }

        var changed = how(known);
        if (changed != known)
        {
            change.Feed.Put(changed);
        }

        return changed.FailingSince.HasValue != known.FailingSince.HasValue;
    });
}

/// <summary>A copy that cannot be brought up to date, because the vault itself fails; nothing is wrong with the copy.</summary>
/// <param name="Why">What fails.</param>
public sealed record HomeFailed(Phrase Why) : Problem(Why);

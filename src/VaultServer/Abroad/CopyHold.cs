using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Abroad;

/// <summary>Works at a copy while nobody else does: of several servers of a vault one at a time.</summary>
/// <remarks>
/// Noted in the catalogue, and lost when nothing is heard for half a minute, so that a process that was killed holds nobody up.
/// Who works says by itself that it does, every five seconds. Who lost it all the same, as a process that stood still does, is
/// stopped, and finds out before it changes anything that is known of the copy.
/// </remarks>
internal sealed class CopyHold : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5);

    private readonly ICatalogue catalogue;
    private readonly TimeProvider clock;
    private readonly string name;
    private readonly string holder;
    private volatile bool isLost;

    private CopyHold(ICatalogue catalogue, TimeProvider clock, string name, string holder) =>
        (this.catalogue, this.clock, this.name, this.holder) = (catalogue, clock, name, holder);

    /// <summary>The time, to the millisecond.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>What is known of the copy now.</summary>
    public Embassy Embassy => Change(held => held);

    /// <summary>Takes hold of a copy; null when another process has it, or it is no more.</summary>
    public static CopyHold? Take(ICatalogue catalogue, string name, Randomness random, TimeProvider clock)
    {
        var chance = new byte[16];
        random(chance);
        var hold = new CopyHold(catalogue, clock, name, Convert.ToHexStringLower(chance));
        return catalogue.Change(change =>
        {
            if (change.Feed.Embassies.SingleOrDefault(e => e.Name == name) is not { } embassy || embassy.HeldUntil > hold.Now)
            {
                return false;
            }

            change.Feed.Put(embassy with { Holder = hold.holder, HeldUntil = hold.Now + Patience });
            return true;
        })
            ? hold
            : null;
    }

    /// <summary>Takes hold of a copy, and waits for who has it; null when that takes minutes, or it is no more.</summary>
    public static async Task<CopyHold?> TakeInTurnAsync(
        ICatalogue catalogue, string name, Randomness random, TimeProvider clock, CancellationToken stop)
    {
        for (var (hold, until) = (Take(catalogue, name, random, clock), clock.GetUtcNow() + (4 * Patience)); ;)
        {
            if (hold is not null || clock.GetUtcNow() > until || catalogue.Look(feed => feed.Embassies.All(e => e.Name != name)))
            {
                return hold;
            }

            await Task.Delay(Pause, clock, stop);
            hold = Take(catalogue, name, random, clock);
        }
    }

    /// <summary>Does something at the copy, however long it takes.</summary>
    /// <exception cref="HoldLostException">Another process works at it now.</exception>
    public async Task<T> WhileHeldAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken stop)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var beats = new PeriodicTimer(Often, clock);
        var beating = BeatAsync(beats, stopping);
        try
        {
            return await work(stopping.Token);
        }
        catch (OperationCanceledException) when (isLost && !stop.IsCancellationRequested)
        {
            throw new HoldLostException();
        }
        finally
        {
            beats.Dispose();
            await beating;
        }
    }

    /// <summary>Changes what is known of the copy.</summary>
    /// <exception cref="HoldLostException">Another process works at it now.</exception>
    public Embassy Change(Func<Embassy, Embassy> how) => Change((_, held) => how(held));

    /// <summary>Changes what is known of the copy, and what goes with it.</summary>
    /// <exception cref="HoldLostException">Another process works at it now.</exception>
    public Embassy Change(Func<IFeedChange, Embassy, Embassy> how) => catalogue.Change(change =>
    {
        var held = change.Feed.Embassies.SingleOrDefault(e => e.Name == name && e.Holder == holder) ?? throw new HoldLostException();
        var changed = how(change.Feed, held);
        if (changed != held)
        {
            change.Feed.Put(changed);
            change.Feed.Forget(change.Feed.Embassies.Min(e => e.Closed.Change));
        }

        return changed;
    });

    /// <summary>Lets go.</summary>
    public void Dispose() => catalogue.Change(change =>
    {
        if (change.Feed.Embassies.SingleOrDefault(e => e.Name == name && e.Holder == holder) is { } embassy)
        {
            change.Feed.Put(embassy with { Holder = "", HeldUntil = DateTimeOffset.UnixEpoch });
        }

        return name;
    });

    /// <summary>Says again and again that it is still needed; stops the work when it is lost.</summary>
    private async Task BeatAsync(PeriodicTimer beats, CancellationTokenSource work)
    {
        while (await beats.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                Change(held => held with { HeldUntil = Now + Patience });
            }
            catch (HoldLostException)
            {
                isLost = true;
                await work.CancelAsync();
                return;
            }
            catch (IOException)
            {
                // The catalogue fails: it is asked again at the next beat, and the work finds out by itself.
            }
        }
    }
}

/// <summary>Another process works at a copy, as this one was not heard of for too long.</summary>
internal sealed class HoldLostException() : IOException("another process works at the copy");

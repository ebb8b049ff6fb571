using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Control;

/// <summary>Keys of officers who came first, in memory until enough have come; wiped after <see cref="Patience"/>.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class WaitingOfficers(TimeProvider clock) : IDisposable
{
    /// <summary>How long the first officer's key waits for the others.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);

    /// <summary>Which officers came, and until when their keys are kept; null: nobody.</summary>
    public (int Have, DateTimeOffset Until)? Of(string body)
    {
        lock (gate)
        {
            return waiting.TryGetValue(body, out var some) ? (some.Keys.Count, some.Until) : null;
        }
    }

    /// <summary>Takes over the key of an officer, and returns all that came; who came before comes once.</summary>
    public IReadOnlyList<OfficerKey> Add(string body, OfficerKey key)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(body, out var some))
            {
                var timer = clock.CreateTimer(_ => Forget(body), null, Patience, Timeout.InfiniteTimeSpan);
                waiting[body] = some = new Waiting([], clock.GetUtcNow() + Patience, timer);
            }

            some.Keys.Where(k => k.Officer == key.Officer).ToList().ForEach(k => k.Dispose());
            some.Keys.RemoveAll(k => k.Officer == key.Officer);
            some.Keys.Add(key);
            return [.. some.Keys];
        }
    }

    /// <summary>Wipes the keys of those who came.</summary>
    public void Forget(string body)
    {
        lock (gate)
        {
            if (waiting.Remove(body, out var some))
            {
                some.Keys.ForEach(k => k.Dispose());
                some.Timer.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            waiting.Keys.ToList().ForEach(Forget);
        }
    }

    private sealed record Waiting(List<OfficerKey> Keys, DateTimeOffset Until, ITimer Timer);
}

using System.Collections.Concurrent;
using Sluiswachter.Vault;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>The keys of bodies that have been unlocked; in memory alone, and wiped when this is disposed.</summary>
public sealed class BodyKeys : IDisposable
{
    private readonly ConcurrentDictionary<string, KeyRing> rings = new(StringComparer.Ordinal);
    private Action<string>? locked;

    /// <summary>The keys of a body; null while they are locked.</summary>
    public KeyRing? this[string body] => rings.GetValueOrDefault(body);

    /// <summary>The keys of all bodies that are unlocked.</summary>
    internal IEnumerable<KeyRing> All => rings.Values;

    /// <summary>Takes the keys of a body into use.</summary>
    public void Unlock(KeyRing ring) => rings[ring.Body] = ring;

    /// <summary>Wipes the keys of a body; what is being done with them fails with <see cref="SecretWipedException"/>.</summary>
    /// <returns>Whether they were unlocked.</returns>
    public bool Lock(string body)
    {
        var wasOpen = rings.TryRemove(body, out var ring);
        ring?.Dispose();
        locked?.Invoke(body);
        return wasOpen;
    }

    /// <summary>Has something told of each body whose keys are wiped from now on: what it opened with them is to be let go.</summary>
    internal void WhenLocked(Action<string> letGo)
    {
        lock (rings)
        {
            locked += letGo;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var ring in rings.Values)
        {
            ring.Dispose();
        }

        rings.Clear();
    }
}

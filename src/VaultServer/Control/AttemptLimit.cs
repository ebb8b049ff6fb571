namespace Sluiswachter.VaultServer.Control;

/// <summary>Makes who guesses wait: after each failed attempt twice as long, up to a quarter of an hour.</summary>
/// <remarks>For guesses that can come true; keys of officers are 256 bits of chance. Forgotten when a server stops.</remarks>
internal sealed class AttemptLimit(TimeProvider clock)
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, (int Failures, DateTimeOffset Next)> failed = new(StringComparer.Ordinal);

    /// <summary>How long an attempt on a body has to wait still; zero: not at all.</summary>
    public TimeSpan Wait(string body) =>
        failed.TryGetValue(body, out var known) && known.Next > clock.GetUtcNow() ? known.Next - clock.GetUtcNow() : TimeSpan.Zero;

    /// <summary>Notes that an attempt failed.</summary>
    public void Failed(string body)
    {
        var failures = failed.GetValueOrDefault(body).Failures + 1;
        var wait = Math.Min(Math.Pow(2, failures - 1), Longest.TotalSeconds);
        failed[body] = (failures, clock.GetUtcNow() + TimeSpan.FromSeconds(wait));
    }

    /// <summary>Notes that an attempt succeeded.</summary>
    public void Succeeded(string body) => failed.Remove(body);
}

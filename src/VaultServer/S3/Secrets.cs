using System.Collections.Concurrent;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>The secrets of access keys, opened with the keys of the bodies that they belong to.</summary>
/// <remarks>While the keys of a body are locked, none of its users is known.</remarks>
internal sealed class Secrets(Safe safe)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);

    // An access key is looked up again after some seconds, so that one that was withdrawn soon is, also when the clock is set back.
    private readonly ConcurrentDictionary<string, (string Secret, VaultUser User, long Read)> known = new(StringComparer.Ordinal);

    /// <summary>The secret of an access key; null when it is not known.</summary>
    public string? Of(string accessKeyId) => Find(accessKeyId)?.Secret;

    /// <summary>The user of an access key; null when it is not known.</summary>
    public VaultUser? UserOf(string accessKeyId) => Find(accessKeyId)?.User;

    private (string Secret, VaultUser User, long Read)? Find(string id)
    {
        if (known.TryGetValue(id, out var found) && safe.Clock.GetElapsedTime(found.Read) < Trusted)
        {
            return found;
        }

        if (safe.Catalogue.AccessKey(id) is not { } key || safe.Catalogue.User(key.User) is not { } user ||
            safe.Keys[user.Body] is not { } ring || ring.OpenAttributes(key.Secret.Span, About(id)) is not { Holds: true } secret)
        {
            known.TryRemove(id, out _);
            return null;
        }

        found = (Encoding.UTF8.GetString(secret.Value), user, safe.Clock.GetTimestamp());
        known[id] = found;
        return found;
    }

    /// <summary>Seals the secret of an access key.</summary>
    public static Result<byte[]> Seal(KeyRing ring, string accessKeyId, string secret, Randomness random) =>
        ring.SealAttributes(Encoding.UTF8.GetBytes(secret), About(accessKeyId), random);

    /// <summary>What the sealed secret of an access key is about.</summary>
    public static AttributesOf About(string accessKeyId) => new("", "access-key", accessKeyId);
}

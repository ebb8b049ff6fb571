using System.Collections.Concurrent;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>The secrets of access keys, opened with the keys of the bodies that they belong to.</summary>
/// <remarks>While the keys of a body are locked, none of its users can be told from a stranger: they are asked to come again.</remarks>
internal sealed class Secrets(Safe safe)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);

    // An access key is looked up again after some seconds, so that one that was withdrawn soon is.
    private readonly ConcurrentDictionary<string, (string Secret, VaultUser User, DateTimeOffset Read)> known = new(StringComparer.Ordinal);

    /// <summary>The secret of an access key; null when it is not known.</summary>
    public string? Of(string accessKeyId) => Find(accessKeyId)?.Secret;

    /// <summary>The user of an access key; null when it is not known.</summary>
    public VaultUser? UserOf(string accessKeyId) => Find(accessKeyId)?.User;

    private (string Secret, VaultUser User, DateTimeOffset Read)? Find(string id)
    {
        if (known.TryGetValue(id, out var found) && safe.Now - found.Read < Trusted && safe.Keys[found.User.Body] is not null)
        {
            return found;
        }

        known.TryRemove(id, out _);
        if (safe.Catalogue.AccessKey(id) is not { } key || safe.Catalogue.User(key.User) is not { } user)
        {
            return null;
        }

        if (safe.Keys[user.Body] is not { } ring)
        {
            throw new S3RefusalException(S3Call.KeysAreLocked);
        }

        if (ring.OpenAttributes(key.Secret.Span, About(id)) is not { Holds: true } secret)
        {
            return null;
        }

        found = (Encoding.UTF8.GetString(secret.Value), user, safe.Now);
        known[id] = found;
        return found;
    }

    /// <summary>Seals the secret of an access key.</summary>
    public static Result<byte[]> Seal(KeyRing ring, string accessKeyId, string secret, Randomness random) =>
        ring.SealAttributes(Encoding.UTF8.GetBytes(secret), About(accessKeyId), random);

    /// <summary>What the sealed secret of an access key is about.</summary>
    public static AttributesOf About(string accessKeyId) => new("", "access-key", accessKeyId);
}

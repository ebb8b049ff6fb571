using System.Collections.Concurrent;
using System.Text;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.S3;

/// <summary>The secrets of access keys, opened with the keys of the bodies that they belong to.</summary>
/// <remarks>
/// While the keys of a body are locked, none of its users can be told from a stranger: they are asked to come again. The catalogue
/// is asked for the access key at each request, so that one that was revoked is refused at once, whichever process revoked it; only
/// the opened secret is remembered.
/// </remarks>
internal sealed class Secrets
{
    private readonly Safe safe;
    private readonly ConcurrentDictionary<string, Opened> known = new(StringComparer.Ordinal);

    /// <summary>Opens the secrets of a vault for as long as its keys are held, and lets go those of a body that is locked.</summary>
    public Secrets(Safe safe)
    {
        this.safe = safe;
        safe.Keys.WhenLocked(body =>
        {
            foreach (var (id, _) in known.Where(secret => secret.Value.User.Body == body))
            {
                known.TryRemove(id, out _);
            }
        });
    }

    /// <summary>The secret of an access key; null when it is not known.</summary>
    public string? Of(string accessKeyId) => Find(accessKeyId)?.Secret;

    /// <summary>The user of an access key whose secret was just asked for; null when it is not known.</summary>
    public VaultUser? UserOf(string accessKeyId) => known.GetValueOrDefault(accessKeyId)?.User;

    private Opened? Find(string id)
    {
        if (safe.Catalogue.AccessKey(id) is not { } key || safe.Catalogue.User(key.User) is not { } user)
        {
            return null;
        }

        if (safe.Keys[user.Body] is not { } ring)
        {
            known.TryRemove(id, out _);
            throw new S3RefusalException(S3Call.KeysAreLocked);
        }

        if (known.TryGetValue(id, out var found) && found.Sealed.Span.SequenceEqual(key.Secret.Span) && found.User == user)
        {
            return found;
        }

        if (ring.OpenAttributes(key.Secret.Span, user.About(id)) is not { Holds: true } secret)
        {
            known.TryRemove(id, out _);
            return null;
        }

        var opened = known[id] = new Opened(Encoding.UTF8.GetString(secret.Value), key.Secret, user);
        if (safe.Keys[user.Body] is null)
        {
            // They were locked while it was being opened.
            known.TryRemove(id, out _);
            throw new S3RefusalException(S3Call.KeysAreLocked);
        }

        return opened;
    }

    /// <summary>Seals the secret of an access key.</summary>
    public static Result<byte[]> Seal(KeyRing ring, string accessKeyId, VaultUser user, string secret, Randomness random) =>
        ring.SealAttributes(Encoding.UTF8.GetBytes(secret), user.About(accessKeyId), random);

    /// <summary>Whether an access key is the user's, as the catalogue says who that is.</summary>
    public static bool Opens(KeyRing ring, AccessKey key, VaultUser user) =>
        ring.OpenAttributes(key.Secret.Span, user.About(key.Id)).Holds;

    /// <summary>A secret, and what it was opened from.</summary>
    private sealed record Opened(string Secret, ReadOnlyMemory<byte> Sealed, VaultUser User);
}

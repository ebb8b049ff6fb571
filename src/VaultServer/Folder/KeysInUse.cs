using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Whether unlocked keys are those with which the vault is used now.</summary>
/// <remarks>
/// Servers on other machines have copies of the key files. One that was copied before the keys were rotated does not open what was
/// wrapped anew, and seals under a key that may be destroyed next. A rotation seals the secrets of users last: they tell.
/// </remarks>
internal static class KeysInUse
{
    /// <summary>The body whose keys are older than those in use; null when none are.</summary>
    public static Problem? Older(ICatalogue catalogue, BodyKeys keys)
    {
        foreach (var user in catalogue.Users(null))
        {
            if (keys[user.Body] is { } ring && catalogue.AccessKeys(user.Id).Any(key => IsUnknown(ring, key)))
            {
                return new KeyFileIsOld(user.Body);
            }
        }

        return null;
    }

    private static bool IsUnknown(KeyRing ring, AccessKey key) =>
        KeyRing.SealedBy(key.Secret.Span) is { } name && ring.Versions.All(version => version.Name != name);
}

/// <summary>A key file from before the keys of its body were rotated.</summary>
/// <param name="Body">Whose keys.</param>
public sealed record KeyFileIsOld(string Body) : Problem(new Phrase(
    $"the key file of {Quote(Body)} is older than the keys in use: copy the folder keys from the machine where they were rotated",
    $"het sleutelbestand van {Quote(Body)} is ouder dan de sleutels in gebruik: kopieer de map keys van de machine waar ze vernieuwd zijn"));

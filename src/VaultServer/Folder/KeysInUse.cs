using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Whether unlocked keys are those with which the vault is used now.</summary>
/// <remarks>
/// Servers on other machines have copies of the key files. One that was copied before the keys were rotated does not open what was
/// wrapped anew, and seals under a key that may be destroyed next. A rotation seals the secrets of users last: they tell. Of a body
/// without access keys, the first that each of its buckets has does.
/// </remarks>
internal static class KeysInUse
{
    /// <summary>Keys that were unlocked, when they are those in use; else they are wiped.</summary>
    public static Result<KeyRing> Only(ICatalogue catalogue, KeyRing ring)
    {
        try
        {
            if (Older(catalogue, ring) is not { } old)
            {
                return ring;
            }

            ring.Dispose();
            return old;
        }
        catch
        {
            ring.Dispose();
            throw;
        }
    }

    /// <summary>That keys are older than those in use; null when they are not.</summary>
    public static Problem? Older(ICatalogue catalogue, KeyRing ring)
    {
        var accessKeys = catalogue.Users(ring.Body).SelectMany(user => catalogue.AccessKeys(user.Id)).ToList();
        var names = accessKeys.Count > 0
            ? accessKeys.Select(key => KeyRing.SealedBy(key.Secret.Span))
            : catalogue.BucketsOf(ring.Body).SelectMany(bucket => FirstOf(catalogue, bucket.Name));
        return names.OfType<KeyName>().Any(name => ring.Versions.All(version => version.Name != name)) ? new KeyFileIsOld(ring.Body) : null;
    }

    private static IEnumerable<KeyName?> FirstOf(ICatalogue catalogue, BucketName bucket) =>
        catalogue.Versions(bucket, "", "", null, 1).Select(found => KeyRing.SealedBy(found.Version.Attributes.Span))
            .Concat(catalogue.Uploads(bucket, "", "", null, 1).Select(upload => KeyRing.SealedBy(upload.Attributes.Span)));
}

/// <summary>A key file from before the keys of its body were rotated.</summary>
/// <param name="Body">Whose keys.</param>
public sealed record KeyFileIsOld(string Body) : Problem(new Phrase(
    $"the key file of {Quote(Body)} is older than the keys in use: copy the folder keys from the machine where they were rotated",
    $"het sleutelbestand van {Quote(Body)} is ouder dan de sleutels in gebruik: kopieer de map keys van de machine waar ze vernieuwd zijn"));

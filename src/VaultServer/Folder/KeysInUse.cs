using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Whether keys are those with which a vault is used now.</summary>
/// <remarks>
/// Servers on other machines have copies of the key files. One that was copied before the keys were rotated does not open what was
/// wrapped anew, seals under a key that may be destroyed next, and would rotate to a second key of a name that is in use. The seals of
/// buckets tell, which a rotation makes anew first, and the secrets of users, last; of the keys of the vault itself the segments that
/// copies elsewhere have.
/// </remarks>
internal static class KeysInUse
{
    /// <summary>That keys are older than those in use, or others; null when they are neither.</summary>
    /// <param name="catalogue">What is known.</param>
    /// <param name="ring">The keys.</param>
    /// <param name="log">The key that signed the heads of copies; asked for only where there are copies.</param>
    public static Problem? Older(ICatalogue catalogue, KeyRing ring, Func<Result<LogKey>> log) =>
        OfBody(catalogue, ring.Body).Concat(OfCopies(catalogue, ring.Body, log))
            .OfType<KeyName>().Any(name => ring.Versions.All(version => version.Name != name)) ? new KeyFileIsOld(ring.Body) : null;

    private static IEnumerable<KeyName?> OfBody(ICatalogue catalogue, string body) =>
        catalogue.BucketsOf(body).Select(bucket => KeyRing.SealedBy(bucket.Seal.Span)).Concat(
            catalogue.Users(body).SelectMany(user => catalogue.AccessKeys(user.Id)).Select(key => KeyRing.SealedBy(key.Secret.Span)));

    private static IEnumerable<KeyName?> OfCopies(ICatalogue catalogue, string body, Func<Result<LogKey>> log)
    {
        var heads = catalogue.Look(feed => feed.Embassies.Select(copy => copy.Head).Where(head => head.Length > 0).ToList());
        return heads.Count == 0 ? [] : heads
            .Select(head => log().Then(key => FeedHead.Read(head, key)))
            .Where(head => head.Holds && EmbassyKeys.BodyOf(head.Value.Vault) == body)
            .SelectMany(head => head.Value.Segments).Select(segment => KeyRing.WrappedBy(segment.WrappedKey.Span));
    }
}

/// <summary>A key file from before the keys of its body were rotated, or one that is not here while its keys are in use.</summary>
/// <param name="Body">Whose keys.</param>
public sealed record KeyFileIsOld(string Body) : Problem(new Phrase(
    $"the key file of {Quote(Body)} is older than the keys in use, or not here: copy the folder keys from the machine where they were made or rotated",
    $"het sleutelbestand van {Quote(Body)} is ouder dan de sleutels in gebruik, of niet hier: kopieer de map keys van de machine waar ze gemaakt of vernieuwd zijn"));

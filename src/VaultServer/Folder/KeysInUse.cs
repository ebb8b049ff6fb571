using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Abroad;
using Sluiswachter.VaultServer.Keeping;

namespace Sluiswachter.VaultServer.Folder;

/// <summary>Whether keys are those with which a vault is used now (docs/adr/0016).</summary>
/// <remarks>
/// Servers on other machines have copies of the key files. One that was copied before the keys were rotated does not open what was
/// wrapped anew, seals under a key that may be destroyed next, and would rotate to a second key of a name that is in use. Of a body
/// the seals of buckets tell, which a rotation makes anew first, and the secrets of users, last. But who writes the catalogue writes
/// there what he likes, and nobody can check the name of a key that he does not have: that is a doubt, and no proof. Of the keys of
/// the vault itself the segments that copies elsewhere have are a proof, for the heads that name them are signed.
/// </remarks>
internal static class KeysInUse
{
    /// <summary>Why keys are not to be unlocked for something; null when they may be.</summary>
    /// <param name="catalogue">What is known.</param>
    /// <param name="ring">The keys.</param>
    /// <param name="wanted">What for.</param>
    /// <param name="vault">The name of the vault.</param>
    /// <param name="log">The key that signed the heads of copies; asked for only where there are copies.</param>
    public static Problem? Refuse(ICatalogue catalogue, KeyRing ring, KeysFor wanted, string vault, Func<Result<LogKey>> log) =>
        OfCopies(catalogue, ring.Body, log).Any(name => !Has(ring, name)) ? new KeyFileIsOld(ring.Body)
        : wanted == KeysFor.Looking ? null
        : wanted == KeysFor.Using && Rows(catalogue, ring, vault, opens: true).Any(row => row.IsIntact) ? null
        : Doubt(catalogue, ring, vault);

    /// <summary>A row that names a key which the ring has not: it was altered, or the ring is old; null when there is none.</summary>
    /// <param name="catalogue">What is known.</param>
    /// <param name="ring">The keys.</param>
    /// <param name="vault">The name of the vault.</param>
    public static KeyFileInDoubt? Doubt(ICatalogue catalogue, KeyRing ring, string vault) =>
        Rows(catalogue, ring, vault, opens: false).FirstOrDefault(row => row.SealedBy is { } name && !Has(ring, name)) is { } row
            ? new KeyFileInDoubt(ring.Body, row)
            : null;

    /// <summary>What casts doubt on keys that were not destroyed; whoever says so, the vault itself has no buckets or users.</summary>
    private static IEnumerable<SealedRow> Rows(ICatalogue catalogue, KeyRing ring, string vault, bool opens) =>
        ring.Current.State == KeyState.Destroyed || ring.Body == EmbassyKeys.BodyOf(vault)
            ? []
            : SealedRows.OfRights(catalogue, ring, opens);

    private static bool Has(KeyRing ring, KeyName name) => ring.Versions.Any(version => version.Name == name);

    private static IEnumerable<KeyName> OfCopies(ICatalogue catalogue, string body, Func<Result<LogKey>> log)
    {
        var heads = catalogue.Look(feed => feed.Embassies.Select(copy => copy.Head).Where(head => head.Length > 0).ToList());
        return heads.Count == 0 ? [] : heads
            .Select(head => log().Then(key => FeedHead.Read(head, key)))
            .Where(head => head.Holds && EmbassyKeys.BodyOf(head.Value.Vault) == body)
            .SelectMany(head => head.Value.Segments).Select(segment => KeyRing.WrappedBy(segment.WrappedKey.Span)).OfType<KeyName>();
    }
}

/// <summary>What keys are unlocked for: the more they change, the less doubt there may be whether they are those in use.</summary>
public enum KeysFor
{
    /// <summary>To look at what there is: doubt is no reason not to look, and what does not open is named.</summary>
    Looking = 1,

    /// <summary>To open and seal: while anything opens, what they seal is known to who has newer ones.</summary>
    Using = 2,

    /// <summary>To change or destroy them: no doubt, or an officer says that no newer ones are anywhere.</summary>
    Changing = 3,
}

/// <summary>A key file from before the keys of its body were rotated, or one that is not here while its keys are in use.</summary>
/// <param name="Body">Whose keys.</param>
public sealed record KeyFileIsOld(string Body) : Problem(new Phrase(
    $"the key file of {Quote(Body)} is older than the keys in use, or not here: copy the folder keys from the machine where they were made or rotated",
    $"het sleutelbestand van {Quote(Body)} is ouder dan de sleutels in gebruik, of niet hier: kopieer de map keys van de machine waar ze gemaakt of vernieuwd zijn"));

/// <summary>A row of the catalogue that names a key which is not in the key file of its body: one of the two is not what it was.</summary>
/// <param name="Body">Whose keys.</param>
/// <param name="Row">The first such row.</param>
public sealed record KeyFileInDoubt(string Body, SealedRow Row) : Problem(new Phrase(
    $"{English(Row)} names the key {Row.SealedBy}, which the key file of {Quote(Body)} has not. Either that file is older than the keys in use, or not here: copy the folder keys from the machine where they were made or rotated. Or that row was altered: when you know that there is no newer key file, say so with --newest-key-file, which is logged{Way(Row, "; or take the access key away with: sluis vault user revoke")}",
    $"{Dutch(Row)} noemt de sleutel {Row.SealedBy}, die het sleutelbestand van {Quote(Body)} niet heeft. Of dat bestand is ouder dan de sleutels in gebruik, of niet hier: kopieer de map keys van de machine waar ze gemaakt of vernieuwd zijn. Of die rij is gewijzigd: als u weet dat er geen nieuwer sleutelbestand is, zeg dat met --newest-key-file, wat in het logboek komt{Way(Row, "; of trek de toegangssleutel in met: sluis vault user revoke")}"))
{
    private static string English(SealedRow row) => row.Kind == SealedKind.Bucket ? $"the bucket {Quote(row.Name)}" : $"the access key {Quote(row.Name)}";

    private static string Dutch(SealedRow row) => row.Kind == SealedKind.Bucket ? $"de bucket {Quote(row.Name)}" : $"de toegangssleutel {Quote(row.Name)}";

    private static string Way(SealedRow row, string says) => row.Kind == SealedKind.AccessKey ? says : "";
}

/// <summary>Whether a row names a key that the key file of a body has not is unknown, since rows cannot be read.</summary>
/// <param name="Body">Whose keys.</param>
/// <param name="Why">What broke.</param>
public sealed record DoubtUnread(string Body, string Why) : Problem(new Phrase(
    $"whether the key file of {Quote(Body)} is the newest could not be looked up in the catalogue: {Why}; a scrub tells what else is wrong there",
    $"of het sleutelbestand van {Quote(Body)} het nieuwste is, was niet na te gaan in de catalogus: {Why}; een scrub zegt wat daar nog meer mis is"));

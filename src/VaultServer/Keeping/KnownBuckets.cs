using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Looks at a bucket once more before something is done with it.</summary>
internal static class KnownBuckets
{
    /// <summary>The bucket as it is now; null when it is gone, also when another has its name.</summary>
    /// <remarks>
    /// Between seeing that somebody may do something in a bucket and doing it, hours may pass: a body arrives slowly. The
    /// bucket can be gone by then, and its name be another body's.
    /// </remarks>
    public static Bucket? Still(this ICatalogueView view, Bucket bucket) =>
        view.Bucket(bucket.Name) is { } now && now.IsSame(bucket) ? now : null;

    /// <summary>The bucket, when what it allows was not altered by anybody but the vault.</summary>
    /// <exception cref="AlteredBucketException">It was.</exception>
    public static Bucket Intact(this Bucket bucket, KeyRing ring) =>
        BucketSeal.Holds(bucket, ring) ? bucket : throw new AlteredBucketException(new BucketWasAltered(bucket.Name.Text));
}

/// <summary>What a bucket allows was altered behind the back of the vault: nothing is done by it.</summary>
internal sealed class AlteredBucketException(BucketWasAltered problem) : IOException(problem.ToString());

/// <summary>A bucket of which what it allows is not what was sealed.</summary>
public sealed record BucketWasAltered(string Bucket) : Problem(new Phrase(
    $"what {Quote(Bucket)} allows was altered in the catalogue, by something that does not have the keys of its body; nothing is done by it: " +
    "look in the log who may have, and put the catalogue back from a copy",
    $"wat {Quote(Bucket)} toestaat is in de catalogus veranderd, door iets dat de sleutels van het orgaan niet heeft; er wordt niets mee gedaan: " +
    "kijk in het logboek wie dat kan zijn, en zet de catalogus terug uit een kopie"));

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

    /// <summary>The bucket, when what is set on it is what it was; null: what was decided by that is to be decided anew.</summary>
    public static Bucket? AsItWas(this ICatalogueView view, Bucket bucket) =>
        view.Still(bucket) is { } now && now.Seal.Span.SequenceEqual(bucket.Seal.Span) ? now : null;

    /// <summary>The bucket, when what it allows was not altered by anybody but the vault.</summary>
    /// <exception cref="AlteredBucketException">It was.</exception>
    public static Bucket Intact(this Bucket bucket, KeyRing ring) =>
        BucketSeal.Holds(bucket, ring) ? bucket : throw new AlteredBucketException(BucketWasAltered.Of(bucket));
}

/// <summary>What a bucket allows was altered behind the back of the vault: nothing is done by it.</summary>
internal sealed class AlteredBucketException(BucketWasAltered problem) : AlteredRowException(problem);

/// <summary>A bucket of which what it allows is not what was sealed.</summary>
/// <param name="Bucket">Its name.</param>
/// <param name="HasNoSeal">Whether it has no seal at all, as buckets had before there were seals.</param>
public sealed record BucketWasAltered(string Bucket, bool HasNoSeal = false) : Problem(HasNoSeal
    ? new Phrase(
        $"{Quote(Bucket)} has no seal on what it allows, and nothing is done by it: either this vault was made before 0.1.0, and is to " +
        "be made anew, or somebody took the seal away: then put the catalogue back from a copy",
        $"{Quote(Bucket)} heeft geen zegel op wat hij toestaat, en er wordt niets mee gedaan: of deze kluis is van vóór 0.1.0, en moet " +
        "opnieuw worden gemaakt, of iemand heeft het zegel weggehaald: zet dan de catalogus terug uit een kopie")
    : new Phrase(
        $"what {Quote(Bucket)} allows was altered in the catalogue, by something that does not have the keys of its body; nothing is done " +
        "by it: look in the log who may have, and put the catalogue back from a copy",
        $"wat {Quote(Bucket)} toestaat is in de catalogus veranderd, door iets dat de sleutels van het orgaan niet heeft; er wordt niets mee " +
        "gedaan: kijk in het logboek wie dat kan zijn, en zet de catalogus terug uit een kopie"))
{
    /// <summary>What is to be said of a bucket whose seal does not open.</summary>
    internal static BucketWasAltered Of(Bucket bucket) => new(bucket.Name.Text, bucket.Seal.IsEmpty);
}

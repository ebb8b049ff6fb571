using System.Security.Cryptography;
using System.Text.Json;
using Sluiswachter.Model;
using Sluiswachter.Vault;
using Sluiswachter.VaultEngines;
using Sluiswachter.VaultServer.Folder;

namespace Sluiswachter.VaultServer.Keeping;

/// <summary>Changes what a bucket takes and where it may be kept; a server that runs keeps to it from the next request on.</summary>
/// <remarks>
/// To raise is an officer's, who shows it with the passphrase of the body. To lower is refused while anything in the bucket, old
/// versions and unfinished uploads too, is more sensitive than it would take then. What said nothing was put as sensitive
/// as the bucket was: it does not become less so by lowering the bucket.
/// </remarks>
public static class BucketCare
{
    /// <summary>Changes it, and logs that.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="ring">The keys of the body that the bucket belongs to: they open what its objects say of themselves.</param>
    /// <param name="name">The bucket.</param>
    /// <param name="wish">What is to be changed.</param>
    /// <param name="by">The role that does it, for the log.</param>
    /// <param name="clock">What time it is.</param>
    /// <remarks>Lowering reads all that is in the bucket within one change: who puts waits for that.</remarks>
    public static Result<Bucket> Set(VaultFolder vault, KeyRing ring, BucketName name, BucketWish wish, string by, TimeProvider clock) =>
        new OfficersChange(vault.Catalogue, clock, by).Make<Bucket>(OfficersAct.SetBucket, change =>
        {
            if (change.Bucket(name) is not { } bucket || bucket.Body != ring.Body)
            {
                return new BucketIsUnknown(name.Text);
            }

            if (!BucketSeal.Holds(bucket, ring))
            {
                return BucketWasAltered.Of(bucket);
            }

            var changed = wish.Of(bucket);
            if (vault.Places.Where(place => !changed.MayBeKeptIn(place)).ToList() is [var place, ..])
            {
                return new KeptElsewhere(name.Text, place);
            }

            var limit = Sensitivity.Of(changed);
            if (!Sensitivity.Of(bucket).IsWithin(limit) && MoreSensitive(change, ring, bucket, limit) is { } found)
            {
                return found;
            }

            change.Put(BucketSeal.On(changed, ring, RandomNumberGenerator.Fill));
            return (changed, $"{name}/ {limit}, places {PlaceList.Text(changed.AllowedPlaces)}");
        });

    private static HoldsMoreSensitive? MoreSensitive(ICatalogueView view, KeyRing ring, Bucket bucket, Sensitivity limit)
    {
        HoldsMoreSensitive? found = null;
        foreach (var (what, isMarker, attributes, about) in AllIn(view, bucket.Name))
        {
            // What does not open was altered: nobody can say that it is not more sensitive, nor that it is a mark of nothing.
            if (SensitivityOf(ring, bucket, attributes, about) is not { } known || !(isMarker || known.IsWithin(limit)))
            {
                found = found is null ? new HoldsMoreSensitive(bucket.Name.Text, limit, 1, what) : found with { Count = found.Count + 1 };
            }
        }

        return found;
    }

    private static IEnumerable<(string What, bool IsMarker, ReadOnlyMemory<byte> Attributes, AttributesOf About)> AllIn(
        ICatalogueView view, BucketName bucket) =>
        view.AllVersions(bucket).Select(v => (v.Key.Text, v.IsDeleteMarker, v.Attributes, v.About))
            .Concat(view.AllUploads(bucket).Select(u => (u.Key.Text, false, u.Attributes, u.About)));

    private static Sensitivity? SensitivityOf(KeyRing ring, Bucket bucket, ReadOnlyMemory<byte> attributes, AttributesOf about)
    {
        try
        {
            var said = ring.OpenAttributes(attributes.Span, about)
                .Then(opened => Sensitivity.Of(ObjectAttributes.Read(opened).Metadata, Sensitivity.Of(bucket)));
            return said.Holds ? said.Value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is to be changed of a bucket; what is null stays.</summary>
/// <param name="Marking">The highest marking that it takes.</param>
/// <param name="DataClass">The highest class of data that it takes.</param>
/// <param name="Places">The countries in which it may be kept; empty: any.</param>
public sealed record BucketWish(Marking? Marking, DataClass? DataClass, IReadOnlyList<Country>? Places)
{
    /// <summary>Whether nothing is to be changed.</summary>
    public bool IsNone => Marking is null && DataClass is null && Places is null;

    /// <summary>The bucket as it is wished.</summary>
    public Bucket Of(Bucket bucket) => bucket with
    {
        Marking = Marking ?? bucket.Marking,
        DataClass = DataClass ?? bucket.DataClass,
        AllowedPlaces = Places ?? bucket.AllowedPlaces,
    };
}

/// <summary>A bucket that the vault does not have.</summary>
public sealed record BucketIsUnknown(string Bucket) : Problem(new Phrase(
    $"this vault has no bucket {Quote(Bucket)}; it lists them with: sluis vault bucket list",
    $"deze kluis heeft geen bucket {Quote(Bucket)}; ze staan in: sluis vault bucket list"));

/// <summary>Places that leave out a country in which the vault keeps all that it is given.</summary>
public sealed record KeptElsewhere(string Bucket, Country Place) : Problem(new Phrase(
    $"the vault keeps what it is given in {Place}, so that has to be among the places of {Quote(Bucket)}",
    $"de kluis bewaart alles in {Place}, dus dat moet bij de plaatsen van {Quote(Bucket)} staan"));

/// <summary>A bucket that cannot be lowered, for what is in it is more sensitive.</summary>
public sealed record HoldsMoreSensitive(string Bucket, Sensitivity Limit, long Count, string First) : Problem(new Phrase(
    $"{Count} versions or uploads in {Quote(Bucket)} are more sensitive than {Limit}, the first {Quote(First)}; what says nothing of itself " +
    "counts as the bucket does now; move them to a bucket of their own, or put anew what may be less",
    $"{Count} versies of uploads in {Quote(Bucket)} zijn gevoeliger dan {Limit}, de eerste {Quote(First)}; wat niets over zichzelf zegt, " +
    "telt als de bucket nu; verplaats ze naar een eigen bucket, of zet opnieuw neer wat minder mag zijn"));

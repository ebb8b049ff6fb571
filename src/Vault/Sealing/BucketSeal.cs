using System.Globalization;

namespace Sluiswachter.Vault;

/// <summary>Ties what a bucket allows to the keys of its body.</summary>
/// <remarks>
/// Who may do what in a bucket stands in the catalogue as text, for it is asked for at each request. Without a seal, whoever can
/// write the catalogue could open a bucket to everyone and have a server that holds the keys read it to them. The seal is an
/// empty message sealed by the body's key with all that the bucket says as what it is about: it opens for nothing else. An earlier
/// state of the bucket, put back whole, opens; the log tells of that (docs/adr/0016).
/// </remarks>
public static class BucketSeal
{
    /// <summary>The bucket with its seal.</summary>
    public static Bucket On(Bucket bucket, KeyRing ring, Randomness random) =>
        bucket with { Seal = ring.SealAttributes([], About(bucket), random).Value };

    /// <summary>Whether the bucket is as it was when it was sealed.</summary>
    public static bool Holds(Bucket bucket, KeyRing ring) => ring.OpenAttributes(bucket.Seal.Span, About(bucket)).Holds;

    /// <summary>What the seal of a bucket is about.</summary>
    public static AttributesOf About(Bucket bucket)
    {
        string[] fields =
        [
            bucket.Owner,
            Number(bucket.Created.ToUnixTimeMilliseconds()),
            Number((int)bucket.Versioning),
            Number(bucket.HasObjectLock ? 1 : 0),
            Number((int)bucket.Marking),
            Number((int)bucket.DataClass),
            string.Join(' ', bucket.AllowedPlaces.Select(place => place.Code)),
            .. bucket.Settings.OrderBy(s => s.Key).SelectMany(s => (string[])[Number((int)s.Key), s.Value]),
        ];
        return new AttributesOf(bucket.Name.Text, "", $"rights {FieldBytes.Digest(fields)}");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

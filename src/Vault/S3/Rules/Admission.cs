using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>What may be brought into a bucket: nothing more sensitive than it takes, and nowhere that it may not be kept.</summary>
/// <remarks>
/// Asked before a byte is taken in, and once more within the change that makes the object: a bucket may have been changed since.
/// Source: VIRBI 2013; BIO2, 5.12 and 5.13. Refusals are in English, as all of the protocol.
/// </remarks>
public static class Admission
{
    /// <summary>The word for the log when it was the sensitivity.</summary>
    public const string Marking = "marking";

    /// <summary>The word for the log when it was the place.</summary>
    public const string Place = "place";

    /// <summary>How sensitive an object is by its metadata and its bucket; or the refusal when what it says cannot be.</summary>
    public static S3Result<Sensitivity> SensitivityOf(Bucket bucket, IReadOnlyDictionary<string, string> metadata)
    {
        var said = Sensitivity.Of(metadata, Sensitivity.Of(bucket));
        return said.Holds ? said.Value : Refusal(said.Problem!);
    }

    /// <summary>Why an object may not be put in a bucket; null: it may.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="metadata">What its user says of the object, by name in lower case without <c>x-amz-meta-</c>.</param>
    /// <param name="places">The countries in which ciphertext of the vault is kept.</param>
    /// <param name="source">
    /// Of a copy, how sensitive the source is; null: it is none. A copy is no way down: the bucket must take the source, and
    /// what the copy says of itself may not be lower.
    /// </param>
    public static S3Refusal? Refuses(
        Bucket bucket, IReadOnlyDictionary<string, string> metadata, IReadOnlyList<Country> places, Sensitivity? source = null)
    {
        if (!SensitivityOf(bucket, metadata).Is(out var said, out var refusal))
        {
            return refusal;
        }

        if (!said.IsWithin(Sensitivity.Of(bucket)))
        {
            return Refusal($"The object is more sensitive ({said}) than bucket {bucket.Name} takes ({Sensitivity.Of(bucket)}).", Marking);
        }

        return (source is { } from ? OfCopy(bucket, said, from) : null) ?? OfPlaces(bucket, places);
    }

    /// <summary>Why nothing may be put in a bucket, by where that would be kept; null: it may.</summary>
    public static S3Refusal? OfPlaces(Bucket bucket, IReadOnlyList<Country> places)
    {
        Country[] wrong = [.. places.Where(place => !bucket.MayBeKeptIn(place))];
        return wrong.Length == 0 ? null : Refusal(
            $"Bucket {bucket.Name} may be kept in {PlaceList.Text(bucket.AllowedPlaces)} only, and this vault keeps what it is given in " +
            $"{PlaceList.Text(wrong)}.", Place);
    }

    /// <summary>The refusal of a problem with what a request says of marking, class or places.</summary>
    public static S3Refusal Refusal(Problem problem)
    {
        var text = $"{problem.In(Language.English)}.";
        return problem is StateSecret ? Refusal(text, Marking) : new S3Refusal(S3Error.InvalidArgument, text);
    }

    private static S3Refusal? OfCopy(Bucket bucket, Sensitivity said, Sensitivity source) =>
        !source.IsWithin(Sensitivity.Of(bucket))
            ? Refusal($"The source is more sensitive ({source}) than bucket {bucket.Name} takes ({Sensitivity.Of(bucket)}).", Marking)
        : !source.IsWithin(said)
            ? Refusal($"A copy cannot be less sensitive ({said}) than its source ({source}).", Marking)
        : null;

    private static S3Refusal Refusal(string text, string because) => new(S3Error.AccessDenied, text) { Because = because };
}

using Sluiswachter.Model;

namespace Sluiswachter.Vault;

/// <summary>The headers in which a bucket says what it takes and where it may be kept; this house's own, not of S3.</summary>
/// <remarks>
/// Read when a bucket is made, told when it is asked for (<c>HeadBucket</c>). To take more than is usual is for an officer
/// to decide; to take less, or to be kept in fewer places, for whoever makes the bucket.
/// </remarks>
public static class BucketLimits
{
    private const string MarkingHeader = "x-sluis-marking";
    private const string ClassHeader = "x-sluis-data-class";
    private const string PlacesHeader = "x-sluis-places";

    /// <summary>A new bucket with what its request says of it.</summary>
    /// <param name="header">The value of a header; null when there is none.</param>
    /// <param name="made">The bucket as it would be otherwise.</param>
    /// <param name="isOfficer">Whether who makes it is an officer of its body.</param>
    /// <param name="places">The countries in which ciphertext of the vault is kept.</param>
    public static S3Result<Bucket> Read(Func<string, string?> header, Bucket made, bool isOfficer, IReadOnlyList<Country> places)
    {
        var usual = Sensitivity.Of(made);
        var marking = header(MarkingHeader) is { } word ? SensitivityWords.Marking(word) : made.Marking;
        var dataClass = header(ClassHeader) is { } text ? SensitivityWords.DataClass(text) : made.DataClass;
        var allowed = header(PlacesHeader) is { } list ? PlaceList.Read(list) : Result<IReadOnlyList<Country>>.Of(made.AllowedPlaces);
        if ((marking.Problem ?? dataClass.Problem ?? allowed.Problem) is { } problem)
        {
            return Admission.Refusal(problem);
        }

        made = made with { Marking = marking.Value, DataClass = dataClass.Value, AllowedPlaces = allowed.Value };
        return !isOfficer && !Sensitivity.Of(made).IsWithin(usual)
            ? new S3Refusal(S3Error.AccessDenied, $"Only an officer of its body makes a bucket that takes more than is usual ({usual}).")
            {
                Because = Admission.Marking,
            }
            : Admission.OfPlaces(made, places) is { } refusal ? refusal
            : made;
    }

    /// <summary>The headers that tell what a bucket takes.</summary>
    public static IEnumerable<(string Name, string Value)> Headers(Bucket bucket) =>
    [
        (MarkingHeader, SensitivityWords.Of(bucket.Marking)),
        (ClassHeader, SensitivityWords.Of(bucket.DataClass)),
        (PlacesHeader, PlaceList.Text(bucket.AllowedPlaces)),
    ];
}

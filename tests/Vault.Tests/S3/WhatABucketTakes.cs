using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;

namespace Sluiswachter.Vault.Tests;

/// <summary>A bucket takes nothing more sensitive than it says, in no place that it does not allow, by no way round.</summary>
public sealed class WhatABucketTakes
{
    private static readonly Country[] Home = [Country.Of("NL").Value];

    private static readonly Arbitrary<Sensitivity> Sensitivities = Gen.Elements(Enum.GetValues<Marking>())
        .SelectMany(marking => Gen.Elements(Enum.GetValues<DataClass>()).Select(dataClass => new Sensitivity(marking, dataClass))).ToArbitrary();

    [Theory]
    [InlineData("public", Marking.Public)]
    [InlineData("Openbaar", Marking.Public)]
    [InlineData("internal", Marking.Internal)]
    [InlineData("intern", Marking.Internal)]
    [InlineData("confidential", Marking.Confidential)]
    [InlineData("departementaal-vertrouwelijk", Marking.Confidential)]
    [InlineData(" Departementaal VERTROUWELIJK ", Marking.Confidential)]
    [InlineData("Dep.V.", Marking.Confidential)]
    public void A_marking_is_known_by_its_word_in_bundles_and_by_its_official_name(string word, Marking marking) =>
        Assert.Equal(marking, SensitivityWords.Marking(word).Value);

    [Theory]
    [InlineData("Stg. Geheim")]
    [InlineData("stg-confidentieel")]
    [InlineData("STG. ZEER GEHEIM")]
    [InlineData("staatsgeheim")]
    [InlineData("SECRET UE/EU SECRET")]
    [InlineData("NATO Confidential")]
    [InlineData("cosmic top secret")]
    public void Above_departementaal_vertrouwelijk_is_refused_by_name_in_any_bucket(string word)
    {
        Assert.IsType<StateSecret>(SensitivityWords.Marking(word).Problem);
        Assert.IsType<StateSecret>(SensitivityWords.DataClass(word).Problem);
        var refusal = Refusal(Bucket(new(Marking.Confidential, DataClass.Confidential)), "marking", word);
        Assert.Equal((S3Error.AccessDenied, "marking"), (refusal?.Error, refusal?.Because));
        Assert.Contains(word, refusal?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("marking", "")]
    [InlineData("marking", "publik")]
    [InlineData("marking", "public,confidential")]
    [InlineData("rubricering", "hoog")]
    [InlineData("data-class", "personal")]
    public void A_word_that_nobody_knows_is_refused_with_those_that_are(string name, string word)
    {
        var refusal = Refusal(Bucket(new(Marking.Confidential, DataClass.Confidential)), name, word);
        Assert.Equal(S3Error.InvalidArgument, refusal?.Error);
        Assert.Contains("public, internal, confidential", refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_says_nothing_is_as_sensitive_as_its_bucket_and_so_is_taken() => Check.QuickThrowOnFailure(Prop.ForAll(
        Sensitivities, limit => Refusal(Bucket(limit)) is null && Admission.SensitivityOf(Bucket(limit), Said()).Value == limit));

    [Fact]
    public void What_says_more_than_the_bucket_takes_is_refused_and_nothing_else_is() => Check.QuickThrowOnFailure(Prop.ForAll(
        Sensitivities, Sensitivities, (limit, said) => Refusal(Bucket(limit), said) is null == said.IsWithin(limit)));

    [Fact]
    public void Who_says_two_markings_means_the_higher() => Assert.NotNull(Admission.Refuses(
        Bucket(new(Marking.Internal, DataClass.Internal)), Said("marking", "public", "rubricering", "Dep.V."), Home));

    [Fact]
    public void No_row_of_copies_brings_anything_down() => Check.QuickThrowOnFailure(Prop.ForAll(
        Sensitivities,
        Gen.Zip(Sensitivities.Generator, Gen.OneOf(Sensitivities.Generator.Select(s => (Sensitivity?)s), Gen.Constant((Sensitivity?)null)))
            .ListOf().ToArbitrary(),
        (start, copies) =>
        {
            var (bucket, metadata) = (Bucket(start), (IReadOnlyDictionary<string, string>)Said());
            foreach (var (limit, anew) in copies)
            {
                var (to, copy) = (Bucket(limit), anew is { } said ? Said(said) : metadata);
                if (Admission.Refuses(to, copy, Home, Admission.SensitivityOf(bucket, metadata).Value) is null)
                {
                    (bucket, metadata) = (to, copy);
                }
            }

            return start.IsWithin(Admission.SensitivityOf(bucket, metadata).Value);
        }));

    [Theory]
    [InlineData("any", "NL", true)]
    [InlineData("NL", "NL", true)]
    [InlineData("NL,DE", "NL", true)]
    [InlineData("NL,DE", "NL DE", true)]
    [InlineData("DE", "NL", false)]
    [InlineData("NL", "NL US", false)]
    public void A_put_needs_every_place_of_the_vault_to_be_allowed(string allowed, string vault, bool taken)
    {
        Country[] places = [.. vault.Split(' ').Select(code => Country.Of(code).Value)];
        var bucket = Bucket(new(Marking.Internal, DataClass.Internal)) with { AllowedPlaces = PlaceList.Read(allowed).Value };
        var refusal = Admission.Refuses(bucket, Said(), places);
        Assert.Equal(taken ? null : "AccessDenied (place)", refusal?.Outcome);
        Assert.Equal(taken, places.All(bucket.MayBeKeptIn));
    }

    [Theory]
    [InlineData("", typeof(NoPlaces))]
    [InlineData(" , ", typeof(NoPlaces))]
    [InlineData("NL,Germany", typeof(UnknownCountry))]
    [InlineData("EU", typeof(UnknownCountry))]
    public void A_list_of_places_names_countries(string text, Type problem) => Assert.IsType(problem, PlaceList.Read(text).Problem);

    [Fact]
    public void A_list_of_places_survives_being_told() =>
        Assert.Equal("DE,NL", PlaceList.Text(PlaceList.Read(PlaceList.Text(PlaceList.Read("NL, DE,NL").Value)).Value));

    [Theory]
    [InlineData("x-sluis-marking", "public", false, null)]
    [InlineData("x-sluis-marking", "confidential", true, null)]
    [InlineData("x-sluis-marking", "confidential", false, S3Error.AccessDenied)]
    [InlineData("x-sluis-data-class", "confidential", false, S3Error.AccessDenied)]
    [InlineData("x-sluis-marking", "stg. geheim", true, S3Error.AccessDenied)]
    [InlineData("x-sluis-marking", "hoog", true, S3Error.InvalidArgument)]
    [InlineData("x-sluis-places", "NL,DE", false, null)]
    [InlineData("x-sluis-places", "DE", true, S3Error.AccessDenied)]
    [InlineData("x-sluis-places", "Germany", true, S3Error.InvalidArgument)]
    public void A_new_bucket_takes_more_than_is_usual_when_an_officer_says_so(string header, string value, bool isOfficer, S3Error? error) =>
        Assert.Equal(error, BucketLimits.Read(
            name => name == header ? value : null, Bucket(new(Marking.Internal, DataClass.Internal)), isOfficer, Home).Refusal?.Error);

    [Fact]
    public void A_confidential_bucket_is_open_to_nobody_who_is_not_named()
    {
        var open = Bucket(new(Marking.Internal, DataClass.Internal)).With(
            BucketSetting.Policy,
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:ListBucket","Resource":"arn:aws:s3:::dike"}]}""");
        Assert.True(Lists(open));
        Assert.False(Lists(open with { Marking = Marking.Confidential }));
        Assert.False(Lists(open with { DataClass = DataClass.Confidential }));

        static bool Lists(Bucket bucket) => new Authority(bucket, BucketRules.Of(bucket).Value)
            .Allows(new("boat", "gm0002", "boat", IsOfficer: true), S3Need.Of(S3Operation.ListObjects, false, _ => null)[0], PolicyFacts.None);
    }

    private static S3Refusal? Refusal(Bucket bucket, params string[] said) => Admission.Refuses(bucket, Said(said), Home);

    private static S3Refusal? Refusal(Bucket bucket, Sensitivity said) => Admission.Refuses(bucket, Said(said), Home);

    private static Dictionary<string, string> Said(Sensitivity said) => Said(
        "marking", SensitivityWords.Of(said.Marking), "data-class", SensitivityWords.Of(said.DataClass));

    private static Dictionary<string, string> Said(params string[] namesAndValues) =>
        namesAndValues.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static Bucket Bucket(Sensitivity takes) =>
        new(BucketName.Of("dike").Value, "gm0001", "mill", DateTimeOffset.UnixEpoch) { Marking = takes.Marking, DataClass = takes.DataClass };
}

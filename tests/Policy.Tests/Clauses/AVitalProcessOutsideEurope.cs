using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

public sealed class AVitalProcessOutsideEurope
{
    private const string Found = "broken: the primary process stands on a public cloud under the law of a country outside Europe";

    [Theory]
    [InlineData("vital", Found)]
    [InlineData("essential", Found)]
    [InlineData("important", "")]
    [InlineData("supporting", "")]
    [InlineData("no large scale", "open: criticality")]
    public void Only_vital_and_essential_functions_are_discouraged(string weight, string ruling) =>
        Assert.Equal(ruling, Hold($"cloud: public; supplier: US; function: {weight}, primary"));

    [Theory]
    [InlineData("US", Found)]
    [InlineData("GB", Found)]
    [InlineData("CH", Found)]
    [InlineData("NL", "met")]
    [InlineData("NO", "met")]
    public void A_supplier_outside_the_EU_and_EEA_is_found(string country, string ruling) =>
        Assert.Equal(ruling, Hold($"cloud: public; supplier: {country}; function: vital, primary"));

    [Theory]
    [InlineData("supplier: NL; owners: DE US", Found)]
    [InlineData("supplier: NL; owners: DE", "met")]
    [InlineData("supplier: NL; owners: ?", "open: control-from-outside-europe")]
    [InlineData("supplier: US; owners: ?", Found)]
    [InlineData("", "open: supplier-country")]
    public void A_controller_outside_is_found_behind_a_European_supplier_and_an_unknown_one_is_never_guessed(
        string control, string ruling) =>
        Assert.Equal(ruling, Hold($"cloud: public; function: vital, primary; {control}"));

    [Theory]
    [InlineData("cloud: public", Found)]
    [InlineData("cloud: hybrid", Found)]
    [InlineData("", "open: deployment")]
    [InlineData("cloud: private", "")]
    [InlineData("cloud: community", "")]
    [InlineData("cloud: on-premises", "")]
    public void It_is_about_public_clouds(string cloud, string ruling) =>
        Assert.Equal(ruling, Hold($"{cloud}; supplier: US; function: vital, primary"));

    [Theory]
    [InlineData("function: vital, primary; function: supporting, no primary", Found)]
    [InlineData("function: vital; function: primary", Found)]
    [InlineData("function: vital, no primary", "")]
    [InlineData("function: vital", "open: primary-process")]
    [InlineData("function: of the whole body", "open: criticality")]
    public void The_heaviest_of_the_functions_counts(string functions, string ruling) =>
        Assert.Equal(ruling, Hold($"cloud: public; supplier: US; {functions}"));

    [Theory]
    [InlineData("2026-07-02", "")]
    [InlineData("2026-07-03", Found)]
    public void It_applies_from_the_day_of_the_letter(string day, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<VitalProcessOutsideEurope>("cloud: public; supplier: US; function: vital, primary", day));

    [Fact]
    public void It_carries_its_grounds_and_says_that_it_is_known_through_others()
    {
        var clause = new VitalProcessOutsideEurope();
        var broken = Assert.IsType<Ruling.Broken>(clause.Hold(
            UseInPicture.Read("cloud: public; supplier: US; function: vital, primary"), new DateOnly(2026, 11, 1)));
        Assert.Equal(
            ["cloud is a public cloud", "function1 is vital", "function1 belongs to the primary process", "acme is established in US"],
            broken.Grounds.Select(g => g.Says.English));
        Assert.Equal(Severity.Discouraged, clause.Clause.Severity);
        Assert.StartsWith("according to press and practitioners: Herziening", clause.Clause.Attribution.English, StringComparison.Ordinal);
        Assert.StartsWith("volgens pers en vakgenoten: Herziening", clause.Clause.Attribution.Dutch, StringComparison.Ordinal);
        Assert.Contains("verschillen", broken.SettledBy.In(Language.Dutch), StringComparison.Ordinal);
    }

    private static string Hold(string use) => UseInPicture.Hold<VitalProcessOutsideEurope>(use);
}

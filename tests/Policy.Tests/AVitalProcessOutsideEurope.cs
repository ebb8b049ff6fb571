using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

public sealed class AVitalProcessOutsideEurope
{
    private static readonly DateOnly Day = new(2026, 11, 1);

    [Theory]
    [InlineData(Criticality.Vital, true)]
    [InlineData(Criticality.Essential, true)]
    [InlineData(Criticality.Important, false)]
    [InlineData(Criticality.Supporting, false)]
    [InlineData(null, false)]
    public void Only_vital_and_essential_functions_are_discouraged(Criticality? criticality, bool found) =>
        Assert.Equal(found, Judge(criticality: criticality) is { IsOpen: false });

    [Theory]
    [InlineData("US", true)]
    [InlineData("GB", true)]
    [InlineData("CH", true)]
    [InlineData("NL", false)]
    [InlineData("NO", false)]
    public void A_supplier_outside_the_EU_and_EEA_is_found(string country, bool found) =>
        Assert.Equal(found, Judge(country: country) is { IsOpen: false });

    [Fact]
    public void A_controller_outside_is_found_behind_a_European_supplier()
    {
        var finding = Judge(country: "NL", controllers: ["DE", "US"]);
        Assert.Equal("lock control uses cloud, in reach of the law of US through owner US", finding?.Says.English);
    }

    [Fact]
    public void An_unknown_country_leaves_it_open_and_is_never_guessed()
    {
        Assert.True(Judge(country: null) is { IsOpen: true });
        Assert.True(Judge(country: "NL", controllers: [null]) is { IsOpen: true });
        Assert.True(Judge(country: "US", controllers: [null]) is { IsOpen: false });
    }

    [Theory]
    [InlineData(Deployment.Public, true, false)]
    [InlineData(Deployment.Hybrid, true, false)]
    [InlineData(null, true, true)]
    [InlineData(Deployment.Private, false, false)]
    [InlineData(Deployment.Community, false, false)]
    [InlineData(Deployment.OnPremises, false, false)]
    public void It_is_about_public_clouds(Deployment? deployment, bool found, bool open)
    {
        var finding = Judge(deployment: deployment);
        Assert.Equal((found, open), (finding is not null, finding?.IsOpen ?? false));
    }

    [Theory]
    [InlineData("2026-07-02", false)]
    [InlineData("2026-07-03", true)]
    public void It_applies_from_the_day_of_the_letter(string day, bool found) =>
        Assert.Equal(found, Judge(at: DateOnly.Parse(day)) is not null);

    [Fact]
    public void A_finding_carries_its_clause_and_says_that_it_is_known_through_others()
    {
        var finding = Judge()!;
        Assert.Equal(("lock", Severity.Discouraged), (finding.Subject.Text, finding.Clause.Severity));
        var (english, dutch) = finding.Clause.Attribution;
        Assert.StartsWith("according to press and practitioners: Herziening", english, StringComparison.Ordinal);
        Assert.StartsWith("volgens pers en vakgenoten: Herziening", dutch, StringComparison.Ordinal);
        Assert.Contains("primaire proces", finding.SettledBy.Dutch, StringComparison.Ordinal);
    }

    private static Finding? Judge(
        Criticality? criticality = Criticality.Vital, Deployment? deployment = Deployment.Public,
        string? country = "US", string?[]? controllers = null, DateOnly? at = null) =>
        VitalProcessOutsideEurope.Judge(
            new Use(
                new Function(
                    Id("lock"), Id("waterboard"), Name("lock control"), criticality, null, null, null, null, null,
                    Provenance.Unstated),
                new Service(Id("cloud"), Name("cloud"), Id("acme"), ServiceModels.None, deployment, [], null, null,
                    Provenance.Unstated),
                Supplier("acme", country),
                [.. (controllers ?? []).Select(c => Supplier($"owner {c}", c))]),
            at ?? Day);

    private static Supplier Supplier(string name, string? country) => new(
        Id(name.Replace(' ', '-')), Name(name), country is null ? null : Country.Of(country).Value, null,
        Provenance.Unstated);

    private static EntityId Id(string text) => EntityId.Of(text).Value;

    private static Label Name(string text) => Label.Of(text).Value;
}

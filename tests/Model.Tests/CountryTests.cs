using Sluiswachter.Model;

namespace Sluiswachter.Model.Tests;

public sealed class CountryTests
{
    [Fact]
    public void There_are_249_assigned_countries() => Assert.Equal(249, Country.All.Count());

    [Theory]
    [InlineData("us", "did you mean US?")]
    [InlineData("UK", "did you mean GB?")]
    [InlineData("EU", "not a country, name its member states")]
    [InlineData("XX", "expected an assigned ISO 3166-1 alpha-2 code")]
    public void Other_codes_are_refused_with_a_hint(string code, string hint) =>
        Assert.Contains(hint, Country.Of(code).Problem!.ToString(), StringComparison.Ordinal);
}

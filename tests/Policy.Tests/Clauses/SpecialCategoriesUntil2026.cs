namespace Sluiswachter.Policy.Tests;

public sealed class SpecialCategoriesUntil2026
{
    [Theory]
    [InlineData("cloud: public; function: special", "broken: special categories of personal data are in a public cloud and why is not explained")]
    [InlineData("cloud: public; function: special; function: primary", "broken: special categories of personal data are in a public cloud and why is not explained")]
    [InlineData("cloud: public; function: ordinary", "")]
    [InlineData("cloud: public; function: ordinary; function: primary", "open: personal-data")]
    [InlineData("cloud: community; function: special", "")]
    [InlineData("function: special", "open: deployment")]
    [InlineData("cloud: public; function: special; decided: explained 2024-02-01, on rijksbreed-cloudbeleid-2022/special-categories", "met")]
    [InlineData("cloud: public; function: special; decided: explained 2024-02-01, on data-act/29-switching", "broken: special categories of personal data are in a public cloud and why is not explained")]
    [InlineData("cloud: public; function: special; decided: explained 2024-02-01", "broken: special categories of personal data are in a public cloud and why is not explained")]
    [InlineData("cloud: public; function: special; weighing", "open: special-categories-explained")]
    [InlineData("cloud: public; function: special; weighing; told: special-categories-explained yes", "met")]
    public void Are_explained_by_a_decision_that_names_the_clause(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<SpecialCategories2022>(use, "2025-06-01"));
}

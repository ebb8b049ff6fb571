namespace Sluiswachter.Policy.Tests;

public sealed class MaterialUseUntil2026
{
    [Theory]
    [InlineData("cloud: public; function: material", "broken: it was not reported to CIO Rijk in the last year")]
    [InlineData("cloud: public; function: no material", "")]
    [InlineData("cloud: public; function: primary", "open: called-material")]
    [InlineData("cloud: public; function: material; decided: reported 2024-06-01", "met")]
    [InlineData("cloud: public; function: material; decided: reported 2024-05-31", "broken: it was not reported to CIO Rijk in the last year")]
    [InlineData("cloud: public; function: material; decided: reported", "open: reported")]
    [InlineData("cloud: public; function: material, since 2024-06-01", "")]
    [InlineData("cloud: public; function: material, since 2024-05-31", "broken: it was not reported to CIO Rijk in the last year")]
    [InlineData("planned; cloud: public; function: material", "")]
    [InlineData("cloud: private; function: material", "")]
    public void Is_reported_every_year(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<YearlyReport2022>(use, "2025-06-01"));
}

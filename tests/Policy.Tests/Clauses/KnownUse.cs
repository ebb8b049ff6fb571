namespace Sluiswachter.Policy.Tests;

public sealed class KnownUse
{
    [Theory]
    [InlineData("cloud: public; ", "broken: it was not reported to CIO Rijk in the last year")]
    [InlineData("cloud: public; function: no material", "broken: it was not reported to CIO Rijk in the last year")]
    [InlineData("cloud: public; decided: reported 2025-11-01", "met")]
    [InlineData("cloud: public; decided: reported 2025-10-31", "broken: it was not reported to CIO Rijk in the last year")]
    [InlineData("cloud: public; decided: reported", "open: reported")]
    [InlineData("cloud: public; function: mail, since 2025-11-01", "")]
    [InlineData("cloud: public; function: mail, since 2025-11-01; function: dns, since 2020-01-01", "broken: it was not reported to CIO Rijk in the last year")]
    [InlineData("planned; cloud: public; ", "")]
    [InlineData("cloud: private", "")]
    [InlineData("", "open: deployment")]
    public void Is_reported_every_year(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<YearlyReport2026>(use));
}

namespace Sluiswachter.Policy.Tests;

public sealed class RiskAnalysisAndExitPlan
{
    [Theory]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01", "broken: the risk analysis and exit plan were not published, and are not known to be classified")]
    [InlineData("cloud: public; exit: drawn 2025-01-01", "broken: the risk analysis and exit plan were not published, and are not known to be classified")]
    [InlineData("cloud: public; ", "")]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01; decided: published 2025-03-01", "met")]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01, confidential", "met")]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01, confidential; exit: drawn 2025-01-01", "broken: the risk analysis and exit plan were not published, and are not known to be classified")]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01, confidential; exit: drawn 2025-01-01, confidential", "met")]
    [InlineData("cloud: private; exit: drawn 2025-01-01", "")]
    [InlineData("cloud: public; weighing", "open: risk-analysis")]
    [InlineData("cloud: public; weighing; told: risk-analysis no", "open: exit-plan")]
    [InlineData("cloud: public; weighing; told: risk-analysis no; told: exit-plan no", "")]
    [InlineData("cloud: public; weighing; told: risk-analysis yes", "open: published")]
    public void Are_published_unless_classified(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<Publication2026>(use));
}

namespace Sluiswachter.Policy.Tests;

public sealed class TheReviewOfARiskAnalysis
{
    [Theory]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01, review 2026-10-31", "broken: the day on which the risk analysis was to be reviewed has passed")]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01, review 2026-11-01", "met")]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01", "met")]
    [InlineData("cloud: public; has: risk-analysis 2024-01-01, review 2025-01-01; has: risk-analysis 2025-01-01", "met")]
    [InlineData("cloud: public; ", "")]
    [InlineData("cloud: private; has: risk-analysis 2025-01-01, review 2026-10-31", "")]
    [InlineData("cloud: public; weighing", "open: risk-analysis")]
    [InlineData("cloud: public; weighing; told: risk-analysis yes", "met")]
    public void Is_not_put_off(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<RiskAnalysisReview2026>(use));
}

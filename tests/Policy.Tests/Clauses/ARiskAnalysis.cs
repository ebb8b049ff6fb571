namespace Sluiswachter.Policy.Tests;

public sealed class ARiskAnalysis
{
    [Theory]
    [InlineData("cloud: public; ", "broken: no risk analysis is approved")]
    [InlineData("cloud: hybrid", "broken: no risk analysis is approved")]
    [InlineData("cloud: public; draft: risk-analysis", "broken: no risk analysis is approved")]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01", "met")]
    [InlineData("cloud: public; has: risk-analysis 2025-01-01, of acme", "met")]
    [InlineData("cloud: public; function: vital; function: vital; has: risk-analysis 2025-01-01, of function1", "broken: no risk analysis is approved")]
    [InlineData("cloud: public; function: vital; function: vital; has: risk-analysis 2025-01-01, of function1; has: risk-analysis 2025-01-01, of function2", "met")]
    [InlineData("has: risk-analysis 2025-01-01", "met")]
    [InlineData("", "open: deployment")]
    [InlineData("cloud: on-premises", "")]
    [InlineData("cloud: public; weighing", "open: risk-analysis")]
    [InlineData("cloud: public; weighing; told: risk-analysis no", "broken: no risk analysis is approved")]
    public void Is_asked_of_every_public_cloud(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<RiskAnalysis2026>(use));
}

namespace Sluiswachter.Policy.Tests;

public sealed class AHighPrivacyRiskSince2026
{
    [Theory]
    [InlineData("cloud: public; function: ordinary; has: pre-scan-dpia 2024-05-01, concludes high", "broken: the privacy risk is high and no DPIA is approved")]
    [InlineData("cloud: public; function: ordinary; has: pre-scan-dpia 2024-05-01, concludes Hoog", "broken: the privacy risk is high and no DPIA is approved")]
    [InlineData("cloud: public; function: ordinary; has: pre-scan-dpia 2024-05-01, concludes low", "")]
    [InlineData("cloud: public; function: ordinary; has: pre-scan-dpia 2024-05-01, concludes see annex", "open: high-privacy-risk")]
    [InlineData("cloud: public; function: ordinary; has: pre-scan-dpia 2024-05-01, concludes laag; has: pre-scan-dpia 2025-05-01, concludes hoog", "broken: the privacy risk is high and no DPIA is approved")]
    [InlineData("cloud: public; function: ordinary; has: pre-scan-dpia 2024-05-01, concludes high; has: dpia 2024-07-01", "met")]
    [InlineData("cloud: public; function: special, large scale; has: pre-scan-dpia 2024-05-01", "broken: the privacy risk is high and no DPIA is approved")]
    [InlineData("cloud: public; function: special, no large scale; has: pre-scan-dpia 2024-05-01", "open: high-privacy-risk")]
    [InlineData("cloud: public; function: ordinary", "")]
    [InlineData("cloud: private; function: special, large scale; has: pre-scan-dpia 2024-05-01", "")]
    [InlineData("cloud: public; weighing; told: personal-data ordinary; told: pre-scan-dpia yes", "open: high-privacy-risk")]
    [InlineData("cloud: public; weighing; told: personal-data ordinary; told: pre-scan-dpia yes; told: high-privacy-risk yes", "open: dpia")]
    public void Needs_an_approved_DPIA(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<Dpia2026>(use));
}

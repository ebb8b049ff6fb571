namespace Sluiswachter.Policy.Tests;

public sealed class PersonalDataInAPublicCloudSince2026
{
    [Theory]
    [InlineData("cloud: public; function: ordinary", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: public; function: none; function: special", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: public; function: ordinary; function: primary", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: public; function: ordinary; draft: pre-scan-dpia", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: public; function: ordinary; has: pre-scan-dpia 2024-05-01", "met")]
    [InlineData("cloud: public; function: ordinary; has: dpia 2024-05-01", "met")]
    [InlineData("cloud: public; function: ordinary; has: pre-scan-dpia 2024-05-01, of another", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: public; function: none", "")]
    [InlineData("cloud: public; function: primary", "open: personal-data")]
    [InlineData("cloud: public; weighing", "open: personal-data")]
    [InlineData("cloud: public; weighing; told: personal-data special", "open: pre-scan-dpia")]
    [InlineData("cloud: public; weighing; told: personal-data special; told: pre-scan-dpia no", "open: dpia")]
    [InlineData("cloud: public; weighing; told: personal-data special; told: pre-scan-dpia no; told: dpia no", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: on-premises; function: ordinary", "")]
    [InlineData("function: ordinary", "open: deployment")]
    [InlineData("cloud: public; function: ordinary", "", "2026-07-02")]
    public void Needs_an_approved_pre_scan(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<PreScan2026>(use, at));
}

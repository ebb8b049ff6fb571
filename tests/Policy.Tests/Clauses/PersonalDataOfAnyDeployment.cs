namespace Sluiswachter.Policy.Tests;

public sealed class PersonalDataOfAnyDeployment
{
    [Theory]
    [InlineData("cloud: on-premises; function: ordinary", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: on-premises; function: none; function: special", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: on-premises; function: ordinary; function: primary", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: on-premises; function: ordinary; draft: pre-scan-dpia", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: on-premises; function: ordinary; has: pre-scan-dpia 2024-05-01", "met")]
    [InlineData("cloud: on-premises; function: ordinary; has: dpia 2024-05-01", "met")]
    [InlineData("cloud: on-premises; function: ordinary; has: pre-scan-dpia 2024-05-01, of another", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("cloud: on-premises; function: none", "")]
    [InlineData("cloud: on-premises; function: primary", "open: personal-data")]
    [InlineData("cloud: on-premises; weighing", "open: personal-data")]
    [InlineData("cloud: on-premises; weighing; told: personal-data special", "open: pre-scan-dpia")]
    [InlineData("cloud: on-premises; weighing; told: personal-data special; told: pre-scan-dpia no", "open: dpia")]
    [InlineData("cloud: on-premises; weighing; told: personal-data special; told: pre-scan-dpia no; told: dpia no", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("function: ordinary", "broken: it works with personal data and no pre-scan DPIA is approved")]
    [InlineData("function: ordinary", "", "2018-05-24")]
    public void Needs_an_approved_pre_scan(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<PersonalDataAssessed>(use, at));
}

namespace Sluiswachter.Policy.Tests;

public sealed class PersonalDataToACountryWithoutAdequacy
{
    [Theory]
    [InlineData("cloud: public; supplier: IN; reach: IN; function: ordinary", "broken: personal data may go to a country without adequacy decision and no transfer assessment (DTIA) is approved")]
    [InlineData("cloud: public; supplier: NL; owners: IN; reach: IN; function: ordinary", "broken: personal data may go to a country without adequacy decision and no transfer assessment (DTIA) is approved")]
    [InlineData("cloud: public; supplier: IN; reach: IN; function: ordinary; has: dtia 2025-01-01", "met")]
    [InlineData("cloud: public; supplier: IN; reach: IN; function: none", "")]
    [InlineData("cloud: public; supplier: US; reach: US safe; function: ordinary", "")]
    [InlineData("cloud: public; supplier: NL; owners: FR; function: ordinary", "")]
    [InlineData("cloud: public; supplier: US; owners: IN; reach: US safe; reach: IN; function: ordinary", "broken: personal data may go to a country without adequacy decision and no transfer assessment (DTIA) is approved")]
    [InlineData("cloud: public; supplier: US; function: ordinary", "open: adequate")]
    [InlineData("cloud: public; supplier: NL; owners: ?; function: ordinary", "open: control-from-outside-europe")]
    [InlineData("cloud: public; function: ordinary", "open: supplier-country")]
    [InlineData("cloud: private; supplier: IN; reach: IN; function: ordinary", "")]
    [InlineData("cloud: public; weighing; function: ordinary; told: supplier-country outside", "open: adequate")]
    [InlineData("cloud: public; weighing; function: ordinary; told: supplier-country outside; told: adequate yes", "")]
    [InlineData("cloud: public; weighing; function: ordinary; told: supplier-country outside; told: adequate no", "open: dtia")]
    [InlineData("cloud: public; weighing; function: ordinary; told: supplier-country europe", "open: control-from-outside-europe")]
    public void Needs_a_transfer_assessment(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<TransferAssessment2026>(use));
}

namespace Sluiswachter.Policy.Tests;

public sealed class AContractForACloudService
{
    [Theory]
    [InlineData("cloud: public; contract: notice 30", "broken: the contract was not checked against the Data Act")]
    [InlineData("cloud: public; contract: notice 30; has: contract-check 2026-01-01", "met")]
    [InlineData("cloud: public; contract: until 2026-10-31", "")]
    [InlineData("cloud: public; contract: until 2026-11-01", "broken: the contract was not checked against the Data Act")]
    [InlineData("cloud: public; ", "")]
    [InlineData("cloud: on-premises; contract: notice 30", "")]
    [InlineData("cloud: public; weighing; contract: notice 30", "open: contract-check")]
    public void Is_checked_against_the_act(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<ContractChecked>(use));
}

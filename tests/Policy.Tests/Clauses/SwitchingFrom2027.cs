namespace Sluiswachter.Policy.Tests;

public sealed class SwitchingFrom2027
{
    [Theory]
    [InlineData("cloud: public; contract: notice 30", "open: free-switching")]
    [InlineData("cloud: public; contract: notice 30; told: free-switching no", "broken: the contract charges for switching")]
    [InlineData("cloud: public; contract: notice 30; told: free-switching yes", "met")]
    [InlineData("cloud: public; contract: notice 30; has: contract-check 2026-12-01", "met")]
    [InlineData("cloud: public; ", "")]
    [InlineData("cloud: on-premises; contract: notice 30", "")]
    [InlineData("cloud: public; contract: notice 30", "", "2027-01-11")]
    public void Is_free_of_charge(string use, string ruling, string at = "2027-01-12") =>
        Assert.Equal(ruling, UseInPicture.Hold<FreeSwitching>(use, at));
}

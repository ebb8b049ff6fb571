namespace Sluiswachter.Policy.Tests;

public sealed class AUse
{
    [Theory]
    [InlineData("", "broken: it is in use and no contract is on file")]
    [InlineData("contract: until 2026-10-31", "broken: it is in use outside the term of its contract")]
    [InlineData("contract: from 2026-11-02", "broken: it is in use outside the term of its contract")]
    [InlineData("contract: until 2026-11-01", "met")]
    [InlineData("contract: until 2020-01-01; contract: notice 30", "met")]
    [InlineData("planned", "")]
    [InlineData("weighing", "")]
    public void Stands_under_a_contract(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<ContractInForce>(use));
}

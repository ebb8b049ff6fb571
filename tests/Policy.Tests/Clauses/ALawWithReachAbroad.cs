namespace Sluiswachter.Policy.Tests;

public sealed class ALawWithReachAbroad
{
    [Theory]
    [InlineData("supplier: US; reach: US by CLOUD Act; function: ordinary, clear; cloud: public, keys with supplier", "broken: a law of a country without adequacy decision reaches personal data that the supplier can read: the data is not encrypted, the supplier holds keys")]
    [InlineData("supplier: US; reach: US by CLOUD Act; function: ordinary, encrypted; cloud: public, keys with us", "met")]
    [InlineData("supplier: US; reach: US by CLOUD Act; function: ordinary, encrypted; cloud: public, keys with supplier", "broken: a law of a country without adequacy decision reaches personal data that the supplier can read: the supplier holds keys")]
    [InlineData("supplier: US; reach: US by CLOUD Act; function: ordinary, clear", "broken: a law of a country without adequacy decision reaches personal data that the supplier can read: the data is not encrypted")]
    [InlineData("supplier: US; reach: US by CLOUD Act; function: ordinary, encrypted", "open: customer-held-keys")]
    [InlineData("supplier: US; reach: US by CLOUD Act; function: ordinary", "open: encrypted")]
    [InlineData("supplier: US; reach: US by CLOUD Act; function: none, clear", "")]
    [InlineData("supplier: US; reach: US safe; function: ordinary, clear", "")]
    [InlineData("supplier: NL; function: ordinary, clear", "")]
    [InlineData("supplier: BR; reach: BR; function: ordinary, clear", "open: law-with-reach")]
    [InlineData("supplier: BR; reach: BR; function: ordinary, clear; told: law-with-reach no", "")]
    [InlineData("supplier: NL; owners: US; reach: US by CLOUD Act; function: ordinary, clear", "broken: a law of a country without adequacy decision reaches personal data that the supplier can read: the data is not encrypted")]
    [InlineData("function: ordinary, clear", "open: supplier-country")]
    public void Does_not_reach_personal_data_without_adequacy(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<ReachWithoutAdequacy>(use));
}

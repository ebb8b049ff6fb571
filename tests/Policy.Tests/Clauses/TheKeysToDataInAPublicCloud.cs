namespace Sluiswachter.Policy.Tests;

public sealed class TheKeysToDataInAPublicCloud
{
    [Theory]
    [InlineData("cloud: public, keys with supplier; function: mail", "broken: the supplier holds keys to the data")]
    [InlineData("cloud: public, keys with us; function: mail", "met")]
    [InlineData("cloud: public; function: mail", "open: customer-held-keys")]
    [InlineData("cloud: private, keys with supplier; function: mail", "")]
    public void Are_preferably_not_with_the_provider(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<Keys2026>(use));
}

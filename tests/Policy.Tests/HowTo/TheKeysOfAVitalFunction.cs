namespace Sluiswachter.Policy.Tests;

public sealed class TheKeysOfAVitalFunction
{
    [Theory]
    [InlineData("cloud: private, keys with supplier; function: vital", "broken: the supplier holds keys to its data")]
    [InlineData("cloud: private, keys with us; function: vital", "met")]
    [InlineData("cloud: private, keys with supplier; function: supporting", "")]
    [InlineData("cloud: on-premises, keys with supplier; function: vital", "")]
    [InlineData("cloud: private, keys with supplier; function: mail", "open: criticality")]
    [InlineData("cloud: private; function: vital", "open: customer-held-keys")]
    public void Are_in_the_hands_of_the_body_alone(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<KeysOfVitalFunctions>(use));
}

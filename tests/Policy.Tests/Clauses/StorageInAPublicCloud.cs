namespace Sluiswachter.Policy.Tests;

public sealed class StorageInAPublicCloud
{
    [Theory]
    [InlineData("cloud: public, in NL US", "broken: data is stored outside the EEA and Switzerland")]
    [InlineData("cloud: public, in NL CH NO", "met")]
    [InlineData("cloud: public", "open: storage-in-europe")]
    [InlineData("cloud: private, in US", "")]
    [InlineData("cloud: public; told: storage-in-europe no", "broken: data is stored outside the EEA and Switzerland")]
    public void Is_in_the_EEA_or_Switzerland(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<StorageInEurope2026>(use));
}

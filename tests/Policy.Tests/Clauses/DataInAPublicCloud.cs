namespace Sluiswachter.Policy.Tests;

public sealed class DataInAPublicCloud
{
    [Theory]
    [InlineData("cloud: public; function: clear", "broken: the supplier sees data in the clear")]
    [InlineData("cloud: public; function: encrypted", "met")]
    [InlineData("cloud: public; function: encrypted; function: clear", "broken: the supplier sees data in the clear")]
    [InlineData("cloud: public; function: encrypted; function: mail", "open: encrypted")]
    [InlineData("cloud: public; ", "open: encrypted")]
    [InlineData("cloud: private; function: clear", "")]
    public void Is_encrypted(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<Encryption2026>(use));
}

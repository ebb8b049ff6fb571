namespace Sluiswachter.Policy.Tests;

public sealed class StateSecretsSince2026
{
    [Theory]
    [InlineData("cloud: public; weighing; told: state-secrets yes", "broken: state secrets or the highest protected interests are in a public cloud")]
    [InlineData("cloud: hybrid; weighing; told: state-secrets yes", "broken: state secrets or the highest protected interests are in a public cloud")]
    [InlineData("cloud: public; weighing; told: state-secrets no", "")]
    [InlineData("cloud: public; weighing", "open: state-secrets")]
    [InlineData("weighing; told: state-secrets yes", "open: deployment")]
    [InlineData("cloud: private; weighing; told: state-secrets yes", "")]
    [InlineData("cloud: public; ", "")]
    public void Never_go_into_a_public_cloud(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<StateSecrets2026>(use));
}

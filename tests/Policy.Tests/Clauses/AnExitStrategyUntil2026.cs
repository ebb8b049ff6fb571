namespace Sluiswachter.Policy.Tests;

public sealed class AnExitStrategyUntil2026
{
    [Theory]
    [InlineData("cloud: public; ", "broken: there is no exit plan")]
    [InlineData("cloud: public; exit: drawn 2024-01-01", "met")]
    [InlineData("cloud: private", "")]
    [InlineData("", "open: deployment")]
    [InlineData("cloud: public; weighing", "open: exit-plan")]
    [InlineData("cloud: public; weighing; told: exit-plan no", "broken: there is no exit plan")]
    public void Is_asked_of_public_clouds(string use, string ruling) =>
        Assert.Equal(ruling, UseInPicture.Hold<ExitStrategy2022>(use, "2025-06-01"));
}

namespace Sluiswachter.Policy.Tests;

public sealed class AnExitStrategyOfAmericanSuppliers
{
    [Theory]
    [InlineData("supplier: US", "broken: there is no exit plan")]
    [InlineData("supplier: NL; owners: DE US", "broken: there is no exit plan")]
    [InlineData("supplier: US; cloud: on-premises", "broken: there is no exit plan")]
    [InlineData("supplier: US; exit: drawn 2025-05-01", "met")]
    [InlineData("supplier: NL; owners: DE", "")]
    [InlineData("supplier: GB", "")]
    [InlineData("planned; supplier: US", "")]
    [InlineData("", "open: supplier-country")]
    [InlineData("supplier: NL; owners: ?", "open: control-from-outside-europe")]
    [InlineData("supplier: GB; owners: ?", "open: under-united-states")]
    [InlineData("supplier: US; owners: ?", "broken: there is no exit plan")]
    [InlineData("weighing; told: supplier-country outside", "open: under-united-states")]
    [InlineData("weighing; told: supplier-country outside; told: under-united-states yes", "open: exit-plan")]
    [InlineData("weighing; told: supplier-country netherlands; told: control-from-outside-europe no", "")]
    [InlineData("supplier: US", "", "2025-03-12")]
    [InlineData("supplier: US", "broken: there is no exit plan", "2025-03-13")]
    public void Is_asked_whatever_the_deployment(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<AmericanExitStrategy>(use, at));
}

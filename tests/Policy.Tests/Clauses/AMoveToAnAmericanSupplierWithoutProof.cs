namespace Sluiswachter.Policy.Tests;

public sealed class AMoveToAnAmericanSupplierWithoutProof
{
    [Theory]
    [InlineData("planned; supplier: US", "broken: it is not shown independently that service to citizens is at risk otherwise")]
    [InlineData("planned; supplier: NL; owners: US", "broken: it is not shown independently that service to citizens is at risk otherwise")]
    [InlineData("supplier: US", "")]
    [InlineData("planned; supplier: NL", "")]
    [InlineData("planned; supplier: US; decided: substantiated 2025-06-01", "met")]
    [InlineData("planned; weighing; supplier: US", "open: continuity-need")]
    [InlineData("planned", "open: supplier-country")]
    [InlineData("planned; supplier: US", "", "2025-03-12")]
    public void Is_found_before_the_move(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<MigrationSubstantiated>(use, at));
}

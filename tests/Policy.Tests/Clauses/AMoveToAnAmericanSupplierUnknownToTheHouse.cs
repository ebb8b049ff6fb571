namespace Sluiswachter.Policy.Tests;

public sealed class AMoveToAnAmericanSupplierUnknownToTheHouse
{
    [Theory]
    [InlineData("planned; supplier: US", "broken: the House was not informed of the move")]
    [InlineData("planned; supplier: NL; owners: US", "broken: the House was not informed of the move")]
    [InlineData("supplier: US", "")]
    [InlineData("planned; supplier: NL", "")]
    [InlineData("planned; supplier: US; decided: house-informed 2025-06-01", "met")]
    [InlineData("planned; weighing; supplier: US", "open: house-informed")]
    [InlineData("planned", "open: supplier-country")]
    [InlineData("planned; supplier: US", "", "2025-03-12")]
    public void Is_found_before_the_move(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<MigrationHouseInformed>(use, at));
}

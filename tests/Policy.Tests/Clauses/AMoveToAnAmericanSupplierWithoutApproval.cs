namespace Sluiswachter.Policy.Tests;

public sealed class AMoveToAnAmericanSupplierWithoutApproval
{
    [Theory]
    [InlineData("planned; supplier: US", "broken: the coordinating state secretary did not approve the move, as the House asks; the cabinet declined this role, so it does not bind")]
    [InlineData("planned; supplier: NL; owners: US", "broken: the coordinating state secretary did not approve the move, as the House asks; the cabinet declined this role, so it does not bind")]
    [InlineData("supplier: US", "")]
    [InlineData("planned; supplier: NL", "")]
    [InlineData("planned; supplier: US; decided: approved 2025-06-01", "met")]
    [InlineData("planned; weighing; supplier: US", "open: minister-agreed")]
    [InlineData("planned", "open: supplier-country")]
    [InlineData("planned; supplier: US", "", "2025-03-12")]
    public void Is_found_before_the_move(string use, string ruling, string at = "2026-11-01") =>
        Assert.Equal(ruling, UseInPicture.Hold<MigrationApproved>(use, at));
}

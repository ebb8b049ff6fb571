using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

/// <summary>Owners in a bundle are counted together with those that the register has.</summary>
public sealed class OwnersInTheRegisterTests : IDisposable
{
    private readonly Desk desk = new();

    public OwnersInTheRegisterTests() => desk.Accept("""
        suppliers.csv
        id,name
        a,A
        b,B
        c,C
        d,D
        ownership.csv
        owner,owned,share,control,status,valid_from,valid_until
        a,c,60,sole,in-force,,2027-01-01
        a,d,60,sole,announced,,
        """);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("b,c,60,,,", "2:share")]
    [InlineData("b,c,30,sole,,", "2:control")]
    [InlineData("b,c,60,sole,2026-06-01,2028-01-01", "2:share", "2:control")]
    [InlineData("b,c,60,sole,2027-01-01,")]
    [InlineData("b,d,60,sole,,")]
    [InlineData("b,c,40,,,")]
    public void An_owner_counts_beside_those_in_the_register_on_the_same_day(string row, params string[] places) =>
        Assert.Equal(places, Warnings(row));

    [Fact]
    public void A_version_that_the_import_replaces_no_longer_counts() =>
        Assert.Empty(Warnings("b,c,60,sole,,\na,c,40,none,,2027-01-01"));

    [Fact]
    public void A_holding_that_begins_later_counts_from_that_day()
    {
        Warnings("b,c,60,none,2027-01-01,");
        Assert.Equal(["2:share"], Warnings("a,c,60,sole,,2028-01-01"));
    }

    [Fact]
    public void What_the_register_already_had_is_not_told_again()
    {
        Warnings("b,c,60,sole,,");
        Assert.Empty(Warnings("b,d,10,none,,"));
    }

    private string[] Warnings(string rows)
    {
        var outcome = desk.Import("ownership.csv\nowner,owned,share,control,valid_from,valid_until\n" + rows);
        Assert.True(outcome.Stored, string.Join('\n', outcome.Complaints.Select(c => c.In(Language.English))));
        return [.. outcome.Complaints.Select(c => $"{c.Place.Row}:{c.Place.Column}")];
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Tests;

/// <summary>Groups of countries and yardsticks are content: what is wrong with them is said with its place.</summary>
public sealed class ContentTablesTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void A_group_has_the_members_of_the_day()
    {
        File.WriteAllText(file, """
            group,countries,valid_from,valid_until,certainty,source
            Benelux,BE NL,1958-01-01,,read,the treaty
            Benelux,LU,1958-01-01,2020-01-01,reported,the treaty
            """);
        var groups = CountryGroups.Read(file).Value!;
        Assert.Equal(["Benelux"], groups.Names);
        Assert.Equal("BE LU NL", Codes(groups.Of("Benelux", new DateOnly(2019, 12, 31))));
        Assert.Equal("BE NL", Codes(groups.Of("Benelux", new DateOnly(2020, 1, 1))));
        Assert.Equal("", Codes(groups.Of("Nordic", new DateOnly(2020, 1, 1))));
    }

    [Theory]
    [InlineData("Benelux,BE UK,,,read,treaty", "countries")]
    [InlineData("Benelux,BE,2020-01-01,2019-01-01,read,treaty", "valid_until")]
    [InlineData("Benelux,BE,,,sure,treaty", "certainty")]
    [InlineData("Benelux,BE,,,read,", "source")]
    public void A_wrong_member_is_said_with_its_column(string row, string column)
    {
        File.WriteAllText(file, $"group,countries,valid_from,valid_until,certainty,source\n{row}\n");
        var reading = CountryGroups.Read(file);
        Assert.Null(reading.Value);
        Assert.Equal((2, column), (Assert.Single(reading.Complaints).Place.Row, reading.Complaints[0].Place.Column));
    }

    [Fact]
    public void A_reading_is_that_of_the_highest_mark_that_is_exceeded()
    {
        File.WriteAllText(file, """
            scale,name_en,name_nl,above,word,english,dutch,certainty,source_en,source_nl
            s,S,S,,low,low,laag,read,us,ons
            s,S,S,1000,high,high,hoog,reported,them,hen
            """);
        var yardsticks = Yardsticks.Read(file).Value!;
        Assert.Equal(("low", "low", "high"), (Word(0), Word(1000), Word(1000.1)));
        Assert.Equal("according to them", yardsticks.Highest("s").Attribution.English);

        string Word(double index) => yardsticks.Reading("s", index).Word;
    }

    [Theory]
    [InlineData("s,S,S,1000,high,high,hoog,read,us,ons", "above")]
    [InlineData("s,S,S,,low,low,,read,us,ons", "dutch")]
    [InlineData("s,S,S,,low,low,laag,sure,us,ons", "certainty")]
    public void A_wrong_mark_is_said_with_its_column(string row, string column)
    {
        File.WriteAllText(file, $"scale,name_en,name_nl,above,word,english,dutch,certainty,source_en,source_nl\n{row}\n");
        var reading = Yardsticks.Read(file);
        Assert.Null(reading.Value);
        Assert.Equal(column, Assert.Single(reading.Complaints).Place.Column);
    }

    public void Dispose() => File.Delete(file);

    private static string Codes(IEnumerable<Country> countries) => string.Join(' ', countries.Select(c => c.Code).Order(StringComparer.Ordinal));
}

using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

public sealed class SwitchOffChoicesTests
{
    private const string Facts = """
        organisations.csv
        id,name,country
        o1,Body one,NL
        o2,Body two,NL
        o3,Body abroad,BE
        suppliers.csv
        id,name,country,valid_from,valid_until
        us-top,American Top,US,,
        ie-sub,Irish Sub,IE,,
        nl-1,Dutch One,NL,,
        nl-2,Sold Out,NL,,
        none,No Country,,,
        ownership.csv
        owner,owned,share,control,status,valid_from,valid_until
        us-top,ie-sub,,sole,in-force,,
        us-top,nl-2,51,,in-force,2026-06-01,
        us-top,nl-1,100,,announced,,
        ie-sub,us-top,10,,in-force,,
        services.csv
        id,name,supplier,regions
        a,Alpha,ie-sub,IE NL
        b,Beta,ie-sub,IE
        c,Gamma,nl-1,NL
        d,Delta,nl-2,NL
        e,Same name,nl-1,
        f,Same name,none,
        """;

    [Fact]
    public void A_country_counts_the_services_that_its_control_reaches_on_the_day() =>
        Assert.Equal("NL 3, IE 2, US 2", Countries(on: "2026-01-01"));

    [Fact]
    public void A_change_of_control_changes_the_count_from_its_day_on() =>
        Assert.Equal("NL 3, US 3, IE 2", Countries(on: "2026-06-01"));

    [Fact]
    public void The_largest_foreign_country_is_not_the_one_where_most_bodies_are()
    {
        using var desk = Filled();
        Assert.Equal("US", Choices(desk, "2026-06-01").LargestForeign!.Country.Code);
    }

    [Fact]
    public void Places_are_those_where_services_run()
    {
        using var desk = Filled();
        Assert.Equal("NL 3, IE 2", Told(Choices(desk, "2026-01-01").Locations));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("Alpha", "a")]
    [InlineData("aLPHA", "a")]
    [InlineData("Same name", "Same name")]
    [InlineData("American Top", "American Top")]
    [InlineData("nothing", "nothing")]
    public void A_service_is_known_by_its_id_or_by_a_name_that_only_it_has(string typed, string id)
    {
        using var desk = Filled();
        Assert.Equal(id, Choices(desk, "2026-01-01").IdOf(FactKind.Service, typed));
    }

    [Fact]
    public void Choices_are_read_once_for_each_state_of_the_register()
    {
        using var desk = Filled();
        var choose = new ChooseWhatToSwitchOff(desk.Store);
        var first = choose.On(new DateOnly(2026, 1, 1));
        Assert.Same(first, choose.On(new DateOnly(2026, 1, 1)));
        desk.Accept("services.csv\nid,name,supplier\ng,New,nl-1");
        Assert.Equal((6, 7), (first.Services.Count, choose.On(new DateOnly(2026, 1, 1)).Services.Count));
    }

    [Fact]
    public void Every_assigned_country_has_a_name_in_both_languages() =>
        Assert.All(Country.All, c => Assert.All(
            [CountryNames.InList(c), CountryNames.InSentence(c)],
            name => Assert.True(name.English.Length > 2 && name.Dutch.Length > 2)));

    [Theory]
    [InlineData("US", "United States", "the United States", "Verenigde Staten", "de Verenigde Staten")]
    [InlineData("GB", "United Kingdom", "the United Kingdom", "Verenigd Koninkrijk", "het Verenigd Koninkrijk")]
    [InlineData("NL", "Netherlands", "the Netherlands", "Nederland", "Nederland")]
    [InlineData("IM", "Isle of Man", "the Isle of Man", "Eiland Man", "het eiland Man")]
    public void A_name_has_its_article_only_within_a_sentence(
        string code, string englishList, string english, string dutchList, string dutch)
    {
        var country = Country.Of(code).Value;
        Assert.Equal(new Phrase(englishList, dutchList), CountryNames.InList(country));
        Assert.Equal(new Phrase(english, dutch), CountryNames.InSentence(country));
    }

    private static string Countries(string on)
    {
        using var desk = Filled();
        return Told(Choices(desk, on).Countries);
    }

    private static string Told(IEnumerable<CountryChoice> countries) =>
        string.Join(", ", countries.Select(c => $"{c.Country} {c.Services}"));

    private static Desk Filled()
    {
        var desk = new Desk();
        desk.Accept(Facts);
        return desk;
    }

    private static SwitchOffChoices Choices(Desk desk, string on)
    {
        using var reader = desk.Store.Read();
        return SwitchOffChoices.Of(reader, DateOnly.Parse(on));
    }
}

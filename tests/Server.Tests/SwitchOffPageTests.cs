namespace Sluiswachter.Server.Tests;

public sealed class SwitchOffPageTests(PolderServer polder) : IClassFixture<PolderServer>
{
    private readonly RunningServer server = polder.Server;

    [Theory]
    [InlineData("en", "If everything under the control of the United States is switched off on 28 April 2026, 3 of 5 government functions stop: 2 at once, the last after 12 hours.")]
    [InlineData("nl", "Als alles onder zeggenschap van de Verenigde Staten op 28 april 2026 wordt uitgezet, stoppen 3 van de 5 overheidsdiensten: 2 meteen, de laatste na 12 uur.")]
    public async Task The_answer_is_a_sentence_that_can_be_read_aloud(string language, string sentence) =>
        Assert.Contains(sentence, (await server.Ask($"/?{Polder.WithoutAmerica}", language)).Read, StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "They serve 10 million people. 2 government functions go on, 1 of which lost something and goes on thanks to a fallback.")]
    [InlineData("nl", "Samen bedienen die 10 miljoen mensen. 2 overheidsdiensten gaan door; 1 daarvan verloor iets en gaat door dankzij een terugvaloptie.")]
    public async Task And_a_second_one_tells_for_whom_and_who_goes_on(string language, string sentence) =>
        Assert.Contains(sentence, (await server.Ask($"/?{Polder.WithoutAmerica}", language)).Read, StringComparison.Ordinal);

    [Fact]
    public async Task A_function_that_stops_is_shown_with_its_chain_its_sources_and_its_exit()
    {
        var page = (await server.Ask($"/?{Polder.WithoutAmerica}")).Read;
        Assert.Contains("E-mail van Polderdam Gemeente Polderdam 120,000 at once 3 days yes takes 2 days", page, StringComparison.Ordinal);
        Assert.Contains("E-mail van Dijkwijk Gemeente Dijkwijk 80,000 at once 24 hours too late takes 30 days", page, StringComparison.Ordinal);
        Assert.Contains("Aangifte inkomstenbelasting Belastingdienst · essential 9,800,000 after 12 hours 24 hours unknown no known exit", page, StringComparison.Ordinal);
        Assert.Contains("It needs Big Host , which stops at once, felt 12 hours later.", page, StringComparison.Ordinal);
        Assert.Contains("measured Measured mail , read on 28 April 2026 r-mail1", page, StringComparison.Ordinal);
        Assert.Contains(
            "Big Mail is switched off because its supplier Big Ireland Limited is controlled by Big Corporation, established in the United States.",
            page,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_hop_of_control_says_who_says_so_on_what_ground_and_when()
    {
        await using var own = await RunningServer.Over(Polder.Facts);
        own.Import("""
            ownership.csv
            owner,owned,control,source,basis,observed_on
            big-us,big-ie,sole,told,inferred,2026-03-01
            """);
        var page = (await own.Ask($"/?{Polder.WithoutAmerica}")).Read;
        Assert.Contains("Big Mail is supplied by Big Ireland Limited. declared no source named", page, StringComparison.Ordinal);
        Assert.Contains("Big Ireland Limited is controlled by Big Corporation. inferred What the body says observed on 1 March 2026", page, StringComparison.Ordinal);
        Assert.Contains("Big Corporation is established in the United States. declared no source named", page, StringComparison.Ordinal);
        Assert.Contains("The weakest fact of this chain is inferred.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_serves_nobody_is_told_apart()
    {
        await using var own = await RunningServer.Over(Polder.Facts);
        own.Import("""
            functions.csv
            id,organisation,name,people
            letters1,gm1,Brieven namens Polderdam,0
            letters2,gm2,Brieven namens Dijkwijk,0
            requirements.csv
            id,consumer,purpose
            r-letters1,letters1,mail
            r-letters2,letters2,mail
            alternatives.csv
            requirement,service
            r-letters1,big-mail
            r-letters2,polder-mail
            """);
        var page = (await own.Ask($"/?{Polder.WithoutAmerica}")).Read;
        Assert.Contains("3 of 5 government functions that serve people stop: 2 at once, the last after 12 hours.", page, StringComparison.Ordinal);
        Assert.Contains("Besides, 1 of 2 functions stops that serve nobody themselves", page, StringComparison.Ordinal);
        Assert.Contains("2 government functions go on", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_before_anything_was_observed_is_told_to_be_supposed()
    {
        await using var own = await RunningServer.Over(Polder.Facts);
        own.Import("""
            requirements.csv
            id,consumer,purpose,observed_on,basis,source
            r-mail1,mail1,mail,2026-04-20,measured,measured
            """);
        var page = (await own.Ask("/?country=US&at=2026-01-01")).Read;
        Assert.Contains("1 of 6 requirements was observed only after 2026-01-01 (the first of all on 2026-04-20)", page, StringComparison.Ordinal);
        Assert.Contains("Newest measurement: 2026-04-20, 109 days after that day.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("observed only after", (await own.Ask("/?country=US&at=2026-04-20")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_can_still_work_is_shown_with_what_was_lost_and_what_keeps_it_going() =>
        Assert.Contains(
            "Sluis bedienen Waterschap De Laagte · vital 250,000 Big Host Polder Host",
            (await server.Ask($"/?{Polder.WithoutAmerica}")).Read,
            StringComparison.Ordinal);

    [Fact]
    public async Task What_is_unknown_and_unmet_is_counted()
    {
        var page = (await server.Ask($"/?{Polder.WithoutAmerica}")).Read;
        Assert.Contains("The country of 1 supplier (1 cloud service) is unknown", page, StringComparison.Ordinal);
        Assert.Contains("1 requirement has fewer alternatives on that day than needed", page, StringComparison.Ordinal);
        Assert.Contains("r-unmet", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("supplier=Big+Corporation", "If Big Corporation with all it controls is switched off")]
    [InlineData("supplier=big-us", "If Big Corporation with all it controls is switched off")]
    [InlineData("service=polder+host", "If Polder Host is switched off")]
    [InlineData("location=NL&location=IE", "If everything that runs only in the Netherlands and Ireland is switched off")]
    [InlineData("country=IE&service=big-host", "If everything under the control of Ireland and Big Host are switched off")]
    [InlineData("service=mystery", "none of the 5 government functions in the register stops")]
    public async Task Whatever_can_be_named_can_be_switched_off_by_name_or_id(string query, string sentence) =>
        Assert.Contains(sentence, (await server.Ask($"/?{query}&at=2026-04-28")).Read, StringComparison.Ordinal);

    [Fact]
    public async Task Opening_the_page_asks_nothing_and_has_the_largest_foreign_controller_ready()
    {
        var page = await server.Ask("/");
        Assert.Equal(200, page.Status);
        Assert.Contains("The control of the United States reaches 2 of the 6 cloud services", page.Read, StringComparison.Ordinal);
        Assert.Contains("href=\"/?country=US\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("When it stops", page.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_fields_are_left_out_of_the_link_that_people_send()
    {
        var page = await server.Ask("/?country=US&supplier=&service=&at=2026-04-28&asKnownOn=&horizonHours=8760");
        Assert.Equal(302, page.Status);
        Assert.Equal("/?country=US&at=2026-04-28", page["Location"]);
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_what_was_typed_stays()
    {
        var page = await server.Ask("/?country=UK&supplier=big&at=28-04-2026&horizonHours=many&asKnownOn=soon&include=all");
        Assert.Equal(400, page.Status);
        Assert.Contains("value=\"UK\" checked", page.Text, StringComparison.Ordinal);
        Assert.Contains("<li>'UK' is not a country: expected an assigned ISO 3166-1 alpha-2 code in capitals; did you mean GB?</li>", Plain(page), StringComparison.Ordinal);
        Assert.Contains("name=\"at\" type=\"text\" value=\"28-04-2026\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"many\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"soon\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"big\"", page.Text, StringComparison.Ordinal);
        foreach (var parameter in new[] { "country", "at", "horizonHours", "asKnownOn", "include" })
        {
            Assert.Contains($"href=\"#field-{parameter}\"", page.Text, StringComparison.Ordinal);
            Assert.Contains($"id=\"field-{parameter}\"", page.Text, StringComparison.Ordinal);
            Assert.Contains($"id=\"problem-{parameter}\"", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_supplier_is_told_with_what_may_have_been_meant()
    {
        var page = await server.Ask("/?supplier=polder&lang=nl");
        Assert.Equal(400, page.Status);
        Assert.Contains("'polder' is geen leverancier in dit register; bedoelt u polder-bv (Polder Cloud B.V.)?", page.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_choice_says_what_is_missing()
    {
        var page = await server.Ask("/?at=2026-04-28");
        Assert.Equal(400, page.Status);
        Assert.Contains("nothing is switched off: expected at least one country, location, supplier or service", page.Read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nl", "/", "nl")]
    [InlineData("nl-BE, en;q=0.8", "/", "nl")]
    [InlineData("en, nl;q=0.9", "/", "en")]
    [InlineData("de, nl;q=0.2", "/", "nl")]
    [InlineData("de", "/", "en")]
    [InlineData("nl;q=0", "/", "en")]
    [InlineData("nl", "/?lang=en", "en")]
    [InlineData("en", "/?lang=nl", "nl")]
    public async Task The_link_decides_the_language_and_else_the_browser(string browser, string link, string language)
    {
        var page = await server.Ask(link, browser);
        Assert.Contains($"<html lang=\"{language}\">", page.Text, StringComparison.Ordinal);
        Assert.Equal(language, page["Content-Language"]);
        Assert.Equal("Accept-Language", page["Vary"]);
    }

    [Fact]
    public async Task Changing_the_language_keeps_the_question() =>
        Assert.Contains(
            "href=\"/?country=US&at=2026-04-28&lang=nl\"", Plain(await server.Ask($"/?{Polder.WithoutAmerica}")), StringComparison.Ordinal);

    [Fact]
    public async Task More_lines_are_a_link_away_and_all_of_them_are_in_the_json()
    {
        var reply = await server.Ask($"/?{Polder.WithoutAmerica}&lines=1&supplier=Polder+Cloud+B.V.");
        var page = Plain(reply);
        Assert.Contains("1 of 5: first those on which most depends", reply.Read, StringComparison.Ordinal);
        Assert.Contains("lines=200#what", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/v1/switch-off?country=US&supplier=polder-bv&at=2026-04-28\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_seen_at_the_next_question()
    {
        await using var own = await RunningServer.Over(Polder.Facts);
        Assert.Contains("3 of 5 government functions", (await own.Ask($"/?{Polder.WithoutAmerica}")).Read, StringComparison.Ordinal);
        own.Import("""
            requirements.csv
            id,consumer,purpose
            r-new,pumps,identity
            alternatives.csv
            requirement,service
            r-new,big-host
            """);
        Assert.Contains("4 of 5 government functions", (await own.Ask($"/?{Polder.WithoutAmerica}")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_register_is_read_as_it_was_known()
    {
        var page = (await server.Ask($"/?{Polder.WithoutAmerica}&asKnownOn=2026-11-20")).Read;
        Assert.Contains("the register holds no government functions on that day", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "The register is empty")]
    [InlineData("nl", "Het register is leeg")]
    public async Task An_empty_register_says_how_to_fill_it(string language, string says)
    {
        await using var empty = await RunningServer.Over("");
        foreach (var path in new[] { "/", "/?country=US" })
        {
            var page = await empty.Ask(path, language);
            Assert.Equal(200, page.Status);
            Assert.Contains(says, page.Read, StringComparison.Ordinal);
            Assert.Contains("./sluis import samples/nl", page.Read, StringComparison.Ordinal);
        }
    }

    private static string Plain(Reply page) => System.Net.WebUtility.HtmlDecode(page.Text);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

/// <summary>How much hangs on how few, and what depends strategically on abroad, as it is asked and told.</summary>
public sealed class ConcentrationTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name,kind,country
        ws,Waterschap,waterschap,NL
        functions.csv
        id,organisation,name,criticality,data_class,personal_data
        sluice,ws,Sluis,vital,internal,none
        pump,ws,Gemaal,supporting,internal,none
        suppliers.csv
        id,name,country
        acme,Acme,US
        polder,Polder,NL
        services.csv
        id,name,supplier,valid_from
        cloud,Wolk,acme,
        spare,Reserve,polder,
        requirements.csv
        id,consumer,purpose,valid_from
        r1,sluice,hosting,2025-01-01
        r2,pump,hosting,2025-01-01
        alternatives.csv
        requirement,service
        r1,cloud
        r2,cloud
        r2,spare
        contracts.csv
        id,organisation,supplier,annual_cost,currency
        c1,ws,acme,300,EUR
        c2,ws,polder,100,EUR
        c3,ws,polder,,EUR
        """;

    private const string Named = """
        organisations.csv
        id,name
        town,Stad
        functions.csv
        id,organisation,name,criticality,data_class
        post,town,Post,vital,confidential
        suppliers.csv
        id,name,country
        acme,Acme,US
        services.csv
        id,name,supplier
        mail,Mail,acme
        requirements.csv
        id,consumer,purpose
        r1,post,mail
        alternatives.csv
        requirement,service
        r1,mail
        """;

    private readonly Desk desk = new();

    [Fact]
    public void Shares_and_indices_are_told_to_programs()
    {
        desk.Accept(Register);
        var group = Json(new ConcentrationInquiry(), ("years", "3"), ("at", "2026-04-28"))["groups"]![0]!;
        Assert.Equal("hosting", (string?)group["group"]);
        Assert.Equal(6250, (double)group["hhi"]!["atLeast"]!);
        Assert.Equal(0.75, (double)group["top"]![0]!["share"]!["atMost"]!);
        Assert.Equal(["acme US 0.75 2", "polder NL 0.25 1"], group["holders"]!.AsArray().Select(
            h => $"{h!["id"]} {h["country"]} {h["share"]} {h["members"]}"));
        Assert.Equal(0.5, (double)group["substitution"]!["enough"]!["atLeast"]!);
        Assert.Equal(["yes", "yes", "unknown"], group["persistence"]!["years"]!.AsArray().Select(y => (string?)y!["above"]));
        Assert.Equal("yes", (string?)group["persistence"]!["persistent"]);
    }

    [Theory]
    [InlineData(Language.English, "Acme (United States)", "Does it last? yes: above 4,000 in 2 of 3 years", "“highly concentrated” above 2,000, according to")]
    [InlineData(Language.Dutch, "Acme (Verenigde Staten)", "Houdt het aan? ja: boven 4.000 in 2 van 3 jaren", "“sterk geconcentreerd” boven 2.000, volgens:")]
    public void They_are_told_to_people_with_their_working(Language language, params string[] says)
    {
        desk.Accept(Register);
        var told = Tell(new ConcentrationInquiry(), language, ("years", "3"), ("at", "2026-04-28"));
        Assert.All([.. says, "75", "6", "²"], part => Assert.Contains(part, told, StringComparison.Ordinal));
    }

    [Fact]
    public void Spend_is_divided_by_contracts_and_what_has_no_amount_is_told()
    {
        desk.Accept(Register);
        desk.Accept("""
            organisations.csv
            id,name
            lake,Meer
            suppliers.csv
            id,name
            mist,Mist
            contracts.csv
            id,organisation,supplier,annual_cost,currency
            c4,lake,acme,,EUR
            c5,lake,mist,50,
            """);
        var group = Json(new ConcentrationInquiry(), ("weight", "spend"))["groups"]!.AsArray().Single()!;
        Assert.Equal("EUR", (string?)group["currency"]);
        Assert.Equal(
            (6250, 1, 2, 3),
            ((double)group["hhi"]!["atMost"]!, (int)group["members"]!, (int)group["uses"]!, (int)group["withoutWeight"]!));
        Assert.Equal(["acme 1", "polder 1"], group["holders"]!.AsArray().Select(h => $"{h!["id"]} {h["members"]}"));
        Assert.Contains(
            "Without an amount or currency, so counted for nothing: 3 contracts.", Tell(new ConcentrationInquiry(), Language.English, ("weight", "spend")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_of_which_no_weight_is_known_has_no_measure_for_programs()
    {
        desk.Accept(Register);
        var group = Json(new ConcentrationInquiry(), ("weight", "people"))["groups"]![0]!;
        Assert.All(
            new[] { "hhi", "effectiveNumber", "unknownShare", "missingShare", "substitution" }, name => Assert.Null(group[name]));
        Assert.All(group["top"]!.AsArray(), top => Assert.Null(top!["share"]));
        Assert.All(group["holders"]!.AsArray(), holder => Assert.Null(holder!["share"]));
        Assert.All(group["readings"]!.AsArray(), reading => Assert.Equal(
            ("unknown", "unknown"), ((string?)reading!["atLeast"], (string?)reading["atMost"])));
    }

    [Theory]
    [InlineData(Language.English, "hosting|2|–|–|–|100.0 %|–|unknown", "Acme (United States)|–|2|2")]
    [InlineData(Language.Dutch, "hosting|2|–|–|–|100,0 %|–|onbekend", "Acme (Verenigde Staten)|–|2|2")]
    public void Nor_for_people(Language language, params string[] says)
    {
        desk.Accept(Register);
        var told = Tell(new ConcentrationInquiry(), language, ("weight", "people"));
        Assert.All(says, part => Assert.Contains(part, told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.English, "per country|share of people|functions|functions, also through others")]
    [InlineData(Language.Dutch, "per land|aandeel in mensen|diensten|diensten, ook via anderen")]
    public void Headings_tell_people_from_functions(Language language, string headings)
    {
        desk.Accept(Register);
        var table = Ask(new ConcentrationInquiry(), ("weight", "people"), ("per", "country")).Answer!.Tell(language, 10).Parts
            .OfType<Table>().ElementAt(1);
        Assert.Equal(headings, string.Join('|', table.Columns.Select(c => c.Heading)));
    }

    [Theory]
    [InlineData("purpose", "e-mail", "mail|")]
    [InlineData("criticality", "vitaal", "vital|")]
    [InlineData("data-class", "vertrouwelijk", "confidential|")]
    public void Groups_are_named_in_the_language_of_the_reader(string by, string dutch, string english)
    {
        desk.Accept(Named);
        foreach (Inquiry inquiry in new Inquiry[] { new ConcentrationInquiry(), new DependencyInquiry() })
        {
            var told = Tell(inquiry, Language.Dutch, ("by", by));
            Assert.Contains(dutch + "|", told, StringComparison.Ordinal);
            Assert.DoesNotContain("\n" + english, told, StringComparison.Ordinal);
            Assert.Contains(english, Tell(inquiry, Language.English, ("by", by)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("by", "colour", "'colour'")]
    [InlineData("top", "0", "'0'")]
    [InlineData("years", "11", "'11'")]
    [InlineData("threshold", "x", "'x'")]
    [InlineData("at", "yesterday", "'yesterday'")]
    public void What_is_not_understood_is_said_with_its_parameter(string parameter, string value, string says)
    {
        var problem = Assert.Single(Ask(new ConcentrationInquiry(), (parameter, value)).Problems);
        Assert.Equal(parameter, problem.Parameter);
        Assert.Contains(says, problem.Problem.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Spend_by_what_contracts_do_not_tell_is_refused_with_a_way_out()
    {
        var problem = Assert.Single(Ask(new ConcentrationInquiry(), ("weight", "spend"), ("by", "criticality")).Problems);
        Assert.Contains("by kind or by all", problem.Problem.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_register_and_a_day_without_facts_are_said_in_words()
    {
        Inquiry[] inquiries = [new ConcentrationInquiry(), new DependencyInquiry()];
        Assert.All(inquiries, i => Assert.IsType<EmptyRegister>(Assert.Single(Ask(i).Warnings)));
        desk.Accept(Register);
        Assert.All(inquiries, i => Assert.Contains(
            "No function requires anything on this day", Tell(i, Language.English, ("at", "1990-01-01")), StringComparison.Ordinal));
    }

    [Fact]
    public void Each_step_of_the_definition_is_told_with_its_number_and_threshold()
    {
        desk.Accept(Register);
        var group = Json(new DependencyInquiry())["groups"]![0]!;
        Assert.Equal(
            [
                "imported yes 0.75", "controlled yes 0.75", "through-others yes 1", "few-countries yes 10000", "one-country yes 1",
                "hard-to-replace no 0.5", "knowledge unknown ", "innovation unknown ", "investment unknown ", "crucial yes ",
                "interruption unknown ",
            ],
            group["steps"]!.AsArray().Select(s => $"{s!["step"]} {s["holds"]} {s["value"]?["atLeast"]}"));
        Assert.Equal(("no", "unknown"), ((string?)group["delivered"], (string?)group["dependency"]));
        Assert.Equal(["sluice"], group["crucialFunctions"]!.AsArray().Select(f => (string?)f));
    }

    [Fact]
    public void Where_nobody_knows_how_many_people_are_served_steps_are_left_open_and_what_settles_them_is_told()
    {
        desk.Accept(Register);
        var group = Json(new DependencyInquiry(), ("weight", "people"))["groups"]![0]!;
        Assert.Equal(("unknown", 2), ((string?)group["delivered"], (int)group["withoutWeight"]!));
        Assert.StartsWith("how many people the functions serve", (string?)group["steps"]![0]!["settledBy"], StringComparison.Ordinal);
        Assert.Contains(
            "2 of which may weigh anything", Tell(new DependencyInquiry(), Language.English, ("weight", "people")), StringComparison.Ordinal);
    }

    [Fact]
    public void Home_is_a_country_or_a_group_by_its_members_of_that_day()
    {
        desk.Accept(Register);
        var (before, after) = (Json(new DependencyInquiry(), ("at", "2020-01-31")), Json(new DependencyInquiry(), ("at", "2020-02-01")));
        Assert.Contains("GB", before["home"]!.AsArray().Select(c => (string?)c));
        Assert.DoesNotContain("GB", after["home"]!.AsArray().Select(c => (string?)c));
        Assert.Equal((28, 27), (before["home"]!.AsArray().Count, after["home"]!.AsArray().Count));
        Assert.Equal(30, Json(new DependencyInquiry(), ("home", "EEA"), ("at", "2026-04-28"))["home"]!.AsArray().Count);
        var all = Json(new DependencyInquiry(), ("home", "EU"), ("home", "US"))["groups"]![0]!;
        Assert.Equal("no", (string?)all["delivered"]);
    }

    [Fact]
    public void A_judgement_counts_only_with_the_name_of_who_gives_it()
    {
        desk.Accept(Register);
        (string, string)[] stated = [("stated", "knowledge=yes"), ("stated", "interruption=yes")];
        Assert.Equal("statedBy", Assert.Single(Ask(new DependencyInquiry(), stated).Problems).Parameter);
        var answer = Json(new DependencyInquiry(), [.. stated, ("statedBy", "the minister")]);
        Assert.Equal("the minister", (string?)answer["statedBy"]);
        Assert.Equal("yes", (string?)answer["groups"]![0]!["risky"]);
        Assert.Contains("* Stated by: the minister.", Tell(new DependencyInquiry(), Language.English, [.. stated, ("statedBy", "the minister")]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("home", "UK", "GB")]
    [InlineData("home", "eu", "EU, EEA")]
    [InlineData("stated", "imported=no", "knowledge")]
    [InlineData("weight", "spend", "people")]
    public void What_cannot_be_tested_is_said_with_what_can(string parameter, string value, string says)
    {
        var problems = Ask(new DependencyInquiry(), (parameter, value), ("stated", "innovation=no"), ("statedBy", "me")).Problems;
        Assert.Contains(says, Assert.Single(problems).Problem.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_cannot_be_stated_both_ways() => Assert.IsType<StatedBothWays>(Assert.Single(Ask(
        new DependencyInquiry(), ("stated", "knowledge=yes"), ("stated", "knowledge=no"), ("statedBy", "me")).Problems).Problem);

    [Theory]
    [InlineData(Language.English, "hard to replace: no longer met if everything from abroad stopped", "Missing to answer", "United States 75.0 % directly")]
    [InlineData(Language.Dutch, "moeilijk te vervangen: niet meer vervuld als alles uit het buitenland stopt", "Om te antwoorden ontbreekt", "Verenigde Staten 75,0 % direct")]
    public void The_test_is_told_to_people(Language language, params string[] says)
    {
        desk.Accept(Register);
        var told = Tell(new DependencyInquiry(), language);
        Assert.All(says, part => Assert.Contains(part, told, StringComparison.Ordinal));
    }

    public void Dispose() => desk.Dispose();

    private InquiryReply Ask(Inquiry inquiry, params (string Name, string Value)[] words) => inquiry.Ask(
        new InquiryWords(words.GroupBy(w => w.Name).ToDictionary(
            g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(w => w.Value)], StringComparer.Ordinal)),
        new InquiryDesk(desk.Store, new DateOnly(2026, 11, 21)));

    private JsonNode Json(Inquiry inquiry, params (string Name, string Value)[] words)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Ask(inquiry, words).WriteJson(writer);
        }

        return JsonNode.Parse(stream.ToArray())!;
    }

    private string Tell(Inquiry inquiry, Language language, params (string Name, string Value)[] words)
    {
        var document = Ask(inquiry, words).Answer!.Tell(language, 10);
        return string.Join('\n', document.Parts.Select(part => part switch
        {
            Paragraph paragraph => paragraph.Text,
            Table table => $"{table.Heading}\n{string.Join('\n', table.Rows.Select(r => string.Join('|', r)))}",
            _ => "",
        }).Prepend(document.Title));
    }
}

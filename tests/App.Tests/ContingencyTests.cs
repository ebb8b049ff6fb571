using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>What if one more goes, asked of a small register: a sluice whose fallback runs on another's cloud.</summary>
public sealed class ContingencyTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name
        town,Stad
        lake,Meer
        suppliers.csv
        id,name,country
        acme,Acme Inc.,US
        acme-nl,Acme Nederland,NL
        polder,Polder BV,NL
        dyke,Dijk GmbH,DE
        ownership.csv
        owner,owned,control
        acme,acme-nl,sole
        services.csv
        id,name,supplier
        cloud,Wolk,acme-nl
        spare,Reserve,polder
        post,Post,dyke
        letters,Brieven,polder
        functions.csv
        id,organisation,name,criticality,people
        sluice,town,Sluis,vital,500
        mail,lake,E-mail,supporting,90
        pump,lake,Gemaal,vital,60
        requirements.csv
        id,consumer,purpose
        r1,sluice,hosting
        r2,mail,mail
        r3,pump,mail
        r4,pump,mail
        alternatives.csv
        requirement,service
        r1,cloud
        r1,spare
        r2,post
        r3,post
        r4,letters
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void Controllers_and_countries_are_ranked_by_what_they_stop_alone()
    {
        desk.Accept(Register);
        var answer = Json(Ask());
        Assert.Equal(
            ["country NL 2 2", "country DE 1 2", "controller dyke 1 2", "controller polder 1 1"],
            answer.GetProperty("ranking").EnumerateArray().Select(Line));
        Assert.Equal((7, 3), (answer.GetProperty("subjects").GetInt32(), answer.GetProperty("harmless").GetInt32()));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("pairs").ValueKind);
    }

    [Fact]
    public void A_country_is_told_with_what_it_stops_at_most_when_unknown_countries_are_its_own()
    {
        desk.Accept(Register);
        desk.Accept("suppliers.csv\nid,name,country\ndyke,Dijk GmbH,\nelm,Iep,FR");
        var answer = Json(Ask(("of", "country")));
        Assert.Equal(
            ["country NL 2 2 at most 2 3"],
            answer.GetProperty("ranking").EnumerateArray().Select(l =>
                $"{Line(l)} at most {l.GetProperty("atMost").GetProperty("vital")} {l.GetProperty("atMost").GetProperty("functions")}"));
        var unknown = answer.GetProperty("unknownCountries");
        Assert.Equal((1, 1, 2), (unknown.GetProperty("suppliers").GetInt32(), unknown.GetProperty("services").GetInt32(), unknown.GetProperty("lost").GetProperty("functions").GetInt32()));
        var told = Ask(("of", "country")).Answer!.Tell(Language.Dutch, 10);
        Assert.Equal(["Nederland", "land", "NL", "2", "2 – 3", "2", "560 – 590"], told.Parts.OfType<Table>().First().Rows[0]);
        Assert.Contains(told.Parts.OfType<Paragraph>(), p => p.Text.Contains("legt op die manier hoogstens 2 overheidsdiensten stil", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, Json(Ask(("of", "controller"))).GetProperty("unknownCountries").ValueKind);
    }

    [Fact]
    public void A_pair_that_stops_what_neither_stops_alone_tells_where_the_two_meet()
    {
        desk.Accept(Register);
        var pairs = Json(Ask(("of", "controller"), ("pairs", "10"))).GetProperty("pairs");
        Assert.Equal((4, 1), (pairs.GetProperty("among").GetInt32(), pairs.GetProperty("contained").GetInt32()));
        var hidden = pairs.GetProperty("meetings").EnumerateArray().Select(m =>
            $"{Id(m, "first")} {Id(m, "second")}: " + string.Join(' ', m.GetProperty("functions").EnumerateArray().Select(f =>
                $"{f.GetProperty("id")} {f.GetProperty("requirement")} " + string.Join(' ', f.GetProperty("alternatives")
                    .EnumerateArray().Select(a => $"{a.GetProperty("service")}={a.GetProperty("goesWith")}")))));
        Assert.Equal(
            ["polder acme: sluice r1 cloud=second spare=first", "polder acme-nl: sluice r1 cloud=second spare=first"], hidden);
    }

    [Fact]
    public void An_addition_names_the_requirement_the_services_and_what_goes_on()
    {
        desk.Accept(Register);
        var additions = Json(Ask(("additions", "3"), ("country", "DE"))).GetProperty("additions");
        Assert.True(additions.GetProperty("complete").GetBoolean());
        Assert.Equal(
            ["r3 letters saves 1 pump", "r2 letters saves 0 mail"],
            additions.GetProperty("best").EnumerateArray().Select(a =>
                $"{a.GetProperty("requirement")} {string.Join(' ', a.GetProperty("services").EnumerateArray())} saves " +
                $"{a.GetProperty("saved").GetProperty("vital")} {string.Join(' ', a.GetProperty("functions").EnumerateArray())}"));
    }

    [Fact]
    public void A_fact_that_is_only_imagined_counts()
    {
        desk.Accept(Register);
        var path = desk.Bundle("""
            alternatives.csv
            requirement,service
            r3,letters
            """);
        using var imagined = ImaginedRegister.Of(desk.Store, path, TimeProvider.System, out _)!;
        var additions = new ContingencyInquiry().Ask(
            Said(("country", "DE"), ("additions", "3")), new InquiryDesk(imagined, new DateOnly(2026, 4, 28)));
        Assert.Equal(1, Json(additions).GetProperty("additions").GetProperty("lost").GetProperty("functions").GetInt32());
    }

    [Theory]
    [InlineData(Language.English, "If Polder BV and Acme Inc. go together, this stops too, though either alone does not stop it: Sluis. Sluis needs 1 of 2 (r1): Wolk goes with Acme Inc.; Reserve goes with Polder BV.")]
    [InlineData(Language.Dutch, "Als Polder BV en Acme Inc. samen wegvallen, valt ook dit stil, wat geen van beide alleen doet: Sluis. Sluis heeft 1 van 2 nodig (r1): Wolk gaat mee met Acme Inc.; Reserve gaat mee met Polder BV.")]
    public void A_person_reads_why_two_together_stop_more(Language language, string sentence)
    {
        desk.Accept(Register);
        var told = Ask(("of", "controller"), ("pairs", "10")).Answer!.Tell(language, 10);
        Assert.Contains(sentence, told.Parts.OfType<Paragraph>().Select(p => p.Text));
    }

    [Theory]
    [InlineData(Language.English, "1. Give Gemaal one more alternative for mail (r3), for example Brieven: then this goes on: Gemaal. Run again with it, functions that stop: 1 instead of 2, vital ones 0 instead of 1.")]
    [InlineData(Language.Dutch, "1. Geef Gemaal een mogelijkheid erbij voor e-mail (r3), bijvoorbeeld Brieven: dan blijft dit werken: Gemaal. Opnieuw doorgerekend, overheidsdiensten die stilvallen: 1 in plaats van 2, vitale 0 in plaats van 1.")]
    public void A_person_reads_what_an_addition_saves(Language language, string sentence)
    {
        desk.Accept(Register);
        var told = Ask(("additions", "3"), ("country", "DE")).Answer!.Tell(language, 10);
        Assert.Contains(sentence, told.Parts.OfType<Paragraph>().Select(p => p.Text));
    }

    [Fact]
    public void An_empty_register_says_so_and_leaves_no_empty_table()
    {
        var reply = Ask(("pairs", "5"), ("additions", "5"));
        Assert.IsType<EmptyRegister>(Assert.Single(reply.Warnings));
        Assert.DoesNotContain(reply.Answer!.Tell(Language.English, 10).Parts, p => p is Table);
    }

    [Theory]
    [InlineData("of", "owner")]
    [InlineData("pairs", "1001")]
    [InlineData("additions", "-1")]
    [InlineData("horizonHours", "soon")]
    [InlineData("country", "NL")]
    public void Bad_words_are_refused_with_the_parameter_that_is_wrong(string parameter, string word)
    {
        desk.Accept(Register);
        var refused = Ask((parameter, word));
        Assert.Null(refused.Answer);
        Assert.Equal(parameter, Assert.Single(refused.Problems).Parameter);
    }

    [Fact]
    public void An_unknown_supplier_is_refused_and_one_of_another_day_is_warned_about()
    {
        desk.Accept(Register);
        Assert.IsType<UnknownId>(Assert.Single(Ask(("supplier", "acne"), ("additions", "1")).Problems).Problem);
        desk.Accept("""
            suppliers.csv
            id,name,country,valid_from
            later,Later,NL,2027-01-01
            """);
        Assert.IsType<NotValidThen>(Assert.Single(Ask(("supplier", "later"), ("additions", "1")).Warnings));
    }

    private static string Line(JsonElement l) =>
        $"{l.GetProperty("subject").GetProperty("kind")} {Id(l, "subject")} {l.GetProperty("lost").GetProperty("vital")} " +
        $"{l.GetProperty("lost").GetProperty("functions")}";

    private static string? Id(JsonElement of, string name) => of.GetProperty(name).GetProperty("id").GetString();

    private static InquiryWords Said(params (string Name, string Value)[] words) =>
        new(words.GroupBy(w => w.Name).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(w => w.Value)]));

    private InquiryReply Ask(params (string Name, string Value)[] words) =>
        new ContingencyInquiry().Ask(Said(words), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
}

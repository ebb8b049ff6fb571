using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>When what stops is back, asked of a small register.</summary>
public sealed class RecoveryTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name
        ws,Waterschap
        functions.csv
        id,organisation,name,criticality,max_tolerable_outage_hours,people
        sluice,ws,Sluis,vital,48,500
        pump,ws,Pomp,,24,900
        mill,ws,Molen,,,
        lock,ws,Schutsluis,,,
        suppliers.csv
        id,name,country
        acme,Acme,US
        services.csv
        id,name,supplier
        cloud,Wolk,acme
        requirements.csv
        id,consumer,purpose,exit_hours
        r1,sluice,hosting,48
        r2,pump,hosting,960
        r3,mill,hosting,20
        r4,lock,hosting,
        alternatives.csv
        requirement,service
        r1,cloud
        r2,cloud
        r3,cloud
        r4,cloud
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void Each_function_is_told_with_how_it_ends()
    {
        desk.Accept(Register);
        var answer = Json(Ask(("country", "US")));
        Assert.Equal("US", answer.GetProperty("scenario").GetProperty("countries")[0].GetString());
        Assert.Equal(8760, answer.GetProperty("scenario").GetProperty("horizonHours").GetInt32());
        Assert.Equal(
            ["lock - noWayBack", "mill 20 back", "pump 960 tooLate", "sluice 48 saved"],
            answer.GetProperty("functions").EnumerateArray().Select(f =>
                $"{f.GetProperty("id").GetString()} {(f.GetProperty("backAtHours") is { ValueKind: JsonValueKind.Number } hours ? hours.GetRawText() : "-")} {f.GetProperty("outcome").GetString()}"));
        Assert.All(["saved", "back", "tooLate", "noWayBack"], outcome => Assert.Equal(1, answer.GetProperty(outcome).GetInt32()));
    }

    [Fact]
    public void A_late_decision_is_too_late()
    {
        desk.Accept(Register);
        Assert.Equal(0, Json(Ask(("country", "US"), ("decisionHours", "1"))).GetProperty("saved").GetInt32());
    }

    [Fact]
    public void A_person_reads_the_most_critical_first_in_days()
    {
        desk.Accept(Register);
        var table = Ask(("country", "US")).Answer!.Tell(Language.Dutch, 10).Parts.OfType<Table>().Single();
        Assert.Equal(["Sluis — Waterschap", "meteen", "48 uur", "na 48 uur", "op tijd"], table.Rows[0]);
        Assert.Equal(["Pomp — Waterschap", "meteen", "24 uur", "na 40 dagen", "te laat"], table.Rows[1]);
    }

    [Fact]
    public void One_team_carries_out_exits_one_by_one_and_the_plan_says_when()
    {
        desk.Accept(Register);
        var answer = Json(Ask(("country", "US"), ("teams", "1"), ("decisionHours", "10")));
        Assert.Equal(0, answer.GetProperty("saved").GetInt32());
        Assert.Equal(
            """
            {"teams":1,"teamHours":1028,"doneAtHours":1038,"notNeeded":0,"inVain":0,"fewestTeams":null,"byTeams":[{"teams":1,"saved":0,"lastBackAtHours":1038},{"teams":2,"saved":0,"lastBackAtHours":970}],"exits":[{"requirement":"r1","consumer":"sluice","beginsAtHours":10,"endsAtHours":58,"ready":true},{"requirement":"r2","consumer":"pump","beginsAtHours":58,"endsAtHours":1018,"ready":true},{"requirement":"r3","consumer":"mill","beginsAtHours":1018,"endsAtHours":1038,"ready":true}]}
            """,
            answer.GetProperty("plan").GetRawText());
        Assert.Equal(JsonValueKind.Null, Json(Ask(("country", "US"))).GetProperty("plan").ValueKind);
    }

    [Fact]
    public void A_person_reads_which_exits_go_first_and_what_more_teams_would_do()
    {
        desk.Accept(Register);
        var english = Ask(("country", "US"), ("teams", "1")).Answer!.Tell(Language.English, 10);
        Assert.EndsWith("exits at a time: 1", english.Title, StringComparison.Ordinal);
        Assert.Contains("United States — within 8,760 hours", english.Title, StringComparison.Ordinal);
        var says = english.Parts.OfType<Paragraph>().Last().Text;
        Assert.StartsWith("Exits that are carried out: 3, in 1,028 team-hours; the last is done after 42 days 20 h.", says, StringComparison.Ordinal);
        Assert.EndsWith("as many functions are back in time as with any number: 1.", says, StringComparison.Ordinal);
        var tables = Ask(("country", "US"), ("teams", "1")).Answer!.Tell(Language.Dutch, 10).Parts.OfType<Table>().ToList();
        Assert.Equal(["Pomp", "r2", "na 48 uur", "na 42 dagen"], tables[1].Rows[1]);
        Assert.Equal([["1", "1", "na 42 dagen 20 uur"], ["2", "1", "na 40 dagen"]], tables[2].Rows);
    }

    [Fact]
    public void Exits_that_are_not_begun_are_told_with_the_reason()
    {
        desk.Accept(Register);
        desk.Accept("""
            requirements.csv
            id,consumer,purpose,exit_hours
            r5,lock,mail,7
            r6,quay,identity,9
            functions.csv
            id,organisation,name
            quay,ws,Kade
            alternatives.csv
            requirement,service
            r5,cloud
            r6,mill
            """);
        var says = Ask(("country", "US"), ("teams", "1")).Answer!.Tell(Language.Dutch, 10).Parts.OfType<Paragraph>().Last().Text;
        Assert.Contains("niet meer nodig zijn: 1. Niet begonnen, omdat ze geen overheidsdienst terugbrengen", says, StringComparison.Ordinal);
        Assert.Contains("geen weg terug heeft: 1.", says, StringComparison.Ordinal);
    }

    [Fact]
    public void Suppliers_of_unknown_country_are_told_when_a_country_is_asked()
    {
        desk.Accept(Register.Replace("acme,Acme,US", "acme,Acme,", StringComparison.Ordinal));
        var parts = Ask(("country", "US")).Answer!.Tell(Language.English, 10).Parts;
        Assert.Equal(
            [
                "Nothing stops, so nothing needs to come back.",
                "The country of 1 supplier (1 service) is unknown, which counts as out of reach. What they may add: sluis uncertainty.",
            ],
            parts.Cast<Paragraph>().Select(p => p.Text));
        Assert.DoesNotContain(
            Ask(("service", "cloud")).Answer!.Tell(Language.Dutch, 10).Parts.OfType<Paragraph>(),
            p => p.Text.Contains("sluis uncertainty", StringComparison.Ordinal));
    }

    [Fact]
    public void Bad_questions_and_empty_registers_are_told()
    {
        Assert.IsType<EmptyRegister>(Assert.Single(Ask(("country", "US")).Warnings));
        Assert.IsType<NothingSwitchedOff>(Assert.Single(Ask().Problems).Problem);
        Assert.Equal(["decisionHours", "supplier"], Ask(("supplier", "nobody"), ("decisionHours", "-1")).Problems.Select(p => p.Parameter));
        Assert.Equal("teams", Assert.Single(Ask(("country", "US"), ("teams", "0")).Problems).Parameter);
        Assert.Single(Ask(("country", "US"), ("teams", "2")).Answer!.Tell(Language.English, 10).Parts);
    }

    private InquiryReply Ask(params (string Name, string Value)[] words) => new RecoveryInquiry().Ask(
        new InquiryWords(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value])),
        new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
}

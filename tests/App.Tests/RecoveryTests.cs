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
        Assert.Equal(["Sluis — Waterschap", "direct", "48 uur", "na 48 uur", "op tijd"], table.Rows[0]);
        Assert.Equal(["Pomp — Waterschap", "direct", "24 uur", "na 40 dagen", "te laat"], table.Rows[1]);
    }

    [Fact]
    public void Bad_questions_and_empty_registers_are_told()
    {
        Assert.IsType<EmptyRegister>(Assert.Single(Ask(("country", "US")).Warnings));
        Assert.IsType<NothingSwitchedOff>(Assert.Single(Ask().Problems).Problem);
        Assert.Equal(["decisionHours", "supplier"], Ask(("supplier", "nobody"), ("decisionHours", "-1")).Problems.Select(p => p.Parameter));
    }

    private InquiryReply Ask(params (string Name, string Value)[] words) => new RecoveryInquiry().Ask(
        new InquiryWords(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value])),
        new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
}

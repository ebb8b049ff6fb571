using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>In which order to catch up, asked of a small register.</summary>
public sealed class CatchUpTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name,parent
        town,Stad,
        lake,Meer,town
        suppliers.csv
        id,name,country
        acme,Acme,US
        dike,Dijk,NL
        services.csv
        id,name,supplier
        cloud,Wolk,acme
        mail,Post,dike
        files,Mappen,dike
        functions.csv
        id,organisation,name,criticality,data_class,personal_data,people
        sluice,town,Sluis,vital,internal,none,500
        tax,lake,Belasting,important,confidential,ordinary,5000
        news,town,Nieuws,supporting,public,none,500
        requirements.csv
        id,consumer,purpose,status,valid_from
        r1,sluice,hosting,,
        r2,tax,hosting,,
        r3,news,mail,,
        r4,news,storage,,
        r5,tax,mail,planned,2026-01-01
        alternatives.csv
        requirement,service
        r1,cloud
        r2,cloud
        r3,mail
        r4,files
        r5,mail
        assessments.csv
        id,kind,organisation,subject,approved_on
        a1,risk-analysis,town,files,2026-01-01
        a2,risk-analysis,lake,cloud,
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void What_is_in_use_without_an_approved_analysis_is_due_most_risk_first()
    {
        desk.Accept(Register);
        var answer = Json(Ask(("perWeek", "1")));
        Assert.Equal(["1 lake cloud 64", "2 town cloud 32", "3 town mail 1"], Lines(answer));
        Assert.Equal((4, 3, 97), (Number(answer, "uses"), Number(answer, "withoutAnalysis"), Number(answer, "risk")));
        Assert.Equal("2026-12-13", answer.GetProperty("zeroOn").GetString());
        Assert.Equal(
            ["0 3 97", "1 2 33", "2 1 1", "3 0 0"],
            answer.GetProperty("weeks").EnumerateArray()
                .Select(w => $"{w.GetProperty("week")} {w.GetProperty("usesLeft")} {w.GetProperty("riskLeft")}"));
    }

    [Fact]
    public void Uses_that_are_counted_apart_say_how_many_umbrellas_would_do()
    {
        desk.Accept(Register);
        Assert.Equal(2, Number(Json(Ask(("perWeek", "1"))), "umbrellas"));
        Assert.Contains("(share umbrella), 2 analyses would do.", Text(Ask(("perWeek", "1"))), StringComparison.Ordinal);
        Assert.DoesNotContain("umbrella", Text(Ask(("perWeek", "1"), ("share", "umbrella"))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_umbrella_settles_a_service_for_all_bodies()
    {
        desk.Accept(Register);
        var answer = Json(Ask(("perWeek", "1"), ("share", "umbrella")));
        Assert.Equal(["1  cloud 96", "2  mail 1"], Lines(answer));
        desk.Accept("assessments.csv\nid,kind,subject,approved_on\na3,risk-analysis,cloud,2026-02-01");
        Assert.Equal(["1  mail 1"], Lines(Json(Ask(("perWeek", "1"), ("share", "umbrella")))));
    }

    [Fact]
    public void With_hours_the_most_risk_for_an_hour_comes_first()
    {
        desk.Accept(Register);
        var answer = Json(Ask(("hoursPerWeek", "20"), ("hours", "important=40"), ("hours", "vital=10")));
        Assert.Equal(["1 town cloud 32", "3 lake cloud 64", "4 town mail 1"], Lines(answer));
        Assert.True(answer.GetProperty("optimal").GetBoolean());
    }

    [Fact]
    public void A_body_comes_with_what_falls_under_it()
    {
        desk.Accept(Register);
        Assert.Equal(["1 lake cloud 64"], Lines(Json(Ask(("perWeek", "1"), ("organisation", "lake")))));
        Assert.Equal(3, Lines(Json(Ask(("perWeek", "1"), ("organisation", "town")))).Length);
    }

    [Fact]
    public void How_much_work_can_be_done_is_said_once()
    {
        Assert.IsType<OneCapacity>(Assert.Single(Ask(("perWeek", "1"), ("hoursPerWeek", "8")).Problems).Problem);
        Assert.IsType<SaysNothingAlone>(Assert.Single(Ask(("perWeek", "1"), ("teams", "2")).Problems).Problem);
        Assert.IsType<NotASize>(Assert.Single(Ask(("hoursPerWeek", "1"), ("hours", "2")).Problems).Problem);
        Assert.IsType<NotAChoice>(Assert.Single(Ask(("hoursPerWeek", "1"), ("hours", "huge=2")).Problems).Problem);
        Assert.IsType<NotACount>(Assert.Single(Ask(("hoursPerWeek", "1"), ("hours", "vital=0")).Problems).Problem);
    }

    [Fact]
    public void A_date_beyond_all_calendars_is_told_as_unknown()
    {
        desk.Accept(Register);
        var reply = new CatchUpInquiry().Ask(
            new InquiryWords(new Dictionary<string, IReadOnlyList<string>> { ["perWeek"] = ["1"], ["at"] = ["9999-12-30"] }),
            new InquiryDesk(desk.Store, new DateOnly(2026, 11, 22)));
        Assert.Equal(JsonValueKind.Null, Json(reply).GetProperty("zeroOn").ValueKind);
        Assert.Equal(2, reply.Answer!.Tell(Language.English, 10).Parts.OfType<Table>().Count());
    }

    [Theory]
    [InlineData(Language.English, "3 of 4 uses", "(3 analyses) takes 2 weeks", "8 × 2 × 1 × 2 × 1")]
    [InlineData(Language.Dutch, "3 van de 4 keer", "(3 analyses) 2 weken", "8 × 2 × 1 × 2 × 1")]
    public void People_read_how_far_it_is_and_why_something_comes_first(Language language, string left, string time, string because)
    {
        desk.Accept(Register);
        var told = Ask(("perWeek", "2")).Answer!.Tell(language, 10);
        var how = Assert.IsType<Paragraph>(told.Parts[0]).Text;
        Assert.Contains(left, how, StringComparison.Ordinal);
        Assert.Contains(time, how, StringComparison.Ordinal);
        Assert.Contains(told.Parts.OfType<Table>().Last().Rows, row => row[^1] == because);
    }

    [Fact]
    public void An_empty_register_says_so() => Assert.IsType<EmptyRegister>(Assert.Single(Ask(("perWeek", "1")).Warnings));

    private static int Number(JsonElement answer, string name) => answer.GetProperty(name).GetInt32();

    private static string[] Lines(JsonElement answer) =>
    [
        .. answer.GetProperty("analyses").EnumerateArray().Select(a =>
            $"{a.GetProperty("week")} {a.GetProperty("organisation")} {a.GetProperty("service")} {a.GetProperty("risk")}"),
    ];

    private static string Text(InquiryReply reply) =>
        Assert.IsType<Paragraph>(reply.Answer!.Tell(Language.English, 10).Parts[0]).Text;

    private InquiryReply Ask(params (string Name, string Value)[] words)
    {
        var said = words.GroupBy(w => w.Name).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(w => w.Value)]);
        return new CatchUpInquiry().Ask(new InquiryWords(said), new InquiryDesk(desk.Store, new DateOnly(2026, 11, 22)));
    }
}

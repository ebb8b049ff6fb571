using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>Whose loss stops a function, asked of a small register.</summary>
public sealed class CutSetsTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name
        town,Stad
        suppliers.csv
        id,name,country
        acme,Acme Inc.,US
        acme-nl,Acme Nederland,NL
        dyke,De Dijk,NL
        mist,Mist,
        ownership.csv
        owner,owned,control
        acme,acme-nl,sole
        services.csv
        id,name,supplier
        cloud,Wolk,acme-nl
        spare,Reservewolk,dyke
        post,Post,mist
        functions.csv
        id,organisation,name,valid_from
        sluice,town,Sluis,2020-01-01
        pump,town,Gemaal,
        mill,town,Molen,
        requirements.csv
        id,consumer,purpose
        r1,sluice,hosting
        r2,sluice,mail
        r3,pump,hosting
        alternatives.csv
        requirement,service,grace_hours
        r1,cloud,0
        r1,spare,0
        r2,post,4
        r3,cloud,30
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void The_smallest_losses_are_told_with_their_ids_and_hours()
    {
        desk.Accept(Register);
        var answer = Json(Ask(("function", "sluice")));
        Assert.Equal(["mist at 4", "acme dyke at 0"], Sets(answer));
        Assert.Equal(
            ["acme US, acme-nl NL: cloud", "dyke NL: spare", "mist -: post"],
            answer.GetProperty("losses").EnumerateArray().Select(LossOf));
        Assert.True(answer.GetProperty("complete").GetBoolean());
        Assert.Equal(3, answer.GetProperty("completeUpTo").GetInt32());
        Assert.Equal(4, answer.GetProperty("suppliers").GetInt32());
    }

    [Fact]
    public void Size_horizon_and_kind_can_be_asked()
    {
        desk.Accept(Register);
        Assert.Equal(["mist at 4"], Sets(Json(Ask(("function", "sluice"), ("size", "1")))));
        Assert.Equal(["acme dyke at 0"], Sets(Json(Ask(("function", "sluice"), ("horizonHours", "3")))));
        Assert.Equal(["mist at 4", "acme-nl dyke at 0"], Sets(Json(Ask(("function", "sluice"), ("of", "supplier")))));
    }

    [Theory]
    [InlineData(Language.English, "One loss is enough: 1 supplier stops it alone", "Two together: 2 pairs stop it", "Complete: yes.", "(Acme Inc. (US) or Acme Nederland (NL)) + De Dijk (NL)|at once|Wolk, Reservewolk")]
    [InlineData(Language.Dutch, "Eén is genoeg: 1 leverancier kan haar", "Twee samen: 2 tweetallen doen haar", "Volledig: ja.", "(Acme Inc. (US) of Acme Nederland (NL)) + De Dijk (NL)|meteen|Wolk, Reservewolk")]
    public void A_person_reads_who_alone_and_who_together(
        Language language, string alone, string together, string complete, string row)
    {
        desk.Accept(Register);
        var (text, tables) = Tell(language, ("function", "sluice"));
        Assert.All([alone, together, complete], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal(2, tables.Count);
        Assert.Equal("Mist (?)", tables[0].Rows[0][0]);
        Assert.Equal(row, string.Join('|', tables[1].Rows[0]));
    }

    [Theory]
    [InlineData(Language.English, "even when all of them go at once it goes on for 24 hours", "knows of no service", "Complete: no. The search ended after 2 tries")]
    [InlineData(Language.Dutch, "ook als die allemaal tegelijk wegvallen gaat zij 24 uur door", "kent geen clouddienst", "Volledig: nee. Het zoeken stopte na 2 pogingen")]
    public void That_nothing_stops_it_nothing_is_known_or_the_work_ended_is_said(
        Language language, string goesOn, string unknown, string ended)
    {
        desk.Accept(Register);
        Assert.Contains(goesOn, Tell(language, ("function", "pump")).Text, StringComparison.Ordinal);
        Assert.Contains(unknown, Tell(language, ("function", "mill")).Text, StringComparison.Ordinal);
        Assert.Contains(ended, Tell(language, ("function", "sluice"), ("work", "2")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function", "sluis")]
    [InlineData("function", "acme")]
    [InlineData("of", "country")]
    [InlineData("size", "4")]
    [InlineData("size", "0")]
    [InlineData("horizonHours", "-1")]
    [InlineData("work", "0")]
    [InlineData("at", "soon")]
    public void What_cannot_be_asked_is_refused(string parameter, string value)
    {
        desk.Accept(Register);
        var refused = Ask((parameter, value), ("function", "sluice"));
        Assert.Null(refused.Answer);
        Assert.Equal(parameter, Assert.Single(refused.Problems).Parameter);
    }

    [Fact]
    public void A_day_before_the_function_and_an_empty_register_are_told()
    {
        Assert.IsType<EmptyRegister>(Assert.Single(Ask(("function", "sluice")).Problems).Problem);
        desk.Accept(Register);
        Assert.IsType<DoesNotHoldThen>(Assert.Single(Ask(("function", "sluice"), ("at", "2019-12-31")).Problems).Problem);
    }

    private static string[] Sets(JsonElement answer) =>
    [
        .. answer.GetProperty("cutSets").EnumerateArray().Select(cut =>
            $"{string.Join(' ', cut.GetProperty("losses").EnumerateArray())} at {cut.GetProperty("stopsAtHours")}"),
    ];

    private static string LossOf(JsonElement loss)
    {
        var suppliers = loss.GetProperty("suppliers").EnumerateArray()
            .Select(s => $"{s.GetProperty("supplier")} {s.GetProperty("country").GetString() ?? "-"}");
        return $"{string.Join(", ", suppliers)}: {string.Join(' ', loss.GetProperty("services").EnumerateArray())}";
    }

    private (string Text, List<Table> Tables) Tell(Language language, params (string Name, string Value)[] words)
    {
        var parts = Ask(words).Answer!.Tell(language, 10).Parts;
        return (string.Join(' ', parts.OfType<Paragraph>().Select(p => p.Text)), [.. parts.OfType<Table>()]);
    }

    private InquiryReply Ask(params (string Name, string Value)[] words)
    {
        var said = words.Append(("at", "2026-04-28")).DistinctBy(w => w.Item1)
            .ToDictionary(w => w.Item1, w => (IReadOnlyList<string>)[w.Item2]);
        return new CutSetsInquiry().Ask(new InquiryWords(said), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
    }
}

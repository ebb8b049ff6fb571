using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>What is found in a small register by the one clause about vital processes outside Europe.</summary>
public sealed class FindingsTests : IDisposable
{
    private const string Clause = "rijksbreed-cloudbeleid-2026/4.3";

    private const string Register = """
        sources.csv
        id,name
        town-says,Opgave van de stad
        organisations.csv
        id,name,parent,ministry
        ministry,Ministerie,,
        town,Stad,,ministry
        ward,Wijk,town,
        lake,Meer,,
        functions.csv
        id,organisation,name,criticality,people,source
        sluice,town,Sluis,vital,10,
        pumps,ward,Gemaal,essential,20,
        tax,lake,Aanslag,vital,,
        desk,lake,Loket,supporting,,
        classifications.csv
        function,primary_process,valid_from,source
        sluice,true,2026-08-01,town-says
        pumps,true,,
        suppliers.csv
        id,name,country
        acme,Acme Inc.,US
        polder,Polder,NL
        services.csv
        id,name,supplier,deployment
        cloud,Wolk,acme,public
        host,Huis,polder,public
        requirements.csv
        id,consumer,purpose
        r1,sluice,hosting
        r2,pumps,hosting
        r3,tax,hosting
        r4,desk,hosting
        alternatives.csv
        requirement,service
        r1,cloud
        r2,cloud
        r2,host
        r3,cloud
        r4,host
        """;

    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly Desk desk = new();

    public FindingsTests() => desk.Accept(Register);

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_finding_says_clause_facts_sources_since_when_and_what_settles_it()
    {
        var finding = Json(Ask(("open", "no"))).GetProperty("findings").EnumerateArray()
            .Single(f => f.GetProperty("organisation").GetString() == "town");
        Assert.Equal(Clause, finding.GetProperty("clause").GetString());
        Assert.Equal("discouraged", finding.GetProperty("severity").GetString());
        Assert.Equal("2026-08-01", finding.GetProperty("since").GetString());
        Assert.Contains("another supplier", finding.GetProperty("settledBy").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            "Sluis hoort bij het primaire proces town-says declared 2026-08-01",
            finding.GetProperty("grounds").EnumerateArray().Select(g =>
                $"{g.GetProperty("says").GetProperty("nl")} {g.GetProperty("source")} {g.GetProperty("basis")} {g.GetProperty("since")}"));
    }

    [Fact]
    public void Open_is_told_apart_from_broken_and_counted_with_numerator_and_denominator()
    {
        var answer = Json(Ask());
        Assert.Equal(["town cloud False", "ward cloud False", "lake cloud True"], Findings(answer));
        Assert.Equal("4 met 1 broken 2 treated 0 open 1", Tally(answer.GetProperty("total")));
        Assert.Equal(
            (5, 4, 1),
            (answer.GetProperty("uses").GetInt32(), answer.GetProperty("usesToWhichSomethingApplies").GetInt32(),
                answer.GetProperty("usesMeetingAll").GetInt32()));
        Assert.Equal(
            ["town 1 1 met 0 broken 1 treated 0 open 0", "ward 2 2 met 1 broken 1 treated 0 open 0", "lake 2 1 met 0 broken 0 treated 0 open 1"],
            answer.GetProperty("bodies").EnumerateArray().Select(b => $"{b.GetProperty("id")} {b.GetProperty("uses")} {Tally(b.GetProperty("tally"))}"));
        Assert.Equal(["town cloud False", "ward cloud False"], Findings(Json(Ask(("open", "no")))));
        Assert.Equal(["lake cloud True"], Findings(Json(Ask(("open", "yes")))));
        Assert.Equal("primary-process", Json(Ask(("open", "yes"))).GetProperty("findings")[0].GetProperty("missing").GetString());
    }

    [Fact]
    public void A_body_is_asked_about_with_what_is_part_of_it_or_falls_under_it()
    {
        Assert.Equal(["town cloud False", "ward cloud False"], Findings(Json(Ask(("organisation", "ministry")))));
        Assert.Equal(["ward cloud False"], Findings(Json(Ask(("organisation", "ward"), ("service", "cloud"), ("clause", Clause)))));
        Assert.Empty(Findings(Json(Ask(("severity", "prohibited")))));
        Assert.Empty(Findings(Json(Ask(("pack", "data-act"), ("severity", "prohibited")))));
    }

    [Theory]
    [InlineData("organisation", "twon")]
    [InlineData("service", "sluice")]
    [InlineData("pack", "cloudbeleid")]
    [InlineData("clause", "avg/99")]
    [InlineData("severity", "bad")]
    [InlineData("open", "perhaps")]
    [InlineData("failOn", "3")]
    public void What_nobody_knows_is_refused(string name, string value)
    {
        var refused = Ask((name, value));
        Assert.Null(refused.Answer);
        Assert.Equal(name, Assert.Single(refused.Problems).Parameter);
    }

    [Fact]
    public void A_check_fails_on_what_is_broken_and_nobody_answers_for()
    {
        Assert.Equal(2, Assert.IsType<ClausesBroken>(Assert.Single(Ask(("failOn", "discouraged")).Failed)).Broken);
        Assert.Empty(Ask(("failOn", "conditional")).Failed);
        Assert.Single(Json(Ask(("failOn", "attention"))).GetProperty("checksFailed").EnumerateArray());
        Accept($"d1,accepted,town,cloud,{Clause},cio,2026-10-01,,", $"d2,mitigated,,pumps,{Clause},cio,2026-10-01,,");
        Assert.Empty(Ask(("failOn", "attention")).Failed);
    }

    [Fact]
    public void What_is_open_does_not_fail_a_check_and_is_told()
    {
        var reply = Ask(("failOn", "discouraged"));
        Assert.Equal(1, Assert.IsType<OpenIsNotBroken>(Assert.Single(reply.Warnings)).Open);
        Assert.IsType<LooksAtMilderOnly>(Assert.Single(Ask(("failOn", "prohibited"), ("severity", "attention")).Problems).Problem);
    }

    [Fact]
    public void What_is_prohibited_nobody_can_accept()
    {
        (string, string)[] question = [("clause", "rijksbreed-cloudbeleid-2026/5.4"), ("failOn", "prohibited")];
        desk.Accept("classifications.csv\nfunction,base_register,valid_from,source\nsluice,true,2026-08-01,town-says");
        Assert.Single(Ask(question).Failed);
        Accept("d1,accepted,town,cloud,rijksbreed-cloudbeleid-2026/5.4,intern,2026-10-01,,");
        Assert.Single(Ask(question).Failed);
        Assert.Equal("accepted", Json(Ask(question)).GetProperty("findings").EnumerateArray()
            .Single(f => !f.GetProperty("open").GetBoolean()).GetProperty("treatment").GetProperty("kind").GetString());
    }

    [Fact]
    public void Who_accepted_or_mitigated_it_is_told_while_that_stands()
    {
        Accept(
            $"d1,accepted,town,cloud,{Clause},cio,2026-10-01,2026-12-01,adequacy:US", $"d2,mitigated,,pumps,{Clause},cio,2026-10-01,,",
            "d3,accepted,,cloud,avg/28,cio,2026-10-01,,", $"d4,explained,,cloud,{Clause},cio,2026-10-01,,");
        Assert.Equal(["town accepted cio", "ward mitigated cio", "lake  "], Treated());
        Assert.Equal(["town  ", "ward mitigated cio", "lake  "], Treated(("at", "2026-12-02")));
        Assert.Equal(["town  ", "ward  ", "lake  "], Treated(("at", "2026-09-01")));
        Assert.Equal("4 met 1 broken 2 treated 2 open 1", Tally(Json(Ask()).GetProperty("total")));
    }

    [Theory]
    [InlineData("adequacy:US", "2026-10-01", true)]
    [InlineData("adequacy:US", "2019-01-01", false)]
    [InlineData("adequacy:CN", "2026-10-01", false)]
    [InlineData("owner:acme=none", "2026-10-01", true)]
    [InlineData("owner:acme=polder", "2026-10-01", false)]
    [InlineData("certificate:SecNumCloud@cloud", "2026-10-01", false)]
    [InlineData("the word of a friend", "2026-10-01", false)]
    public void A_safeguard_that_lapsed_reopens_what_relied_on_it(string reliesOn, string decidedOn, bool stands)
    {
        Accept($"d1,accepted,town,cloud,{Clause},cio,{decidedOn},,{reliesOn}");
        Assert.Equal(stands ? "town accepted cio" : "town  ", Treated().First(t => t.StartsWith("town", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_worst_comes_first()
    {
        UseClause[] clauses =
        [
            MadeUpClause.Asks("avg/1", _ => new Known<bool>(false, []), Severity.Attention),
            MadeUpClause.Asks("avg/2", _ => new Known<bool>(null, []), Severity.Prohibited),
            MadeUpClause.Asks("avg/3", u => new Known<bool>(u.Service.Id.Text == "host", []), Severity.Prohibited),
        ];
        using var reader = desk.Store.Read();
        var found = new FindingsSelection(
            FindingsOfDay.Of(reader, Today, clauses: clauses), new FindingsFilter(null, [], [], [], [], null));
        Assert.Equal(
            [
                "town cloud avg/3", "lake cloud avg/3", "ward cloud avg/3",
                "town cloud avg/1", "lake cloud avg/1", "ward cloud avg/1", "ward host avg/1", "lake host avg/1",
                "town cloud avg/2", "lake cloud avg/2", "ward cloud avg/2", "ward host avg/2", "lake host avg/2",
            ],
            found.Worst.Select(f => $"{f.Judged.Use.Body.Id} {f.Judged.Use.Service.Id} {f.Judged.Tell(f.Clause).Clause.Id}"));
    }

    [Theory]
    [InlineData(Language.English, "Clauses met: 1 of 4 (25.0 %)", "according to press", "What settles it: another supplier")]
    [InlineData(Language.Dutch, "voldaan: 1 van 4 (25,0 %)", "volgens pers", "Wat het oplost: een andere leverancier")]
    public void A_person_reads_the_whole_first_and_then_the_worst(Language language, string whole, string attribution, string settles)
    {
        var document = Ask().Answer!.Tell(language, 2);
        var paragraphs = document.Parts.OfType<Paragraph>().Select(p => p.Text).ToList();
        Assert.Contains(whole, paragraphs[0], StringComparison.Ordinal);
        Assert.Equal(4, paragraphs.Count);
        Assert.Contains(attribution, paragraphs[2], StringComparison.Ordinal);
        Assert.Contains(settles, paragraphs[2], StringComparison.Ordinal);
        Assert.Equal(2, document.Parts.OfType<Table>().Count());
    }

    [Fact]
    public void Compliance_over_time_is_the_compliance_of_each_day()
    {
        var reply = new ComplianceInquiry().Ask(Words(("from", "2026-06-30"), ("until", "2026-12-31"), ("step", "month")), Inquired);
        var days = Json(reply).GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(
            ["2026-06-30", "2026-07-30", "2026-08-30", "2026-09-30", "2026-10-30", "2026-11-30", "2026-12-30"],
            days.Select(d => d.GetProperty("day").GetString()));
        foreach (var day in days)
        {
            Assert.Equal(
                Tally(Json(Ask(("at", day.GetProperty("day").GetString()!), ("pack", "rijksbreed-cloudbeleid-2026"))).GetProperty("total")),
                Tally(day.GetProperty("packs").EnumerateArray().Single(p => p.GetProperty("id").GetString() == "rijksbreed-cloudbeleid-2026").GetProperty("tally")));
        }

        Assert.NotNull(new ComplianceInquiry().Ask(Words(("from", "2027-01-01")), Inquired).Problems.Single());
        Assert.NotNull(new ComplianceInquiry().Ask(Words(("from", "1900-01-01"), ("step", "month")), Inquired).Problems.Single());
    }

    private InquiryDesk Inquired => new(desk.Store, Today);

    private string[] Treated(params (string Name, string Value)[] words) =>
    [
        .. Json(Ask([.. words, ("service", "cloud")])).GetProperty("findings").EnumerateArray().OrderBy(f => f.GetProperty("open").GetBoolean())
            .ThenByDescending(f => f.GetProperty("organisation").GetString() == "town").Select(f =>
            $"{f.GetProperty("organisation")} " + (f.GetProperty("treatment") is { ValueKind: JsonValueKind.Object } treatment
                ? $"{treatment.GetProperty("kind")} {treatment.GetProperty("by")}"
                : " ")),
    ];

    private void Accept(params string[] decisions) => desk.Accept(
        $"decisions.csv\nid,kind,organisation,subject,clause,by,decided_on,due_on,relies_on\n{string.Join('\n', decisions)}");

    private static string[] Findings(JsonElement answer) =>
    [
        .. answer.GetProperty("findings").EnumerateArray().Select(f =>
            $"{f.GetProperty("organisation")} {f.GetProperty("service")} {f.GetProperty("open")}"),
    ];

    private static string Tally(JsonElement tally) =>
        $"{tally.GetProperty("applies")} met {tally.GetProperty("met")} broken {tally.GetProperty("broken")} " +
        $"treated {tally.GetProperty("treated")} open {tally.GetProperty("open")}";

    /// <summary>Asks about one clause, unless the question names others.</summary>
    private InquiryReply Ask(params (string Name, string Value)[] words) => new FindingsInquiry().Ask(
        Words(words.Any(w => w.Name is "clause" or "pack") ? words : [.. words, ("clause", Clause)]), Inquired);

    private static InquiryWords Words(params (string Name, string Value)[] words) =>
        new(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value]));
}

using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>How dependence changes over time, asked of a small register.</summary>
public sealed class TrendTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name
        ws,Waterschap
        functions.csv
        id,organisation,name,valid_from
        sluice,ws,Sluis,
        tax,ws,Aanslag,
        late,ws,Later,2026-07-01
        suppliers.csv
        id,name,country
        acme,Acme,US
        polder,Polder,NL
        dijk,Dijk,NL
        brit,Brit,GB
        mist,Mist,
        ownership.csv
        owner,owned,control,valid_from
        acme,polder,sole,2026-03-01
        services.csv
        id,name,supplier
        polder-cloud,Polder,polder
        dijk-cloud,Dijk,dijk
        mist-dns,Mist,mist
        brit-mail,Brit,brit
        requirements.csv
        id,consumer,purpose,valid_from,valid_until
        r1,sluice,hosting,,2026-06-01
        r2,sluice,hosting,2026-06-01,
        r3,tax,identity,2026-04-01,2026-05-01
        r4,tax,dns,,
        r5,tax,mail,,
        alternatives.csv
        requirement,service
        r1,polder-cloud
        r2,dijk-cloud
        r3,sluice
        r4,mist-dns
        r5,brit-mail
        """;

    private const string Contracts = """

        contracts.csv
        id,organisation,supplier,annual_cost,currency,starts_on,ends_on,valid_from
        c1,ws,acme,300,EUR,2026-03-10,2026-06-10,
        c2,ws,polder,100.5,EUR,,,
        c3,ws,mist,7,EUR,,,2026-05-05
        c4,ws,dijk,,EUR,,,
        """;

    private static readonly DateOnly Today = new(2026, 4, 28);

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_migration_and_a_sale_bend_the_curve()
    {
        desk.Accept(Register);
        Assert.Equal(
            [
                "2026-01-01 0 of 2, 0 directly", "2026-03-01 1 of 2, 1 directly", "2026-04-01 2 of 2, 1 directly",
                "2026-05-01 1 of 2, 1 directly", "2026-06-01 0 of 2, 0 directly", "2026-07-01 0 of 3, 0 directly",
            ],
            Points(Ask(("country", "US"), ("from", "2026-01-01"), ("until", "2026-12-31"))).Select(p =>
                $"{p.GetProperty("day").GetString()} {p.GetProperty("functions")} of {p.GetProperty("ofFunctions")}, " +
                $"{p.GetProperty("directFunctions")} directly"));
    }

    [Fact]
    public void The_curve_at_a_day_is_the_measure_at_that_day()
    {
        desk.Accept(Register);
        var points = Points(Ask(("country", "US"), ("from", "2026-02-01"), ("until", "2026-07-31"))).ToList();
        for (var day = new DateOnly(2026, 2, 1); day <= new DateOnly(2026, 7, 31); day = day.AddDays(1))
        {
            var question = SwitchOffQuestion.Understand(new SwitchOffWords(["US"], [], [], [], $"{day:yyyy-MM-dd}"), Today, out _)!;
            var failed = new SwitchOffSuppliers(desk.Store).Answer(question).Answer!.Failed;
            var point = points.Last(p => DateOnly.Parse(p.GetProperty("day").GetString()!) <= day);
            Assert.Equal(failed.Functions, point.GetProperty("functions").GetInt32());
            Assert.Equal(failed.Organisations, point.GetProperty("organisations").GetInt32());
        }
    }

    [Fact]
    public void Home_changes_with_owners_and_with_the_members_of_a_group()
    {
        desk.Accept(Register);
        Assert.Equal(
            ["2019-12-31 2 of 3, unknown 1", "2020-02-01 1 of 3, unknown 1", "2026-03-01 0 of 3, unknown 1", "2026-06-01 1 of 3, unknown 1"],
            Points(Ask(("from", "2019-12-31"), ("until", "2026-06-30"))).Select(p =>
                $"{p.GetProperty("day").GetString()} {p.GetProperty("fromHome")} of {p.GetProperty("servicesInUse")}, " +
                $"unknown {p.GetProperty("homeUnknown")}")
                .Where(line => line[..10] is "2019-12-31" or "2020-02-01" or "2026-03-01" or "2026-06-01"));
    }

    [Theory]
    [InlineData("33", "yes")]
    [InlineData("34", "unknown")]
    [InlineData("66", "unknown")]
    [InlineData("67", "no")]
    public void A_target_is_reached_only_when_that_is_certain(string percent, string reached)
    {
        desk.Accept(Register);
        var target = Json(Ask(("target", percent), ("by", "2029-01-01"))).GetProperty("target");
        Assert.Equal(reached, target.GetProperty("reached").GetString());
    }

    [Fact]
    public void A_person_reads_both_curves_and_the_target_in_both_languages()
    {
        desk.Accept(Register);
        var answer = Ask(("country", "US"), ("target", "30"), ("by", "2029-01-01")).Answer!;
        foreach (var (language, says) in new[] { (Language.English, "the target is reached"), (Language.Dutch, "het doel is bereikt") })
        {
            var document = answer.Tell(language, 20);
            Assert.Equal(2, document.Parts.OfType<Table>().Count());
            Assert.Single(document.Parts.OfType<Paragraph>(), p => p.Text.Contains(says, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("concentration", "")]
    [InlineData("concentration", "purpose=mail per=supplier")]
    [InlineData("exposure", "country=US dataClass=unknown")]
    [InlineData("exposure", "country=GB")]
    [InlineData("spend", "country=US home=NL")]
    [InlineData("contingency", "horizonHours=48")]
    [InlineData("coverage", "")]
    public void Any_measure_on_a_day_is_what_its_own_question_answers(string measure, string asked)
    {
        desk.Accept(Register + Contracts);
        var words = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('=')).Select(w => (w[0], w[1])).ToList();
        var series = Json(Ask([("measure", measure), ("from", "2026-02-01"), ("until", "2026-07-31"), .. words]))
            .GetProperty("series").EnumerateArray().Single();
        var points = series.GetProperty("points").EnumerateArray().ToList();
        for (var day = new DateOnly(2026, 2, 1); day <= new DateOnly(2026, 7, 31); day = day.AddDays(15))
        {
            var values = points.Last(p => DateOnly.Parse(p.GetProperty("day").GetString()!) <= day).GetProperty("values");
            Assert.Equal(OwnAnswer(measure, words, $"{day:yyyy-MM-dd}"), Told(measure, values));
        }
    }

    [Fact]
    public void Several_measures_are_asked_at_once_and_a_target_is_held_against_one()
    {
        desk.Accept(Register + Contracts);
        var answer = Json(Ask(("measure", "spend,home, concentration"), ("target", "30"), ("by", "2031-01-01")));
        Assert.Equal(
            ["spend EUR: no target", "home : at-least share", "concentration : no target"],
            answer.GetProperty("series").EnumerateArray().Select(Draw));
        var concentration = Json(Ask(("measure", "concentration,coverage"), ("target", "30")));
        Assert.Equal("concentration", concentration.GetProperty("target").GetProperty("measure").GetString());
        Assert.Equal(
            ["concentration : at-most top1", "coverage : no target"],
            concentration.GetProperty("series").EnumerateArray().Select(Draw));
        Assert.Empty(concentration.GetProperty("points").EnumerateArray());

        static string Draw(JsonElement series) =>
            $"{series.GetProperty("measure").GetString()} {series.GetProperty("of").GetString()}: " +
            (series.GetProperty("target") is { ValueKind: JsonValueKind.Object } target
                ? $"{target.GetProperty("wanted").GetString()} {target.GetProperty("quantity").GetString()}"
                : "no target");
    }

    [Theory]
    [InlineData("30", "no")]
    [InlineData("50", "unknown")]
    [InlineData("100", "yes")]
    public void A_share_that_is_to_shrink_must_not_be_above_its_target(string percent, string reached)
    {
        desk.Accept(Register);
        var target = Json(Ask(("measure", "concentration"), ("target", percent), ("by", "2026-06-15"))).GetProperty("target");
        Assert.Equal(reached, target.GetProperty("reached").GetString());
    }

    [Fact]
    public void Every_measure_is_told_in_both_languages_with_what_its_two_numbers_mean()
    {
        desk.Accept(Register);
        var answer = Ask(
            ("measure", "stopped,home,concentration,exposure,spend,contingency,coverage"), ("country", "US")).Answer!;
        foreach (var (language, nothing) in new[] { (Language.English, "nothing is known of what is spent"), (Language.Dutch, "wat wordt uitgegeven is dus onbekend") })
        {
            var document = answer.Tell(language, 20);
            Assert.Equal(6, document.Parts.OfType<Table>().Count());
            Assert.Contains(document.Parts.OfType<Paragraph>(), p => p.Text.Contains(nothing, StringComparison.Ordinal));
            Assert.Contains(document.Parts.OfType<Table>(), t => t.Rows.Any(r => r.Contains("Acme")));
        }
    }

    [Fact]
    public void Bad_questions_and_empty_registers_are_told()
    {
        Assert.IsType<EmptyRegister>(Assert.Single(Ask().Warnings));
        desk.Accept("suppliers.csv\nid,name\nacme,Acme");
        Assert.IsType<NothingHoldsThen>(Assert.Single(Ask().Warnings));
        Assert.Equal(
            ["until"], Ask(("from", "2026-02-01"), ("until", "2026-01-01")).Problems.Select(p => p.Parameter));
        Assert.Equal(
            ["target", "home"], Ask(("home", "XX"), ("target", "101")).Problems.Select(p => p.Parameter));
        Assert.Equal(["supplier"], Ask(("supplier", "nobody")).Problems.Select(p => p.Parameter));
        Assert.Equal(["measure"], Ask(("measure", "home,happiness")).Problems.Select(p => p.Parameter));
        Assert.IsType<NothingSwitchedOff>(Assert.Single(Ask(("measure", "stopped")).Problems).Problem);
        Assert.IsType<NobodyAskedAbout>(Assert.Single(Ask(("measure", "exposure"), ("location", "NL")).Problems).Problem);
    }

    /// <summary>What a curve tells, in the words of <see cref="OwnAnswer"/>.</summary>
    private static string Told(string measure, JsonElement values)
    {
        return measure switch
        {
            "concentration" => $"{Range("hhi")}, {Range("top1")}, {Range("top3")}",
            "exposure" => $"{Range("functions")}, {Range("people")}, {Range("ifCountriesUnknown")}",
            "spend" => $"{Range("total")}, {Range("withCountries")}, {Range("withoutAmount")}",
            "contingency" => $"{Range("functions")}, {Range("vital")}, {Range("people")}",
            _ => $"{Range("suppliersWithoutCountry")}, {Range("servicesOfThose")}, {Range("unmet")}",
        };

        string Range(string name) => values.GetProperty(name) is { ValueKind: JsonValueKind.Object } range
            ? $"{range.GetProperty("atLeast")} to {range.GetProperty("atMost")}"
            : "nothing";
    }

    /// <summary>What the inquiry of a measure answers about a day.</summary>
    private string OwnAnswer(string measure, List<(string Name, string Value)> words, string day)
    {
        var asked = words.ToDictionary(w => w.Name, w => w.Value);
        string Exactly(object number) => $"{number} to {number}";
        switch (measure)
        {
            case "concentration":
                var group = Reply(new ConcentrationInquiry(), [
                    ("by", asked.ContainsKey("purpose") ? "purpose" : "all"), ("per", asked.GetValueOrDefault("per", "controller")), ("at", day)])
                    .GetProperty("groups").EnumerateArray()
                    .Single(g => g.GetProperty("group").GetString() == asked.GetValueOrDefault("purpose", "all"));
                return string.Join(", ", new[] { group.GetProperty("hhi") }
                    .Concat(group.GetProperty("top").EnumerateArray().Select(t => t.GetProperty("share")))
                    .Select(r => $"{r.GetProperty("atLeast")} to {r.GetProperty("atMost")}"));
            case "exposure":
                var reach = Reply(new ExposureInquiry(), [.. words, ("at", day)]);
                return string.Join(", ", new[] { "functions", "people" }
                    .Select(n => $"{reach.GetProperty("certain").GetProperty(n)} to {reach.GetProperty("inReach").GetProperty(n)}")
                    .Append(Exactly(reach.GetProperty("unknown").GetProperty("reachedByThose").GetProperty("functions"))));
            case "spend":
                var spend = Reply(new SpendInquiry(), [("at", day)]);
                decimal Sum(string list, Func<JsonElement, bool> counts) => spend.GetProperty(list).EnumerateArray()
                    .Where(counts).Sum(l => l.GetProperty("annualCost").GetDecimal());
                var american = Sum("byCountry", l => l.GetProperty("country").GetString() == "US");
                var unknown = Sum("byCountry", l => l.GetProperty("country").GetString() is null);
                return $"{Exactly(Sum("totals", _ => true))}, {american} to {american + unknown}, " +
                    Exactly(spend.GetProperty("contractsWithoutAmount"));
            case "contingency":
                var worst = Reply(new ContingencyInquiry(), [("of", "controller"), ("horizonHours", "48"), ("at", day)])
                    .GetProperty("ranking").EnumerateArray().Select(s => s.GetProperty("lost")).ToList();
                return worst.Count == 0 ? "0 to 0, 0 to 0, 0 to 0"
                    : string.Join(", ", new[] { "functions", "vital", "people" }.Select(n => Exactly(worst[0].GetProperty(n))));
            default:
                var question = SwitchOffQuestion.Understand(new SwitchOffWords(["US"], [], [], [], day), Today, out _)!;
                var graph = new SwitchOffSuppliers(desk.Store).Answer(question).Answer!.Graph;
                return $"{Exactly(graph.SuppliersWithoutCountry)}, {Exactly(graph.ServicesWithoutCountry)}, {Exactly(graph.Unmet.Count)}";
        }
    }

    private JsonElement Reply(Inquiry inquiry, IEnumerable<(string Name, string Value)> words) => Json(inquiry.Ask(
        new InquiryWords(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value])), new InquiryDesk(desk.Store, Today)));

    private static IEnumerable<JsonElement> Points(InquiryReply reply) =>
        Json(reply).GetProperty("points").EnumerateArray();

    private InquiryReply Ask(params (string Name, string Value)[] words) => new TrendInquiry().Ask(
        new InquiryWords(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value])),
        new InquiryDesk(desk.Store, Today));
}

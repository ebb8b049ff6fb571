using System.Text.Json;
using Sluiswachter.App.Inquiries;
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
            Assert.Contains(says, document.Parts.OfType<Paragraph>().Single().Text, StringComparison.Ordinal);
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
    }

    private static IEnumerable<JsonElement> Points(InquiryReply reply) =>
        Json(reply).GetProperty("points").EnumerateArray();

    private InquiryReply Ask(params (string Name, string Value)[] words) => new TrendInquiry().Ask(
        new InquiryWords(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value])),
        new InquiryDesk(desk.Store, Today));
}

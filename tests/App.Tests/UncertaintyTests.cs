using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>How sure a switch-off is, asked of a small register of which two suppliers have no country.</summary>
public sealed class UncertaintyTests : IDisposable
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
        dune,Duin,
        elm,Iep,
        ownership.csv
        owner,owned,control,basis
        acme,acme-nl,sole,inferred
        services.csv
        id,name,supplier,regions,basis
        cloud,Wolk,acme,US,measured
        disk,Schijf,acme-nl,,declared
        post,Post,dune,NL,declared
        names,Namen,elm,NL,declared
        functions.csv
        id,organisation,name,criticality,people
        tax,town,Belasting,vital,500
        pump,lake,Gemaal,vital,60
        mail,lake,E-mail,supporting,90
        dike,lake,Dijk,,70
        requirements.csv
        id,consumer,purpose,basis
        r1,tax,hosting,measured
        r2,pump,hosting,measured
        r3,mail,mail,measured
        r4,dike,dns,measured
        alternatives.csv
        requirement,service
        r1,cloud
        r2,disk
        r3,post
        r4,post
        r4,names
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void Programs_get_both_bounds_and_on_what_the_least_rests()
    {
        desk.Accept(Register);
        var answer = Json(Ask(("country", "US")));
        Assert.Equal("2 2 2 2 560", Counts(answer.GetProperty("failed").GetProperty("atLeast")));
        Assert.Equal("4 2 4 2 590", Counts(answer.GetProperty("failed").GetProperty("atMost")));
        Assert.Equal("4 2 4 2 590", Counts(answer.GetProperty("of")));
        foreach (var part in new[] { "shownBy", "chains" })
        {
            var by = answer.GetProperty(part);
            Assert.Equal(
                ["0 0 0 0 0", "1 1 1 1 500", "2 2 2 2 560"],
                new[] { "measured", "declared", "inferred" }.Select(f => Counts(by.GetProperty(f))));
        }

        Assert.Equal(
            """{"of":4,"withUnknownCountry":2,"broken":{"atLeast":2,"atMost":4}}""",
            answer.GetProperty("requirements").GetRawText());
        Assert.Equal(
            """{"suppliersWithoutCountry":2,"servicesOfThose":2,"openServices":2}""", answer.GetProperty("unknown").GetRawText());
        Assert.Equal(
            ["dike - 0 null null", "mail - 0 null null", "pump 0 0 inferred inferred", "tax 0 0 declared declared"],
            answer.GetProperty("functions").EnumerateArray().Select(Function));
    }

    [Fact]
    public void The_unknown_on_which_most_hangs_comes_first()
    {
        desk.Accept(Register);
        var find = Json(Ask(("country", "US"))).GetProperty("toFindOut");
        Assert.Equal((2, 2, true), (find.GetProperty("candidates").GetInt32(), find.GetProperty("tried").GetInt32(), find.GetProperty("complete").GetBoolean()));
        Assert.Equal(
            ["country dune 2 uses, raises 1 0 1 0 30, lowers 2 0 1 0 30", "country elm 1 uses, raises 0 0 1 0 0, lowers 1 0 1 0 0"],
            find.GetProperty("ranking").EnumerateArray().Select(s =>
                $"{s.GetProperty("unknown").GetString()} {s.GetProperty("id").GetString()} {s.GetProperty("uses")} uses, " +
                $"raises {Counts(s.GetProperty("raises"))}, lowers {Counts(s.GetProperty("lowers"))}"));
    }

    [Fact]
    public void Where_a_service_runs_matters_only_when_a_place_is_asked_about()
    {
        desk.Accept(Register);
        var place = Json(Ask(("location", "US"))).GetProperty("toFindOut").GetProperty("ranking").EnumerateArray();
        Assert.Equal(["regions disk"], place.Select(s => $"{s.GetProperty("unknown").GetString()} {s.GetProperty("id").GetString()}"));
        var supplier = Ask(("supplier", "acme"));
        Assert.Equal(0, Json(supplier).GetProperty("toFindOut").GetProperty("candidates").GetInt32());
        Assert.Contains(
            "What stops: 2 of 4 functions. Nothing that is unknown could put anything else in reach of this question.", Texts(supplier, Language.English));
    }

    [Theory]
    [InlineData(Language.English, "What stops: at least 2 and at most 4 of 4 functions. Unknown is whether these are in reach: 2 services. The lower number counts all of that out of reach, as sluis switch-off does, the higher one in reach.")]
    [InlineData(Language.Dutch, "Wat stopt: minstens 2 en hoogstens 4 van 4 overheidsdiensten. Onbekend is of dit binnen bereik is: 2 clouddiensten. Het laagste getal telt dat alles buiten bereik, zoals sluis switch-off doet, het hoogste erbinnen.")]
    [InlineData(Language.English, "Requirements that have an alternative from a supplier of unknown country: 2 of 4 (50.0 %). Requirements that break: at least 2 (50.0 %), at most 4 (100.0 %).")]
    [InlineData(Language.Dutch, "Afhankelijkheden met een mogelijkheid bij een leverancier waarvan het land onbekend is: 2 van 4 (50,0 %). Afhankelijkheden die breken: minstens 2 (50,0 %), hoogstens 4 (100,0 %).")]
    public void A_person_reads_between_which_bounds_the_answer_lies(Language language, string sentence)
    {
        desk.Accept(Register);
        Assert.Contains(sentence, Texts(Ask(("country", "US")), language));
    }

    [Fact]
    public void A_person_reads_what_rests_on_what_and_what_to_find_out_first()
    {
        desk.Accept(Register);
        var tables = Ask(("country", "US")).Answer!.Tell(Language.Dutch, 10).Parts.OfType<Table>().ToList();
        Assert.Equal(
            ["overheidsdiensten 2 4 4", "vitale overheidsdiensten 2 2 2", "organisaties 2 2 2", "mensen 560 590 590", "clouddiensten 2 4 4"],
            tables[0].Rows.Select(r => string.Join(' ', r)));
        Assert.Equal(
            ["alleen gemeten feiten 0 0 0 0 0", "ook opgegeven feiten 1 1 1 500 1", "ook afgeleide feiten 1 1 1 60 1", "samen 2 2 2 560 2"],
            tables[1].Rows.Select(r => string.Join(' ', r)));
        Assert.Equal(["Duin land 2 +1 −2", "Iep land 1 0 −1"], tables[2].Rows.Select(r => string.Join(' ', r)));
        Assert.Equal(["E-mail Meer 90 0 uur", "Dijk Meer 70 0 uur"], tables[3].Rows.Select(r => string.Join(' ', r)));
    }

    [Fact]
    public void A_country_that_becomes_known_can_be_imagined()
    {
        desk.Accept(Register);
        using var imagined = ImaginedRegister.Of(desk.Store, desk.Bundle("suppliers.csv\nid,name,country\ndune,Duin,NL"), TimeProvider.System, out _)!;
        var answer = Json(new UncertaintyInquiry().Ask(Said(("country", "US")), new InquiryDesk(imagined, new DateOnly(2026, 4, 28))));
        Assert.Equal("2 2 3 2 560", Counts(answer.GetProperty("failed").GetProperty("atMost")));
    }

    [Fact]
    public void Bad_questions_and_empty_registers_are_told()
    {
        Assert.IsType<EmptyRegister>(Assert.Single(Ask(("country", "US")).Warnings));
        Assert.DoesNotContain(Ask(("country", "US")).Answer!.Tell(Language.English, 10).Parts, p => p is Table);
        Assert.IsType<NothingSwitchedOff>(Assert.Single(Ask().Problems).Problem);
        Assert.Equal(["horizonHours", "country", "supplier"], Ask(("supplier", "nobody"), ("country", "UK"), ("horizonHours", "-1")).Problems.Select(p => p.Parameter));
        desk.Accept(Register);
        desk.Accept("suppliers.csv\nid,name,valid_from\nlater,Later,2027-01-01");
        Assert.IsType<NotValidThen>(Assert.Single(Ask(("supplier", "later")).Warnings));
    }

    private static string Counts(JsonElement counts) => string.Join(' ', new[] { "functions", "vital", "services", "organisations", "people" }
        .Select(name => counts.GetProperty(name).GetRawText()));

    private static string Function(JsonElement f) =>
        $"{f.GetProperty("id").GetString()} {(f.GetProperty("stopsAtHours") is { ValueKind: JsonValueKind.Number } at ? at.GetRawText() : "-")} " +
        $"{f.GetProperty("earliestHours")} {f.GetProperty("shownBy").GetString() ?? "null"} {f.GetProperty("chain").GetString() ?? "null"}";

    private static IEnumerable<string> Texts(InquiryReply reply, Language language) =>
        reply.Answer!.Tell(language, 10).Parts.OfType<Paragraph>().Select(p => p.Text);

    private static InquiryWords Said(params (string Name, string Value)[] words) =>
        new(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value]));

    private InquiryReply Ask(params (string Name, string Value)[] words) =>
        new UncertaintyInquiry().Ask(Said(words), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
}

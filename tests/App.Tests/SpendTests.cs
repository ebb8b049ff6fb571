using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>What is spent on whom, asked of a small register.</summary>
public sealed class SpendTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name
        town,Stad
        lake,Meer
        hill,Heuvel
        suppliers.csv
        id,name,country
        acme,Acme Inc.,US
        acme-nl,Acme Nederland,NL
        shop,De Winkel,NL
        mist,Mist,
        ownership.csv
        owner,owned,control
        acme,acme-nl,sole
        services.csv
        id,name,supplier
        cloud,Wolk,acme-nl
        functions.csv
        id,organisation,name
        sluice,hill,Sluis
        requirements.csv
        id,consumer,purpose
        r1,sluice,hosting
        r2,lake,mail
        alternatives.csv
        requirement,service
        r1,cloud
        r2,cloud
        contracts.csv
        id,organisation,supplier,reseller,starts_on,ends_on,annual_cost,currency
        c1,town,acme-nl,shop,,,750.50,EUR
        c2,lake,acme,,,,149.50,EUR
        c3,town,mist,,,,100,EUR
        c4,town,acme,,,,9,USD
        c5,town,acme,,,,,EUR
        c6,town,acme,,,,12,
        c7,town,acme,,,2026-04-27,1000,EUR
        c8,town,acme,,2026-04-29,,1000,EUR
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_contract_counts_for_who_controls_its_supplier_through_any_reseller()
    {
        desk.Accept(Register);
        var answer = Json(Ask());
        Assert.Equal(
            ["acme US EUR 900.0 2 2", "mist - EUR 100 1 1", "acme US USD 9 1 1"], Lines(answer, "byController"));
        Assert.Equal(["- US EUR 900.0 2 2", "- - EUR 100 1 1", "- US USD 9 1 1"], Lines(answer, "byCountry"));
        Assert.Equal(["town - EUR 850.5 2 1", "lake - EUR 149.5 1 1", "town - USD 9 1 1"], Lines(answer, "byBody"));
        Assert.Equal(["shop NL EUR 750.5 1 1"], Lines(answer, "byReseller"));
        Assert.Equal(["- - EUR 1000.0 3 2", "- - USD 9 1 1"], Lines(answer, "totals"));
    }

    [Fact]
    public void What_is_unknown_is_counted_and_never_taken_for_nothing()
    {
        desk.Accept(Register);
        var answer = Json(Ask());
        Assert.Equal(6, answer.GetProperty("contracts").GetInt32());
        Assert.Equal(2, answer.GetProperty("contractsWithoutAmount").GetInt32());
        Assert.Equal(1, answer.GetProperty("bodiesWithoutContract").GetInt32());
    }

    [Fact]
    public void A_contract_counts_from_its_first_day_through_its_last()
    {
        desk.Accept(Register);
        Assert.Equal("- - EUR 2000.0 4 2", Lines(Json(Ask(("at", "2026-04-27"))), "totals")[0]);
        Assert.Equal("- - EUR 2000.0 4 2", Lines(Json(Ask(("at", "2026-04-29"))), "totals")[0]);
    }

    [Fact]
    public void Half_a_euro_is_rounded_alike_on_a_day_and_over_time()
    {
        desk.Accept(Register);
        desk.Accept("contracts.csv\nid,organisation,supplier,annual_cost,currency\nc3,town,mist,100.50,EUR");
        var words = new InquiryWords(new Dictionary<string, IReadOnlyList<string>>
        {
            ["measure"] = ["spend"], ["from"] = ["2026-04-28"], ["until"] = ["2026-04-28"],
        });
        var trend = new TrendInquiry().Ask(words, new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
        Assert.Equal("EUR 1,001", Ask().Answer!.Tell(Language.English, 10).Parts.OfType<Table>().First().Rows[0][1]);
        Assert.Equal("1,001", trend.Answer!.Tell(Language.English, 10).Parts.OfType<Table>().First().Rows[0][1]);
    }

    [Theory]
    [InlineData(Language.English, "Acme Inc. (United States)", "EUR 900", "90.0 %")]
    [InlineData(Language.Dutch, "Acme Inc. (Verenigde Staten)", "EUR 900", "90,0 %")]
    public void A_person_reads_names_and_shares(Language language, params string[] cells)
    {
        desk.Accept(Register);
        var table = Ask().Answer!.Tell(language, 10).Parts.OfType<Table>().ElementAt(1);
        Assert.Equal(cells, table.Rows[0].Take(3));
    }

    [Fact]
    public void An_empty_register_says_so_and_bad_words_are_refused()
    {
        Assert.IsType<EmptyRegister>(Assert.Single(Ask().Warnings));
        var refused = Ask(("at", "soon"));
        Assert.Null(refused.Answer);
        Assert.Equal("at", Assert.Single(refused.Problems).Parameter);
    }

    private static string[] Lines(JsonElement answer, string name) =>
    [
        .. answer.GetProperty(name).EnumerateArray().Select(l =>
            $"{(l.TryGetProperty("id", out var id) ? id.GetString() : "-")} {l.GetProperty("country").GetString() ?? "-"} " +
            $"{l.GetProperty("currency").GetString()} {l.GetProperty("annualCost").GetRawText()} " +
            $"{l.GetProperty("contracts")} {l.GetProperty("bodies")}"),
    ];

    private InquiryReply Ask(params (string Name, string Value)[] words)
    {
        var said = words.Append(("at", "2026-04-28")).DistinctBy(w => w.Item1)
            .ToDictionary(w => w.Item1, w => (IReadOnlyList<string>)[w.Item2]);
        return new SpendInquiry().Ask(new InquiryWords(said), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28)));
    }
}

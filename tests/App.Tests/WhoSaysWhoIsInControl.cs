using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

/// <summary>The facts behind a chain of control, from the service up to the country, each with who says so.</summary>
public sealed class WhoSaysWhoIsInControl : IDisposable
{
    private const string Register = """
        sources.csv
        id,name,url,retrieved_on
        filing,Annual report,https://example.org/10-k,2026-11-20
        probe,Measured mail,,2026-04-28
        organisations.csv
        id,name,population
        town,Stad,900
        suppliers.csv
        id,name,country,source,basis,observed_on
        acme,Acme Inc.,US,filing,declared,2026-11-19
        acme-eu,Acme Europe,IE,filing,declared,2026-11-19
        acme-nl,Acme Nederland,NL,,inferred,
        other,Other Inc.,US,,,
        ownership.csv
        owner,owned,share,control,source,basis,observed_on,valid_from,valid_until
        acme,acme-eu,100,,filing,declared,2026-11-18,2025-01-01,
        acme-eu,acme-nl,60,,,inferred,,2020-01-01,
        other,acme-nl,60,,filing,declared,,,2020-01-01
        services.csv
        id,name,supplier,source,basis
        mail,Post,acme-nl,probe,measured
        functions.csv
        id,organisation,name
        letters,town,Brieven
        requirements.csv
        id,consumer,purpose,source,basis,observed_on
        r1,letters,mail,probe,measured,2026-04-28
        alternatives.csv
        requirement,service
        r1,mail
        """;

    private static readonly SwitchOffWords WithoutAmerica = new(["US"], [], [], [], "2026-05-01");

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void People_get_each_hop_with_its_ground_source_and_day_and_the_weakest_of_all()
    {
        desk.Accept(Register);
        var (_, report) = new SwitchOffSuppliers(desk.Store).Report(Question(WithoutAmerica), lines: 5);
        var line = Assert.Single(report!.Stopped);
        Assert.Equal(
            [
                "Post is supplied by Acme Nederland: Measured probe ",
                "Acme Nederland is controlled by Acme Europe: Inferred  ",
                "Acme Europe is controlled by Acme Inc.: Declared filing 2026-11-18",
                "Acme Inc. is established in the United States: Declared filing 2026-11-19",
            ],
            line.Seed!.Links.Select(l => $"{l.Says.English}: {l.Ground.Basis} {l.Ground.Source} {l.Ground.ObservedOn:yyyy-MM-dd}"));
        Assert.Equal(Basis.Inferred, line.Weakest);
        Assert.Equal("Annual report", report.Sources["filing"].Name);
    }

    [Fact]
    public void Programs_get_each_fact_once_behind_the_answer()
    {
        desk.Accept(Register);
        using var written = new MemoryStream();
        SwitchOffJson.Write(written, new SwitchOffSuppliers(desk.Store).Answer(Question(WithoutAmerica)));
        using var answer = JsonDocument.Parse(written.ToArray());
        var control = answer.RootElement.GetProperty("control");
        Assert.Equal(
            """
            [{"owner":"acme","owned":"acme-eu","basis":"declared","source":"filing","observedOn":"2026-11-18","validFrom":"2025-01-01"},{"owner":"acme-eu","owned":"acme-nl","basis":"inferred","source":null,"observedOn":null,"validFrom":"2020-01-01"}]
            """,
            control.GetProperty("holdings").GetRawText());
        Assert.Equal(
            ["acme US declared filing", "acme-eu IE declared filing", "acme-nl NL inferred ", "other US declared "],
            control.GetProperty("suppliers").EnumerateArray().Select(s =>
                $"{s.GetProperty("id")} {s.GetProperty("country")} {s.GetProperty("basis")} {s.GetProperty("source")}"));
        Assert.Equal(["filing"], control.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        Assert.Equal("""{"requirements":1,"first":"2026-04-28","newestMeasurement":"2026-04-28","afterTheDay":0}""", answer.RootElement.GetProperty("observed").GetRawText());
    }

    [Fact]
    public void A_named_supplier_has_its_holdings_and_no_country()
    {
        desk.Accept(Register);
        var (_, report) = new SwitchOffSuppliers(desk.Store).Report(Question(WithoutAmerica with { Countries = [], Suppliers = ["acme-eu"] }), lines: 5);
        Assert.Equal(
            ["Post is supplied by Acme Nederland", "Acme Nederland is controlled by Acme Europe"],
            report!.Stopped[0].Seed!.Links.Select(l => l.Says.English));
    }

    [Theory]
    [InlineData("2026-04-27", 1)]
    [InlineData("2026-04-28", 0)]
    public void A_day_before_the_observation_is_warned_of_in_every_question_about_uses(string day, int warnings)
    {
        desk.Accept(Register);
        Assert.Equal(warnings, new SwitchOffSuppliers(desk.Store).Answer(Question(WithoutAmerica with { At = day })).Warnings.Count);
        var today = new DateOnly(2026, 11, 22);
        foreach (var inquiry in new Inquiry[] { new RecoveryInquiry(), new ExposureInquiry(), new UncertaintyInquiry() })
        {
            var words = new InquiryWords(new Dictionary<string, IReadOnlyList<string>> { ["country"] = ["US"], ["at"] = [day] });
            Assert.Equal(warnings, inquiry.Ask(words, new InquiryDesk(desk.Store, today)).Warnings.OfType<HeldBeforeObserved>().Count());
        }

        var trend = new InquiryWords(new Dictionary<string, IReadOnlyList<string>> { ["country"] = ["US"], ["from"] = [day] });
        Assert.Equal(warnings, new TrendInquiry().Ask(trend, new InquiryDesk(desk.Store, today)).Warnings.OfType<HeldBeforeObserved>().Count());
    }

    private static SwitchOffQuestion Question(SwitchOffWords words) => SwitchOffQuestion.Understand(words, default, out _)!;
}

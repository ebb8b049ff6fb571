using System.Reflection;
using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Store;

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

    private static readonly DateOnly Today = new(2026, 11, 22);

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
            [{"owner":"acme","owned":"acme-eu","basis":"declared","source":"filing","observedOn":"2026-11-18","validFrom":"2025-01-01","sharePercent":100,"control":null},{"owner":"acme-eu","owned":"acme-nl","basis":"inferred","source":null,"observedOn":null,"validFrom":"2020-01-01","sharePercent":60,"control":null}]
            """,
            control.GetProperty("holdings").GetRawText());
        Assert.Equal(
            ["acme US declared filing", "acme-eu IE declared filing", "acme-nl NL inferred ", "other US declared "],
            control.GetProperty("suppliers").EnumerateArray().Select(s =>
                $"{s.GetProperty("id")} {s.GetProperty("country")} {s.GetProperty("basis")} {s.GetProperty("source")}"));
        Assert.Equal(["suppliers", "holdings", "sources", "services"], control.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["filing", "probe"], control.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        Assert.Equal("""{"requirements":1,"first":"2026-04-28","newestMeasurement":"2026-04-28","afterTheDay":0}""", answer.RootElement.GetProperty("observed").GetRawText());
    }

    [Fact]
    public void A_next_question_on_the_same_facts_reads_them_no_more_and_an_import_is_noticed()
    {
        desk.Accept(Register);
        var switchOff = new SwitchOffSuppliers(desk.Store);
        var first = switchOff.Answer(Question(WithoutAmerica)).Control!;
        Assert.Same(first.Suppliers.First(), switchOff.Answer(Question(WithoutAmerica)).Control!.Suppliers.First());
        desk.Accept("suppliers.csv\nid,name,country,source,basis\nacme,Acme Inc.,US,filing,inferred\n");
        Assert.Equal(Basis.Inferred, switchOff.Answer(Question(WithoutAmerica)).Control!.Suppliers.First().Ground.Basis);
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

    [Fact]
    public void Programs_get_who_supplies_each_service_that_is_switched_off()
    {
        desk.Accept(Register);
        using var written = new MemoryStream();
        SwitchOffJson.Write(written, new SwitchOffSuppliers(desk.Store).Answer(Question(WithoutAmerica)));
        using var answer = JsonDocument.Parse(written.ToArray());
        var control = answer.RootElement.GetProperty("control");
        Assert.Equal(
            """[{"id":"mail","supplier":"acme-nl","basis":"measured","source":"probe","observedOn":null,"validFrom":null}]""",
            control.GetProperty("services").GetRawText());
    }

    [Fact]
    public void However_many_services_are_switched_off_their_facts_are_read_some_thousands_at_a_time_and_not_kept()
    {
        const int Many = 20_001;
        desk.Accept(Register);
        string[] ids = [.. Enumerable.Range(0, Many).Select(i => $"s{i}")];
        desk.Accept("services.csv\nid,name,supplier\n" + string.Concat(ids.Reverse().Select(id => $"{id},S,acme-nl\n")));
        var store = Watched<IRegisterStore>.Of(desk.Store);
        var switchOff = new SwitchOffSuppliers(store.It);
        foreach (var _ in new[] { "first", "next" })
        {
            store.Asked.Clear();
            var told = switchOff.Answer(Question(WithoutAmerica)).Control!.Services.ToList();
            Assert.Equal(ids.Append("mail").Order(StringComparer.Ordinal), told.Select(s => s.Id));
            Assert.Equal(new ServiceGround("s7", "acme-nl", new StatedGround(Basis.Declared, null, null, null)), told.Single(s => s.Id == "s7"));
            var read = store.Asked.Where(a => a.Arguments is [FactKind.Service, ..]).Select(a => ((IReadOnlyCollection<string>)a.Arguments[1]!).Count).ToList();
            Assert.Equal(Many + 1, read.Sum());
            Assert.All(read, ids => Assert.InRange(ids, 1, 10_000));
        }
    }

    [Theory]
    [InlineData("inferred", "measured", "probe", Basis.Inferred)]
    [InlineData("measured", "inferred", "", Basis.Inferred)]
    [InlineData("measured", "declared", "filing", Basis.Declared)]
    [InlineData("measured", "declared", "", Basis.Measured)]
    public void A_chain_is_called_after_its_weakest_fact_be_it_requirement_or_alternative_as_in_uncertainty(
        string requirement, string alternative, string source, Basis weakest)
    {
        desk.Accept(Register.Replace("probe,measured,2026-04-28", $"probe,{requirement},2026-04-28", StringComparison.Ordinal)
            .Replace("requirement,service", "requirement,service,source,basis", StringComparison.Ordinal)
            .Replace("r1,mail", $"r1,mail,{source},{alternative}", StringComparison.Ordinal));
        var (_, report) = new SwitchOffSuppliers(desk.Store).Report(Question(WithoutAmerica with { Countries = [], Services = ["mail"] }), lines: 5);
        Assert.Equal(weakest, Assert.Single(report!.Stopped).Weakest);
        var words = new InquiryWords(new Dictionary<string, IReadOnlyList<string>> { ["service"] = ["mail"], ["at"] = ["2026-05-01"] });
        var told = new UncertaintyInquiry().Ask(words, new InquiryDesk(desk.Store, Today)).Tell(Language.English, 10)!;
        var ground = Assert.Single(told.Parts.OfType<Table>().SelectMany(t => t.Rows), r => r[0].Contains(" facts ", StringComparison.Ordinal) && r[1] == "1");
        Assert.StartsWith(weakest.ToString(), ground[0], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_source_has_the_name_that_holds_on_the_day_in_whatever_order_its_versions_came()
    {
        desk.Accept(Register.Replace("id,name,url,retrieved_on", "id,name,url,retrieved_on,valid_from,valid_until", StringComparison.Ordinal)
            .Replace("2026-11-20", "2026-11-20,2026-01-01,", StringComparison.Ordinal).Replace("mail,,2026-04-28", "mail,,2026-04-28,,", StringComparison.Ordinal));
        desk.Accept("sources.csv\nid,name,valid_from,valid_until\nfiling,Old report,2020-01-01,2025-01-01\n");
        foreach (var (day, name) in new[] { ("2026-05-01", "Annual report"), ("2024-05-01", "Old report"), ("2025-05-01", "Annual report") })
        {
            var question = Question(WithoutAmerica with { Countries = [], Suppliers = ["acme"], At = day });
            Assert.Equal(name, new SwitchOffSuppliers(desk.Store).Answer(question).Control!.Sources["filing"].Name);
        }
    }

    [Fact]
    public void A_near_name_is_found_by_what_the_thing_is_called_now_or_was_called_and_told_by_what_it_is_called_now()
    {
        desk.Accept("suppliers.csv\nid,name,valid_from,valid_until\ns1,Zeebries,,2025-01-01\ns1,Duinwind,2025-01-01,\n");
        Assert.Equal("s1 (Duinwind)", NearTo("duinwnid"));
        Assert.Equal("s1 (Duinwind)", NearTo("zeebrise"));

        string NearTo(string typed) => string.Join(' ', Assert.IsType<UnknownId>(Assert.Single(
            new SwitchOffSuppliers(desk.Store).Answer(Question(WithoutAmerica with { Countries = [], Suppliers = [typed] })).Problems).Problem).Near);
    }

    [Fact]
    public void Of_many_unknown_ids_and_names_the_first_few_get_suggestions_for_which_names_are_read_once()
    {
        desk.Accept(Register);
        var reader = Watched<IRegisterReader>.Of(desk.Store.Read());
        using (reader.It)
        {
            var names = new NamedIds(reader.It);
            var explained = Enumerable.Range(0, 9).Select(i => names.Explain(new ParameterProblem("supplier", new MalformedId($"Acme {i}")))).ToList();
            Assert.Equal(5, explained.Count(p => ((UnknownId)p.Problem).Near.Count > 0));
            Assert.Single(reader.Asked, a => a.Arguments is [FactKind.Supplier]);
        }

        var outcome = new SwitchOffSuppliers(desk.Store).Answer(
            Question(WithoutAmerica with { Countries = [], Suppliers = [.. Enumerable.Range(0, 9).Select(i => $"acme-{i}")] }));
        Assert.Equal(9, outcome.Problems.Count);
        Assert.Equal(5, outcome.Problems.Count(p => ((UnknownId)p.Problem).Near.Count > 0));
    }

    [Theory]
    [InlineData("2026-04-27", 1)]
    [InlineData("2026-04-28", 0)]
    public void A_day_before_the_observation_is_warned_of_in_every_question_about_uses(string day, int warnings)
    {
        desk.Accept(Register);
        Assert.Equal(warnings, new SwitchOffSuppliers(desk.Store).Answer(Question(WithoutAmerica with { At = day })).Warnings.Count);
        foreach (var inquiry in Inquiry.All.Where(i => i.Group is null && i.Name is not ("spend" or "assess")))
        {
            var called = inquiry.Parameters.Select(p => p.Name).ToList();
            var words = new Dictionary<string, IReadOnlyList<string>> { [called.Contains("from") ? "from" : "at"] = [day] };
            if (called.Contains("country") && inquiry.Name != "contingency")
            {
                words["country"] = ["US"];
            }

            if (called.Contains("function"))
            {
                words["function"] = ["letters"];
            }

            if (inquiry.Name == "alternatives")
            {
                words["service"] = ["mail"];
            }

            Warned(inquiry, words, warnings);
        }
    }

    [Theory]
    [InlineData("1", 0)]
    [InlineData("2", 1)]
    public void Earlier_years_that_lie_before_the_observation_are_warned_of(string years, int warnings)
    {
        desk.Accept(Register);
        Warned(new ConcentrationInquiry(), new Dictionary<string, IReadOnlyList<string>> { ["at"] = ["2026-05-01"], ["years"] = [years] }, warnings);
    }

    private void Warned(Inquiry inquiry, Dictionary<string, IReadOnlyList<string>> words, int warnings)
    {
        var reply = inquiry.Ask(new InquiryWords(words), new InquiryDesk(desk.Store, Today));
        Assert.True(reply.Answer is not null, $"{inquiry.Name}: {string.Join(' ', reply.Problems)}");
        Assert.True(warnings == reply.Warnings.OfType<HeldBeforeObserved>().Count(), inquiry.Name);
    }

    private static SwitchOffQuestion Question(SwitchOffWords words) => SwitchOffQuestion.Understand(words, default, out _)!;
}

/// <summary>Writes down what is asked of something, and of what it gives.</summary>
public class Watched<T> : DispatchProxy
    where T : class
{
    private T? watched;

    /// <summary>What is watched, to be asked.</summary>
    public T It { get; private set; } = null!;

    /// <summary>What was asked, in order.</summary>
    public List<(string Name, object?[] Arguments)> Asked { get; private set; } = [];

    /// <summary>Watches something.</summary>
    public static Watched<T> Of(T watched, List<(string Name, object?[] Arguments)>? asked = null)
    {
        var it = Create<T, Watched<T>>();
        var watching = (Watched<T>)(object)it;
        (watching.watched, watching.It, watching.Asked) = (watched, it, asked ?? []);
        return watching;
    }

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Asked.Add((targetMethod!.Name, args ?? []));
        var given = targetMethod.Invoke(watched, args);
        return given is IRegisterReader reader ? Watched<IRegisterReader>.Of(reader, Asked).It : given;
    }
}

using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>Whose data is in reach, asked of a small register.</summary>
public sealed class ExposureInquiryTests : IDisposable
{
    private const string Register = """
        sources.csv
        id,name
        told,What the town says
        organisations.csv
        id,name,population
        town,Stad,5000
        suppliers.csv
        id,name,country,valid_until
        acme,Acme Inc.,US,
        acme-nl,Acme Nederland B.V.,NL,
        polder,Polder B.V.,NL,
        gone,Gone Ltd.,GB,2020-01-01
        mist,Mist,,
        ownership.csv
        owner,owned,control
        acme,acme-nl,sole
        services.csv
        id,name,supplier,customer_held_keys
        cloud,Acme Wolk,acme-nl,
        mail,Acme Post,acme,
        safe,Acme Kluis,acme,true
        fog,Mist Dienst,mist,
        functions.csv
        id,organisation,name,criticality,data_class,personal_data
        tax,town,Belasting innen,vital,confidential,ordinary
        post,town,Post,,,
        files,town,Archief,,internal,special
        talk,town,Praten,,,
        requirements.csv
        id,consumer,purpose,source,basis,valid_from
        r1,tax,hosting,told,declared,2001-01-01
        r2,post,mail,,declared,
        r3,files,storage,,declared,
        r4,talk,messaging,,declared,
        alternatives.csv
        requirement,service,data,role
        r1,cloud,clear,active
        r2,mail,,active
        r3,safe,encrypted,active
        r4,fog,clear,active
        """;

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void It_tells_whose_data_how_surely_and_through_whom()
    {
        desk.Accept(Register);
        var answer = Json(Ask(("country", "US")));
        Assert.Equal(
            ["premises", "warnings", "checksFailed", "question", "control", "inReach", "certain", "of", "classes", "stoppedByKeys", "unknown", "law", "hands", "handsLeftOut", "functions"],
            answer.EnumerateObject().Select(p => p.Name));
        Assert.Equal("""{"functions":2,"organisations":1,"people":5000,"specialCategories":0}""", answer.GetProperty("inReach").GetRawText());
        Assert.Equal(1, answer.GetProperty("certain").GetProperty("functions").GetInt32());
        Assert.Equal("""{"functions":1,"organisations":1,"people":5000,"specialCategories":1}""", answer.GetProperty("stoppedByKeys").GetRawText());
        Assert.Equal(1, answer.GetProperty("unknown").GetProperty("reachedByThose").GetProperty("functions").GetInt32());
        var tax = answer.GetProperty("functions").EnumerateArray().Single(f => f.GetProperty("id").GetString() == "tax");
        Assert.Equal(
            """{"requirement":"r1","service":"cloud","data":"clear","customerHeldKeys":null,"certain":true,"standby":false,"dataClass":null,"basis":"declared","source":"told"}""",
            tax.GetProperty("data")[0].GetProperty("hops")[0].GetRawText());
        Assert.Equal("""{"country":"US","suppliers":["acme","acme-nl"]}""", tax.GetProperty("data")[0].GetProperty("control").GetRawText());
        var hand = Assert.Single(answer.GetProperty("hands").EnumerateArray());
        Assert.Equal(("acme", 2), (hand.GetProperty("supplier").GetString(), hand.GetProperty("inReach").GetProperty("functions").GetInt32()));
    }

    [Theory]
    [InlineData("2000-07-25", "")]
    [InlineData("2000-07-26", "adequacy:us-safe-harbour")]
    [InlineData("2015-10-05", "adequacy:us-safe-harbour")]
    [InlineData("2015-10-06", "")]
    [InlineData("2016-07-12", "adequacy:us-privacy-shield")]
    [InlineData("2020-07-16", "")]
    [InlineData("2023-07-09", "")]
    [InlineData("2023-07-10", "adequacy:us-data-privacy-framework")]
    public void Before_and_after_an_adequacy_decision_is_a_question_of_the_day(string day, string decisions)
    {
        desk.Accept(Register);
        var law = Assert.Single(Json(Ask(("country", "US"), ("at", day))).GetProperty("law").EnumerateArray());
        Assert.Equal(decisions, string.Join(' ', law.GetProperty("adequacy").EnumerateArray().Select(d => d.GetProperty("id").GetString())));
    }

    [Theory]
    [InlineData("2001-06-01", "law:us-eo-12333")]
    [InlineData("2017-01-01", "law:us-eo-12333 law:us-fisa-702")]
    [InlineData("2018-03-23", "law:us-cloud-act law:us-eo-12333 law:us-fisa-702")]
    [InlineData("2026-11-21", "law:us-cloud-act law:us-eo-12333 law:us-fisa-702")]
    public void The_laws_of_the_day_are_those_of_the_country_in_control(string day, string laws)
    {
        desk.Accept(Register);
        var data = Json(Ask(("country", "US"), ("at", day), ("dataClass", "confidential"))).GetProperty("functions")[0].GetProperty("data")[0];
        Assert.Equal(laws, string.Join(' ', data.GetProperty("laws").EnumerateArray().Select(l => l.GetString())));
    }

    [Fact]
    public void It_reads_in_both_languages()
    {
        desk.Accept(Register);
        var english = Text(Ask(("country", "US"), ("at", "2026-11-21")), Language.English);
        Assert.All(
            [
                "Data in reach of the United States — facts of 2026-11-21",
                "Data of 2 of 4 functions is in reach: of 1 certainly, of 1 possibly",
                "Data of 1 more is kept out of reach by keys that only the customer holds.",
                "Belasting innen — Stad | confidential, personal data | certain | Acme Wolk ← Acme Inc. (US) | 5,000",
                "class unknown | possible: form of the data not said | Acme Post ← Acme Inc. (US)",
                "FISA section 702 (US, since 2008-07-10, perhaps no longer)",
                "according to",
                "an adequacy decision holds on this day: EU-US Data Privacy Framework",
                "The country of 1 supplier (1 service) is unknown",
            ],
            said => Assert.Contains(said, english, StringComparison.Ordinal));
        var dutch = Text(Ask(("country", "US"), ("at", "2026-11-21")), Language.Dutch);
        Assert.All(
            [
                "Gegevens binnen bereik van de Verenigde Staten",
                "vertrouwelijk, persoonsgegevens | zeker | Acme Wolk ← Acme Inc. (US) | 5.000",
                "mogelijk niet meer",
                "volgens",
                "geldt op deze dag een adequaatheidsbesluit",
            ],
            said => Assert.Contains(said, dutch, StringComparison.Ordinal));
    }

    [Fact]
    public void A_country_without_suppliers_or_laws_gets_a_sentence_and_no_empty_table()
    {
        desk.Accept(Register);
        var said = Text(Ask(("country", "BT")), Language.English);
        Assert.Contains("No supplier in this register is known to be under the control of Bhutan on this day", said, StringComparison.Ordinal);
        Assert.Contains("Our list names no law of Bhutan for this day; that does not say there is none.", said, StringComparison.Ordinal);
        Assert.Contains("We know of no adequacy decision", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_state_needs_no_adequacy_decision()
    {
        desk.Accept(Register);
        Assert.Contains(
            "Personal data may go to the Netherlands without an adequacy decision: it is a member state of the Union.",
            Text(Ask(("country", "NL")), Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "country: whose reach is not said: expected at least one country or supplier")]
    [InlineData("country", "UK", "country: 'UK' is not a country: expected an assigned ISO 3166-1 alpha-2 code in capitals; did you mean GB?")]
    [InlineData("supplier", "acme-x", "supplier: 'acme-x' is not a supplier in this register; did you mean acme (Acme Inc.) or acme-nl (Acme Nederland B.V.)?")]
    [InlineData("supplier", "town", "supplier: 'town' is not a supplier in this register")]
    [InlineData("dataClass", "secret", "dataClass: 'secret' is not one of: public, internal, confidential, unknown")]
    public void A_bad_question_gets_a_clear_answer(string parameter, string word, string says)
    {
        desk.Accept(Register);
        var problem = Ask((parameter, word)).Problems[0];
        Assert.StartsWith(says, $"{problem.Parameter}: {problem.Problem}", StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_surprise_is_warned_about()
    {
        Assert.IsType<EmptyRegister>(Assert.Single(Ask(("country", "US")).Warnings));
        desk.Accept(Register);
        Assert.Empty(Ask(("country", "US")).Warnings);
        Assert.IsType<SupplierNotThere>(Assert.Single(Ask(("supplier", "gone"), ("at", "2026-11-21")).Warnings));
    }

    [Fact]
    public void A_day_on_which_no_function_holds_is_said()
    {
        desk.Accept("organisations.csv\nid,name\ntown,Stad\nfunctions.csv\nid,organisation,name,valid_from\ntax,town,Belasting,2020-01-01");
        Assert.IsType<NoFunctionsThen>(Assert.Single(Ask(("country", "US"), ("at", "2019-12-31")).Warnings));
    }

    [Fact]
    public void Every_shipped_law_and_decision_can_be_read_and_says_how_it_is_known()
    {
        var complaints = new Complaints();
        var book = ShippedContent.Laws(complaints);
        Assert.Empty(complaints.Select(c => c.In(Language.English)));
        Assert.InRange(book.Laws.Count, 15, 200);
        Assert.All(book.Laws.Select(l => l.Evidence).Concat(book.Decisions.Select(d => d.Evidence)), e =>
            Assert.Equal(e.Certainty == Certainty.Recalled, e.Urls.Count == 0));
        Assert.All(book.Laws.GroupBy(l => l.Id), versions => Assert.All(
            versions.Zip(versions.Skip(1)), pair => Assert.False(pair.First.Validity.Overlaps(pair.Second.Validity))));
        Assert.All(book.FreeFlows.SelectMany(f => f.Countries), country => Assert.All(
            book.Decisions.Where(d => d.Country == country),
            d => Assert.Null(book.FreeFlowTo(country, d.Validity.From!.Value))));
    }

    private InquiryReply Ask(params (string Name, string Word)[] words) => new ExposureInquiry().Ask(
        new InquiryWords(words.Where(w => w.Name.Length > 0).GroupBy(w => w.Name).ToDictionary(
            g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(w => w.Word)])),
        new InquiryDesk(desk.Store, new DateOnly(2026, 11, 21)));

    private static string Text(InquiryReply reply, Language language)
    {
        var document = reply.Answer!.Tell(language, 20);
        return string.Join('\n', document.Parts.Select(p => p switch
        {
            Paragraph paragraph => paragraph.Text,
            Table table => string.Join('\n', table.Rows.Select(r => string.Join(" | ", r)).Prepend(table.Heading)),
            _ => "",
        }).Prepend(document.Title));
    }
}

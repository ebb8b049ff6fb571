using System.Text.Json;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>What could take the place of a service, asked of a small register and the catalogue that ships.</summary>
public sealed class AlternativesTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name,country
        town,Stad,NL
        lake,Meer,AT
        suppliers.csv
        id,name,country
        ms,Microsoft Corporation,US
        ms-ie,Microsoft Ireland,IE
        post,Postbedrijf,AT
        post-top,Post Holding,US
        mist,Mist,
        wind,Wind,NO
        ownership.csv
        owner,owned,control
        ms,ms-ie,sole
        post-top,post,sole
        services.csv
        id,name,supplier
        m365,Microsoft 365,ms-ie
        teams,Microsoft Teams,ms-ie
        postbus,Postbus,post
        nevel,Nevel,mist
        bries,Bries,wind
        idle,Ongebruikt,wind
        requirements.csv
        id,consumer,purpose
        r1,town,mail
        r2,lake,mail
        r3,town,identity
        alternatives.csv
        requirement,service
        r1,m365
        r2,postbus
        r2,nevel
        r2,bries
        r3,m365
        assessments.csv
        id,kind,subject,assessed_on,conclusion
        a1,sovereignty,bries,2026-01-01,comes to SEAL-2
        a2,sovereignty,postbus,2026-01-01,good enough
        a3,sovereignty,wind,2027-01-01,comes to SEAL-4
        """;

    private readonly Desk desk = new();

    public AlternativesTests() => desk.Accept(Register);

    public void Dispose() => desk.Dispose();

    [Fact]
    public void What_a_service_does_is_known_by_its_name()
    {
        var answer = Json(Ask("m365"));
        Assert.Equal("known:microsoft-365", Text(answer.GetProperty("service"), "recognisedAs"));
        Assert.Equal("catalogue", Text(answer, "capabilitiesFrom"));
        Assert.Equal("calendar chat file-storage identity mail office-documents video-meeting", Texts(answer, "capabilities"));
    }

    [Fact]
    public void For_a_body_only_what_it_uses_it_for_is_looked_for() =>
        Assert.Equal("identity mail", Texts(Json(Ask("m365", ("organisation", "town"))), "capabilities"));

    [Fact]
    public void What_nobody_recognises_is_known_by_its_use_and_then_in_part()
    {
        var answer = Json(Ask("bries"));
        Assert.Equal(("purposes", "mail"), (Text(answer, "capabilitiesFrom"), Texts(answer, "capabilities")));
        Assert.Equal("mail", Texts(Of(answer, "postbus"), "partial"));
    }

    [Fact]
    public void Who_stands_over_both_falls_with_it()
    {
        var answer = Json(Ask("m365"));
        Assert.Equal("same-controller", Text(Of(answer, "teams"), "reach"));
        Assert.Equal("same-country", Text(Of(answer, "postbus"), "reach"));
        Assert.Equal("unknown", Text(Of(answer, "nevel"), "reach"));
        Assert.Equal("free", Text(Of(answer, "bries"), "reach"));
        Assert.Equal("who-runs-it", Text(Of(answer, "offer:opendesk"), "reach"));
        Assert.Equal("teams", Text(answer.GetProperty("alternatives").EnumerateArray().Last(), "id"));
    }

    [Fact]
    public void A_country_to_avoid_is_told_and_ranks_below_all_that_counts()
    {
        var answer = Json(Ask("m365", ("countryToAvoid", "NO")));
        Assert.Equal("avoided-country", Text(Of(answer, "bries"), "reach"));
        Assert.DoesNotContain("bries", answer.GetProperty("together").GetProperty("options").EnumerateArray().Select(o => o.GetString()));
    }

    [Fact]
    public void An_owner_that_the_register_knows_counts_for_an_offer_of_the_catalogue_too()
    {
        desk.Accept("""
            suppliers.csv
            id,name,country
            proton,Proton AG,CH
            ownership.csv
            owner,owned,control
            ms,proton,sole
            """);
        Assert.Equal("same-controller", Text(Of(Json(Ask("m365")), "offer:proton"), "reach"));
    }

    [Fact]
    public void The_own_country_never_counts_against_an_alternative()
    {
        desk.Accept("""
            suppliers.csv
            id,name,country
            alp,Alp,AT
            services.csv
            id,name,supplier
            gipfel,Gipfel,alp
            alternatives.csv
            requirement,service
            r2,gipfel
            ownership.csv
            owner,owned,control,status
            post-top,post,sole,prohibited
            """);
        Assert.Equal("same-country", Text(Of(Json(Ask("postbus")), "gipfel"), "reach"));
        Assert.Equal("free", Text(Of(Json(Ask("postbus", ("organisation", "lake"))), "gipfel"), "reach"));
    }

    [Fact]
    public void An_assessment_of_sovereignty_is_shown_with_its_level_or_its_words()
    {
        var answer = Json(Ask("m365"));
        Assert.Equal("2", Of(answer, "bries").GetProperty("seal").GetProperty("atLeast").ToString());
        Assert.Equal("good enough", Text(Of(answer, "postbus").GetProperty("seal"), "conclusion"));
        Assert.Equal(JsonValueKind.Null, Of(answer, "nevel").GetProperty("seal").ValueKind);
    }

    [Fact]
    public void Answers_give_the_level_and_what_was_not_answered_leaves_it_open()
    {
        desk.Accept("""
            assessments.csv
            id,kind,subject,framework,conclusion
            a4,sovereignty,nevel,urn:sluiswachter:risk:framework:eu-csf,SEAL-4 we hope
            answers.csv
            assessment,question,option
            a4,sov1-so1,1
            """);
        var seal = Of(Json(Ask("m365")), "nevel").GetProperty("seal");
        Assert.Equal("0 1", $"{seal.GetProperty("atLeast")} {seal.GetProperty("atMost")}");
    }

    [Fact]
    public void What_none_does_alone_is_put_together()
    {
        var together = Json(Ask("x", ("capability", "mail"), ("capability", "kubernetes"))).GetProperty("together");
        Assert.True(together.GetProperty("complete").GetBoolean());
        Assert.InRange(together.GetProperty("options").GetArrayLength(), 1, 2);
    }

    [Fact]
    public void A_name_will_do_without_a_register()
    {
        var reply = Ask(null, "Office 365");
        Assert.Empty(reply.Warnings);
        Assert.Equal("offer:opendesk", Text(Json(reply).GetProperty("alternatives")[0], "id"));
    }

    [Fact]
    public void What_nobody_knows_is_refused_and_what_is_taken_for_a_name_is_said()
    {
        Assert.IsType<NobodyKnowsWhatItDoes>(Assert.Single(Ask("ons intranet").Problems).Problem);
        Assert.IsType<NobodyKnowsWhatItDoes>(Assert.Single(Ask("idle").Problems).Problem);
        Assert.IsType<NotInTheRegister>(Assert.Single(Ask("ons intranet", ("capability", "chat")).Warnings));
        Assert.IsType<NotAChoice>(Assert.Single(Ask("m365", ("capability", "coffee")).Problems).Problem);
        Assert.IsType<UnknownId>(Assert.Single(Ask("m365", ("organisation", "sea")).Problems).Problem);
        Assert.IsType<DoesNotUse>(Assert.Single(Ask("m365", ("organisation", "lake")).Warnings));
        Assert.IsType<SaysNothingAlone>(Assert.Single(Ask(null, "Office 365", ("organisation", "town")).Problems).Problem);
    }

    [Theory]
    [InlineData(Language.English, "with who runs it", "according to")]
    [InlineData(Language.Dutch, "bij wie het draait", "volgens")]
    public void People_read_in_whose_hands_it_is_and_through_whom_a_gap_is_known(Language language, string control, string through)
    {
        var tables = Ask("m365").Answer!.Tell(language, 20).Parts.OfType<Table>().ToList();
        Assert.Contains(tables[0].Rows, row => row[0] == "openDesk (software)" && row[4] == control);
        Assert.Contains(tables[1].Rows, row => row[3].StartsWith(through, StringComparison.Ordinal));
    }

    private static JsonElement Of(JsonElement answer, string id) =>
        answer.GetProperty("alternatives").EnumerateArray().Single(a => a.GetProperty("id").GetString() == id);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Texts(JsonElement element, string name) =>
        string.Join(' ', element.GetProperty(name).EnumerateArray().Select(t => t.GetString()));

    private InquiryReply Ask(string service, params (string Name, string Value)[] words) => Ask(desk, service, words);

    private static InquiryReply Ask(Desk? desk, string service, params (string Name, string Value)[] words)
    {
        var said = words.Append(("service", service)).GroupBy(w => w.Item1)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(w => w.Item2)]);
        return new AlternativesInquiry().Ask(new InquiryWords(said), new InquiryDesk(desk?.Store, new DateOnly(2026, 11, 22)));
    }
}

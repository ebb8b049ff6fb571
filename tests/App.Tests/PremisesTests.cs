using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>What every answer says of the facts that it rests on, whatever is asked.</summary>
public sealed class PremisesTests : IDisposable
{
    private const string Register = """
        organisations.csv
        id,name
        ws,Waterschap
        functions.csv
        id,organisation,name
        sluice,ws,Sluis
        suppliers.csv
        id,name,country
        acme,Acme,US
        services.csv
        id,name,supplier
        cloud,Wolk,acme
        requirements.csv
        id,consumer,purpose
        r1,sluice,hosting
        alternatives.csv
        requirement,service
        r1,cloud
        migrations.csv
        id,organisation,name
        sluice,ws,Naar elders
        assessments.csv
        id,kind,subject,valid_from,valid_until
        sluice,dpia,sluice,,2026-03-01
        sluice,dpia,sluice,2026-03-01,
        """;

    private readonly Desk desk = new();

    public PremisesTests()
    {
        desk.Today = "2026-02-03";
        desk.Accept(Register);
    }

    /// <summary>Every inquiry by its name.</summary>
    public static TheoryData<string> Inquiries => [.. Inquiry.All.Select(i => i.Name)];

    public void Dispose() => desk.Dispose();

    [Theory]
    [MemberData(nameof(Inquiries))]
    public void An_answer_from_imagined_facts_begins_by_saying_so(string name)
    {
        var reply = Ask(name, "samples/sold");
        Assert.Equal("Supposing that the register had the facts of samples/sold as well.", FirstWords(reply, Language.English));
        Assert.Equal("Stel: het register had ook de feiten van samples/sold.", FirstWords(reply, Language.Dutch));
    }

    [Theory]
    [MemberData(nameof(Inquiries))]
    public void An_answer_from_what_was_known_or_is_considered_begins_by_saying_so(string name)
    {
        var takesConsidered = Named(name).Parameters.Contains(InquiryParameter.Include);
        var reply = takesConsidered
            ? Ask(name, null, ("asKnownOn", "2026-03-01"), ("include", "considered"))
            : Ask(name, null, ("asKnownOn", "2026-03-01"));
        Assert.Equal(
            "As known on 2026-03-01." + (takesConsidered ? " Requirements that are only considered count as well." : ""),
            FirstWords(reply, Language.English));
        Assert.Equal(
            "Zoals bekend op 2026-03-01." + (takesConsidered ? " Afhankelijkheden die alleen worden overwogen, tellen ook mee." : ""),
            FirstWords(reply, Language.Dutch));
    }

    [Theory]
    [MemberData(nameof(Inquiries))]
    public void Programs_get_what_an_answer_rests_on_and_what_to_mind_with_it(string name)
    {
        var known = Json(Ask(name, "samples/sold", ("asKnownOn", "2026-03-01")));
        Assert.Equal(
            """{"imagined":"samples/sold","asKnownOn":"2026-03-01","includesConsidered":false}""",
            known.GetProperty("premises").GetRawText());
        Assert.Equal(
            """{"imagined":null,"asKnownOn":null,"includesConsidered":false}""",
            Json(Ask(name, null)).GetProperty("premises").GetRawText());
        if (Ask(name, null, ("asKnownOn", "2026-02-02")) is { Answer: not null } nothing)
        {
            var warning = Assert.Single(Json(nothing).GetProperty("warnings").EnumerateArray());
            Assert.StartsWith("the register knew nothing", warning.GetProperty("en").GetString(), StringComparison.Ordinal);
            Assert.StartsWith("het register wist", warning.GetProperty("nl").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Inquiries))]
    public void An_answer_from_the_plain_facts_says_nothing_of_them(string name)
    {
        var reply = Ask(name, null);
        Assert.Null(reply.Premises.Says);
        Assert.Equal(reply.Answer!.Tell(Language.Dutch, 10).Parts.Count, reply.Tell(Language.Dutch, 10)!.Parts.Count);
    }

    [Theory]
    [MemberData(nameof(Inquiries))]
    public void A_day_before_anything_was_known_is_told_with_the_first_day_on_which_something_was(string name)
    {
        var reply = Ask(name, null, ("asKnownOn", "2026-02-02"));
        var nothing = reply.Answer is null ? Assert.Single(reply.Problems).Problem : Assert.Single(reply.Warnings);
        Assert.Equal(
            "the register knew nothing on 2026-02-02: its first facts were recorded on 2026-02-03", nothing.In(Language.English));
        Assert.Equal(
            "het register wist op 2026-02-02 nog niets: de eerste feiten zijn vastgelegd op 2026-02-03", nothing.In(Language.Dutch));
        Assert.All(reply.Problems, p => Assert.Equal("asKnownOn", p.Parameter));
    }

    [Theory]
    [MemberData(nameof(Inquiries))]
    public void The_first_day_on_which_something_was_known_is_early_enough(string name) => Assert.DoesNotContain(
        Ask(name, null, ("asKnownOn", "2026-02-03")).Warnings, w => w is NothingKnownThen);

    [Fact]
    public void A_switch_off_as_known_before_anything_was_known_says_so_once()
    {
        var words = new SwitchOffWords(["US"], [], ["acme"], [], AsKnownOn: "2020-01-01");
        var question = SwitchOffQuestion.Understand(words, new DateOnly(2026, 4, 28), out _)!;
        var warning = Assert.Single(new SwitchOffSuppliers(desk.Store).Answer(question).Warnings);
        Assert.Equal(new NothingKnownThen(new DateOnly(2020, 1, 1), new DateOnly(2026, 2, 3)), warning);
    }

    [Fact]
    public void An_empty_register_is_told_as_empty_on_any_day()
    {
        using var empty = new Desk();
        var reply = new SpendInquiry().Ask(
            new InquiryWords(new Dictionary<string, IReadOnlyList<string>> { ["asKnownOn"] = ["2020-01-01"] }),
            new InquiryDesk(empty.Store, new DateOnly(2026, 4, 28)));
        Assert.IsType<EmptyRegister>(Assert.Single(reply.Warnings));
    }

    private static Inquiry Named(string name) => Inquiry.All.Single(i => i.Name == name);

    private static string FirstWords(InquiryReply reply, Language language) =>
        Assert.IsType<Paragraph>(reply.Tell(language, 10)!.Parts[0]).Text;

    /// <summary>Asks with what the inquiry must be told: its subject, or what is switched off.</summary>
    private InquiryReply Ask(string name, string? imagined, params (string Name, string Value)[] more)
    {
        var inquiry = Named(name);
        var words = more.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value]);
        if (inquiry.Parameters.FirstOrDefault(p => p.IsSubject) is { } subject)
        {
            words[subject.Name] = ["sluice"];
            if (inquiry is AlternativesInquiry)
            {
                words["capability"] = ["mail"];
            }
        }
        else if (inquiry is not ContingencyInquiry && inquiry.Parameters.Any(p => p.Name == "country"))
        {
            words["country"] = ["US"];
        }

        return inquiry.Ask(new InquiryWords(words), new InquiryDesk(desk.Store, new DateOnly(2026, 4, 28), imagined));
    }
}

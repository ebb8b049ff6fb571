using System.Text.Json;
using Sluiswachter.App.Documents;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests;

/// <summary>Weighing a service of which no register knows anything.</summary>
public sealed class WeighingTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void Without_any_answer_something_is_asked_and_nothing_is_decided()
    {
        var answer = Json(Weigh());
        Assert.Equal("allowed", answer.GetProperty("verdict").GetString());
        Assert.False(answer.GetProperty("decided").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("questions").EnumerateArray());
    }

    [Fact]
    public void A_base_register_in_a_public_cloud_is_prohibited_and_nothing_more_is_asked()
    {
        var answer = Json(Weigh("deployment=public", "base-register=yes", "state-secrets=no"));
        Assert.Equal("prohibited", answer.GetProperty("verdict").GetString());
        Assert.True(answer.GetProperty("decided").GetBoolean());
        Assert.Empty(answer.GetProperty("questions").EnumerateArray());
        Assert.Contains("rijksbreed-cloudbeleid-2026/5.4", NotMet(answer));
    }

    [Fact]
    public void Asked_until_nothing_is_left_it_ends_in_a_verdict_whatever_is_answered()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var given = new List<string>();
            while (Json(Weigh([.. given])).GetProperty("questions").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } question)
            {
                var options = question.GetProperty("options");
                given.Add($"{question.GetProperty("question")}={options[random.Next(options.GetArrayLength())].GetProperty("answer")}");
                Assert.True(given.Count <= AskedQuestion.All.Count, string.Join(' ', given));
            }

            var end = Json(Weigh([.. given]));
            Assert.True(end.GetProperty("decided").GetBoolean(), string.Join(' ', given));
            Assert.Equal(given.Count, given.Select(g => g.Split('=')[0]).Distinct().Count());
        }
    }

    [Fact]
    public void The_verdict_so_far_is_never_worse_than_at_worst_and_answers_only_narrow_it()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var given = new List<string>();
            var worst = WorstOf(Json(Weigh()));
            foreach (var question in AskedQuestion.All.OrderBy(_ => random.Next()).Take(8))
            {
                given.Add($"{question.Word}={question.Options[random.Next(question.Options.Count)].Word}");
                var answer = Json(Weigh([.. given]));
                Assert.True(WorstOf(answer) <= Enum.Parse<Verdict>(answer.GetProperty("verdict").GetString()!, ignoreCase: true));
            }

            Assert.True(worst is Verdict.Prohibited or Verdict.Conditional);
        }

        static Verdict WorstOf(JsonElement answer) => Enum.Parse<Verdict>(answer.GetProperty("atWorst").GetString()!, ignoreCase: true);
    }

    [Fact]
    public void The_ways_stand_side_by_side_and_the_proposal_is_one_of_them()
    {
        var ways = Json(Weigh("deployment=public", "supplier-country=outside")).GetProperty("ways").EnumerateArray().ToList();
        Assert.Equal(
            ["do-it-yourself", "government-cloud", "private", "public-european", "public-other"],
            ways.Select(w => w.GetProperty("way").GetString()));
        Assert.Equal("public-other", ways.Single(w => w.GetProperty("isProposal").GetBoolean()).GetProperty("way").GetString());
    }

    [Fact]
    public void Doing_it_yourself_is_never_judged_worse_than_another_public_cloud()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var given = AskedQuestion.All.Where(_ => random.Next(2) == 0)
                .Select(q => $"{q.Word}={q.Options[random.Next(q.Options.Count)].Word}").ToArray();
            var ways = Json(Weigh(given)).GetProperty("ways").EnumerateArray().Where(w => !w.GetProperty("isProposal").GetBoolean())
                .ToDictionary(w => w.GetProperty("way").GetString()!, w => Enum.Parse<Verdict>(w.GetProperty("atWorst").GetString()!, ignoreCase: true));
            Assert.True(
                !ways.ContainsKey("public-other") || !ways.ContainsKey("do-it-yourself") || ways["do-it-yourself"] >= ways["public-other"],
                string.Join(' ', given));
        }
    }

    [Fact]
    public void A_service_of_the_register_is_weighed_with_and_without_a_body()
    {
        using var desk = new Desk();
        desk.Accept("""
            organisations.csv
            id,name,kind
            town,Stad,gemeente
            suppliers.csv
            id,name,country
            acme,Acme,US
            services.csv
            id,name,supplier,deployment
            cloud,Wolk,acme,public
            """);
        var alone = Json(Ask(desk, ("service", "cloud")));
        var town = Json(Ask(desk, ("service", "cloud"), ("organisation", "town"), ("answer", "base-register=yes")));
        Assert.DoesNotContain("deployment", alone.GetProperty("questions").EnumerateArray().Select(q => q.GetProperty("question").GetString()));
        Assert.Equal(("prohibited", "town"), (town.GetProperty("verdict").GetString(), town.GetProperty("organisation").GetString()));
        Assert.Contains("advised", town.GetProperty("clauses").EnumerateArray().Select(c => c.GetProperty("binding").GetString()));
        Assert.DoesNotContain(
            Json(Ask(desk, ("organisation", "town"), ("answer", "deployment=public"))).GetProperty("clauses").EnumerateArray(),
            c => c.GetProperty("clause").GetString()!.StartsWith("motie-", StringComparison.Ordinal));
        Assert.Equal("'deployment' is answered more than once: expected one answer", Assert.Single(
            new AssessInquiry().Ask(
                new InquiryWords(new Dictionary<string, IReadOnlyList<string>> { ["answer"] = ["deployment=public", "deployment=private"] }),
                new InquiryDesk(null, Today)).Problems).Problem.In(Language.English));
    }

    [Theory]
    [InlineData("deployment", "'deployment' is not an answer: expected QUESTION=ANSWER, such as deployment=public")]
    [InlineData("deploymnt=public", "'deploymnt' is not one of: state-secrets, ")]
    [InlineData("deployment=open", "'open' is not one of: public, private, community, hybrid, on-premises")]
    public void What_is_no_answer_is_told(string given, string problem) =>
        Assert.StartsWith(problem, Assert.Single(Weigh(given).Problems).Problem.In(Language.English), StringComparison.Ordinal);

    [Theory]
    [InlineData(Language.English, "Weighing of <Zaak> on 2026-11-21")]
    [InlineData(Language.Dutch, "Afweging van <Zaak> op 2026-11-21")]
    public void The_document_holds_what_was_typed_as_text_and_nothing_that_runs(Language language, string title)
    {
        var document = Ask(("name", ["<Zaak>"]), ("answer", ["deployment=public"])).Tell(language, int.MaxValue)!;
        Assert.Equal(title, document.Title);
        var page = DocumentHtml.Write(document, language);
        Assert.Contains(title.Replace("<Zaak>", "&lt;Zaak&gt;", StringComparison.Ordinal), page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\\<Zaak\\>", DocumentMarkdown.Write(document), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_is_a_new_file()
    {
        var folder = Directory.CreateTempSubdirectory("documents").FullName;
        try
        {
            var path = Path.Combine(folder, "weighing.md");
            Assert.Null(DocumentFile.Check(path));
            Assert.IsType<NotADocumentName>(DocumentFile.Check(Path.Combine(folder, "weighing.pdf")));
            DocumentFile.Write(path, Weigh().Tell(Language.Dutch, 10)!, Language.Dutch);
            Assert.IsType<DocumentIsThere>(DocumentFile.Check(path));
            Assert.Equal([path], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false, "state-secrets=no")]
    [InlineData(false, "deployment=private")]
    [InlineData(false, "personal-data=none")]
    public void Only_without_any_answer_it_is_told_that_nothing_is_answered(bool told, params string[] answers) => Assert.Equal(
        told, Weigh(answers).Tell(Language.English, 10)!.Parts.OfType<Paragraph>().First().Text.Contains("nothing is answered yet", StringComparison.Ordinal));

    private static IEnumerable<string?> NotMet(JsonElement answer) => answer.GetProperty("clauses").EnumerateArray()
        .Where(c => c.GetProperty("ruling").GetString() == "not-met").Select(c => c.GetProperty("clause").GetString());

    private static InquiryReply Ask(Desk desk, params (string Name, string Value)[] words) => new AssessInquiry().Ask(
        new InquiryWords(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)[w.Value])), new InquiryDesk(desk.Store, Today));

    private static InquiryReply Weigh(params string[] answers) => Ask(("answer", answers));

    private static InquiryReply Ask(params (string Name, string[] Values)[] words) => new AssessInquiry().Ask(
        new InquiryWords(words.ToDictionary(w => w.Name, w => (IReadOnlyList<string>)w.Values)), new InquiryDesk(null, Today));
}

using System.Text.Json;
using Sluiswachter.App.Assessments;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Assessments.AssessmentDesk;
using static Sluiswachter.App.Tests.Replies;

namespace Sluiswachter.App.Tests.Assessments;

public sealed class QuestionsAboutAssessments : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private readonly AssessmentDesk desk = new();

    public QuestionsAboutAssessments() => desk.Desk.Accept(Register);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("", "assessment:all:cloud:dpia assessment:town:iron:small assessment:ws:cloud:small")]
    [InlineData("organisation=ws", "assessment:all:cloud:dpia assessment:ws:cloud:small")]
    [InlineData("subject=iron", "assessment:town:iron:small")]
    [InlineData("kind=dpia", "assessment:all:cloud:dpia")]
    [InlineData("overdue=yes", "assessment:town:iron:small")]
    [InlineData("overdue=no kind=risk-analysis", "assessment:ws:cloud:small")]
    [InlineData("at=2026-11-20", "")]
    public void Assessments_are_listed_by_what_is_asked(string asked, string ids)
    {
        desk.Accept(Draft);
        desk.Accept(Draft with { Organisation = "town", Subject = "iron", ReviewOn = Today });
        desk.Accept(Draft with { Organisation = null, Framework = null, Kind = AssessmentKind.Dpia });
        desk.Desk.Today = "2026-11-22";
        Assert.Equal(ids, string.Join(' ', Json(desk.Ask(new AssessmentListInquiry(), Words(asked))).GetProperty("assessments").EnumerateArray().Select(Id)));
    }

    [Theory]
    [InlineData("organisation=nobody")]
    [InlineData("kind=dpja")]
    [InlineData("overdue=perhaps")]
    public void What_cannot_be_asked_is_refused(string asked) =>
        Assert.Single(desk.Ask(new AssessmentListInquiry(), Words(asked)).Problems);

    [Fact]
    public void Stored_in_the_Netherlands_is_shown_beside_the_measured_American_host()
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,https://example.org/contract\nback-up,met,,,https://example.org/test") });
        var quality = Quality().GetProperty("assessments")[0].GetProperty("quality");
        var contradictions = quality.GetProperty("contradictions").EnumerateArray().ToList();
        Assert.Equal([null, "place"], contradictions.Select(c => c.GetProperty("question").GetString()));
        Assert.Equal(
            ["Polderwolk runs in NL", "Where is data stored? Answered: in the Netherlands"],
            contradictions.Select(c => c.GetProperty("stated").GetProperty("says").GetProperty("en").GetString()));
        Assert.All(contradictions, c => Assert.Equal(
            """{"says":{"en":"Polderwolk was found to use Acme Iron for hosting, in the hands of Acme Inc. (US), in IE, NL","nl":"Polderwolk bleek Acme Iron te gebruiken voor hosting, in handen van Acme Inc. (US), in IE, NL"},"source":"survey","basis":"measured","observedOn":"2026-11-01","validFrom":null}""",
            c.GetProperty("found").GetRawText()));
        Assert.Equal((2, 1, 50), (
            quality.GetProperty("withEvidence").GetInt32(), quality.GetProperty("settled").GetInt32(), quality.GetProperty("percent").GetInt32()));
    }

    [Theory]
    [InlineData("requirement,service,basis\nr2,iron,declared")]
    [InlineData("requirement,service,data\nr2,iron,none")]
    public void What_was_not_measured_or_takes_no_data_contradicts_nothing(string alternative)
    {
        desk.Desk.Accept($"alternatives.csv\n{alternative}", overrideOthers: true);
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,") });
        Assert.Equal(0, Quality().GetProperty("assessments")[0].GetProperty("quality").GetProperty("contradictions").GetArrayLength());
    }

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public void A_bar_that_is_not_reached_fails_the_check(int least, bool fails)
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,https://example.org\nback-up,met,,,https://example.org") });
        var reply = desk.Ask(new AssessmentQualityInquiry { Frameworks = desk.Frameworks }, ("failBelow", $"{least}"));
        Assert.Equal(fails, reply.Failed.Count > 0);
        Assert.Equal(fails ? [AssessmentDesk.Id] : [], Json(reply).GetProperty("below").EnumerateArray().Select(b => b.GetString()!));
    }

    [Fact]
    public void An_assessment_is_shown_with_every_question_its_score_and_its_files()
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,,state secret elsewhere,because,") });
        File.WriteAllText(desk.Desk.At("proof.txt"), "proof");
        new AttachEvidence(desk.Desk.Store, desk.Desk.Clock).Attach(AssessmentDesk.Id, desk.Desk.At("proof.txt"), "ISO", "test");
        var shown = Json(desk.Ask(new AssessmentShowInquiry { Frameworks = desk.Frameworks }, ("id", AssessmentDesk.Id)));
        Assert.Equal(
            ["place state secret elsewhere", "back-up "],
            shown.GetProperty("answers").EnumerateArray().Select(a => $"{a.GetProperty("question")} {a.GetProperty("notApplicable")}"));
        Assert.Equal("proof.txt text/plain 5", string.Join(' ', shown.GetProperty("attachments").EnumerateArray().Select(
            a => $"{a.GetProperty("name")} {a.GetProperty("mediaType")} {a.GetProperty("bytes")}")));
        Assert.Equal(JsonValueKind.Object, shown.GetProperty("score").ValueKind);
    }

    [Theory]
    [InlineData(Language.English, "Where is data stored?", "in the Netherlands")]
    [InlineData(Language.Dutch, "Waar staan gegevens?", "in Nederland")]
    public void A_person_reads_questions_and_answers_in_words(Language language, string asks, string answers)
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,") });
        var told = desk.Ask(new AssessmentShowInquiry { Frameworks = desk.Frameworks }, ("id", AssessmentDesk.Id)).Tell(language, 10)!;
        Assert.Equal(["place", asks, answers, "", ""], told.Parts.OfType<Table>().Last().Rows[0]);
    }

    [Fact]
    public void Two_versions_are_compared_with_their_scores()
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,\nback-up,met,,,") });
        desk.Desk.Today = "2027-01-01";
        desk.Accept(Draft with { AssessedOn = new DateOnly(2027, 1, 1), Answers = desk.Answers("place,anywhere,,,") });
        var compared = Compare(("id", AssessmentDesk.Id));
        Assert.Equal("back-up gone, place changed", Changes(compared));
        Assert.Equal((100, 0), (Percent(compared, "scoreBefore"), Percent(compared, "scoreAfter")));
        Assert.Equal("assessed_on 2026-11-21 2027-01-01", string.Join(' ', compared.GetProperty("fields")[0].EnumerateObject().Select(p => p.Value.GetString())));
    }

    [Fact]
    public void What_was_known_on_two_days_is_compared()
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,") });
        desk.Desk.Today = "2026-12-01";
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,\nback-up,met,,,") });
        Assert.Equal("back-up added", Changes(Compare(("id", AssessmentDesk.Id), ("asKnownOn", "2026-11-21"), ("and", "2026-12-01"))));
        Assert.Equal("", Changes(Compare(("id", AssessmentDesk.Id), ("with", AssessmentDesk.Id))));
    }

    [Theory]
    [InlineData("id=assessment:ws:cloud:smal", "UnknownAssessment")]
    [InlineData("id=assessment:ws:cloud:small", "NoVersionBefore")]
    [InlineData("id=assessment:ws:cloud:small at=2020-01-01", "DoesNotHoldThen")]
    [InlineData("id=assessment:ws:cloud:small and=2026-11-21", "TwoDaysOfOneAssessment")]
    [InlineData("id=assessment:ws:cloud:small with=nothing", "UnknownAssessment")]
    [InlineData("", "MissingValue")]
    public void What_cannot_be_compared_is_told(string asked, string problem)
    {
        desk.Accept(Draft);
        var reply = desk.Ask(new AssessmentCompareInquiry { Frameworks = desk.Frameworks }, Words(asked));
        Assert.Equal(problem, Assert.Single(reply.Problems).Problem.GetType().Name);
    }

    private JsonElement Quality() => Json(desk.Ask(new AssessmentQualityInquiry { Frameworks = desk.Frameworks }));

    private JsonElement Compare(params (string, string)[] words) => Json(desk.Ask(new AssessmentCompareInquiry { Frameworks = desk.Frameworks }, words));

    private static string Changes(JsonElement compared) => string.Join(
        ", ", compared.GetProperty("answers").EnumerateArray().Select(a => $"{a.GetProperty("question")} {a.GetProperty("change")}"));

    private static int Percent(JsonElement compared, string score) => compared.GetProperty(score).GetProperty("percentAtLeast").GetInt32();

    private static string Id(JsonElement assessment) => assessment.GetProperty("id").GetString()!;

    private static (string, string)[] Words(string asked) =>
        [.. asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('=')).Select(w => (w[0], w[1]))];
}

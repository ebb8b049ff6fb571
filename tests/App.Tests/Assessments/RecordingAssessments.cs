using Sluiswachter.App.Assessments;
using Sluiswachter.App.Inquiries;
using Sluiswachter.Model;
using static Sluiswachter.App.Tests.Assessments.AssessmentDesk;

namespace Sluiswachter.App.Tests.Assessments;

public sealed class RecordingAssessments : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private readonly AssessmentDesk desk = new();

    public RecordingAssessments() => desk.Desk.Accept(Register);

    public void Dispose() => desk.Dispose();

    [Fact]
    public void An_assessment_is_made_with_its_answers_in_one_change()
    {
        var answers = desk.Answers("""
            place,nl,,as in the contract,https://example.org/contract
            back-up,met,,,
            """);
        desk.Accept(Draft with { Answers = answers, ReviewOn = Today.AddYears(1), Conclusion = "well enough" });
        Assert.Equal(
            $"id={Id} kind=risk-analysis organisation=ws subject=cloud framework=urn:x:risk:framework:small framework_version=3 " +
            "assessor=ISO assessed_on=2026-11-21 review_on=2027-11-21 conclusion=well enough valid_from=2026-11-21",
            Facts(FactKind.Assessment));
        Assert.Equal(
            $"""
            assessment={Id} question=back-up option=met valid_from=2026-11-21
            assessment={Id} question=place option=nl explanation=as in the contract evidence=https://example.org/contract valid_from=2026-11-21
            """,
            Facts(FactKind.Answer));
        using var reader = desk.Desk.Store.Read();
        Assert.Single(reader.Journal().Where(e => e.Kind is FactKind.Assessment or FactKind.Answer).Select(e => e.Note).Distinct());
    }

    [Fact]
    public void Answers_with_a_header_only_make_an_assessment_of_which_all_is_unknown_and_that_is_told()
    {
        var recorded = desk.Record(Draft with { Answers = desk.Answers("") });
        Assert.NotNull(recorded.Assessment);
        var warning = Assert.Single(recorded.Complaints);
        Assert.Equal((true, "--answers"), (warning.IsWarning, warning.Place.File));
        Assert.Equal("no question is answered: all of them count as unknown", warning.Problem.In(Language.English));
        Assert.Equal("", Facts(FactKind.Answer));
    }

    [Fact]
    public void A_framework_of_ones_own_is_taken_from_its_file_and_later_it_is_told_that_it_is_not_at_hand()
    {
        var own = desk.Desk.At("own.yaml");
        File.WriteAllText(own, Yaml.Replace("small", "own", StringComparison.Ordinal));
        var draft = Draft with { Framework = own, Answers = desk.Answers("place,nl,,,") };
        desk.Accept(draft);
        Assert.StartsWith(
            "id=assessment:ws:cloud:own kind=risk-analysis organisation=ws subject=cloud framework=urn:x:risk:framework:own framework_version=3",
            Facts(FactKind.Assessment), StringComparison.Ordinal);
        var told = desk.Ask(new AssessmentShowInquiry(), ("id", "assessment:ws:cloud:own")).Tell(Language.English, 10)!;
        Assert.Contains(
            "Framework urn:x:risk:framework:own, version 3, which is not at hand here", ((Paragraph)told.Parts[0]).Text, StringComparison.Ordinal);
        Assert.Equal("answers2.csv:2 NotAQuestion", desk.Refuse(draft with { Answers = desk.Answers("nothing,nl,,,") }));
        File.WriteAllText(own, "framework: 1\nurn: x\n");
        Assert.Contains("own.yaml:1 KeyMissing", desk.Refuse(draft), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/report.pdf", true)]
    [InlineData("reports/report.pdf", true)]
    [InlineData("https://example.org/report.pdf", false)]
    [InlineData("Rapport 12 en/of 13", false)]
    public void Evidence_that_is_a_file_must_be_there(string evidence, bool refused)
    {
        var draft = Draft with { Answers = desk.Answers("place,nl,,,"), Evidence = evidence };
        if (refused)
        {
            Assert.Equal("--evidence NoSuchEvidence", desk.Refuse(draft));
        }
        else
        {
            desk.Accept(draft);
        }
    }

    [Fact]
    public void Saying_the_same_again_changes_nothing()
    {
        var draft = Draft with { Answers = desk.Answers("place,nl,,,"), Approver = "CISO", ApprovedOn = Today };
        desk.Accept(draft);
        Assert.Equal(0, desk.Accept(draft).Changes);
    }

    [Fact]
    public void Who_approves_says_only_that_and_the_rest_stays()
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,"), Conclusion = "good" });
        var before = Facts(FactKind.Answer);
        var recorded = desk.Accept(new AssessmentDraft
        {
            Subject = "cloud", Id = Id, By = "CISO", Why = "approval", Approver = "CISO", ApprovedOn = Today,
        });
        Assert.Equal(("ISO", "CISO", "good"), (Text(recorded.Assessment!.Assessor), Text(recorded.Assessment.Approver), Text(recorded.Assessment.Conclusion)));
        Assert.Equal(before, Facts(FactKind.Answer));
    }

    [Fact]
    public void Other_answers_take_the_approval_away_which_was_given_to_others()
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,"), Approver = "CISO", ApprovedOn = Today });
        Assert.False(desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,") }).LostApproval);
        Assert.True(desk.Accept(Draft with { Answers = desk.Answers("place,anywhere,,,") }).LostApproval);
        Assert.DoesNotContain("CISO", Facts(FactKind.Assessment), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_is_corrected_away_is_unknown()
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,\nback-up,met,,,") });
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,") });
        Assert.StartsWith($"assessment={Id} question=back-up valid_from=2026-11-21\n", Facts(FactKind.Answer), StringComparison.Ordinal);
    }

    [Fact]
    public void A_renewal_ends_what_was_and_keeps_it()
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,\nback-up,met,,,"), Approver = "CISO", ApprovedOn = Today, Conclusion = "good" });
        desk.Desk.Today = "2027-11-21";
        var renewed = desk.Accept(Draft with { AssessedOn = Today.AddYears(1), Answers = desk.Answers("place,anywhere,,,") });
        Assert.True(renewed.IsRenewal);
        Assert.Equal((null, null), (renewed.Assessment!.ApprovedOn, renewed.Assessment.Conclusion));
        Assert.Equal(
            $"""
            assessment={Id} question=back-up option=met valid_from=2026-11-21 valid_until=2027-11-21
            assessment={Id} question=place option=nl valid_from=2026-11-21 valid_until=2027-11-21
            assessment={Id} question=place option=anywhere valid_from=2027-11-21
            """,
            Facts(FactKind.Answer));
        Assert.Contains("approved_on=2026-11-21", Facts(FactKind.Assessment).Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_that_are_not_given_again_go_on_in_a_renewal()
    {
        desk.Accept(Draft with { Answers = desk.Answers("place,nl,,,") });
        desk.Accept(Draft with { AssessedOn = Today.AddDays(9) });
        Assert.Equal($"assessment={Id} question=place option=nl valid_from=2026-11-21", Facts(FactKind.Answer));
        Assert.Equal(2, Facts(FactKind.Assessment).Split('\n').Length);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_in_one_run_and_nothing_is_stored() => Assert.Equal(
        "--assessor PersonNotRole, --by PersonNotRole, --review-on BeforeTheAssessment, answers1.csv:2 NotAQuestion, " +
        "answers1.csv:3 NotAnOption, answers1.csv:4 AlwaysApplicable, answers1.csv:6 AnsweredTwice",
        desk.Refuse(Draft with
        {
            By = "jan@example.org", Assessor = "piet@example.org", ReviewOn = Today.AddDays(-1),
            Answers = desk.Answers("plaec,nl,,,\nplace,moon,,,\nback-up,,because,,\nplace,nl,,,\nplace,nl,,,"),
        }));

    [Fact]
    public void What_was_meant_is_hinted_at()
    {
        Assert.Contains("did you mean small?", Says(Draft with { Framework = "smal" }), StringComparison.Ordinal);
        Assert.Contains("did you mean 'place'?", Says(Draft with { Answers = desk.Answers("plaec,nl,,,") }), StringComparison.Ordinal);
        Assert.Contains("nl, anywhere", Says(Draft with { Answers = desk.Answers("place,moon,,,") }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ISO", "iso ", "2026-11-21", "--approver ApprovedByItsAssessor")]
    [InlineData("ISO", "CISO", null, "--approver ApprovalInPart")]
    [InlineData("ISO", null, "2026-11-21", "--approved-on ApprovalInPart")]
    [InlineData(null, "CISO", "2026-11-21", "--approver ApprovalInPart")]
    [InlineData("ISO", "CISO", "2026-11-20", "--approved-on BeforeTheAssessment")]
    public void Four_eyes_see_it_each_by_its_role_and_not_before_it_was_made(string? assessor, string? approver, string? on, string refused) =>
        Assert.Equal(refused, desk.Refuse(Draft with
        {
            Assessor = assessor, Approver = approver, ApprovedOn = on is null ? null : DateOnly.Parse(on),
        }));

    [Fact]
    public void The_rules_of_import_hold_here_as_well()
    {
        Assert.Equal("SUBJECT UnknownReference", desk.Refuse(Draft with { Subject = "nobody" }));
        Assert.Equal("SUBJECT ReferenceToAnotherKind", desk.Refuse(Draft with { Subject = "town" }));
        Assert.Equal("--organisation UnknownReference", desk.Refuse(Draft with { Organisation = "nobody" }));
        Assert.Equal("--source UnknownReference", desk.Refuse(Draft with { Source = "nobody" }));
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        Assert.Equal("--kind NeitherFrameworkNorKind", desk.Refuse(Draft with { Framework = null }));
        Assert.Equal("--kind KindOfAnotherFramework", desk.Refuse(Draft with { Kind = AssessmentKind.Dpia }));
        Assert.Equal(
            "--answers AnswersWithoutFramework", desk.Refuse(Draft with { Framework = null, Kind = AssessmentKind.Dpia, Answers = desk.Answers("a,b,,,") }));
        desk.Accept(Draft with { AssessedOn = Today.AddDays(5) });
        Assert.Equal("--assessed-on RenewedLater", desk.Refuse(Draft with { AssessedOn = Today }));
        Assert.Equal("--id OfAnotherSubject", desk.Refuse(Draft with { Id = Id, Subject = "iron" }));
    }

    [Fact]
    public void An_analysis_that_was_made_elsewhere_needs_no_framework_and_its_file_is_known_by_its_hash()
    {
        var file = desk.Desk.At("dpia.txt");
        File.WriteAllText(file, "abc");
        var made = desk.Accept(Draft with { Framework = null, Kind = AssessmentKind.Dpia, Evidence = file }).Assessment!;
        Assert.Equal(
            ("assessment:ws:cloud:dpia", "dpia.txt", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (made.Id.Text, Text(made.Evidence), Text(made.EvidenceSha256)));
        var linked = desk.Accept(Draft with { Framework = null, Kind = AssessmentKind.Dpia, Evidence = "https://example.org/dpia" }).Assessment!;
        Assert.Null(linked.EvidenceSha256);
    }

    private string Says(AssessmentDraft draft) => string.Join('\n', desk.Record(draft).Complaints.Select(c => c.In(Language.English)));

    private string Facts(FactKind kind) => desk.Desk.Facts(kind);

    private static string? Text(Label? label) => label?.Text;
}

using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

public sealed class HowWellAnAssessmentStands
{
    [Theory]
    [InlineData("", 0, 0, 3, 0, 0)]
    [InlineData("place=in keys=ours other=good", 3, 0, 0, 0, 0)]
    [InlineData("place=in@link keys=ours@link other=good@link", 3, 0, 0, 3, 3)]
    [InlineData("place=in@link keys=-because", 1, 1, 1, 1, 2)]
    [InlineData("place=in@link keys", 1, 0, 2, 1, 1)]
    public void Questions_are_counted_and_none_is_taken_for_answered(
        string answers, int answered, int notApplicable, int unknown, int shown, int settled)
    {
        var quality = Judged.Measure(answers);
        Assert.Equal(
            (answered, notApplicable, unknown, shown, settled, 3),
            (quality.Answered, quality.NotApplicable, quality.Unknown, quality.WithEvidence, quality.Settled, quality.Questions));
        Assert.Empty(quality.Faults);
    }

    [Fact]
    public void What_is_contradicted_is_not_settled()
    {
        var subject = new SubjectFacts([Judged.Service("cloud", "US")], null, [], []);
        var quality = AssessmentQuality.Measure(Judged.Of("place=in@link other=good@link"), Judged.Framework, subject, Judged.Day);
        Assert.Equal((2, 1), (quality.WithEvidence, quality.Settled));
    }

    [Fact]
    public void By_a_framework_that_nobody_knows_the_quality_is_unknown_and_below_every_bar()
    {
        var quality = AssessmentQuality.Measure(Judged.Of("place=in@link"), null, SubjectFacts.None, Judged.Day);
        Assert.Null(quality.Percent);
        Assert.True(quality.IsBelow(1));
        Assert.Equal(AssessmentFaultKind.FrameworkNotKnown, Assert.Single(quality.Faults).Kind);
        Assert.False(Judged.Measure("place=in@link").IsBelow(33));
        Assert.True(Judged.Measure("place=in@link").IsBelow(34));
    }

    [Theory]
    [InlineData("2026-11-22", "2026-11-22", "")]
    [InlineData("2026-11-21", "2026-11-22", "ReviewOverdue")]
    [InlineData("2027-11-22", "2026-11-22", "")]
    [InlineData(null, "2025-11-22", "")]
    [InlineData(null, "2025-11-21", "OlderThanAYear")]
    [InlineData(null, null, "AgeUnknown")]
    public void It_is_stale_after_its_day_of_review_or_else_after_a_year(string? review, string? assessed, string fault) =>
        Assert.Equal(fault, Faults(a => a with { ReviewOn = On(review), AssessedOn = On(assessed) }));

    [Theory]
    [InlineData("ISO", "CISO", true, "")]
    [InlineData("ISO", "CISO", false, "NotApproved")]
    [InlineData("CISO", " ciso", true, "SameEyes")]
    [InlineData(null, "CISO", true, "FourEyesUnknown")]
    public void It_is_approved_by_other_eyes(string? assessor, string approver, bool approved, string fault) =>
        Assert.Equal(fault, Faults(a => a with
        {
            Assessor = assessor is null ? null : Judged.Label(assessor),
            Approver = Judged.Label(approver),
            ApprovedOn = approved ? Judged.Day : null,
        }));

    [Fact]
    public void A_framework_of_another_edition_or_that_no_longer_applies_makes_it_stale()
    {
        var later = Judged.Make(2, Validity.Of(null, Judged.Day).Value);
        var quality = Judged.Measure("", by: later);
        Assert.Equal(
            [AssessmentFaultKind.FrameworkSuperseded, AssessmentFaultKind.FrameworkExpired], quality.Faults.Select(f => f.Kind));
        Assert.All(quality.Faults, f => Assert.True(f.IsStale));
    }

    [Fact]
    public void Answers_that_the_framework_does_not_have_are_told_and_not_counted()
    {
        var quality = Judged.Measure("place=elsewhere@link gone=good@link keys=ours@link");
        Assert.Equal((1, 2), (quality.Answered, quality.Unknown));
        Assert.Contains("2 of its answers", Assert.Single(quality.Faults).Says.English, StringComparison.Ordinal);
    }

    private static string Faults(Func<Assessment, Assessment> but) =>
        string.Join(' ', Judged.Measure("", but).Faults.Select(f => f.Kind));

    private static DateOnly? On(string? day) => day is null ? null : DateOnly.Parse(day);
}

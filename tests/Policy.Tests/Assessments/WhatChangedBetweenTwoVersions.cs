using Sluiswachter.Model;

namespace Sluiswachter.Policy.Tests;

public sealed class WhatChangedBetweenTwoVersions
{
    private static readonly string[] Sheets =
        ["", "place=in", "place=in@link", "place=out keys=ours", "keys=-because", "keys", "other=good place=in keys=theirs", "gone=x"];

    [Fact]
    public void Nothing_differs_from_itself() =>
        Assert.All(Sheets, sheet => Assert.True(AssessmentComparison.Of(Judged.Of(sheet), Judged.Of(sheet)).IsEmpty));

    [Fact]
    public void Comparing_the_other_way_round_is_the_mirror_image() => Assert.All(
        from before in Sheets from after in Sheets select (before, after),
        pair =>
        {
            var (there, back) = (Compare(pair.before, pair.after), Compare(pair.after, pair.before));
            Assert.Equal(there.Answers, back.Answers.Select(c => new AnswerChange(c.Question, c.After, c.Before)));
            Assert.Equal(there.Fields, back.Fields.Select(f => new FieldChange(f.Name, f.After, f.Before)));
        });

    [Theory]
    [InlineData("place=in", "place=out", "place~")]
    [InlineData("place=in", "place=in@link", "place~")]
    [InlineData("place=in", "place=in keys=ours", "keys+")]
    [InlineData("place=in keys=ours", "keys=ours", "place-")]
    [InlineData("place=in", "place", "place-")]
    [InlineData("place", "", "")]
    [InlineData("place=in", "keys=-because other=bad", "keys+ other+ place-")]
    public void Each_question_is_told_that_was_added_changed_or_is_gone(string before, string after, string changes) => Assert.Equal(
        changes, string.Join(' ', Compare(before, after).Answers.Select(c => c.Question + (c.Before is null ? "+" : c.After is null ? "-" : "~"))));

    [Fact]
    public void What_differs_in_the_assessment_itself_is_told_by_column()
    {
        var comparison = AssessmentComparison.Of(
            Judged.Of(""), Judged.Of("", a => a with { Assessor = Judged.Label("FG"), ReviewOn = null }));
        Assert.Equal([new("assessor", "ISO", "FG"), new FieldChange("review_on", "2027-11-22", "")], comparison.Fields);
    }

    [Fact]
    public void Who_says_so_and_since_when_is_no_difference() => Assert.True(AssessmentComparison.Of(
        Judged.Of("place=in"), Judged.Of("place=in", a => a with { Provenance = new Provenance(Validity.Of(Judged.Day, null).Value) })).IsEmpty);

    private static AssessmentComparison Compare(string before, string after) => AssessmentComparison.Of(Concluding(before), Concluding(after));

    private static FullAssessment Concluding(string sheet) =>
        Judged.Of(sheet, a => a with { Conclusion = sheet.Length > 0 ? Judged.Label(sheet) : null });
}

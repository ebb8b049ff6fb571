using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Tests;

public sealed class ComplaintsTests
{
    private static readonly Complaint Error = new(new Place("f", 2), new BlankText());
    private static readonly Complaint Warning = Error with { IsWarning = true };

    [Fact]
    public void All_are_counted_and_the_first_are_kept()
    {
        var complaints = new Complaints();
        for (var i = 0; i < 12_345; i++)
        {
            complaints.Add(Error with { Place = new Place("f", i) });
        }

        Assert.Equal((12_345, 0, 10_000, 2_345), (complaints.Errors, complaints.Warnings, complaints.Count, complaints.NotKept));
        Assert.Equal(9_999, complaints.Last().Place.Row);
        Assert.Equal(new Phrase("and 2345 more", "en nog 2345"), complaints.Rest);
    }

    [Fact]
    public void A_flood_of_warnings_hides_no_error()
    {
        var complaints = new Complaints();
        for (var i = 0; i < 20_000; i++)
        {
            complaints.Add(Warning with { Place = new Place("f", i) });
        }

        Assert.False(complaints.HaveErrors);
        complaints.Add(Error);
        Assert.True(complaints.HaveErrors);
        Assert.Contains(Error, complaints);
    }

    [Fact]
    public void They_are_told_file_by_file_and_row_by_row_and_of_one_row_as_they_were_found()
    {
        Complaint[] found = [Row(9, "a"), Row(2, "b"), Row(2, "a")];
        var complaints = new Complaints();
        complaints.Add(Error with { Place = new Place("z.csv", 5) });
        var before = complaints.Count;
        Array.ForEach(found, complaint => complaints.Add(complaint));
        var beside = new Complaints();
        beside.Add(Row(2, "first"));
        complaints.AddAll(beside, before);
        Assert.Equal(
            ["z.csv:5:", "a.csv:2:first", "a.csv:2:b", "a.csv:2:a", "a.csv:9:a"],
            complaints.Select(c => c.Place.ToString()));

        static Complaint Row(long row, string column) => Error with { Place = new Place("a.csv", row, column) };
    }

    [Fact]
    public void Giants_are_counted_but_not_all_kept()
    {
        var complaints = new Complaints();
        for (var i = 0; i < 1_000; i++)
        {
            complaints.Add(Error with { Place = new Place("f.csv", i) }, Label.Longest);
        }

        Assert.Equal((1_000, 512), (complaints.Errors, complaints.Count));
    }

    [Fact]
    public void Adding_another_reading_counts_what_it_did_not_keep()
    {
        var (all, some) = (new Complaints(), new Complaints());
        for (var i = 0; i < 10_005; i++)
        {
            some.Add(Warning with { Place = new Place("f.csv", i) });
        }

        all.Add(Error);
        all.AddAll(some);
        Assert.Equal((1, 10_005, 10_001, 5), (all.Errors, all.Warnings, all.Count, all.NotKept));
    }

    [Fact]
    public void What_was_told_before_is_not_told_again() =>
        Assert.Equal([Error, Warning], new Complaints { Error, Error, Warning, Warning });

    [Fact]
    public void Nothing_more_is_said_when_all_is_kept() => Assert.Null(new Complaints { Error }.Rest);
}

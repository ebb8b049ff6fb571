using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Sluiswachter.Vault.Tests;

/// <summary>A list that comes in pages is the whole list, each line once and in order.</summary>
public sealed class PagesOfAList
{
    [Theory]
    [InlineData("", "/", 10, "a b | dir/ other/")]
    [InlineData("", null, 10, "a b dir/x dir/y other/z |")]
    [InlineData("dir/", "/", 10, "dir/x dir/y |")]
    [InlineData("dir/", "y", 10, "dir/x | dir/y")]
    [InlineData("", "/", 3, "a b | dir/ …")]
    [InlineData("", "/", 0, "|")]
    [InlineData("none", "/", 10, "|")]
    public void Keys_with_the_same_beginning_are_told_as_one(string prefix, string? delimiter, int most, string expected)
    {
        string[] keys = ["a", "b", "dir/x", "dir/y", "other/z"];
        Assert.Equal(expected, Tell(Page(keys, prefix, delimiter, ListPlace.Start, most)));
    }

    [Fact]
    public void Page_after_page_it_is_the_list_at_once()
    {
        var texts = Gen.ArrayOf(Gen.Elements('a', 'b', '/', '\u00E9', '\uFFFF', '\uE000').Select(c => c)).Select(signs => new string(signs));
        var keys = Gen.ArrayOf(texts).Select(all => all.Where(k => k.Length > 0).Distinct().ToArray());
        Prop.ForAll(keys.ToArbitrary(), Gen.Elements("", "a", "b/").ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), (some, prefix, most) =>
        {
            string[] sorted = [.. some.Order(Comparer<string>.Create(ObjectKey.Compare))];
            var lines = new List<string>();
            var place = ListPlace.Start;
            while (true)
            {
                var page = Page(sorted, prefix, "/", place, most);
                lines.AddRange(page.Items.Concat(page.CommonPrefixes).Order(Comparer<string>.Create(ObjectKey.Compare)));
                if (!page.IsTruncated)
                {
                    break;
                }

                place = ListPlace.AfterLast(page.Last!, prefix, "/");
            }

            var expected = sorted.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
                .Select(k => ListPlace.GroupOf(k, prefix, "/") ?? k).Distinct();
            return lines.SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_told_as_one_is_not_read()
    {
        string[] keys = [.. Enumerable.Range(0, 5_000).Select(i => $"dir/{i:0000}"), "end"];
        var read = new List<int>();
        var page = Page(keys, "", "/", ListPlace.Start, 10, read.Add);
        Assert.Equal("end | dir/", Tell(page));
        Assert.InRange(read.Count, 1, 3);
    }

    [Theory]
    [InlineData("folders", 3_100)]
    [InlineData("folders and files", 3_100)]
    [InlineData("files", 1_010)]
    public void A_page_reads_about_as_much_as_it_has_lines(string picture, int most)
    {
        string[] keys =
        [
            .. from line in Enumerable.Range(0, 1_200)
               from within in Enumerable.Range(0, 40)
               let isFolder = picture == "folders" || (picture == "folders and files" && line % 2 == 0)
               select isFolder ? $"{line:0000}/{within:00}" : $"{line:0000}-{within:00}",
        ];
        var read = new List<int>();
        var page = Page(keys, "", "/", ListPlace.Start, 1000, read.Add);
        Assert.Equal(1000, page.Items.Count + page.CommonPrefixes.Count);
        Assert.True(page.IsTruncated);
        Assert.InRange(read.Sum(), 1001, most);
    }

    private static string Tell(Listing<string> page) =>
        $"{string.Join(' ', page.Items)} | {string.Join(' ', page.CommonPrefixes)} {(page.IsTruncated ? "…" : "")}".Trim();

    private static Listing<string> Page(
        string[] keys, string prefix, string? delimiter, ListPlace start, int most, Action<int>? read = null) =>
        Listing<string>.Of(
            prefix, delimiter, start, most, key => key,
            (place, count) =>
            {
                string[] found = place.First is { } first
                    ? [.. keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal) && ObjectKey.Compare(k, first) >= 0).Take(count)]
                    : [];
                read?.Invoke(found.Length);
                return found;
            },
            ListPlace.After);
}

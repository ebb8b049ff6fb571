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
        var asked = 0;
        var page = Page(keys, "", "/", ListPlace.Start, 10, () => asked++);
        Assert.Equal("end | dir/", Tell(page));
        Assert.InRange(asked, 1, 3);
    }

    private static string Tell(Listing<string> page) =>
        $"{string.Join(' ', page.Items)} | {string.Join(' ', page.CommonPrefixes)} {(page.IsTruncated ? "…" : "")}".Trim();

    private static Listing<string> Page(
        string[] keys, string prefix, string? delimiter, ListPlace start, int most, Action? asked = null) =>
        Listing<string>.Of(
            prefix, delimiter, start, most, key => key,
            (place, count) =>
            {
                asked?.Invoke();
                return place.First is { } first
                    ? [.. keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal) && ObjectKey.Compare(k, first) >= 0).Take(count)]
                    : [];
            },
            ListPlace.After);
}

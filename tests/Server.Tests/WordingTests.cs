using Sluiswachter.Model;
using Sluiswachter.Server.Pages;

namespace Sluiswachter.Server.Tests;

public sealed class WordingTests
{
    private static readonly Wording English = new(Language.English);
    private static readonly Wording Dutch = new(Language.Dutch);

    [Theory]
    [InlineData(0, "at once", "meteen")]
    [InlineData(1, "after 1 hour", "na 1 uur")]
    [InlineData(24, "after 24 hours", "na 24 uur")]
    [InlineData(36, "after 36 hours", "na 36 uur")]
    [InlineData(48, "after 2 days", "na 2 dagen")]
    [InlineData(720, "after 30 days", "na 30 dagen")]
    [InlineData(8760, "after 1 year", "na 1 jaar")]
    [InlineData(17520, "after 2 years", "na 2 jaar")]
    [InlineData(1001, "after 1,001 hours", "na 1.001 uur")]
    public void Hours_are_said_as_people_say_them(int hours, string english, string dutch) =>
        Assert.Equal((english, dutch), (English.After(hours), Dutch.After(hours)));

    [Theory]
    [InlineData(999_999, "999,999", "999.999")]
    [InlineData(1_000_000, "1 million", "1 miljoen")]
    [InlineData(14_860_000, "14.8 million", "14,8 miljoen")]
    [InlineData(8_100_000_000, "8,100 million", "8.100 miljoen")]
    public void Large_numbers_of_people_are_rounded_down(long number, string english, string dutch) =>
        Assert.Equal((english, dutch), (English.Rounded(number), Dutch.Rounded(number)));

    [Theory]
    [InlineData(0, 7, "0%", "0%")]
    [InlineData(1, 3, "33.3%", "33,3%")]
    [InlineData(1, 2, "50%", "50%")]
    [InlineData(7, 7, "100%", "100%")]
    [InlineData(1, 1_000_000, "0.1%", "0,1%")]
    [InlineData(999_999, 1_000_000, "99.9%", "99,9%")]
    [InlineData(0, 0, "–", "–")]
    public void A_share_is_nothing_or_all_only_when_it_is(long part, long whole, string english, string dutch) =>
        Assert.Equal((english, dutch), (English.Share(part, whole), Dutch.Share(part, whole)));

    [Fact]
    public void Days_and_lists_are_said_in_the_language()
    {
        Assert.Equal(("28 April 2026", "28 april 2026"), (English.Day(new(2026, 4, 28)), Dutch.Day(new(2026, 4, 28))));
        Assert.Equal(("a, b and c", "a, b en c"), (English.List(["a", "b", "c"]), Dutch.List(["a", "b", "c"])));
        Assert.Equal(("a", ""), (English.List(["a"]), Dutch.List([])));
    }
}

using Sluiswachter.Model;

namespace Sluiswachter.Model.Tests;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("sluis", "'sluis'")]
    [InlineData("a\0b\nc", "'a\uFFFDb\uFFFDc'")]
    public void A_quoted_text_is_plain(string text, string quoted) => Assert.Equal(quoted, Problem.Quote(text));

    [Fact]
    public void A_long_text_is_cut_and_says_how_long_it_was() =>
        Assert.Equal($"'{new string('x', 60)}…' (61 characters)", Problem.Quote(new string('x', 61)));

    [Fact]
    public void A_text_is_never_cut_through_a_character() =>
        Assert.Equal($"'{new string('x', 59)}…' (62 characters)", Problem.Quote(new string('x', 59) + "😀" + "y"));
}

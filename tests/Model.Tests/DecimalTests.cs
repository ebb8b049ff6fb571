namespace Sluiswachter.Model.Tests;

/// <summary>A number is kept as it was written, or refused.</summary>
public sealed class DecimalTests
{
    private static readonly Column Share = Ownership.Schema.Columns[Ownership.Schema.IndexOf("share")];

    [Theory]
    [InlineData("12.5", "12.5")]
    [InlineData("012.50", "12.5")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("33.33333333333333333333333333", "33.33333333333333333333333333")]
    [InlineData("0000000000000000000000000000000012.500000000000000000000000", "12.5")]
    [InlineData("00000000000000000000000000000000000", "0")]
    [InlineData("0.00000000000000000000000000000000000", "0")]
    public void A_number_is_kept_without_zeros_that_mean_nothing(string text, string kept) =>
        Assert.Equal(kept, Share.Parse(text).Value.Text);

    [Theory]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("33.333333333333333333333333333333333333")]
    [InlineData("99.99999999999999999999999999999")]
    public void A_number_with_digits_that_would_be_lost_is_refused(string text) =>
        Assert.Equal(
            $"'{text}' has more digits than are kept: expected at most 28", Share.Parse(text).Problem?.In(Language.English));
}

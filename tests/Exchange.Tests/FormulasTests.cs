using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model.Tests;

namespace Sluiswachter.Exchange.Tests;

public sealed class FormulasTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+31 70 123", "'+31 70 123")]
    [InlineData("-", "'-")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("\nx", "'\nx")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF20x", "'\uFF20x")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u00A0=1", "'\u00A0=1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'''  @x", "''''  @x")]
    public void What_a_spreadsheet_would_run_gets_an_apostrophe_and_loses_it_again(string text, string written)
    {
        Assert.Equal(written, Formulas.Neutralise(text));
        Assert.Equal(text, Formulas.Restore(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("'")]
    [InlineData("''")]
    [InlineData("'s-Hertogenbosch")]
    [InlineData("''t Zand")]
    [InlineData("a=1")]
    [InlineData("12")]
    [InlineData(" x")]
    public void Everything_else_is_touched_by_neither_export_nor_import(string text)
    {
        Assert.Equal(text, Formulas.Neutralise(text));
        Assert.Equal(text, Formulas.Restore(text));
    }

    [Fact]
    public void Restoring_what_was_neutralised_gives_the_same_text() => Prop.ForAll(
        RandomFacts.Texts.ToArbitrary(),
        text => Formulas.Restore(Formulas.Neutralise(text)) == text).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_that_is_written_runs() => Prop.ForAll(
        RandomFacts.Texts.ToArbitrary(),
        text => !Formulas.Runs(Formulas.Neutralise(text))).QuickCheckThrowOnFailure();
}

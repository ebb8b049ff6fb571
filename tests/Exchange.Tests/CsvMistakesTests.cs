using Sluiswachter.Model;
using static Sluiswachter.Exchange.Tests.BundleReading;

namespace Sluiswachter.Exchange.Tests;

/// <summary>What a library could not promise (docs/adr/0005-own-csv-tokenizer.md): each mistake has its place, and
/// costs its own row only.</summary>
public sealed class CsvMistakesTests
{
    [Fact]
    public void A_quote_that_never_closes_costs_its_own_row_only()
    {
        var reading = OfSuppliers("id,name\na,\"A\nb,B\nc,C\n");
        Assert.Equal(["3: b | B", "4: c | C"], reading.Rows);
        Assert.Equal(
            ["suppliers.csv:2:name: the quote that opens '\"A\uFFFDb,B\uFFFDc,C\uFFFD' is not closed before the end of the file, or within 32767 characters: expected a closing quote"],
            reading.Errors);
    }

    [Fact]
    public void A_quote_that_closes_in_the_wrong_place_is_told_where_it_opened()
    {
        var reading = OfSuppliers("id,name\na,\"A\nb,\"B, Inc.\"\nc,C\n");
        Assert.Equal(["3: b | B, Inc.", "4: c | C"], reading.Rows);
        Assert.Equal(
            ["suppliers.csv:2:name: there is text after the closing quote of '\"A\uFFFDb,\"': expected a separator or the end of the row; write a quote within a cell twice"],
            reading.Errors);
    }

    [Fact]
    public void Text_after_a_closing_quote_is_an_error()
    {
        var reading = OfSuppliers("id,name,country\na,\"The \"old\" lock\",NL\nb,B,NL\n");
        Assert.Equal(["3: b | B | NL"], reading.Rows);
        Assert.StartsWith("suppliers.csv:2:name: there is text after the closing quote of '\"The \"'",
            reading.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_inside_an_unquoted_cell_is_an_error_and_the_rest_of_the_row_is_judged()
    {
        var reading = OfSuppliers("id,name,country\na,The \"old\" lock,nl\nb,B,NL\n");
        Assert.Equal(["3: b | B | NL"], reading.Rows);
        Assert.Equal(
            [
                "suppliers.csv:2:name: there is a quote inside the cell 'The \"': expected the whole cell in quotes and each quote within it doubled, such as \"the \"\"old\"\" lock\"",
                "suppliers.csv:2:country: 'nl' is not a country: expected an assigned ISO 3166-1 alpha-2 code in capitals; did you mean NL?",
            ],
            reading.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void A_cell_that_is_too_long_costs_its_own_row_only(string quote)
    {
        var reading = OfSuppliers($"id,name,country\na,{quote}{new string('x', Label.Longest + 2)}{quote},nl\nb,B,NL\n");
        Assert.Equal(["3: b | B | NL"], reading.Rows);
        Assert.StartsWith("suppliers.csv:2:name: the cell that begins with", reading.Errors.First(), StringComparison.Ordinal);
        Assert.StartsWith("suppliers.csv:2:country: 'nl' is not a country", reading.Errors.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('"')]
    [InlineData('\n')]
    public void A_label_at_its_longest_is_read(char c)
    {
        var name = new string(c, Label.Longest - 1) + "y";
        var written = c == 'x' ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        Assert.Equal([$"2: a | {name}"], OfSuppliers($"id,name\na,{written}\n").Sound());
    }

    [Fact]
    public void A_mistake_in_the_header_is_told_and_nothing_is_read()
    {
        var reading = OfSuppliers("id,na\"me\na,A\n");
        Assert.Empty(reading.Rows);
        Assert.StartsWith("suppliers.csv:1:#2: there is a quote inside the cell 'na\"'",
            reading.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nul_is_an_error_where_it_stands() => Assert.Equal(
        ["suppliers.csv:60:name: 'A\uFFFD' holds control characters: expected printable text"],
        OfSuppliers("id,name\n" + string.Concat(Enumerable.Range(0, 58).Select(i => $"s{i},Supplier {i}\n")) + "a,A\0\n").Errors);

    [Fact]
    public void All_mistakes_of_a_file_are_told_in_one_run() => Assert.Equal(
        ["2", "3", "4", "5", "6", "7"],
        OfSuppliers("id,name\na,\"A\"x\nb,B\"\nc\n,D\ne,E,E\nf,\"F\n").Errors.Select(e => e.Split(':')[1]));
}

using System.Text;
using static Sluiswachter.Exchange.Tests.BundleReading;

namespace Sluiswachter.Exchange.Tests;

/// <summary>Every sentence of docs/bundle.md, "Form", with an example.</summary>
public sealed class BundleFormTests
{
    [Fact]
    public void Utf_8_is_read() =>
        Assert.Equal(["2: één | Waterschap Fryslân 😀"], OfSuppliers("id,name\néén,Waterschap Fryslân 😀\n").Sound());

    [Fact]
    public void A_byte_order_mark_is_fine() =>
        Assert.Equal(["2: a | Acme"], OfSuppliers("\uFEFFid,name\na,Acme\n").Sound());

    [Fact]
    public void Columns_come_in_any_order() =>
        Assert.Equal(["2: a | Acme | NL"], OfSuppliers("country,name,id\nNL,Acme,a\n").Sound());

    [Theory]
    [InlineData("id;name;country\na;Acme, Inc.;US\n")]
    [InlineData("id,name,country\na,\"Acme, Inc.\",US\n")]
    [InlineData("\"id\";\"name\";\"country\"\n\"a\";\"Acme, Inc.\";\"US\"\n")]
    public void Cells_are_separated_by_comma_or_semicolon(string text) =>
        Assert.Equal(["2: a | Acme, Inc. | US"], OfSuppliers(text).Sound());

    [Fact]
    public void The_separator_is_what_splits_the_header_into_known_columns() =>
        Assert.Equal(["2: a | Acme"], OfSuppliers("id;\"a,b,c,d\";name\na;x;Acme\n").Rows);

    [Theory]
    [InlineData("\"a\",\"the \"\"old\"\" lock\"", "2: a | the \"old\" lock")]
    [InlineData("a,\"two\nlines\"", "2: a | two\nlines")]
    [InlineData("a,\"two\r\nlines\"", "2: a | two\r\nlines")]
    [InlineData("a,\"two\rlines\"", "2: a | two\rlines")]
    [InlineData("a,\"\"\"\"", "2: a | \"")]
    [InlineData("a, spaces stay ,NL", "2: a |  spaces stay  | NL")]
    [InlineData("a,\"Acme\",\"\"", "2: a | Acme")]
    public void Quotes_are_as_in_rfc_4180(string row, string picture) =>
        Assert.Equal([picture], OfSuppliers("id,name,country\n" + row + "\n").Sound());

    [Theory]
    [InlineData("id,name\ra,A\rb,B\r")]
    [InlineData("id,name\na,A\nb,B\n")]
    [InlineData("id,name\r\na,A\r\nb,B\r\n")]
    [InlineData("id,name\r\na,A\rb,B")]
    public void Rows_end_with_cr_lf_or_both_and_the_last_may_go_without(string text) =>
        Assert.Equal(["2: a | A", "3: b | B"], OfSuppliers(text).Sound());

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Nothing_changes_where_one_buffer_ends_and_the_next_begins(string lineEnd)
    {
        // Whatever the buffers hold (64 Ki characters or bytes, at some multiple), each thing straddles the edge once.
        var filler = string.Concat(Enumerable.Repeat("f," + new string('x', 1021 - lineEnd.Length) + lineEnd, 127));
        for (var shift = 0; shift < 120; shift++)
        {
            var rows = OfSuppliers(
                "id,name" + lineEnd + filler + $"s,{new string('y', 900 + shift)}" + lineEnd +
                string.Concat(Enumerable.Repeat("a,\"é\"\"😀\"" + lineEnd + "bb,B" + lineEnd, 8))).Sound();
            Assert.Equal(128 + 16, rows.Count);
            Assert.Equal(
                Enumerable.Range(130, 16).Select(row => $"{row}: " + (row % 2 == 0 ? "a | é\"😀" : "bb | B")), rows.Skip(128));
        }
    }

    [Fact]
    public void An_empty_cell_is_unknown_and_missing_trailing_cells_are_empty() =>
        Assert.Equal(["2: a | A", "3: b | B"], OfSuppliers("id,name,country,organisation\na,A,,\nb,B\n").Sound());

    [Fact]
    public void An_all_empty_row_is_skipped_but_counted() => Assert.Equal(
        ["3: a | A", "7: b | B"], OfSuppliers("id,name\n\na,A\n,\n\"\",\"\"\n,,,,,\nb,B\n\n\n").Sound());

    [Fact]
    public void A_row_number_counts_rows_and_not_lines() =>
        Assert.Equal(["2: a | two\nlines", "3: b | B"], OfSuppliers("id,name\na,\"two\nlines\"\nb,B\n").Sound());

    [Theory]
    [InlineData("id,name")]
    [InlineData("id,name\n")]
    [InlineData("id,name\r\n\r\n")]
    public void A_header_alone_means_no_facts(string text) => Assert.Empty(OfSuppliers(text).Sound());

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void A_file_of_zero_bytes_is_an_error(string text) => Assert.Equal(
        ["suppliers.csv:0:: the file is empty (zero bytes): expected at least a header row; leave the file out when there are no such facts"],
        OfSuppliers(text).Errors);

    [Fact]
    public void A_blank_first_row_is_an_error() => Assert.Equal(
        ["suppliers.csv:1:: the first row is empty: expected the names of columns, such as id,name,country,organisation"],
        OfSuppliers("\nid,name\na,A\n").Errors);

    [Fact]
    public void A_missing_required_column_is_an_error_and_the_rows_are_still_judged() => Assert.Equal(
        [
            "suppliers.csv:1:name: the required column 'name' is missing: found 'id,country'",
            "suppliers.csv:2:country: 'us' is not a country: expected an assigned ISO 3166-1 alpha-2 code in capitals; did you mean US?",
        ],
        OfSuppliers("id,country\na,us\n").Errors);

    [Fact]
    public void Without_a_required_column_no_row_is_a_fact() => Assert.Empty(OfSuppliers("id\na\n").Rows);

    [Fact]
    public void A_column_that_stands_twice_is_an_error() => Assert.Equal(
        ["suppliers.csv:1:name: the column 'name' stands in the header twice: expected each column once"],
        OfSuppliers("id,name,name\na,A,B\n").Errors);

    [Fact]
    public void An_unknown_column_is_a_warning_and_is_kept_out()
    {
        var reading = OfSuppliers("id,name,Country,colour,\na,A,US,red,x\n");
        Assert.Equal(["2: a | A"], reading.Rows);
        Assert.Empty(reading.Errors);
        Assert.Equal(
            [
                "suppliers.csv:1:Country: the column 'Country' is unknown and is kept out; did you mean country?",
                "suppliers.csv:1:colour: the column 'colour' is unknown and is kept out: id, name, country, organisation, valid_from, valid_until, source, basis, observed_on, marking",
                "suppliers.csv:1:: column 5 has no name and is kept out: expected a name in the header",
            ],
            reading.Warnings);
    }

    [Fact]
    public void Extra_cells_are_an_error_and_the_other_mistakes_of_the_row_are_told_too() => Assert.Equal(
        [
            "suppliers.csv:2:: the row has 4 cells while the header has 2 columns, the first too many is ' Inc.': expected no more cells than columns; put a cell that holds a separator in quotes",
            "suppliers.csv:2:id: id is empty: expected a value",
        ],
        OfSuppliers("id,name\n,Acme, Inc.,x\nb,B\n").Errors);

    [Fact]
    public void An_empty_required_cell_and_a_bad_value_are_errors_at_their_row_and_column() => Assert.Equal(
        [
            "suppliers.csv:3:id: 'a b' is not an id: expected 1 to 200 characters without white space or control characters",
            "suppliers.csv:3:name: name is empty: expected a value",
            "suppliers.csv:3:valid_from: '2026-02-30' is not a date: expected yyyy-MM-dd, such as 2026-04-28",
        ],
        OfSuppliers("id,name,valid_from\na,A,2026-02-28\na b,,2026-02-30\n").Errors);

    [Fact]
    public void A_byte_that_is_not_utf_8_is_an_error_with_row_column_and_a_hint() => Assert.Equal(
        ["suppliers.csv:3:name: the byte 0xE2 is not UTF-8: expected UTF-8; in Windows-1252 the cell would read 'Frysl\u00E2n \u20AC', so save the file as \"CSV UTF-8\""],
        OfSuppliers([.. "id,name\na,A\nb,Frysl"u8, 0xE2, .. "n "u8, 0x80, .. "\nc,C\n"u8]).Errors);

    [Fact]
    public void A_sound_character_beside_a_broken_one_is_shown_as_it_is() => Assert.Contains(
        "'😀 é'", OfSuppliers([.. "id,name\na,😀 "u8, 0xE9]).Errors.Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Utf_16_is_an_error_that_says_so(string encoding)
    {
        var utf16 = Encoding.GetEncoding(encoding);
        foreach (var mark in new byte[][] { [], utf16.GetPreamble() })
        {
            Assert.Contains(
                "suppliers.csv:0:: this is not UTF-8 text, it looks like UTF-16",
                OfSuppliers([.. mark, .. utf16.GetBytes("id,name\na,A\n")]).Errors.Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_table_can_be_read_again_and_its_ids_are_told_without_judging()
    {
        using var scratch = new Scratch();
        using var bundle = Bundle.Open(scratch.Put("suppliers.csv", "name,id\nA,a\n,'=b\nC,c,extra\n"));
        var table = bundle.Tables.Single();
        Assert.Equal([(2, "a"), (3, "=b"), (4, "c")], table.Ids());
        Assert.Single(table.Rows([]));
        Assert.Single(table.Rows([]));
        Assert.Equal([(2, "a"), (3, "=b"), (4, "c")], table.Ids());
    }
}

using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Exchange.Sheets;

namespace Sluiswachter.Sheets.Tests;

public sealed class CellsAsPeopleWriteThemTests
{
    private const string Amount = "annual_cost: { column: Cel, number: \"1.234,56\", units: [€, EUR, k€] }";
    private const string Day = "ends_on: { column: Cel, date: [d-m-jjjj, jjjj-mm-dd, d mmmm jjjj, d-mmm-jj, jjjjmmdd] }";

    [Theory]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1.234", "1234")]
    [InlineData("1234", "1234")]
    [InlineData("12.345.678,9", "12345678.9")]
    [InlineData("0,5", "0.5")]
    [InlineData("€ 1.234,56", "1234.56")]
    [InlineData("€1.234,-", "1234")]
    [InlineData("1.234,--", "1234")]
    [InlineData(" 1.234,56 EUR ", "1234.56")]
    [InlineData("\u00A01.234\u00A0", "1234")]
    public void An_amount_with_a_decimal_comma_is_read(string text, string amount) =>
        Assert.Equal($"annual_cost={amount}", Imported.Cell(text, Amount));

    [Theory]
    [InlineData("1.23")]
    [InlineData("1,234.56")]
    [InlineData("1.2345")]
    [InlineData("12.34.567")]
    [InlineData("duizend")]
    [InlineData("1.234,")]
    [InlineData(".123")]
    [InlineData("1.234 p/m")]
    [InlineData("1.234,56 + btw")]
    public void An_amount_written_otherwise_is_complained_about(string text) => Assert.Equal(
        $"lijst.csv:2:B (Cel): '{text}' is not a number written as 1.234,56, alone or with 'EUR', 'k€', '€': expected one such as 1.234,56",
        Imported.Cell(text, Amount));

    [Fact]
    public void An_amount_below_zero_is_shown_as_it_was_read() => Assert.Equal(
        "lijst.csv:2:B (Cel): '-1.234,50', read as '-1234.5': '-1234.5' is not a number from 0 to 1000000000000 with a decimal point, such as 12.5",
        Imported.Cell("-1.234,50", Amount));

    [Theory]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("1,234", "1234")]
    [InlineData("1234.5", "1234.5")]
    public void The_same_text_means_what_the_mapping_says_it_means(string text, string amount) =>
        Assert.Equal($"annual_cost={amount}", Imported.Cell(text, "annual_cost: { column: Cel, number: \"1,234.56\" }"));

    [Fact]
    public void A_number_with_a_dot_is_not_read_until_the_mapping_says_what_the_dot_means() => Assert.Equal(
        "lijst.csv:2:B (Cel): '1.234' can be read in two ways: declare how numbers are written, such as number: \"1.234,56\"",
        Imported.Cell("1.234", "annual_cost: \"{Cel}\""));

    [Theory]
    [InlineData("3 maanden", "90")]
    [InlineData("1 maand", "30")]
    [InlineData("45 dagen", "45")]
    [InlineData("2", "2")]
    public void A_unit_multiplies(string text, string days) => Assert.Equal(
        $"notice_days={days}",
        Imported.Cell(text, "notice_days: { column: Cel, number: \"1.234,56\", units: { dagen: 1, maand: 30, maanden: 30 } }"));

    [Theory]
    [InlineData("31-12-2026")]
    [InlineData("31-12-2026 00:00:00")]
    [InlineData("2026-12-31")]
    [InlineData("31 december 2026")]
    [InlineData("31 December 2026")]
    [InlineData("31-dec-26")]
    [InlineData("20261231")]
    public void A_date_in_a_declared_form_is_read(string text) => Assert.Equal("ends_on=2026-12-31", Imported.Cell(text, Day));

    [Theory]
    [InlineData("1-2-2026", "2026-02-01")]
    [InlineData("01-02-2026", "2026-02-01")]
    [InlineData("1 maart 2026", "2026-03-01")]
    [InlineData("1-mrt-79", "2079-03-01")]
    [InlineData("1-mrt-80", "1980-03-01")]
    public void Days_and_months_may_have_one_digit_or_a_name(string text, string day) =>
        Assert.Equal($"ends_on={day}", Imported.Cell(text, Day));

    [Theory]
    [InlineData("31-02-2026")]
    [InlineData("12/31/2026")]
    [InlineData("eind 2026")]
    [InlineData("46387")]
    [InlineData("31-12-2026 14:30")]
    public void A_date_in_no_declared_form_is_complained_about(string text) => Assert.Equal(
        $"lijst.csv:2:B (Cel): '{text}' is not a date as d-m-jjjj or jjjj-mm-dd or d mmmm jjjj or d-mmm-jj or jjjjmmdd: expected one such as 31-12-2026",
        Imported.Cell(text, Day));

    [Fact]
    public void A_number_of_days_is_a_date_only_where_the_mapping_says_so() =>
        Assert.Equal("ends_on=2026-12-31", Imported.Cell("46387", "ends_on: { column: Cel, date: [d-m-jjjj, excel] }"));

    [Theory]
    [InlineData("", "")]
    [InlineData("n.v.t.", "")]
    [InlineData("N.V.T.", "")]
    [InlineData("EUR", "currency=EUR")]
    public void Words_for_unknown_are_declared(string text, string read) =>
        Assert.Equal(read, Imported.Cell(text, "currency: { column: Cel, unknown: [n.v.t.] }"));

    [Theory]
    [InlineData("  Recht\u00A0 van\tNederland ", "governing_law=Recht van Nederland")]
    [InlineData("Recht\r\nvan Nederland", "governing_law=Recht van Nederland")]
    [InlineData("\u200B \uFEFF", "")]
    public void White_space_of_any_kind_is_one_space_and_none_at_the_ends(string text, string read) =>
        Assert.Equal(read, Imported.Cell(text, "governing_law: \"{Cel}\""));

    [Fact]
    public void Every_number_written_with_dots_and_a_comma_is_read_back()
    {
        var form = MappingNumber.Of("1.234,56", []).Value;
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), cents =>
        {
            var amount = Math.Abs((decimal)cents) / 100;
            var dutch = amount.ToString("#,##0.00").Replace('.', '|').Replace(',', '.').Replace('|', ',');
            return form.Read(SheetCell.Of(dutch)) is { Holds: true } read && decimal.Parse(read.Value) == amount;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_day_written_in_a_form_is_read_back()
    {
        var form = MappingDate.Of(["d-m-jjjj"]).Value;
        Prop.ForAll(Gen.Choose(0, 3_652_058).ToArbitrary(), number =>
        {
            var day = DateOnly.FromDayNumber(number);
            return form.Read(SheetCell.Of(day.ToString("dd-MM-yyyy"))).Value == day.ToString("yyyy-MM-dd") &&
                form.Read(SheetCell.Of(day.ToString("d-M-yyyy"))).Value == day.ToString("yyyy-MM-dd");
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_is_either_read_or_refused() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        var cell = SheetCell.Of(text ?? "");
        _ = MappingNumber.Of("1.234,56", [("€", 1)]).Value.Read(cell).Holds;
        _ = MappingDate.Of(["d-m-jj", "d mmm jjjj", "excel"]).Value.Read(cell).Holds;
        var slug = MappingTemplate.Slug(text ?? "");
        return !slug.Any(char.IsWhiteSpace) && MappingTemplate.Slug(slug) == slug && SheetCell.Tidy(cell.Text) == cell.Text;
    }).QuickCheckThrowOnFailure();
}

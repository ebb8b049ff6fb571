using System.Text;
using Sluiswachter.Exchange.Sheets;

namespace Sluiswachter.Sheets.Tests;

public sealed class SpreadsheetsAsPeopleKeepThemTests
{
    private const string Contracts = """
        mapping: 1
        sheets:
          - sheet: Contracten
            header: 4-5
            rows: { stop: [Totaal] }
            facts:
              - fact: contracts
                when: Applicatie
                id: "{slug(Applicatie)}"
                supplier: "{slug(Leverancier / Naam)}"
                starts_on: { column: contract/begin, date: d-m-jjjj }
                ends_on: { column: Contract / Eind, date: d-m-jjjj }
                annual_cost: { column: Kosten per jaar, number: "1.234,56" }
        """;

    private static readonly object?[][] Dirty =
    [
        ["Contractenlijst gemeente Voorbeeld"],
        ["Stand 1 november 2026", null, null, new DateOnly(2026, 11, 1)],
        [],
        ["Applicatie", "Leverancier", null, "Contract", null, " Kosten\nper jaar "],
        [null, "Naam", "Land", "Begin", "Eind"],
        ["Zaak\u00A0 ", "Acme", "VS", new DateOnly(2025, 1, 1), new DateOnly(2026, 12, 31), 12_345.67],
        [],
        ["Burger", "Polder", "NL", "1-1-2024", "31-12-2027", "1.234,56"],
        ["Totaal", null, null, null, null, new Formula("SUM(F6:F8)", 13580.23)],
        ["Bron: afdeling inkoop"],
    ];

    private static readonly string[] Merges = ["A1:F1", "A4:A5", "B4:C4", "D4:E4", "F4:F5"];

    [Fact]
    public void Titles_merged_headers_empty_rows_and_totals_are_no_data()
    {
        var imported = Imported.From(XlsxFile.With("Contracten", Dirty, Merges).And("Toelichting", [["Lees mij"]]).Workbook(), Contracts);

        Assert.Equal(["lijst.xlsx[Contracten]:5:: the mapping does not use C (Leverancier / Land): map them, or list them under 'ignore'"], imported.Warnings);
        Assert.Empty(imported.Errors);
        Assert.Equal(
            ["contracts id=zaak supplier=acme starts_on=2025-01-01 ends_on=2026-12-31 annual_cost=12345.67",
                "contracts id=burger supplier=polder starts_on=2024-01-01 ends_on=2027-12-31 annual_cost=1234.56"],
            imported.Facts);
    }

    [Fact]
    public void A_complaint_points_to_the_cell_as_the_spreadsheet_shows_it()
    {
        var rows = Dirty.ToArray();
        rows[7] = ["Burger", "Polder", "NL", "1-1-2024", "zomer 2027", new Failing("#REF!")];
        var imported = Imported.From(XlsxFile.With("Contracten", rows, Merges).Workbook(), Contracts);

        Assert.Equal(
            ["lijst.xlsx[Contracten]:8:E (Contract / Eind): 'zomer 2027' is not a date as d-m-jjjj: expected one such as 31-12-2026",
                "lijst.xlsx[Contracten]:8:F (Kosten per jaar): the cell shows '#REF!': repair the formula; expected annual_cost"],
            imported.Errors);
    }

    [Fact]
    public void A_row_of_totals_that_the_mapping_does_not_name_is_told()
    {
        var imported = Imported.From(
            XlsxFile.With("Contracten", Dirty[..9], Merges).Workbook(), Contracts.Replace("    rows: { stop: [Totaal] }\n", "", StringComparison.Ordinal));

        Assert.Contains("lijst.xlsx[Contracten]:9:: 'Totaal' looks like a row of totals and is read as data: if so, add it to rows.stop or rows.skip", imported.Warnings);
    }

    [Theory]
    [InlineData("rows: { skip: [Subtotaal] }", "a b c")]
    [InlineData("rows: { stop: [subtotaal] }", "a")]
    [InlineData("rows: { until: 2 }", "a")]
    [InlineData("rows: { from: 4, stop: [Eindtotaal] }", "b c")]
    public void The_rows_that_are_data_can_be_named(string rows, string read) => Assert.Equal(read, string.Join(' ', Imported.FromCsv(
        "Naam\na\nSubtotaal: 1\nb\nc\n", $"mapping: 1\nsheets:\n  - {rows}\n    facts:\n    - fact: contracts\n      id: \"{{Naam}}\"\n").Of("contracts", "id")));

    private const string Plain = """
        mapping: 1
        sheets:
          - MERGED
            facts:
              - fact: contracts
                id: "{Naam}"
                governing_law: "{Recht}"
        """;

    private static readonly object?[][] MergedRows = [["Naam", "Recht"], ["a", "NL"], ["b"], ["c", "BE"]];

    [Fact]
    public void Merged_data_is_not_read_until_the_mapping_says_for_which_rows_it_counts()
    {
        var workbook = XlsxFile.With("Blad1", MergedRows, "B2:B3").Workbook();

        Assert.Equal(
            ["lijst.xlsx[Blad1]:2:B (Recht): the cells B2:B3 are merged: add 'merged: repeat' to the sheet if their value counts for each row, or 'merged: leave' if only for the first"],
            Imported.From(workbook, Plain.Replace("MERGED", "header: 1", StringComparison.Ordinal)).Errors);
        Assert.Equal(["NL", "NL", "BE"], Imported.From(workbook, Plain.Replace("MERGED", "merged: repeat", StringComparison.Ordinal)).Of("contracts", "governing_law"));
        Assert.Equal(["NL", "", "BE"], Imported.From(workbook, Plain.Replace("MERGED", "merged: leave", StringComparison.Ordinal)).Of("contracts", "governing_law"));
    }

    [Fact]
    public void Cells_hold_numbers_days_hours_and_flags_as_the_spreadsheet_knows_them()
    {
        var sheet = XlsxFile.With("Blad1", [[1234.5, 0.1 + 0.2, 46387, 1e21, new DateOnly(2026, 12, 31), TimeSpan.FromHours(36), true, new Formula("1+1", 2), new Formula("UPPER(A1)", "x"), new Formula("LOWER(A1)", ""), "  "]]).Workbook().Sheets[0];

        Assert.Equal(
            ["Number 1234.5", "Number 0.3", "Number 46387", "Number 1000000000000000000000", "Date 2026-12-31", "Number 36", "Flag true", "Number 2", "Text x"],
            sheet.Row(1).Select(c => $"{c.Kind} {c.Text}"));
    }

    [Fact]
    public void A_formula_that_was_never_calculated_is_complained_about()
    {
        var imported = Imported.From(XlsxFile.With("Blad1", [["Naam", "Recht"], ["a", new Formula("A2", null)]]).Workbook(), Plain.Replace("MERGED", "header: 1", StringComparison.Ordinal));

        Assert.Equal(["lijst.xlsx[Blad1]:2:B (Recht): the formula was never calculated: open the file in a spreadsheet program and save it; expected {Recht}"],
            imported.Errors.Select(e => e.Replace("expected governing_law", "expected {Recht}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_number_keeps_its_digits_in_an_id() => Assert.Equal(
        ["contracts id=20230123"], Imported.From(XlsxFile.With("Blad1", [["Nr"], [20230123.0]]).Workbook(), "mapping: 1\nsheets:\n  - facts:\n    - fact: contracts\n      id: \"{Nr}\"\n").Facts);

    [Fact]
    public void The_sheet_is_asked_for_when_there_are_several()
    {
        var mapping = Plain.Replace("MERGED", "header: 1", StringComparison.Ordinal);

        Assert.Equal(["map.yaml:3:: the workbook has several sheets ('Een', 'Twee'): name one, such as sheet: Een"],
            Imported.From(XlsxFile.With("Een", MergedRows).And("Twee", MergedRows).And("Leeg", []).Hidden("Weg", MergedRows).Workbook(), mapping).Errors);
        Assert.Empty(Imported.From(XlsxFile.With("Een", MergedRows).And("Leeg", []).Hidden("Weg", MergedRows).Workbook(), mapping).Errors);
        Assert.Equal(["map.yaml:3:: there is no sheet 'een!' (did you mean 'Een'?): the workbook has 'Een', 'Twee'"],
            Imported.From(XlsxFile.With("Een", MergedRows).And("Twee", MergedRows).Workbook(), Plain.Replace("MERGED", "sheet: een!", StringComparison.Ordinal)).Errors);
    }

    [Fact]
    public void A_table_without_header_is_read_by_its_letters() => Assert.Equal(
        ["contracts id=a governing_law=NL"],
        Imported.FromCsv("a;NL\n", Plain.Replace("MERGED", "header: none", StringComparison.Ordinal).Replace("{Naam}", "{$A}", StringComparison.Ordinal).Replace("{Recht}", "{$B}", StringComparison.Ordinal)).Facts);

    [Fact]
    public void A_header_that_a_CSV_file_lost_its_merges_from_is_spread_when_asked()
    {
        const string csv = "Naam;Contract;;\n;Begin;Recht;Eigenaar\na;1-1-2026;NL;Jan\n";
        var mapping = Plain.Replace("MERGED", "header: 1-2\n    spread-headers: yes\n    ignore: [Contract / Begin, Contract / Eigenaar]", StringComparison.Ordinal)
            .Replace("{Recht}", "{Contract / Recht}", StringComparison.Ordinal);

        Assert.Equal(["contracts id=a governing_law=NL"], Imported.FromCsv(csv, mapping).Facts);
    }

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", "" }, { "utf-8 with a mark", "" }, { "utf-16 with a mark", "" }, { "windows-1252", "windows-1252" },
        { "utf-16le", "utf-16le" }, { "iso-8859-15", "iso-8859-15" }, { "cp850", "cp850" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Any_encoding_that_is_marked_or_declared_is_read(string written, string declared)
    {
        var encoding = written switch
        {
            "utf-8 with a mark" => new UTF8Encoding(true),
            "utf-16 with a mark" => Encoding.Unicode,
            _ => SheetEncodings.Of(written),
        };
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("Naam;Recht\nFinanciën;Curaçao\n")];
        var reading = SheetWorkbook.Read(bytes, "lijst.csv", new SheetDialect(declared.Length == 0 ? null : declared));

        Assert.Equal("Financiën Curaçao", string.Join(' ', reading.Workbook!.Sheets[0].Row(2).Select(c => c.Text)));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_complained_about_where_they_stand()
    {
        var bytes = SheetEncodings.Of("windows-1252").GetBytes("Naam;Recht\na;NL\nFinanciën;NL\n");

        Assert.Equal(
            "lijst.csv:3:: the text near 'Financiën;NL' is not utf-8: state the encoding in the mapping, such as file: { encoding: windows-1252 }",
            SheetWorkbook.Read(bytes, "lijst.csv", SheetDialect.Plain).Complaint!.In(Model.Language.English));
    }

    [Theory]
    [InlineData("sep=;\nNaam;Recht\na;NL,BE\n")]
    [InlineData("sep=|\r\nNaam|Recht\r\na|NL,BE\r\n")]
    [InlineData("\"sep=;\"\nNaam;Recht\na;NL,BE")]
    [InlineData("Naam,Recht\r\na,\"NL,BE\"\r\n")]
    [InlineData("Naam\tRecht\ra\tNL,BE\r")]
    [InlineData("Naam;Recht\n\"a\";\"NL,BE\";;;\n;;;\n\n")]
    public void What_stands_between_cells_is_seen_and_a_sep_line_is_obeyed_and_not_counted(string csv)
    {
        var sheet = Imported.Csv(csv).Sheets[0];

        Assert.Equal((2, 2), (sheet.Height, sheet.Width));
        Assert.Equal("NL,BE", sheet.At(2, 1).Text);
    }

    [Fact]
    public void Cells_may_hold_lines_and_quotes_and_rows_keep_their_numbers()
    {
        var sheet = Imported.Csv("Naam;Recht\n\"een\ntwee\";\"zegt \"\"ja\"\"\"\n\n\"scherm 24\"\" breed\";NL\n").Sheets[0];

        Assert.Equal("een twee", sheet.At(2, 0).Text);
        Assert.Equal("zegt \"ja\"", sheet.At(2, 1).Text);
        Assert.Equal("scherm 24\" breed", sheet.At(4, 0).Text);
    }

    [Theory]
    [InlineData("b;\"NL\n", "lijst.csv:3:B: the quote that opens '\"NL")]
    [InlineData("b;NL;24\" breed\n", "lijst.csv:3:C: there is a quote inside the cell")]
    [InlineData("b;\"NL\"x;\n", "lijst.csv:3:B: there is text after the closing quote")]
    public void A_mistake_in_quotes_is_complained_about_at_its_cell(string row, string complaint) => Assert.StartsWith(
        complaint, SheetWorkbook.Read(Encoding.UTF8.GetBytes("Naam;Recht\na;NL\n" + row), "lijst.csv", SheetDialect.Plain).Complaint!.In(Model.Language.English), StringComparison.Ordinal);
}

using System.Text;
using Sluiswachter.Exchange.Sheets;
using Sluiswachter.Model;

namespace Sluiswachter.Sheets.Tests;

public sealed class HostileSpreadsheetTests
{
    private static string Refusal(byte[] content, string file = "lijst.xlsx") =>
        SheetWorkbook.Read(content, file, SheetDialect.Plain).Complaint?.In(Language.English) ?? "was read";

    private static string Refusal(string rows) => Refusal(new XlsxFile().Raw("Blad1", XlsxFile.SheetXml(rows)).Bytes());

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_unpacked()
    {
        var part = new byte[80 << 20];
        Array.Fill(part, (byte)' ');

        Assert.Equal(
            $"lijst.xlsx:0:: bytes once unpacked (xl/worksheets/sheet1.xml): found {80 << 20}, expected at most {64 << 20}",
            Refusal(XlsxFile.Zip([("xl/worksheets/sheet1.xml", part)])));
    }

    [Fact]
    public void Many_parts_that_are_bombs_only_together_are_refused()
    {
        var part = new byte[50 << 20];

        Assert.Contains("bytes once unpacked (5.xml)", Refusal(XlsxFile.Zip(Enumerable.Range(2, 5).Select(i => ($"{i}.xml", part)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_lies_about_its_sizes_is_not_believed()
    {
        var file = new XlsxFile().Raw("Blad1", XlsxFile.SheetXml(new string(' ', 80 << 20)));
        var bytes = file.Bytes();
        Assert.Contains("bytes once unpacked", Refusal(bytes), StringComparison.Ordinal);

        // The size of the large part, wherever the zip states it, becomes 200 bytes.
        var real = XlsxFile.SheetXml(new string(' ', 80 << 20)).Length;
        var size = BitConverter.GetBytes(real);
        for (var at = bytes.AsSpan().IndexOf(size); at >= 0; at = bytes.AsSpan().IndexOf(size))
        {
            BitConverter.GetBytes(200).CopyTo(bytes, at);
        }

        Assert.StartsWith("lijst.xlsx:0:: the file is no XLSX workbook", Refusal(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_that_multiply_are_refused()
    {
        var laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">" + string.Concat(Enumerable.Range(0, 9).Select(
            i => $"<!ENTITY {(char)('b' + i)} \"{string.Concat(Enumerable.Repeat($"&{(char)('a' + i)};", 10))}\">")) + "]>";
        var file = new XlsxFile().Raw("Blad1", laughs + XlsxFile.SheetXml("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&j;</t></is></c></row>"));

        Assert.StartsWith("lijst.xlsx:0:: the file is no XLSX workbook (For security reasons DTD is prohibited", Refusal(file.Bytes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/styles.xml")]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    public void Entities_are_refused_in_every_part(string part)
    {
        var file = XlsxFile.With("Blad1", [["x"]]);
        file.Parts[part] = "<!DOCTYPE x SYSTEM \"file:///etc/hostname\"><x/>";

        Assert.Contains("DTD is prohibited", Refusal(file.Bytes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"BDWGN1\"><v>1</v></c></row>", "columns: found")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>", "columns: found")]
    [InlineData("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", "columns: found 16384, expected at most 1000")]
    [InlineData("<row r=\"2147483647\"><c r=\"A2147483647\"><v>1</v></c></row>", "rows: found 2147483647, expected at most 1048576")]
    [InlineData("<row r=\"99999999999999999999\"><c><v>1</v></c></row>", "rows: found")]
    [InlineData("<row r=\"-1\"><c><v>1</v></c></row>", "rows: found")]
    [InlineData("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c><c r=\"XFD1048576\" s=\"1\"/></row>", "rows times columns: found")]
    public void A_sheet_that_goes_on_for_ever_is_refused(string rows, string refusal) =>
        Assert.Contains(refusal, Refusal(rows), StringComparison.Ordinal);

    [Fact]
    public void Sheets_that_are_too_wide_only_together_are_refused()
    {
        var file = new XlsxFile();
        for (var i = 1; i <= 3; i++)
        {
            file.Raw($"Blad{i}", XlsxFile.SheetXml("<row r=\"1\"><c r=\"ALL1\"><v>1</v></c></row><row r=\"90000\"><c><v>1</v></c></row>"));
        }

        Assert.Equal("lijst.xlsx:0:: rows times columns: found 270000000, expected at most 200000000", Refusal(file.Bytes()));
    }

    [Fact]
    public void Formatting_without_values_far_away_does_no_harm()
    {
        var sheet = new XlsxFile().Raw("Blad1", XlsxFile.SheetXml(
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row><row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row>")).Workbook().Sheets[0];

        Assert.Equal((1, 1), (sheet.Height, sheet.Width));
    }

    [Fact]
    public void A_million_columns_of_CSV_are_refused() => Assert.Equal(
        "lijst.csv:1:: columns: found 1001, expected at most 1000", Refusal(Encoding.UTF8.GetBytes(new string(';', 1_000_000) + "x"), "lijst.csv"));

    [Fact]
    public void A_cell_of_megabytes_is_refused()
    {
        var text = new string('x', 40_000_000 / 8);

        Assert.Contains("lijst.csv:1:A: the cell that begins with", Refusal(Encoding.UTF8.GetBytes(text), "lijst.csv"), StringComparison.Ordinal);
        Assert.Contains("characters in one cell: found 5000000", Refusal($"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>"), StringComparison.Ordinal);
        Assert.Contains("characters in one cell: found 5000000", Refusal(XlsxFile.With("Blad1", [[text]]).Bytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Merges_without_end_are_refused()
    {
        var merges = Enumerable.Repeat("A1:A1048576", 40).ToArray();
        var rows = Enumerable.Range(0, 60_000).Select(_ => new object?[] { 1 }).ToArray();

        Assert.Contains("rows of merged cells", Refusal(XlsxFile.With("Blad1", rows, merges).Bytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_unread() =>
        Assert.Equal("lijst.csv:0:: the file is too large: expected at most 32 MB", Refusal(new byte[(32 << 20) + 1], "lijst.csv"));

    [Fact]
    public void Nothing_old_protected_foreign_or_broken_is_taken_for_a_workbook()
    {
        Assert.Contains("the file is empty", Refusal([]), StringComparison.Ordinal);
        Assert.Contains("old Excel workbook (.xls) or has a password", Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]), StringComparison.Ordinal);
        Assert.Contains("no xl/workbook.xml", Refusal(XlsxFile.Zip([("content.xml", "<x/>"u8.ToArray())])), StringComparison.Ordinal);
        Assert.Contains("binary workbook, .xlsb", Refusal(XlsxFile.Zip([("xl/workbook.bin", [1])])), StringComparison.Ordinal);
        Assert.Contains("no XLSX workbook", Refusal("PK\x03\x04 and then nothing"u8.ToArray()), StringComparison.Ordinal);
        var whole = XlsxFile.With("Blad1", [["x"]]).Bytes();
        Assert.Contains("no XLSX workbook", Refusal(whole[..(whole.Length / 2)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_cut_or_changed_anywhere_is_read_or_refused_and_never_a_crash()
    {
        var whole = XlsxFile.With("Blad1", [["Naam", "Recht"], ["a", new DateOnly(2026, 1, 1)]], "A1:B1").Bytes();
        var random = new Random(20261121);
        for (var i = 0; i < 400; i++)
        {
            var changed = whole.ToArray();
            for (var n = 0; n < 1 + i % 4; n++)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            var reading = SheetWorkbook.Read(i % 5 == 0 ? changed[..random.Next(1, changed.Length)] : changed, "lijst.xlsx", SheetDialect.Detect);
            Assert.True(reading.Workbook is null != reading.Complaint is null);
        }
    }

    [Fact]
    public void NUL_bytes_are_no_text() =>
        Assert.Contains("control characters", Assert.Single(Imported.FromCsv("Nr;Cel\nk\0;x\n", Imported.Contracts("currency: \"{Cel}\"")).Errors), StringComparison.Ordinal);
}

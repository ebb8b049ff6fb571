using System.Text.RegularExpressions;
using Sluiswachter.Exchange.Sheets;
using Sluiswachter.Model;

namespace Sluiswachter.Sheets.Tests;

/// <summary>Holds docs/formats/spreadsheet.md to what the program does.</summary>
public sealed partial class SpreadsheetPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/formats/spreadsheet.md"));

    [Fact]
    public void Every_key_of_the_language_is_on_the_page()
    {
        string[] keys = [.. MappingReader.FileKeys, .. MappingReader.SheetKeys, .. MappingReader.DialectKeys, .. MappingReader.RowKeys, .. MappingValueReader.Keys, "fact", "when", "unless"];

        Assert.Empty(keys.Where(k => !Page.Contains($"`{k}`", StringComparison.Ordinal) && !Page.Contains($"`{k}:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_encoding_number_form_and_kind_of_fact_is_on_the_page() =>
        Assert.Empty(SheetEncodings.Names.Concat(MappingNumber.Forms).Concat(FactSchema.All.Select(s => s.Name))
            .Where(w => !Page.Contains($"`{w}`", StringComparison.Ordinal)));

    [Fact]
    public void The_mapping_on_the_page_is_one_but_for_what_it_leaves_out()
    {
        var yaml = Yaml().Match(Page).Groups["yaml"].Value;
        var shipped = File.ReadAllText(Repository.PathOf("samples/spreadsheet/mapping.yaml"));

        Assert.Empty(Mapping.Read(yaml, "page.yaml").Complaints);
        Assert.All(
            yaml.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.TrimStart().StartsWith("id:", StringComparison.Ordinal) || l.Contains("header", StringComparison.Ordinal)),
            line => Assert.Contains(line, shipped, StringComparison.Ordinal));
    }

    [Fact]
    public void The_start_of_the_list_on_the_page_is_that_of_the_sample()
    {
        var shipped = File.ReadAllText(Repository.PathOf("samples/spreadsheet/applicaties.csv"));

        Assert.All(
            Page.Split('\n').SkipWhile(l => l != "sep=;").TakeWhile(l => l != "```").Where(l => l.Length > 0),
            line => Assert.Contains(line.TrimEnd('…', ';'), shipped, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("FileBytes", "32 MB")]
    [InlineData("PartBytes", "64 MB")]
    [InlineData("AllPartsBytes", "192 MB")]
    [InlineData("Sheets", "200 sheets")]
    [InlineData("Rows", "1,048,576 rows")]
    [InlineData("Columns", "1,000\ncolumns")]
    [InlineData("Cells", "2,000,000 cells")]
    [InlineData("CellCharacters", "32,767 characters")]
    public void Every_limit_is_on_the_page(string limit, string words)
    {
        var value = (int)typeof(SheetLimits).GetField(limit)!.GetValue(null)!;
        var number = int.Parse(words.Split(' ', '\n')[0].Replace(",", "", StringComparison.Ordinal));

        Assert.Equal(value, words.EndsWith("MB", StringComparison.Ordinal) ? number << 20 : number);
        Assert.Contains(words, Page, StringComparison.Ordinal);
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}

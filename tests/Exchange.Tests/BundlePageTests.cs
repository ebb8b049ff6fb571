using System.Text.RegularExpressions;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Tests;

/// <summary>The page docs/bundle.md says what the program does.</summary>
public sealed class BundlePageTests
{
    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline;

    private static readonly Regex DefaultOf = new("Default `(?<word>[^`]+)`", Safe);
    private static readonly Regex RangeOf = new("(?<least>[0-9,]+) to (?<most>[0-9,]+)$", Safe);
    private static readonly Regex ExampleOf = new(
        "```csv (?<file>[^\n]+)\n(?<csv>[^`]*)```(\n\n```text\n(?<text>[^`]*)```)?", Safe);

    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "bundle.md"));

    public static TheoryData<string> Files => [.. FactSchema.All.Select(s => s.FileName)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_column_is_there_in_order_with_its_type(string file)
    {
        var schema = FactSchema.All.Single(s => s.FileName == file);
        AssertDocumented(TableUnder(file), schema.Columns.Take(schema.ValidFrom));
        AssertDocumented(TableUnder("Common columns"), schema.Columns.Skip(schema.ValidFrom));
    }

    [Fact]
    public void Every_file_has_its_section_and_there_are_no_others() => Assert.Equal(
        FactSchema.All.Select(s => s.FileName).Append("Common columns"),
        Page.Split('\n').Where(l => l.StartsWith("### ", StringComparison.Ordinal)).Select(l => l[4..]));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_default_is_told(string file)
    {
        var schema = FactSchema.All.Single(s => s.FileName == file);
        var least = schema.Columns.Select((c, i) => c.IsRequired || c.Name == "subject"
            ? c.Parse(c.Choices.FirstOrDefault($"x{i}")).Value
            : default).ToArray();
        var written = schema.Write(schema.Read(least).Value);
        var rows = TableUnder(file).Concat(TableUnder("Common columns")).ToList();
        Assert.Equal(
            schema.Columns.Select((c, i) => least[i].IsEmpty && !written[i].IsEmpty ? c.Render(written[i]) : ""),
            rows.Select(row => DefaultOf.Match(row[3]).Groups["word"].Value));
    }

    [Theory]
    [InlineData("all files together, unpacked", BundleLimits.Bytes)]
    [InlineData("a cell", Label.Longest)]
    [InlineData("columns of a file", BundleLimits.Columns)]
    [InlineData("entries of a zip", BundleLimits.ZipEntries)]
    [InlineData("the list of entries of a zip", BundleLimits.ZipDirectoryBytes)]
    [InlineData("unpacked bytes for each packed byte of a file", BundleLimits.ZipRatio)]
    [InlineData("errors of a file", BundleLimits.ErrorsPerFile)]
    [InlineData("errors that are shown", Complaints.MostKept)]
    public void Every_limit_is_told(string limit, long value) => Assert.Equal(
        $"{value:N0}", TableUnder("Limits").Single(row => row[0] == limit)[1].Split(' ')[0]);

    [Fact]
    public void Every_example_is_read_with_exactly_the_complaints_that_are_told()
    {
        var examples = ExampleOf.Matches(Page);
        Assert.True(examples.Count >= 10);
        foreach (Match example in examples)
        {
            using var scratch = new Scratch();
            var reading = BundleReading.Of(scratch.Put(example.Groups["file"].Value, example.Groups["csv"].Value));
            Assert.Equal(
                example.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries),
                reading.Complaints.Select(c => c.In(Language.English)));
        }
    }

    [Fact]
    public void Every_example_of_a_formula_is_written_so() => Assert.All(
        TableUnder("Texts that look like formulas"),
        row => Assert.Equal(row[1].Trim('`'), Formulas.Neutralise(row[0].Trim('`'))));

    private static void AssertDocumented(List<string[]> rows, IEnumerable<Column> columns)
    {
        Assert.Equal(columns.Select(c => $"`{c.Name}`"), rows.Select(row => row[0]));
        foreach (var (column, row) in columns.Zip(rows))
        {
            Assert.Equal(column.IsRequired ? "yes" : "", row[1]);
            Assert.Equal(TypeOf(column, row[2]), row[2]);
        }
    }

    private static string TypeOf(Column column, string told) => column.Type switch
    {
        ColumnType.Id => "new id",
        ColumnType.Reference => "id in " + string.Join(", ", column.RefersTo.Select(k => $"`{FactSchema.Of(k).FileName}`")),
        ColumnType.Label => "text",
        ColumnType.Country => "country",
        ColumnType.Countries => "countries",
        ColumnType.Date => "date",
        ColumnType.Flag => "true or false",
        ColumnType.Choice => "one of " + string.Join(", ", column.Choices.Select(w => $"`{w}`")),
        ColumnType.Choices => "some of " + string.Join(", ", column.Choices.Select(w => $"`{w}`")),
        ColumnType.Count => "whole number, " + RangeIn(told, column),
        ColumnType.Decimal => "number, " + RangeIn(told, column),
        _ => throw new InvalidOperationException(column.Name),
    };

    /// <summary>The range that is told, once its ends are seen to be taken and what lies beyond them to be refused.</summary>
    private static string RangeIn(string told, Column column)
    {
        var ends = RangeOf.Match(told);
        var (least, most) = (Number("least"), Number("most"));
        Assert.True(column.Parse($"{least}").Holds && column.Parse($"{most}").Holds, $"{column.Name}: {told}");
        Assert.False(column.Parse($"{least - 1}").Holds || column.Parse($"{most + 1}").Holds, $"{column.Name}: {told}");
        return $"{least:N0} to {most:N0}";

        long Number(string group) => long.Parse(ends.Groups[group].Value.Replace(",", "", StringComparison.Ordinal));
    }

    /// <summary>The cells of the first table under a heading, its own heading left out.</summary>
    private static List<string[]> TableUnder(string heading) =>
        [.. Page.Split('\n')
            .SkipWhile(l => l.TrimStart('#').Trim() != heading || !l.StartsWith('#'))
            .SkipWhile(l => !l.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Split('|')[1..^1].Select(c => c.Trim()).ToArray())];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sluiswachter.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}

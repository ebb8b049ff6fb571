using System.Collections.Frozen;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>
/// The words by which people in Dutch and English offices say things in spreadsheets; data of content/mappings.
/// </summary>
internal static class MappingVocabulary
{
    private static readonly Lazy<IReadOnlyList<(string List, string Text, string Word)>> Words =
        new(() => [.. Rows("words.csv").Select(r => (r[0], r[1], r[2]))]);

    private static readonly Lazy<IReadOnlyList<string[]>> CountryRows = new(() => Rows("countries.csv"));

    /// <summary>Names and codes of countries, in Dutch and English, with their ISO 3166-1 alpha-2 code.</summary>
    public static IReadOnlyDictionary<string, string> Countries { get; } = CountryRows.Value
        .SelectMany(r => r[1..].SelectMany(names => names.Split('|')).Prepend(r[0]), (r, name) => (Name: name, Code: r[0]))
        .Where(c => c.Name.Length > 0)
        .DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(c => c.Name, c => c.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Words for yes and no, with <c>true</c> or <c>false</c>.</summary>
    public static IReadOnlyDictionary<string, string> YesNo { get; } = List("yes-no");

    /// <summary>Words that say that nothing is known, such as n.v.t.</summary>
    public static FrozenSet<string> Unknown { get; } = List("unknown").Keys.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words with which a row of totals begins.</summary>
    public static FrozenSet<string> Totals { get; } = List("totals").Keys.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A word list by its name.</summary>
    public static IReadOnlyDictionary<string, string> List(string name) => Words.Value
        .Where(w => w.List == name)
        .ToDictionary(w => w.Text, w => w.Word, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the first cell of a row says that it is a total: one of the words, alone or followed by more.
    /// </summary>
    public static bool IsTotal(string text, IEnumerable<string> words) => words.Any(word =>
        text.StartsWith(word, StringComparison.OrdinalIgnoreCase) &&
        (text.Length == word.Length || !char.IsLetterOrDigit(text[word.Length])));

    /// <summary>The rows of a file of content/mappings, without its header.</summary>
    public static IReadOnlyList<string[]> Rows(string file)
    {
        using var stream = typeof(MappingVocabulary).Assembly.GetManifestResourceStream("mappings/" + file)
            ?? throw new InvalidOperationException($"content/mappings/{file} is not built in");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var sheet = SheetWorkbook.Read(content.ToArray(), file, new SheetDialect("utf-8", ',')).Workbook!.Sheets[0];
        return [.. Enumerable.Range(2, sheet.Height - 1)
            .Select(row => Enumerable.Range(0, sheet.Width).Select(column => sheet.At(row, column).Text).ToArray())
            .Where(cells => cells[0].Length > 0)];
    }
}

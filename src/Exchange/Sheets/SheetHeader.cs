using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>The names above the columns of a sheet.</summary>
/// <remarks>
/// Texts of several header rows are joined with " / "; a merged block counts for each column (and row) that it covers,
/// and a text that repeats the one above it counts once. Names are compared without regard to capitals, white space
/// and a closing colon or asterisk.
/// </remarks>
internal sealed class SheetHeader
{
    private readonly string[] texts;

    private SheetHeader(string[] texts) => this.texts = texts;

    /// <summary>The names of the columns that have one.</summary>
    public IReadOnlyList<string> Texts => [.. texts.Where(t => t.Length > 0)];

    /// <summary>Reads a header.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="from">Its first row; 0 when there is none.</param>
    /// <param name="until">Its last row.</param>
    /// <param name="spread">Whether a text also counts for empty cells to its right that have a text below them.</param>
    public static SheetHeader Of(Sheet sheet, int from, int until, bool spread)
    {
        var joined = new string[sheet.Width];
        var above = new string[until - from + 1];
        for (var column = 0; column < sheet.Width; column++)
        {
            var parts = new List<string>();
            for (var row = from; row <= until; row++)
            {
                var text = sheet.Shown(row, column).Text;
                var belongs = spread && row < until && text.Length == 0 && sheet.Shown(row + 1, column).Text.Length > 0;
                text = belongs ? above[row - from] ?? "" : text;
                above[row - from] = text.Length > 0 ? text : above[row - from];
                if (text.Length > 0 && (parts.Count == 0 || !Same(parts[^1], text)))
                {
                    parts.Add(text);
                }
            }

            joined[column] = string.Join(" / ", parts);
        }

        return new SheetHeader(joined);
    }

    /// <summary>The name above a column; empty when there is none.</summary>
    public string TextOf(int column) => column < texts.Length ? texts[column] : "";

    /// <summary>A column as complaints show it: <c>C (Leverancier)</c>.</summary>
    public string LabelOf(int column) =>
        TextOf(column) is { Length: > 0 } text ? $"{Sheet.Letters(column)} ({text})" : Sheet.Letters(column);

    /// <summary>The column of a name, or of letters such as <c>$C</c>.</summary>
    public Result<int> Find(string name)
    {
        if (name.StartsWith('$') && Sheet.ColumnOf(name[1..]) is >= 0 and var lettered)
        {
            return lettered < SheetLimits.Columns ? lettered : new ColumnNotFound(name, Texts);
        }

        var found = Enumerable.Range(0, texts.Length).Where(i => texts[i].Length > 0 && Same(texts[i], name)).ToList();
        return found.Count switch
        {
            0 => new ColumnNotFound(name, Texts),
            1 => found[0],
            _ => new ColumnTwice(name, [.. found.Select(Sheet.Letters)]),
        };
    }

    private static bool Same(string a, string b) =>
        string.Equals(Plain(a), Plain(b), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string text) =>
        string.Join('/', text.Split('/').Select(part => part.Trim())).TrimEnd(':', '*', ' ');
}

/// <summary>A column that the sheet does not have.</summary>
public sealed record ColumnNotFound(string Name, IReadOnlyList<string> Headers) : Problem(new Phrase(
    $"there is no column {Quote(Name)}{Hint.For(Name, Headers).English}: the header has {Hint.List(Headers)}",
    $"er is geen kolom {Quote(Name)}{Hint.For(Name, Headers).Dutch}: de kop heeft {Hint.List(Headers)}"));

/// <summary>A header that stands above several columns.</summary>
public sealed record ColumnTwice(string Name, IReadOnlyList<string> Letters) : Problem(new Phrase(
    $"{Quote(Name)} stands above the columns {string.Join(" and ", Letters)}: name one by its letter, such as ${Letters[0]}",
    $"{Quote(Name)} staat boven de kolommen {string.Join(" en ", Letters)}: noem er een bij de letter, zoals ${Letters[0]}"));

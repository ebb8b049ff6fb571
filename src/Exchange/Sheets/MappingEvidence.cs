using System.Text.RegularExpressions;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>What the cells of a column show of the way in which they are written.</summary>
internal static partial class MappingEvidence
{
    /// <summary>The most different words that make a word list; beyond it, a column holds free text.</summary>
    private const int MostWords = 40;

    /// <summary>As many cells as it takes to see what a column holds.</summary>
    private const int Enough = 500;

    private static readonly string[] DateForms =
    [
        "d-m-yyyy", "yyyy-mm-dd", "d/m/yyyy", "d.m.yyyy", "d-m-yy", "d/m/yy", "d mmmm yyyy", "d mmm yyyy", "d-mmm-yyyy", "d-mmm-yy",
        "yyyymmdd", "m/d/yyyy",
    ];

    private static readonly IReadOnlyList<(string Form, MappingDate Read)> DateConversions =
        [.. DateForms.Select(f => (f, MappingDate.Of([f]).Value))];

    /// <summary>Whether cells can be what a field holds; an empty column contradicts nothing.</summary>
    public static bool Agrees(MappingField field, MappingColumn column)
    {
        var cells = column.Known.Take(Enough).ToList();
        if (cells.Count == 0)
        {
            return true;
        }

        return field.Kind switch
        {
            "date" => Share(cells, c => DatesOf([c]).Count > 0) > 0.5,
            "amount" or "count" => Share(cells, c => c.Kind == SheetCellKind.Number || c.Text.Any(char.IsAsciiDigit)) > 0.5,
            "hours" or "days" => Share(cells, c => c.Kind == SheetCellKind.Number || Leading().IsMatch(c.Text)) > 0.5,
            "country" or "countries" => Share(cells, c => IsCountries(c.Text)) > 0.5,
            "name" => Share(cells, c => c.Text.Any(char.IsLetter)) > 0.3 || field.Name == "contract",
            _ when field.Kind.StartsWith("words:", StringComparison.Ordinal) =>
                cells.Select(c => c.Text).Distinct(StringComparer.OrdinalIgnoreCase).Count() <= MostWords &&
                Share(cells, c => MappingVocabulary.List(field.Kind[6..]).ContainsKey(c.Text)) > 0.2,
            _ => true,
        };
    }

    /// <summary>What a column without a known header seems to hold, for the reader's information.</summary>
    public static Phrase Looks(MappingColumn column)
    {
        var cells = column.Known.Take(Enough).ToList();
        return cells.Count == 0 ? new Phrase("empty", "leeg")
            : Share(cells, c => DatesOf([c]).Count > 0) > 0.8 ? new Phrase("dates", "datums")
            : Share(cells, c => IsCountries(c.Text)) > 0.8 ? new Phrase("countries", "landen")
            : Share(cells, c => MappingVocabulary.YesNo.ContainsKey(c.Text)) > 0.8 ? new Phrase("yes or no", "ja of nee")
            : Share(cells, c => c.Kind == SheetCellKind.Number || MappingNumber.Of("1.234,56", NoUnits).Value.Read(c).Holds) > 0.8
                ? new Phrase("numbers", "getallen")
            : new Phrase($"text, such as {Problem.Quote(cells[0].Text)}", $"tekst, zoals {Problem.Quote(cells[0].Text)}");
    }

    /// <summary>The fewest forms, the usual ones first, that read as many of the cells as can be read.</summary>
    public static IReadOnlyList<string> DatesOf(IReadOnlyList<SheetCell> cells)
    {
        if (cells.Count > 0 && cells.All(c => c.Kind == SheetCellKind.Date))
        {
            return [DateForms[0]];
        }

        var left = cells.Where(c => c.Kind == SheetCellKind.Text).ToList();
        var forms = new List<string>();
        while (left.Count > 0)
        {
            var best = DateConversions
                .Select(f => (f.Form, Read: left.Where(c => f.Read.Read(c).Holds).ToHashSet()))
                .MaxBy(f => f.Read.Count);
            if (best.Read.Count == 0)
            {
                break;
            }

            forms.Add(best.Form);
            left.RemoveAll(best.Read.Contains);
        }

        return forms;
    }

    /// <summary>
    /// The way in which numbers are written, the units that stand by them, and whether it is certain.
    /// </summary>
    public static (string Form, IReadOnlyList<string> Units, bool IsProven) NumbersOf(IReadOnlyList<SheetCell> cells)
    {
        var texts = cells.Where(c => c.Kind == SheetCellKind.Text).ToList();
        List<string> units = [.. texts
            .Where(c => c.Text.Any(char.IsAsciiDigit))
            .SelectMany(c => Around().Matches(c.Text).Select(m => m.Value.Trim()))
            .Where(u => u.Length > 0 && u.Any(ch => char.IsLetter(ch) || char.IsSymbol(ch)))
            .GroupBy(u => u, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(g => g.Count())
            .Select(g => g.Key)
            .Take(8)];
        var named = units.Select(u => (u, 1m)).ToList();
        var counts = MappingNumber.Forms
            .Select(f => (Form: f, Read: MappingNumber.Of(f, named).Value))
            .Select(f => (f.Form, Texts: texts.Select(f.Read.Read).ToList()))
            .Select(f => (f.Form, Read: f.Texts.Count(t => t.Holds), Values: string.Join(';', f.Texts.Select(t => t.Holds ? t.Value : "?"))))
            .ToList();
        var best = counts.MaxBy(c => c.Read);
        return (best.Form, units, counts.All(c => c.Read < best.Read || c.Values == best.Values));
    }

    /// <summary>
    /// The characters that stand between several countries in one cell; empty when there is one in each.
    /// </summary>
    public static string SplitOf(IReadOnlyList<SheetCell> cells) => new(
        [.. ",;/+&".Where(s => cells.Any(c => c.Text.Contains(s) && !MappingVocabulary.Countries.ContainsKey(c.Text)))]);

    private static bool IsCountries(string text) =>
        MappingVocabulary.Countries.ContainsKey(text) ||
        (text.Split([',', ';', '/', '+', '&']) is { Length: > 1 } parts &&
            parts.All(p => MappingVocabulary.Countries.ContainsKey(p.Trim())));

    private static double Share(List<SheetCell> cells, Func<SheetCell, bool> holds) =>
        (double)cells.Count(holds) / cells.Count;

    private static readonly IReadOnlyList<(string Unit, decimal Factor)> NoUnits = [];

    [GeneratedRegex(@"^[^\d,.\-]+|(?<=[\d\-])[^\d,.\-]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Around();

    [GeneratedRegex(@"^\D{0,3}\d", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Leading();
}

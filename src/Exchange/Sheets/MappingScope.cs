using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>What the names in a mapping stand for in one row of a sheet.</summary>
internal sealed class MappingScope(
    IReadOnlyDictionary<string, YamlText> values,
    MappingSheet rule,
    Sheet? sheet,
    IReadOnlyDictionary<string, int> columns)
{
    private readonly Dictionary<int, MappingWords> spelling = rule.Spelling
        .Where(s => columns.ContainsKey(SheetCell.Tidy(s.Column.Text)))
        .ToDictionary(s => columns[SheetCell.Tidy(s.Column.Text)], s => s.Spellings);

    /// <summary>The row that is read, from 1.</summary>
    public int Row { get; set; }

    /// <summary>The column of a name; -1 for a value of the mapping.</summary>
    public int ColumnOf(string name) => columns.TryGetValue(name, out var column) ? column : -1;

    /// <summary>
    /// What a name stands for in this row, once spellings and words for "unknown" are taken into account.
    /// </summary>
    public SheetCell Cell(string name)
    {
        if (!columns.TryGetValue(name, out var column))
        {
            return SheetCell.Of(values[name].Text);
        }

        var cell = sheet!.At(Row, column);
        if (cell.IsEmpty && rule.RepeatMerged == true &&
            sheet.MergeAt(Row, column) is { } merge && merge.FirstColumn == column)
        {
            cell = sheet.At(merge.FirstRow, column);
        }

        if (cell.Kind == SheetCellKind.Text && spelling.GetValueOrDefault(column)?.Find(cell.Text) is { } spelled)
        {
            cell = SheetCell.Of(spelled);
        }

        return IsUnknown(cell, rule.Unknown) ? SheetCell.Empty : cell;
    }

    /// <summary>Whether a condition holds in this row.</summary>
    public bool Holds(MappingCondition condition)
    {
        var cell = Cell(SheetCell.Tidy(condition.Column.Text));
        return condition.Texts is { } texts
            ? texts.Any(t => string.Equals(t, cell.Text, StringComparison.OrdinalIgnoreCase))
            : !cell.IsEmpty;
    }

    /// <summary>What a value gives in this row.</summary>
    /// <param name="value">How the column is filled.</param>
    /// <param name="column">The bundle's column.</param>
    public MappingOutcome Read(MappingValue value, Column column)
    {
        var outcome = value.Source.WholeCell is { } name
            ? ReadCell(value, name, column)
            : Fill(value.Source, value.Unknown);
        return outcome is { Problem: null, Text: "" } && value.Default is { } byDefault
            ? Fill(byDefault, []) with { Column = outcome.Column }
            : outcome;
    }

    private static bool IsUnknown(SheetCell cell, IReadOnlyList<string> words) =>
        words.Count > 0 && words.Contains(cell.Text, StringComparer.OrdinalIgnoreCase);

    private MappingOutcome ReadCell(MappingValue value, string name, Column column)
    {
        var cell = Cell(name);
        var at = ColumnOf(name);
        if (cell.Kind == SheetCellKind.Error)
        {
            return new MappingOutcome("", at, cell.Text, new CellHoldsError(cell.Text, ExpectedOf(column)));
        }

        if (cell.IsEmpty || IsUnknown(cell, value.Unknown))
        {
            return new MappingOutcome((value.Conversion as MappingWords)?.ForEmpty ?? "", at, cell.Text);
        }

        var parts = value.Split.Length == 0
            ? [cell]
            : cell.Text.Split(value.Split.ToCharArray()).Select(SheetCell.Of).Where(p => !p.IsEmpty).ToList();
        var texts = new List<string>();
        foreach (var part in parts)
        {
            var read = Convert(value, part, column);
            if (read.Problem is { } problem)
            {
                return new MappingOutcome("", at, cell.Text, problem);
            }

            texts.Add(read.Value);
        }

        return new MappingOutcome(string.Join(' ', texts.Where(t => t.Length > 0)), at, cell.Text);
    }

    private Result<string> Convert(MappingValue value, SheetCell cell, Column column)
    {
        if (value.Conversion is MappingWords words && value.Otherwise is { } otherwise && words.Find(cell.Text) is null)
        {
            var filled = Fill(otherwise, []);
            return filled.Problem is { } problem ? problem : filled.Text;
        }

        if (value.Conversion is { } conversion)
        {
            return conversion.Read(cell);
        }

        // 1.234 is one thing with a decimal point and another with a decimal comma: only the mapping may say which.
        return column.Type is ColumnType.Decimal or ColumnType.Count && cell.Kind == SheetCellKind.Text &&
            cell.Text.AsSpan().ContainsAny('.', ',')
            ? new NumberFormNotDeclared(cell.Text)
            : cell.Text;
    }

    /// <summary>Fills in a template; when a cell in it is empty, nothing comes out.</summary>
    private MappingOutcome Fill(MappingTemplate template, IReadOnlyList<string> unknown)
    {
        var text = "";
        var (at, shown) = (-1, "");
        foreach (var piece in template.Pieces)
        {
            if (piece.Name is not { } name)
            {
                text += piece.Literal;
                continue;
            }

            var cell = Cell(name);
            var column = ColumnOf(name);
            (at, shown) = at < 0 ? (column, cell.Text) : (at, shown);
            if (cell.Kind == SheetCellKind.Error)
            {
                return new MappingOutcome("", column, cell.Text, new CellHoldsError(cell.Text, template.Text));
            }

            if (cell.IsEmpty || IsUnknown(cell, unknown))
            {
                return new MappingOutcome("", column);
            }

            var filled = piece.Function switch
            {
                MappingFunction.Slug => MappingTemplate.Slug(cell.Text),
                MappingFunction.Lower => cell.Text.ToLowerInvariant(),
                MappingFunction.Upper => cell.Text.ToUpperInvariant(),
                _ => cell.Text,
            };
            if (filled.Length == 0)
            {
                return new MappingOutcome("", column, cell.Text, new NothingForAnId(cell.Text));
            }

            text += filled;
        }

        return new MappingOutcome(text, at, shown);
    }

    private static string ExpectedOf(Column column) => column.Name;
}

/// <summary>What came out of a value: a text, perhaps none, or a problem; and the column that it came from.</summary>
/// <param name="Text">The text in the form of the bundle; empty when nothing is known.</param>
/// <param name="Column">The sheet's column, from 0; -1 when it came from the mapping itself.</param>
/// <param name="Shown">The text of the cell.</param>
/// <param name="Problem">What is wrong; null when nothing is.</param>
internal readonly record struct MappingOutcome(string Text, int Column, string Shown = "", Problem? Problem = null);

/// <summary>A number in text whose dots and commas may mean two things.</summary>
public sealed record NumberFormNotDeclared(string Text) : Problem(new Phrase(
    $"{Quote(Text)} can be read in two ways: declare how numbers are written, such as number: \"1.234,56\"",
    $"{Quote(Text)} kan op twee manieren worden gelezen: geef aan hoe getallen zijn geschreven, zoals number: \"1.234,56\""));

/// <summary>A cell that shows an error where a value is needed.</summary>
public sealed record CellHoldsError(string Shown, string Expected) : Problem(new Phrase(
    Shown == SheetCell.Uncalculated
        ? $"the formula was never calculated: open the file in a spreadsheet program and save it; expected {Expected}"
        : $"the cell shows {Quote(Shown)}: repair the formula; expected {Expected}",
    Shown == SheetCell.Uncalculated
        ? $"de formule is nooit berekend: open het bestand in een spreadsheetprogramma en sla het op; verwacht {Expected}"
        : $"de cel toont {Quote(Shown)}: herstel de formule; verwacht {Expected}"));

/// <summary>Text of which nothing is left to make an id of.</summary>
public sealed record NothingForAnId(string Text) : Problem(new Phrase(
    $"{Quote(Text)} holds no letter or digit to make an id of: expected a name",
    $"{Quote(Text)} bevat geen letter of cijfer om een id van te maken: verwacht een naam"));

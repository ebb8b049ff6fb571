namespace Sluiswachter.Exchange.Sheets;

/// <summary>One sheet of a spreadsheet, in memory: rows from 1 and columns from 0 (A).</summary>
/// <remarks>Rows keep their numbers as the spreadsheet shows them; trailing empty cells take no room.</remarks>
public sealed class Sheet
{
    private readonly IReadOnlyList<SheetCell[]> rows;
    private readonly Dictionary<int, List<SheetMerge>> mergesByRow = [];

    internal Sheet(string name, bool isHidden, IReadOnlyList<SheetCell[]> rows, IReadOnlyList<SheetMerge> merges)
    {
        (Name, IsHidden, this.rows, Merges) = (name, isHidden, rows, merges);
        Width = rows.Count == 0 ? 0 : rows.Max(r => r.Length);
        foreach (var merge in merges)
        {
            for (var row = merge.FirstRow; row <= Math.Min(merge.LastRow, rows.Count); row++)
            {
                (mergesByRow.TryGetValue(row, out var list) ? list : mergesByRow[row] = []).Add(merge);
            }
        }
    }

    /// <summary>Its name; empty for a CSV file, which has but one.</summary>
    public string Name { get; }

    /// <summary>Whether the spreadsheet hides it.</summary>
    public bool IsHidden { get; }

    /// <summary>The number of its last row that holds anything; 0 when none does.</summary>
    public int Height => rows.Count;

    /// <summary>The number of columns up to the last one that holds anything.</summary>
    public int Width { get; }

    /// <summary>Its merged blocks.</summary>
    public IReadOnlyList<SheetMerge> Merges { get; }

    /// <summary>A cell; empty beyond the edges.</summary>
    /// <param name="row">Its row, from 1.</param>
    /// <param name="column">Its column, from 0.</param>
    public SheetCell At(int row, int column) =>
        row >= 1 && row <= rows.Count && column < rows[row - 1].Length ? rows[row - 1][column] : SheetCell.Empty;

    /// <summary>The cells of a row up to its last one that holds anything.</summary>
    public IReadOnlyList<SheetCell> Row(int row) => row >= 1 && row <= rows.Count ? rows[row - 1] : [];

    /// <summary>A cell, or the one that is shown in its place when it lies in a merged block.</summary>
    public SheetCell Shown(int row, int column)
    {
        var cell = At(row, column);
        return cell.IsEmpty && MergeAt(row, column) is { } merge ? At(merge.FirstRow, merge.FirstColumn) : cell;
    }

    /// <summary>The merged block that a cell lies in; null when it stands alone.</summary>
    public SheetMerge? MergeAt(int row, int column)
    {
        foreach (var merge in mergesByRow.GetValueOrDefault(row) ?? [])
        {
            if (merge.Holds(row, column))
            {
                return merge;
            }
        }

        return null;
    }

    /// <summary>The letters above a column: 0 is A, 26 is AA.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var n = column + 1; n > 0; n = (n - 1) / 26)
        {
            letters = (char)('A' + (n - 1) % 26) + letters;
        }

        return letters;
    }

    /// <summary>The column under some letters, or -1 when they are none (at most three, any case).</summary>
    public static int ColumnOf(string letters)
    {
        if (letters.Length is 0 or > 3 || !letters.All(char.IsAsciiLetter))
        {
            return -1;
        }

        return letters.Aggregate(0, (n, c) => n * 26 + (char.ToUpperInvariant(c) - 'A' + 1)) - 1;
    }
}

/// <summary>A block of cells that a spreadsheet shows as one; only its first cell holds a value.</summary>
/// <param name="FirstRow">Its first row, from 1.</param>
/// <param name="LastRow">Its last row.</param>
/// <param name="FirstColumn">Its first column, from 0.</param>
/// <param name="LastColumn">Its last column.</param>
public readonly record struct SheetMerge(int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    /// <summary>Whether a cell lies in the block.</summary>
    public bool Holds(int row, int column) =>
        row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn;
}

namespace Sluiswachter.Exchange.Sheets;

/// <summary>The table that a sheet most likely holds: where its header is, where its rows begin and end.</summary>
internal sealed class MappingTable
{
    private const int DeepestHeader = 40;

    private MappingTable(Sheet sheet, int headerFrom, int headerUntil, bool spread)
    {
        (Sheet, HeaderFrom, HeaderUntil, Spread) = (sheet, headerFrom, headerUntil, spread);
        Header = SheetHeader.Of(sheet, headerFrom, headerUntil, spread);
        FindEnd();
        var rows = Rows.ToList();
        Columns = [.. Enumerable.Range(0, sheet.Width)
            .Select(c => new MappingColumn(c, Header.TextOf(c), [.. rows.Select(r => sheet.Shown(r, c))]))
            .Where(c => c.Header.Length > 0 || c.Cells.Any(cell => !cell.IsEmpty))];
        Recognise();
    }

    public Sheet Sheet { get; }

    public int HeaderFrom { get; }

    public int HeaderUntil { get; }

    public bool Spread { get; }

    public SheetHeader Header { get; }

    public IReadOnlyList<MappingColumn> Columns { get; }

    /// <summary>The last row of data.</summary>
    public int Until { get; private set; }

    /// <summary>Whether something stands below the data that no word announces, so that only the row tells.</summary>
    public bool EndsByNumber { get; private set; }

    /// <summary>Words that begin the row after the last one.</summary>
    public IReadOnlyList<string> Stop { get; private set; } = [];

    /// <summary>Words that begin rows in between that are no data.</summary>
    public IReadOnlyList<string> Skip { get; private set; } = [];

    /// <summary>The rows of data.</summary>
    public IEnumerable<int> Rows => Enumerable.Range(HeaderUntil + 1, Math.Max(0, Until - HeaderUntil))
        .Where(r => First(r) is { Length: > 0 } first && !MappingVocabulary.IsTotal(first, Skip));

    /// <summary>Whether cells of several rows are merged among the data.</summary>
    public bool HasMergedRows =>
        Sheet.Merges.Any(m => m.FirstRow > HeaderUntil && m.FirstRow <= Until && m.LastRow > m.FirstRow);

    public MappingColumn? ColumnOf(string field) => Columns.FirstOrDefault(c => c.Field?.Name == field);

    /// <summary>The likeliest table of a sheet; null when no row of texts has rows below it.</summary>
    public static MappingTable? In(Sheet sheet)
    {
        var best = (Score: -1, Named: 0, From: 0, Until: 0, Spread: false);
        for (var from = 1; from <= Math.Min(DeepestHeader, sheet.Height - 1); from++)
        {
            var last = Math.Min(from + 3, sheet.Height) - 1;
            for (var until = from; until <= last && LooksLikeHeader(sheet, from, until); until++)
            {
                foreach (var spread in until > from ? [false, true] : new[] { false })
                {
                    var (score, named) = Judge(SheetHeader.Of(sheet, from, until, spread));
                    var isAsGood = score == best.Score &&
                        (score == 0 ? named > best.Named : until - from < best.Until - best.From);
                    if (score > best.Score || isAsGood)
                    {
                        best = (score, named, from, until, spread);
                    }
                }
            }
        }

        var found = best.Score < 0 ? null : new MappingTable(sheet, best.From, best.Until, best.Spread);
        return found?.Rows.Any() == true ? found : null;
    }

    /// <summary>
    /// How much of a header is recognised, each field once and those in full counting more; and its length.
    /// </summary>
    private static (int Score, int Named) Judge(SheetHeader header) => (
        header.Texts.Select(MappingField.Under).Where(f => f is not null)
            .GroupBy(f => f!.Value.Field.Name).Sum(g => g.Any(f => f!.Value.InFull) ? 3 : 1),
        header.Texts.Count);

    /// <summary>Whether the rows hold short texts only, at least two of them in the last row.</summary>
    private static bool LooksLikeHeader(Sheet sheet, int from, int until)
    {
        for (var row = from; row <= until; row++)
        {
            var cells = sheet.Row(row).Where(c => !c.IsEmpty).ToList();
            if (cells.Count == 0 || cells.Any(c => c.Kind != SheetCellKind.Text || c.Text.Length > 100) ||
                cells.Count(c => c.Text.Any(char.IsLetter)) * 2 <= cells.Count)
            {
                return false;
            }
        }

        return Enumerable.Range(0, sheet.Width).Count(c => !sheet.Shown(until, c).IsEmpty) >= Math.Min(2, sheet.Width);
    }

    private string First(int row) => Sheet.Row(row).FirstOrDefault(c => !c.IsEmpty, SheetCell.Empty).Text;

    private int Filled(int row) => Sheet.Row(row).Count(c => !c.IsEmpty);

    private void FindEnd()
    {
        Until = Sheet.Height;
        var totals = Enumerable.Range(HeaderUntil + 1, Math.Max(0, Sheet.Height - HeaderUntil))
            .Where(r => MappingVocabulary.IsTotal(First(r), MappingVocabulary.Totals))
            .ToList();
        var last = totals.FirstOrDefault(
            t => Enumerable.Range(t + 1, Sheet.Height - t).All(r => totals.Contains(r) || Filled(r) <= 2),
            Sheet.Height + 1);
        Stop = last > Sheet.Height ? [] : [First(last).TrimEnd(':', ' ')];
        Skip = [.. totals.Where(t => t < last)
            .Select(t => First(t).TrimEnd(':', ' '))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        Until = last - 1;

        // Notes below the table: an empty row, and after it nothing but rows with a cell or two.
        var gap = Enumerable.Range(HeaderUntil + 1, Math.Max(0, Until - HeaderUntil)).FirstOrDefault(
            r => Filled(r) == 0 && Enumerable.Range(r, Until - r + 1).All(n => Filled(n) <= 2) && Sheet.Width > 3, 0);
        if (gap > HeaderUntil + 1)
        {
            (EndsByNumber, Until) = (true, gap - 1);
        }
    }

    private void Recognise()
    {
        foreach (var column in Columns.Where(c => c.Header.Length > 0))
        {
            if (MappingField.Under(column.Header) is { } named)
            {
                var agrees = MappingEvidence.Agrees(named.Field, column);
                column.Field = agrees ? named.Field : null;
                column.Certainty = !agrees ? MappingCertainty.None
                    : named.InFull ? MappingCertainty.Sure : MappingCertainty.Likely;
            }
        }

        // Each field is held by one column: the one that names it in full, else the first.
        foreach (var same in Columns.Where(c => c.Field?.Fact.Length > 0).GroupBy(c => c.Field!.Name).ToList())
        {
            foreach (var other in same.OrderByDescending(c => c.Certainty).Skip(1))
            {
                (other.Field, other.Certainty) = (null, MappingCertainty.None);
            }
        }
    }
}

/// <summary>How sure a suggestion is of what a column holds.</summary>
internal enum MappingCertainty
{
    /// <summary>Neither header nor cells tell.</summary>
    None = 0,

    /// <summary>Part of the header tells, or only the cells do.</summary>
    Guess,

    /// <summary>Part of the header tells and the cells agree.</summary>
    Likely,

    /// <summary>The header tells and the cells agree.</summary>
    Sure,
}

/// <summary>A column of a table that was found in a sheet.</summary>
internal sealed record MappingColumn(int Index, string Header, IReadOnlyList<SheetCell> Cells)
{
    /// <summary>The field that it most likely holds; null when none is recognised.</summary>
    public MappingField? Field { get; set; }

    public MappingCertainty Certainty { get; set; }

    /// <summary>Cells that hold something and not just a word for "unknown".</summary>
    public IEnumerable<SheetCell> Known =>
        Cells.Where(c => !c.IsEmpty && c.Kind != SheetCellKind.Error && !MappingVocabulary.Unknown.Contains(c.Text));
}

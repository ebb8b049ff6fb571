using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>Reads XLSX files: first looks whether the file can be trusted, then has it read.</summary>
/// <remarks>
/// Formulas count by the value that was last calculated. What ExcelDataReader does not tell (errors, formulas without a
/// value, how far the sheet really goes) comes from <see cref="SheetInspection"/>.
/// </remarks>
internal static class SheetXlsx
{
    static SheetXlsx() => SheetEncodings.Register();

    public static SheetReading Read(byte[] content, string file)
    {
        try
        {
            var inspection = SheetInspection.Of(content);
            if (inspection.Problem is { } problem)
            {
                return SheetWorkbook.Refuse(new Place(file), problem);
            }

            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(content, writable: false));
            var sheets = new List<Sheet>();
            long slots = 0;
            do
            {
                var name = reader.Name ?? "";
                if (inspection.Value.TryGetValue(name, out var found))
                {
                    sheets.Add(ReadSheet(reader, name, found, ref slots));
                }
            }
            while (slots <= SheetLimits.Cells && reader.NextResult());

            return slots > SheetLimits.Cells
                ? SheetWorkbook.Refuse(
                    new Place(file), new SheetBeyondLimit(new Phrase("cells", "cellen"), slots, SheetLimits.Cells))
                : new SheetReading(new SheetWorkbook(file, sheets), null);
        }
        catch (Exception broken) when (IsAboutTheFile(broken))
        {
            return SheetWorkbook.Refuse(new Place(file), new NotAWorkbook(broken.Message));
        }
    }

    /// <summary>What zip, XML and workbook readers throw over a damaged file; anything else is a bug of ours.</summary>
    private static bool IsAboutTheFile(Exception broken) =>
        broken is InvalidDataException or XmlException or ExcelReaderException or FormatException or OverflowException
            or EndOfStreamException or ArgumentException or NullReferenceException or IndexOutOfRangeException
            or InvalidOperationException or KeyNotFoundException or NotSupportedException;

    private static Sheet ReadSheet(IExcelDataReader reader, string name, SheetFindings found, ref long slots)
    {
        var rows = new List<SheetCell[]>();
        var width = Math.Min(found.LastColumn + 1, Math.Max(reader.FieldCount, 0));
        var cells = new SheetCell[found.LastColumn + 1];
        while (rows.Count < found.LastRow && slots <= SheetLimits.Cells && reader.Read())
        {
            Array.Clear(cells);
            var (row, last) = (rows.Count + 1, 0);
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = found.Errors.Count > 0 && found.Errors.TryGetValue((row, i), out var shown) ? SheetCell.Error(shown)
                    : i < width ? CellOf(reader.GetValue(i)) : SheetCell.Empty;
                last = cells[i].IsEmpty ? last : i + 1;
            }

            slots += last;
            rows.Add(cells[..last]);
        }

        while (rows is [.., { Length: 0 }])
        {
            rows.RemoveAt(rows.Count - 1);
        }

        var merges = (reader.MergeCells ?? [])
            .Select(m => new SheetMerge(m.FromRow + 1, m.ToRow + 1, m.FromColumn, m.ToColumn));
        return new Sheet(name, reader.VisibleState is not (null or "visible"), rows, [.. merges]);
    }

    private static SheetCell CellOf(object? value) => value switch
    {
        null => SheetCell.Empty,
        string text => SheetCell.Of(text),
        double number => SheetCell.Of(number),
        int number => SheetCell.Of(number),
        bool flag => SheetCell.Of(flag),
        DateTime moment => SheetCell.Of(moment),
        // A duration such as 36:00 counts in hours: the unit of this register.
        TimeSpan duration => SheetCell.Of(duration.TotalHours),
        _ => SheetCell.Of(value.ToString() ?? ""),
    };
}

using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>
/// Looks through an XLSX file before it is read: is it one, does it stay within limits, where are errors?
/// </summary>
/// <remarks>
/// An XLSX file is a zip of XML parts (ECMA-376), so it can be a bomb of either kind. Sizes are taken from the zip's
/// directory, beyond which the runtime does not unpack; document type definitions, and so entities, are refused; rows
/// and columns are counted before a reader makes room for them. One streaming pass, constant memory.
/// </remarks>
internal static class SheetInspection
{
    private const int GridColumns = 16_384;
    // A reader lays out every row as wide as the widest: 200 million places take it a few seconds.
    private const long MostCellsLaidOut = 200_000_000;
    private const string WorkbookPart = "xl/workbook.xml";
    private const string RelationsPart = "xl/_rels/workbook.xml.rels";

    private static readonly char[] Letters = [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    private static readonly char[] Digits = [.. "0123456789"];

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = SheetLimits.PartBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>What was found per sheet, or the reason to refuse the file.</summary>
    public static Result<Dictionary<string, SheetFindings>> Of(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        if (CheckSizes(zip) is { } tooBig)
        {
            return tooBig;
        }

        if (zip.GetEntry(WorkbookPart) is not { } workbook || zip.GetEntry(RelationsPart) is not { } relations)
        {
            return new NotAWorkbook($"no {WorkbookPart}");
        }

        var parts = Relations(relations);
        var findings = new Dictionary<string, SheetFindings>(StringComparer.Ordinal);
        long area = 0;
        foreach (var (name, relation) in SheetNames(workbook))
        {
            if (findings.Count == SheetLimits.Sheets)
            {
                return new SheetBeyondLimit(new Phrase("sheets", "werkbladen"), SheetLimits.Sheets + 1, SheetLimits.Sheets);
            }

            var found = new SheetFindings();
            if (!findings.TryAdd(name, found))
            {
                return new NotAWorkbook($"two sheets are called {Problem.Quote(name)}");
            }

            if (parts.TryGetValue(relation, out var part) && zip.GetEntry(part) is { } entry &&
                Inspect(entry, found) is { } problem)
            {
                return problem;
            }

            area += found.Area;
            if (area > MostCellsLaidOut)
            {
                return new SheetBeyondLimit(new Phrase("rows times columns", "rijen maal kolommen"), area, MostCellsLaidOut);
            }
        }

        foreach (var shared in zip.Entries.Where(e => e.FullName is "xl/sharedStrings.xml" or "xl/styles.xml"))
        {
            if (InspectTexts(shared) is { } problem)
            {
                return problem;
            }
        }

        return findings;
    }

    private static Problem? CheckSizes(ZipArchive zip)
    {
        if (zip.Entries.Count > SheetLimits.Parts)
        {
            return new SheetBeyondLimit(new Phrase("parts in the zip", "delen in de zip"), zip.Entries.Count, SheetLimits.Parts);
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            if (!names.Add(entry.FullName))
            {
                return new NotAWorkbook($"two parts are called {Problem.Quote(entry.FullName)}");
            }

            if (entry.FullName.EndsWith("workbook.bin", StringComparison.OrdinalIgnoreCase))
            {
                return new NotAWorkbook("it is a binary workbook, .xlsb");
            }

            if (!entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) &&
                !entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            total += entry.Length;
            if (Math.Max(entry.Length, 0) > SheetLimits.PartBytes || total > SheetLimits.AllPartsBytes)
            {
                return new SheetBeyondLimit(
                    new Phrase($"bytes once unpacked ({entry.FullName})", $"bytes na het uitpakken ({entry.FullName})"),
                    Math.Max(total, entry.Length),
                    entry.Length > SheetLimits.PartBytes ? SheetLimits.PartBytes : SheetLimits.AllPartsBytes);
            }
        }

        return null;
    }

    private static Dictionary<string, string> Relations(ZipArchiveEntry entry)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        using var xml = XmlReader.Create(entry.Open(), Strict);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" &&
                xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                if (xml.GetAttribute("Type")?.EndsWith("sheet", StringComparison.Ordinal) == true &&
                    !target.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                {
                    throw new InvalidDataException($"the sheet {target} is not XML");
                }

                parts[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }

        return parts;
    }

    private static List<(string Name, string Relation)> SheetNames(ZipArchiveEntry entry)
    {
        var names = new List<(string, string)>();
        using var xml = XmlReader.Create(entry.Open(), Strict);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet" && xml.GetAttribute("name") is { } name)
            {
                var relation = "";
                while (xml.MoveToNextAttribute())
                {
                    // The prefix is r by custom only, and strict and transitional files differ in its namespace.
                    relation = xml.LocalName == "id" && xml.Prefix.Length > 0 ? xml.Value : relation;
                }

                names.Add((name, relation));
            }
        }

        return names;
    }

    private static Problem? Inspect(ZipArchiveEntry entry, SheetFindings found)
    {
        var (row, column, widest, mergedRows) = (0, -1, 0, 0L);
        using var xml = XmlReader.Create(entry.Open(), Strict);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "row")
            {
                (row, column) = (NumberOr(xml.GetAttribute("r"), row + 1), -1);
                if (row is < 1 or > SheetLimits.Rows)
                {
                    return new SheetBeyondLimit(new Phrase("rows", "rijen"), row, SheetLimits.Rows);
                }
            }
            else if (xml.LocalName == "mergeCell" &&
                (mergedRows += 1 + RowsOf(xml.GetAttribute("ref"), found.LastRow)) > SheetLimits.Cells)
            {
                return new SheetBeyondLimit(
                    new Phrase("rows of merged cells", "rijen met samengevoegde cellen"), mergedRows, SheetLimits.Cells);
            }
            else if (xml.LocalName == "c")
            {
                column = ColumnOf(xml.GetAttribute("r"), column + 1);
                widest = Math.Max(widest, column + 1);
                if (column is < 0 or >= GridColumns)
                {
                    return new SheetBeyondLimit(new Phrase("columns", "kolommen"), widest, SheetLimits.Columns);
                }

                if (InspectCell(xml, row, column, found) is { } problem)
                {
                    return problem;
                }
            }
        }

        if (found.LastColumn >= SheetLimits.Columns)
        {
            return new SheetBeyondLimit(new Phrase("columns", "kolommen"), found.LastColumn + 1, SheetLimits.Columns);
        }

        found.Area = (long)found.LastRow * widest;
        return null;
    }

    private static Problem? InspectCell(XmlReader xml, int row, int column, SheetFindings found)
    {
        if (xml.IsEmptyElement)
        {
            return null;
        }

        var (isError, formula, value, filled) = (xml.GetAttribute("t") == "e", false, false, false);
        var depth = xml.Depth;
        var shown = "";
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                formula |= xml.LocalName == "f";
                value |= xml.LocalName is "v" or "is";
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                if (TextLength(xml, out var text) is var length && length > SheetLimits.CellCharacters)
                {
                    return TooLong(length);
                }

                filled |= value;
                shown = value ? text : shown;
            }
        }

        if (isError || (formula && !value))
        {
            found.Errors[(row, column)] = formula && !value ? SheetCell.Uncalculated : shown;
            filled = true;
        }

        if (filled)
        {
            found.LastRow = Math.Max(found.LastRow, row);
            found.LastColumn = Math.Max(found.LastColumn, column);
        }

        return null;
    }

    /// <summary>
    /// The length of a text that is read in pieces, so that a long one takes no memory; and how it starts.
    /// </summary>
    private static long TextLength(XmlReader xml, out string text)
    {
        var piece = new char[64];
        var length = (long)xml.ReadValueChunk(piece, 0, piece.Length);
        text = new string(piece, 0, (int)length);
        if (length == piece.Length)
        {
            var more = new char[4096];
            for (int read; (read = xml.ReadValueChunk(more, 0, more.Length)) > 0;)
            {
                length += read;
            }
        }

        return length;
    }

    private static Problem? InspectTexts(ZipArchiveEntry entry)
    {
        using var xml = XmlReader.Create(entry.Open(), Strict);
        while (xml.Read())
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && TextLength(xml, out _) is var length &&
                length > SheetLimits.CellCharacters)
            {
                return TooLong(length);
            }
        }

        return null;
    }

    private static SheetBeyondLimit TooLong(long length) => new(
        new Phrase("characters in one cell", "tekens in één cel"), length, SheetLimits.CellCharacters);

    /// <summary>How many rows, up to the last one that holds a value, a block such as B2:C4 covers.</summary>
    private static int RowsOf(string? block, int lastRow)
    {
        var corners = (block ?? "").Split(':');
        var first = NumberOr(corners[0].TrimStart(Letters), int.MaxValue);
        return Math.Max(0, Math.Min(NumberOr(corners[^1].TrimStart(Letters), 0), lastRow) - first + 1);
    }

    private static int NumberOr(string? text, int otherwise) =>
        text is null ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : int.MaxValue;

    private static int ColumnOf(string? reference, int otherwise) =>
        reference is null ? otherwise : Sheet.ColumnOf(reference.TrimEnd(Digits));
}

/// <summary>What a look at the raw XML of one sheet brought to light.</summary>
internal sealed class SheetFindings
{
    /// <summary>The last row that holds a value.</summary>
    public int LastRow { get; set; }

    /// <summary>The last column that holds a value, from 0; -1 when none does.</summary>
    public int LastColumn { get; set; } = -1;

    /// <summary>The rows up to the last value, times the columns up to the last cell, filled or not.</summary>
    public long Area { get; set; }

    /// <summary>Cells that hold an error, or a formula without a value; by row (from 1) and column (from 0).</summary>
    public Dictionary<(int Row, int Column), string> Errors { get; } = [];
}

using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>How much a spreadsheet may hold; beyond it, a file is refused rather than read.</summary>
/// <remarks>
/// Chosen for lists that people keep by hand (some thousands of rows, some dozens of columns), with much room to
/// spare, and so that reading the worst file that fits stays within 512 MB of memory.
/// </remarks>
public static class SheetLimits
{
    /// <summary>Bytes of the file itself: 32 MB.</summary>
    public const int FileBytes = 32 << 20;

    /// <summary>Bytes of one part of an XLSX file, unpacked: 64 MB.</summary>
    public const int PartBytes = 64 << 20;

    /// <summary>Bytes of all parts of an XLSX file together, unpacked: 192 MB.</summary>
    public const int AllPartsBytes = 192 << 20;

    /// <summary>Parts of an XLSX file.</summary>
    public const int Parts = 2_000;

    /// <summary>Sheets of a workbook.</summary>
    public const int Sheets = 200;

    /// <summary>The last row that may hold a value: that of a spreadsheet program.</summary>
    public const int Rows = 1_048_576;

    /// <summary>Columns of a sheet.</summary>
    public const int Columns = 1_000;

    /// <summary>Cells of a workbook, counting the empty ones to the left of a filled one.</summary>
    public const int Cells = 2_000_000;

    /// <summary>Characters of one cell: what a spreadsheet program can hold.</summary>
    public const int CellCharacters = 32_767;
}

/// <summary>A file made to exhaust its reader, or far beyond what people keep in a spreadsheet.</summary>
public sealed record SheetBeyondLimit(Phrase What, long Found, long Most) : Problem(new Phrase(
    $"{What.English}: found {Found}, expected at most {Most}",
    $"{What.Dutch}: gevonden {Found}, verwacht ten hoogste {Most}"));

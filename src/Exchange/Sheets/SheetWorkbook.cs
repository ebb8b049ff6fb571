using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>How a CSV file is to be read; XLSX files say so themselves.</summary>
/// <param name="Encoding">A name of <see cref="SheetEncodings"/>; null: a byte-order mark, else strict UTF-8.</param>
/// <param name="Delimiter">What stands between cells; null: as a <c>sep=</c> line or the first rows show.</param>
/// <param name="DetectEncoding">Whether bytes that are not UTF-8 are taken for UTF-16 or windows-1252.</param>
public sealed record SheetDialect(string? Encoding = null, char? Delimiter = null, bool DetectEncoding = false)
{
    /// <summary>Nothing is declared and nothing guessed.</summary>
    public static SheetDialect Plain { get; } = new();

    /// <summary>As well as can be told from the file, for a mapping that is yet to be suggested.</summary>
    public static SheetDialect Detect { get; } = new(DetectEncoding: true);
}

/// <summary>A workbook, or the complaint that kept it from being read.</summary>
/// <param name="Workbook">The workbook; null when it could not be read.</param>
/// <param name="Complaint">Why not; null when it could.</param>
public sealed record SheetReading(SheetWorkbook? Workbook, Complaint? Complaint);

/// <summary>A spreadsheet that someone made for another purpose than this register: XLSX or CSV.</summary>
/// <remarks>
/// Read whole into memory within <see cref="SheetLimits"/>; hostile files are refused before they are unpacked. The
/// kind is told by the first bytes, not by the name.
/// </remarks>
public sealed class SheetWorkbook
{
    internal SheetWorkbook(string file, IReadOnlyList<Sheet> sheets, string? encoding = null, char? delimiter = null) =>
        (File, Sheets, Encoding, Delimiter) = (file, sheets, encoding, delimiter);

    /// <summary>The file's name, for complaints.</summary>
    public string File { get; }

    /// <summary>Its sheets, in order.</summary>
    public IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>Whether it was a CSV file.</summary>
    public bool IsCsv => Encoding is not null;

    /// <summary>The encoding by which a CSV file was read; null for XLSX.</summary>
    public string? Encoding { get; }

    /// <summary>What stood between the cells of a CSV file; null for XLSX.</summary>
    public char? Delimiter { get; }

    /// <summary>The name by which complaints call a sheet: <c>file.xlsx[Sheet]</c>, or the file alone for CSV.</summary>
    public string NameOf(Sheet sheet) => sheet.Name.Length == 0 ? File : $"{File}[{sheet.Name}]";

    /// <summary>Whether bytes start as an XLSX workbook (any zip) or an old or protected Excel workbook does.</summary>
    /// <param name="start">The first 8 bytes of a file.</param>
    public static bool LooksLikeExcel(ReadOnlySpan<byte> start) => IsZip(start) || IsCompound(start);

    /// <summary>Reads a workbook from a file.</summary>
    /// <exception cref="IOException">The file cannot be read from the disk.</exception>
    public static SheetReading Open(string path, SheetDialect dialect)
    {
        var file = Path.GetFileName(path);
        if (new FileInfo(path).Length > SheetLimits.FileBytes)
        {
            return Refuse(new Place(file), new SheetTooBig(SheetLimits.FileBytes));
        }

        return Read(System.IO.File.ReadAllBytes(path), file, dialect);
    }

    /// <summary>Reads a workbook from the bytes of a file.</summary>
    public static SheetReading Read(byte[] content, string file, SheetDialect dialect)
    {
        if (content.Length > SheetLimits.FileBytes)
        {
            return Refuse(new Place(file), new SheetTooBig(SheetLimits.FileBytes));
        }

        if (content.Length == 0)
        {
            return Refuse(new Place(file), new SheetFileEmpty());
        }

        if (IsCompound(content))
        {
            return Refuse(new Place(file), new OldOrProtectedExcel());
        }

        return IsZip(content) ? SheetXlsx.Read(content, file) : SheetCsv.Read(content, file, dialect);
    }

    internal static SheetReading Refuse(Place place, Problem problem) => new(null, new Complaint(place, problem));

    private static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8);

    private static bool IsCompound(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
}

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

/// <summary>The encodings in which spreadsheet programs write CSV files, by the names that a mapping uses.</summary>
public static class SheetEncodings
{
    static SheetEncodings() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The names, the likeliest first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["utf-8", "windows-1252", "utf-16le", "utf-16be", "iso-8859-1", "iso-8859-15", "cp850"];

    /// <summary>The encoding of a name, which complains about bytes that it cannot read.</summary>
    internal static Encoding Of(string name) => name switch
    {
        "utf-8" => new UTF8Encoding(false, throwOnInvalidBytes: true),
        "utf-16le" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        "cp850" => System.Text.Encoding.GetEncoding(850),
        _ => System.Text.Encoding.GetEncoding(name),
    };

    /// <summary>Makes the old code pages known to the runtime.</summary>
    internal static void Register()
    {
        // The static constructor has done it.
    }
}

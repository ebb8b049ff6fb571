using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

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

    /// <summary>
    /// The name by which complaints call a sheet: <c>file.xlsx[Sheet]</c>, or the file alone for CSV.
    /// </summary>
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

/// <summary>A spreadsheet with nothing in it.</summary>
public sealed record SheetFileEmpty() : Problem(new Phrase(
    "the file is empty: expected a spreadsheet (XLSX or CSV)",
    "het bestand is leeg: verwacht een spreadsheet (XLSX of CSV)"));

/// <summary>A file that is larger than a list kept by people can be.</summary>
public sealed record SheetTooBig(int Most) : Problem(new Phrase(
    $"the file is too large: expected at most {Most >> 20} MB",
    $"het bestand is te groot: verwacht ten hoogste {Most >> 20} MB"));

/// <summary>A workbook in the format of before 2007, or one with a password; they start alike.</summary>
public sealed record OldOrProtectedExcel() : Problem(new Phrase(
    "the file is an old Excel workbook (.xls) or has a password: save it as .xlsx without a password",
    "het bestand is een oude Excel-werkmap (.xls) of heeft een wachtwoord: sla het op als .xlsx zonder wachtwoord"));

/// <summary>A zip that is no XLSX workbook, such as an OpenDocument spreadsheet.</summary>
public sealed record NotAWorkbook(string Detail) : Problem(new Phrase(
    $"the file is no XLSX workbook ({Detail}): save it from a spreadsheet program as .xlsx or .csv",
    $"het bestand is geen XLSX-werkmap ({Detail}): sla het vanuit een spreadsheetprogramma op als .xlsx of .csv"));

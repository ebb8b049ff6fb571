using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

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

/// <summary>A file made to exhaust its reader, or far beyond what people keep in a spreadsheet.</summary>
public sealed record SheetBeyondLimit(Phrase What, long Found, long Most) : Problem(new Phrase(
    $"{What.English}: found {Found}, expected at most {Most}",
    $"{What.Dutch}: gevonden {Found}, verwacht ten hoogste {Most}"));

/// <summary>Bytes that are not text in the encoding that was expected.</summary>
public sealed record NotInEncoding(string Encoding, string Near) : Problem(new Phrase(
    $"the text near {Quote(Near)} is not {Encoding}: state the encoding in the mapping, such as file: {{ encoding: windows-1252 }}",
    $"de tekst bij {Quote(Near)} is geen {Encoding}: noem de codering in de mapping, zoals file: {{ encoding: windows-1252 }}"));

/// <summary>A quotation mark that is opened and never closed.</summary>
public sealed record QuoteNotClosed() : Problem(new Phrase(
    "a quotation mark is opened in this row and never closed: expected one at the end of the cell",
    "in deze rij wordt een aanhalingsteken geopend en nooit gesloten: verwacht er een aan het eind van de cel"));

/// <summary>A cell that shows an error where a value is needed.</summary>
public sealed record CellHoldsError(string Shown, string Expected) : Problem(new Phrase(
    Shown == SheetCell.Uncalculated
        ? $"the formula was never calculated: open the file in a spreadsheet program and save it; expected {Expected}"
        : $"the cell shows {Quote(Shown)}: repair the formula; expected {Expected}",
    Shown == SheetCell.Uncalculated
        ? $"de formule is nooit berekend: open het bestand in een spreadsheetprogramma en sla het op; verwacht {Expected}"
        : $"de cel toont {Quote(Shown)}: herstel de formule; verwacht {Expected}"));

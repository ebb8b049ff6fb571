using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Sluiswachter.Exchange.Sheets;

namespace Sluiswachter.Sheets.Tests;

/// <summary>A formula with the value that was last calculated; null when it never was.</summary>
internal sealed record Formula(string Text, object? Value);

/// <summary>An error that a cell shows.</summary>
internal sealed record Failing(string Shown);

/// <summary>A small XLSX file, made at run time so that every byte of it can be seen here.</summary>
internal sealed class XlsxFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string Xml, bool Hidden)> sheets = [];
    private readonly List<string> shared = [];

    /// <summary>Extra or replaced parts of the zip.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    public static XlsxFile With(string sheet, object?[][] rows, params string[] merges) => new XlsxFile().And(sheet, rows, merges);

    public XlsxFile And(string sheet, object?[][] rows, params string[] merges) => Raw(sheet, SheetXml(rows, merges));

    public XlsxFile Hidden(string sheet, object?[][] rows)
    {
        sheets.Add((sheet, SheetXml(rows, []), true));
        return this;
    }

    /// <summary>A sheet whose XML is given.</summary>
    public XlsxFile Raw(string sheet, string xml)
    {
        sheets.Add((sheet, xml, false));
        return this;
    }

    public SheetReading Open(string file = "lijst.xlsx") => SheetWorkbook.Read(Bytes(), file, SheetDialect.Plain);

    public SheetWorkbook Workbook(string file = "lijst.xlsx")
    {
        var reading = Open(file);
        Assert.Null(reading.Complaint);
        return reading.Workbook!;
    }

    public byte[] Bytes()
    {
        var parts = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>" + string.Concat(sheets.Select((s, i) =>
                $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\"{(s.Hidden ? " state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>")) + "</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + string.Concat(sheets.Select((_, i) =>
                $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>")) + "</Relationships>",
            // Style 1 shows a number as a day, style 2 as hours and minutes beyond a day.
            ["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/></numFmts>" +
                "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>" +
                "<cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"165\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">" + string.Concat(shared.Select(
                s => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(s)}</t></si>")) + "</sst>",
        };
        for (var i = 0; i < sheets.Count; i++)
        {
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = sheets[i].Xml;
        }

        foreach (var (name, content) in Parts)
        {
            parts[name] = content;
        }

        return Zip(parts.Where(p => p.Value.Length > 0).Select(p => (p.Key, Encoding.UTF8.GetBytes(p.Value))));
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(content);
            }
        }

        return file.ToArray();
    }

    public static string SheetXml(string rows) => $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

    private string SheetXml(object?[][] rows, string[] merges)
    {
        var xml = new StringBuilder();
        for (var r = 0; r < rows.Length; r++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
            {
                xml.Append(CellXml($"{Sheet.Letters(c)}{r + 1}", rows[r][c]));
            }

            xml.Append("</row>");
        }

        var blocks = merges.Length == 0 ? "" : $"<mergeCells count=\"{merges.Length}\">{string.Concat(merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
        return $"<worksheet xmlns=\"{Main}\"><sheetData>{xml}</sheetData>{blocks}</worksheet>";
    }

    private string CellXml(string at, object? value)
    {
        switch (value)
        {
            case null:
                return "";
            case string text:
                shared.Add(text);
                return $"<c r=\"{at}\" t=\"s\"><v>{shared.Count - 1}</v></c>";
            case DateOnly day:
                return $"<c r=\"{at}\" s=\"1\"><v>{day.ToDateTime(default).ToOADate()}</v></c>";
            case TimeSpan duration:
                return $"<c r=\"{at}\" s=\"2\"><v>{duration.TotalDays.ToString("R", CultureInfo.InvariantCulture)}</v></c>";
            case bool flag:
                return $"<c r=\"{at}\" t=\"b\"><v>{(flag ? 1 : 0)}</v></c>";
            case Failing failing:
                return $"<c r=\"{at}\" t=\"e\"><v>{failing.Shown}</v></c>";
            case Formula { Value: null } formula:
                return $"<c r=\"{at}\"><f>{formula.Text}</f></c>";
            case Formula { Value: string text } formula:
                return $"<c r=\"{at}\" t=\"str\"><f>{formula.Text}</f><v>{SecurityElement.Escape(text)}</v></c>";
            case Formula formula:
                return $"<c r=\"{at}\"><f>{formula.Text}</f><v>{Convert.ToString(formula.Value, CultureInfo.InvariantCulture)}</v></c>";
            default:
                return $"<c r=\"{at}\"><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>";
        }
    }
}

using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>
/// Reads CSV files as spreadsheet programs write them: any encoding, any delimiter, a <c>sep=</c> line.
/// </summary>
internal static class SheetCsv
{
    private static readonly char[] Delimiters = [';', '\t', ',', '|'];

    public static SheetReading Read(byte[] content, string file, SheetDialect dialect)
    {
        var (encoding, start) = EncodingOf(content, dialect);
        string text;
        try
        {
            text = SheetEncodings.Of(encoding).GetString(content, start, content.Length - start);
        }
        catch (DecoderFallbackException bad)
        {
            var at = Math.Clamp(start + bad.Index, start, content.Length - 1);
            var row = content.AsSpan(start, at - start).Count((byte)'\n') + 1;
            return SheetWorkbook.Refuse(new Place(file, row), new NotInEncoding(encoding, Near(content, at)));
        }

        var separator = SeparatorLine(text, out var body);
        var delimiter = dialect.Delimiter ?? separator ?? LikeliestDelimiter(body);
        var rows = new List<SheetCell[]>();
        var refusal = Fill(rows, body, file, delimiter);
        return refusal ?? new SheetReading(
            new SheetWorkbook(file, [new Sheet("", false, rows, [])], encoding, delimiter), null);
    }

    /// <summary>
    /// Cuts the text into cells by the bundle's own tokenizer; the first thing that is wrong ends it.
    /// </summary>
    private static SheetReading? Fill(List<SheetCell[]> rows, string body, string file, char delimiter)
    {
        using var text = new Utf8Text(new MemoryStream(Encoding.UTF8.GetBytes(body)));
        var csv = new CsvRows(text, delimiter, SheetLimits.Columns);
        long slots = 0;
        while (csv.Read())
        {
            var width = Math.Min(csv.Count, SheetLimits.Columns);
            while (width > 0 && SheetCell.Of(csv.Cells[width - 1]).IsEmpty)
            {
                width--;
            }

            slots += width;
            var fault = csv.Faults is [var first, ..] ? first : (Cell: -1, Problem: null);
            var refusal = fault.Problem
                ?? (csv.Count > SheetLimits.Columns ? Beyond("columns", "kolommen", csv.Count, SheetLimits.Columns)
                    : slots > SheetLimits.Cells ? Beyond("cells", "cellen", slots, SheetLimits.Cells)
                    : csv.Number > SheetLimits.Rows ? Beyond("rows", "rijen", csv.Number, SheetLimits.Rows)
                    : null);
            if (refusal is not null)
            {
                return SheetWorkbook.Refuse(new Place(file, csv.Number, fault.Cell < 0 ? "" : Sheet.Letters(fault.Cell)), refusal);
            }

            while (rows.Count < csv.Number - 1)
            {
                rows.Add([]);
            }

            rows.Add([.. csv.Cells.Take(width).Select(SheetCell.Of)]);
        }

        while (rows is [.., { Length: 0 }])
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return null;
    }

    private static (string Encoding, int Start) EncodingOf(byte[] content, SheetDialect dialect) => content switch
    {
        [0xEF, 0xBB, 0xBF, ..] => ("utf-8", 3),
        [0xFF, 0xFE, ..] => ("utf-16le", 2),
        [0xFE, 0xFF, ..] => ("utf-16be", 2),
        _ when dialect.Encoding is { } declared => (declared, 0),
        _ when !dialect.DetectEncoding => ("utf-8", 0),
        [not 0, 0, not 0, 0, ..] => ("utf-16le", 0),
        [0, not 0, 0, not 0, ..] => ("utf-16be", 0),
        _ => (System.Text.Unicode.Utf8.IsValid(content) ? "utf-8" : "windows-1252", 0),
    };

    /// <summary>
    /// The delimiter of a first line such as <c>sep=;</c>, which spreadsheet programs obey and do not show.
    /// </summary>
    private static char? SeparatorLine(string text, out string body)
    {
        body = text;
        var end = text.IndexOfAny(['\r', '\n']);
        var line = (end < 0 ? text : text[..end]).Trim('"');
        if (line.Length != 5 || !line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        body = end < 0 ? "" : text[(text.AsSpan(end).StartsWith("\r\n") ? end + 2 : end + 1)..];
        return line[4];
    }

    private static char LikeliestDelimiter(string body)
    {
        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var c in body.AsSpan(0, Math.Min(body.Length, 16_384)))
        {
            quoted ^= c == '"';
            var i = Array.IndexOf(Delimiters, c);
            if (i >= 0 && !quoted)
            {
                counts[i]++;
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    /// <summary>The text around a byte, within its line, as it would read in windows-1252.</summary>
    private static string Near(byte[] content, int at)
    {
        var before = content.AsSpan(Math.Max(0, at - 20), at - Math.Max(0, at - 20));
        before = before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        var after = content.AsSpan(at, Math.Min(20, content.Length - at));
        after = after.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end ? after[..end] : after;
        return SheetEncodings.Of("windows-1252").GetString([.. before, .. after]);
    }

    private static SheetBeyondLimit Beyond(string english, string dutch, long found, long most) =>
        new(new Phrase(english, dutch), found, most);
}

/// <summary>Bytes that are not text in the encoding that was expected.</summary>
public sealed record NotInEncoding(string Encoding, string Near) : Problem(new Phrase(
    $"the text near {Quote(Near)} is not {Encoding}: state the encoding in the mapping, such as file: {{ encoding: windows-1252 }}",
    $"de tekst bij {Quote(Near)} is geen {Encoding}: noem de codering in de mapping, zoals file: {{ encoding: windows-1252 }}"));

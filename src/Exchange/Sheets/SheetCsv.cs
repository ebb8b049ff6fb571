using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange.Sheets;

/// <summary>Reads CSV files as spreadsheet programs write them: any encoding, any delimiter, a <c>sep=</c> line.</summary>
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
            return SheetWorkbook.Refuse(
                new Place(file, RowOf(content.AsSpan(start, at - start))), new NotInEncoding(encoding, Near(content, at)));
        }

        var separator = SeparatorLine(text, out var body);
        var delimiter = dialect.Delimiter ?? separator ?? LikeliestDelimiter(body);
        var rows = new List<SheetCell[]>();
        var refusal = Fill(rows, body, file, delimiter);
        return refusal ?? new SheetReading(
            new SheetWorkbook(file, [new Sheet("", false, rows, [])], encoding, delimiter), null);
    }

    private static SheetReading? Fill(List<SheetCell[]> rows, string body, string file, char delimiter)
    {
        long slots = 0;
        foreach (var (texts, closed) in Records(body, delimiter))
        {
            var place = new Place(file, rows.Count + 1);
            var width = texts.Count;
            while (width > 0 && SheetCell.Of(texts[width - 1]).IsEmpty)
            {
                width--;
            }

            slots += width;
            var refusal = !closed ? new QuoteNotClosed()
                : texts.Max(t => t.Length) is var longest && longest > SheetLimits.CellCharacters
                    ? Beyond("characters in one cell", "tekens in één cel", longest, SheetLimits.CellCharacters)
                : width > SheetLimits.Columns ? Beyond("columns", "kolommen", width, SheetLimits.Columns)
                : slots > SheetLimits.Cells ? Beyond("cells", "cellen", slots, SheetLimits.Cells)
                : rows.Count >= SheetLimits.Rows ? Beyond("rows", "rijen", rows.Count + 1, SheetLimits.Rows)
                : (Problem?)null;
            if (refusal is not null)
            {
                return SheetWorkbook.Refuse(place, refusal);
            }

            rows.Add([.. texts.Take(width).Select(SheetCell.Of)]);
        }

        while (rows is [.., { Length: 0 }])
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return null;
    }

    /// <summary>The one place that knows how CSV (RFC 4180) is cut into cells; a stray quote stands for itself.</summary>
    private static IEnumerable<(List<string> Texts, bool Closed)> Records(string body, char delimiter)
    {
        var texts = new List<string>();
        var cell = new StringBuilder();
        var (at, quoted, wasQuoted) = (0, false, false);
        while (at < body.Length)
        {
            var c = body[at++];
            if (quoted)
            {
                quoted = c != '"' || (at < body.Length && body[at] == '"');
                at += c == '"' && quoted ? 1 : 0;
                if (quoted)
                {
                    cell.Append(c);
                }
            }
            else if (c == '"' && cell.Length == 0 && !wasQuoted)
            {
                (quoted, wasQuoted) = (true, true);
            }
            else if (c == delimiter || c is '\r' or '\n')
            {
                texts.Add(cell.ToString());
                cell.Clear();
                wasQuoted = false;
                if (c != delimiter)
                {
                    at += c == '\r' && at < body.Length && body[at] == '\n' ? 1 : 0;
                    yield return (texts, true);
                    texts = [];
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        texts.Add(cell.ToString());
        yield return (texts, !quoted);
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

    /// <summary>The delimiter of a first line such as <c>sep=;</c>, which spreadsheet programs obey and do not show.</summary>
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

    private static long RowOf(ReadOnlySpan<byte> before) => before.Count((byte)'\n') + 1;

    private static string Near(byte[] content, int at)
    {
        var from = Math.Max(0, at - 15);
        return SheetEncodings.Of("windows-1252").GetString(content, from, Math.Min(content.Length, at + 15) - from);
    }

    private static SheetBeyondLimit Beyond(string english, string dutch, long found, long most) =>
        new(new Phrase(english, dutch), found, most);
}

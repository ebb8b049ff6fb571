using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>A small CSV table of our own that accompanies the readers: corrections, recognised names.</summary>
/// <remarks>UTF-8, comma, quotes as in RFC 4180; the first row names the columns, which may come in any order.</remarks>
internal static class ForeignCsv
{
    private const int MostBytes = 16 << 20;

    /// <summary>Reads the rows; each has a text for every column asked for, missing ones are empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="complaints">Where to complain.</param>
    /// <param name="optional">
    /// The columns that may be left out, after which any other is refused; null: none may, and others are passed over.
    /// </param>
    /// <returns>The rows with their numbers, the header being row 1; none when a column is missing.</returns>
    public static IReadOnlyList<(Place Place, IReadOnlyDictionary<string, string> Texts)> Read(
        string path, IReadOnlyList<string> columns, ICollection<Complaint> complaints, IReadOnlyList<string>? optional = null)
    {
        var file = Path.GetFileName(path);
        if (TextOf(path, file, complaints) is not { } text)
        {
            return [];
        }

        using var rows = Rows(text).GetEnumerator();
        var header = rows.MoveNext() ? rows.Current : [];
        foreach (var unknown in header.Where(c => optional is not null && !columns.Contains(c)))
        {
            complaints.Add(new Complaint(new Place(file, 1), new UnknownKey(unknown, columns)));
        }

        if (columns.Where(c => !header.Contains(c) && optional?.Contains(c) != true).ToList() is { Count: > 0 } missing)
        {
            complaints.Add(new Complaint(new Place(file, 1), new ColumnsMissing([.. missing])));
            return [];
        }

        var read = new List<(Place, IReadOnlyDictionary<string, string>)>();
        for (var number = 2; rows.MoveNext(); number++)
        {
            var cells = rows.Current;
            if (cells.Exists(c => c.Length > 0))
            {
                var texts = columns.ToDictionary(c => c, c => cells.ElementAtOrDefault(header.IndexOf(c)) ?? "");
                read.Add((new Place(file, number), texts));
            }
        }

        return read;
    }

    private static string? TextOf(string path, string file, ICollection<Complaint> complaints)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length <= MostBytes)
            {
                var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
                return utf8.GetString(System.IO.File.ReadAllBytes(path)).TrimStart('\uFEFF');
            }

            complaints.Add(new Complaint(new Place(file), new FileTooLarge(length, MostBytes)));
        }
        catch (DecoderFallbackException)
        {
            complaints.Add(new Complaint(new Place(file), new NotUtf8Text()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            complaints.Add(new Complaint(new Place(file), new UnreadableFile(path)));
        }

        return null;
    }

    private static IEnumerable<List<string>> Rows(string text)
    {
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[i++]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
            {
                cell.Append(c);
            }
            else if (c != '\r')
            {
                row.Add(cell.ToString().Trim());
                cell.Clear();
                if (c == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
        }

        if (row.Count > 0 || cell.Length > 0)
        {
            row.Add(cell.ToString().Trim());
            yield return row;
        }
    }
}

/// <summary>A table without columns that it must have.</summary>
public sealed record ColumnsMissing(IReadOnlyList<string> Columns) : Problem(new Phrase(
    $"no column {string.Join(", ", Columns)}: expected them in the first row",
    $"geen kolom {string.Join(", ", Columns)}: verwacht ze in de eerste rij"));

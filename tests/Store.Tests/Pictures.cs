using System.Text;
using Sluiswachter.Model;

namespace Sluiswachter.Store.Tests;

/// <summary>Facts and changes drawn as text.</summary>
/// <remarks>
/// One line per fact: <c>services cloud supplier=acme name=Acme_Cloud 2026-01-01..2027-01-01</c>, the first column
/// without its name, spaces in values as underscores. In changes a line begins with + (new), ~ (a new version of the
/// fact with that key and valid_from) or - (withdrawn).
/// </remarks>
internal static class Pictures
{
    public static readonly ChangeNote Note = NoteAt("2026-04-28T10:00:00Z");

    public static ChangeNote NoteAt(string at, string by = "registrar", string why = "first entry") =>
        new(by, DateTimeOffset.Parse(at), why);

    public static DateOnly Day(string day) => DateOnly.Parse(day);

    /// <summary>One cell per column, defaults filled in by the typed fact itself.</summary>
    public static (FactKind Kind, Cell[] Cells) Fact(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var schema = FactSchema.All.Single(s => s.Name == words[0]);
        var cells = new Cell[schema.Columns.Count];
        Set(schema.Columns[0].Name, words[1]);
        foreach (var word in words.Skip(2))
        {
            if (word.Contains("..", StringComparison.Ordinal))
            {
                var days = word.Split("..");
                Set("valid_from", days[0]);
                Set("valid_until", days[1]);
            }
            else
            {
                var (name, value) = (word[..word.IndexOf('=')], word[(word.IndexOf('=') + 1)..]);
                Set(name, value.Replace('_', ' '));
            }
        }

        if (schema.IndexOf("name") is var label and > 0 && cells[label].IsEmpty)
        {
            Set("name", words[1]);
        }

        return (schema.Kind, schema.Write(schema.Read(cells).Value));

        void Set(string column, string value) =>
            cells[schema.IndexOf(column)] = schema.Columns[schema.IndexOf(column)].Parse(value).Value;
    }

    /// <summary>Carries out the lines of a picture in one change.</summary>
    public static void Draw(this IRegisterWriter writer, string picture)
    {
        foreach (var line in Lines(picture))
        {
            var (kind, cells) = Fact(line[1..]);
            var row = writer.RowOf(kind, cells);
            switch (line[0])
            {
                case '+': writer.Add(kind, row); break;
                case '~': writer.Change(writer.Current(kind, row), row); break;
                case '-': writer.Withdraw(writer.Current(kind, row)); break;
                default: throw new ArgumentException(line);
            }
        }
    }

    /// <summary>Carries out the lines of a picture and commits.</summary>
    public static void Draw(this IRegisterStore store, string picture, ChangeNote? note = null)
    {
        using var writer = store.Write(note ?? Note);
        writer.Draw(picture);
        writer.Commit();
    }

    /// <summary>The row of a fact, its own id declared when it is new.</summary>
    public static FactRow RowOf(this IRegisterWriter writer, FactKind kind, Cell[] cells)
    {
        var schema = FactSchema.Of(kind);
        var keys = new int[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            if (schema.Columns[i].Space is { } space && cells[i].Text is { } id)
            {
                keys[i] = writer.KeysOf(space, [id])[0];
                if (keys[i] == 0 && schema.Columns[i].Type == ColumnType.Id)
                {
                    keys[i] = writer.Declare(kind, [id])[0];
                }
            }
        }

        return new FactRow(cells, keys);
    }

    /// <summary>The facts of a reader as the text of a bundle, kind by kind.</summary>
    public static string Bundle(IRegisterReader reader)
    {
        var text = new StringBuilder();
        foreach (var schema in FactSchema.All)
        {
            foreach (var cells in reader.Facts(schema.Kind))
            {
                text.AppendLine(Render(schema.Kind, cells));
            }
        }

        return text.ToString();
    }

    public static string Render(FactKind kind, IReadOnlyList<Cell> cells) =>
        FactSchema.Of(kind).Name + ": " + string.Join(',', cells.Select((c, i) => FactSchema.Of(kind).Columns[i].Render(c)));

    public static IEnumerable<string> Lines(string picture) =>
        picture.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static StoredFact Current(this IRegisterWriter writer, FactKind kind, FactRow row)
    {
        var schema = FactSchema.Of(kind);
        return writer.Versions(kind, [row.Keys[0]]).Single(v =>
            v.Cells.Take(schema.KeyLength).SequenceEqual(row.Cells.Take(schema.KeyLength)) &&
            v.Cells[schema.ValidFrom] == row.Cells[schema.ValidFrom]);
    }
}

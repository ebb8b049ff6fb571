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

    /// <summary>A small register with a fact of every kind, and every column in use.</summary>
    public const string Everything = """
        + sources roo name=Register_van_overheidsorganisaties url=https://example.org licence=CC0 attribution=Logius retrieved_on=2026-04-01
        + organisations rws kind=agentschap country=NL population=5 website=https://example.org source=roo
        + organisations ws parent=rws ministry=rws valid_from=2020-01-01
        + functions sluice organisation=ws name=Open_the_lock criticality=vital max_tolerable_outage_hours=4 data_class=internal personal_data=ordinary people=250000000000 product=Schutten marking=public
        + suppliers acme name=Acme_Corp. country=US organisation=rws
        + suppliers polder
        + services cloud name=Acme_Cloud supplier=acme service_model=iaas_saas deployment=hybrid regions=NL_DE customer_held_keys=true certifications=ISO_27001 basis=measured observed_on=2026-03-03
        + identifiers ws scheme=oin value=00000001
        + ownership acme owned=polder share=50.5 control=joint status=announced 2026-01-01..2027-01-01
        + contracts c1 organisation=ws supplier=acme reseller=polder starts_on=2026-01-01 ends_on=2029-12-31 notice_days=90 annual_cost=1234.56 currency=EUR governing_law=NL negotiated_terms=all
        + requirements r0 consumer=sluice purpose=hosting
        + requirements r1 consumer=sluice purpose=mail need=1 material=false contract=c1 status=migrating exit_hours=300 replaces=r0 source=roo
        + alternatives r1 service=cloud grace_hours=12 role=standby data=encrypted data_class=confidential customer_held_keys=false basis=inferred source=roo
        """;

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

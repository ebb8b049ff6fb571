using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>One CSV file of a register bundle: judges its header, and reads its rows as often as asked.</summary>
internal static class CsvFile
{
    /// <summary>Makes a table of a file; an unreadable one when its header cannot be made sense of.</summary>
    /// <param name="name">The file, for complaints.</param>
    /// <param name="schema">The kind of fact that it holds.</param>
    /// <param name="open">Opens the file at its beginning.</param>
    /// <param name="complaints">What is wrong or odd about the beginning and the header.</param>
    public static FactTable Read(string name, FactSchema schema, Func<Stream> open, Complaints complaints)
    {
        var byComma = Header.Read(open, ',', schema);
        var bySemicolon = Header.Read(open, ';', schema);
        var header = bySemicolon.IsLikelierThan(byComma) ? bySemicolon : byComma;
        if (header.Problem is { } problem)
        {
            complaints.Refuse(new Place(name, header.Row, header.FaultyColumn), problem);
            return FactTable.Unreadable(name, schema);
        }

        var positions = Judge(name, schema, header.Names, complaints);
        return new FactTable(name, schema, positions, () => Rows(open, header));
    }

    private static int[] Judge(string name, FactSchema schema, string[] names, Complaints complaints)
    {
        var place = new Place(name, 1);
        var positions = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            positions[i] = schema.IndexOf(names[i]);
            var here = place with { Column = names[i] };
            if (positions[i] >= 0 && positions.AsSpan(0, i).Contains(positions[i]))
            {
                complaints.Refuse(here, new DuplicateColumn(names[i]));
                positions[i] = -1;
            }
            else if (positions[i] < 0 && names[i].Length > 0)
            {
                complaints.Warn(here, new UnknownColumn(names[i], schema));
            }
        }

        if (names.Contains(""))
        {
            complaints.Warn(place, new NamelessColumn(Array.IndexOf(names, "") + 1));
        }

        foreach (var column in schema.Columns.Where(c => c.IsRequired && !names.Contains(c.Name)))
        {
            complaints.Refuse(place with { Column = column.Name }, new MissingColumn(column.Name, names));
        }

        return positions;
    }

    private static IEnumerable<TextRow> Rows(Func<Stream> open, Header header)
    {
        using var text = new Utf8Text(open());
        var rows = new CsvRows(text, header.Separator, header.Names.Length);
        rows.Read();
        while (rows.Read())
        {
            for (var i = 0; i < rows.Cells.Length; i++)
            {
                rows.Cells[i] = Formulas.Restore(rows.Cells[i]);
            }

            yield return new TextRow(rows.Number, rows.Cells, FaultsOf(rows, header.Names));
        }

        if (text.Broken is { } damage)
        {
            yield return new TextRow(rows.Number, [], [new RowFault("", damage)]);
        }
    }

    private static List<RowFault>? FaultsOf(CsvRows row, string[] names)
    {
        if (row.Faults is null && row.Count <= names.Length)
        {
            return null;
        }

        var faults = (row.Faults ?? []).ConvertAll(f => new RowFault(Header.NameOf(f.Cell, names), f.Problem));
        if (row.Count > names.Length)
        {
            faults.Add(new RowFault("", new ExtraCells(row.Count, names.Length, row.FirstBeyond)));
        }

        return faults;
    }

    /// <summary>The first row of a file, split by one of the two separators.</summary>
    private sealed record Header(
        char Separator, string[] Names, long Row, Problem? Problem, string FaultyColumn, int Known)
    {
        /// <summary>Reads the first row of a file.</summary>
        public static Header Read(Func<Stream> open, char separator, FactSchema schema)
        {
            using var text = new Utf8Text(open());
            if (text.Unsuitable is { } unsuitable)
            {
                return Failed(0, unsuitable, "");
            }

            var rows = new CsvRows(text, separator, BundleLimits.Columns);
            if (!rows.Read() || rows.Number != 1)
            {
                return text.Broken is { } damage ? Failed(0, damage, "") : Failed(1, new NoHeader(schema), "");
            }

            var names = rows.Cells[..Math.Min(rows.Count, BundleLimits.Columns)];
            var known = names.Count(n => schema.IndexOf(n) >= 0);
            var (fault, column) = rows switch
            {
                { Faults: [var first, ..] } => (first.Problem, NameOf(first.Cell, names)),
                { Count: > BundleLimits.Columns } => (new TooManyColumns(), ""),
                _ => (null, ""),
            };
            return new Header(separator, names, 1, fault, column, known);

            Header Failed(long row, Problem problem, string column) => new(separator, [], row, problem, column, 0);
        }

        /// <summary>The name of a column, or its number when it has none.</summary>
        public static string NameOf(int cell, string[] names) =>
            cell < names.Length && names[cell].Length > 0 ? names[cell] : $"#{cell + 1}";

        /// <summary>
        /// Whether this separator explains the header better: more columns that we know, else more columns.
        /// </summary>
        public bool IsLikelierThan(Header other) =>
            (Known, Names.Length).CompareTo((other.Known, other.Names.Length)) > 0;
    }
}

/// <summary>A file whose first row does not name columns.</summary>
public sealed record NoHeader(FactSchema Schema) : Problem(new Phrase(
    $"the first row is empty: expected the names of columns, such as {string.Join(',', Schema.Columns.Take(4).Select(c => c.Name))}",
    $"de eerste rij is leeg: verwacht de namen van kolommen, zoals {string.Join(',', Schema.Columns.Take(4).Select(c => c.Name))}"));

/// <summary>A file with more columns than any file of facts needs.</summary>
public sealed record TooManyColumns() : Problem(new Phrase(
    $"the header has more than {BundleLimits.Columns} columns: expected at most {BundleLimits.Columns}",
    $"de kopregel heeft meer dan {BundleLimits.Columns} kolommen: verwacht er ten hoogste {BundleLimits.Columns}"));

/// <summary>A column that stands twice in the header.</summary>
public sealed record DuplicateColumn(string Column) : Problem(new Phrase(
    $"the column {Quote(Column)} stands in the header twice: expected each column once",
    $"de kolom {Quote(Column)} staat twee keer in de kopregel: verwacht elke kolom één keer"));

/// <summary>A column without which no fact of this kind can be made.</summary>
public sealed record MissingColumn(string Column, IReadOnlyList<string> Found) : Problem(new Phrase(
    $"the required column {Quote(Column)} is missing: found {Quote(string.Join(',', Found))}",
    $"de verplichte kolom {Quote(Column)} ontbreekt: gevonden {Quote(string.Join(',', Found))}"));

/// <summary>A column that the bundle does not have; it is kept out.</summary>
public sealed record UnknownColumn(string Column, FactSchema Schema) : Problem(new Phrase(
    $"the column {Quote(Column)} is unknown and is kept out{Hint(Column, Schema, "did you mean")}",
    $"de kolom {Quote(Column)} is onbekend en wordt niet gelezen{Hint(Column, Schema, "bedoelt u")}"))
{
    private static string Hint(string column, FactSchema schema, string asking)
    {
        var tidy = column.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        return schema.IndexOf(tidy) >= 0
            ? $"; {asking} {tidy}?"
            : $": {string.Join(", ", schema.Columns.Select(c => c.Name))}";
    }
}

/// <summary>Columns without a name; they are kept out.</summary>
public sealed record NamelessColumn(int First) : Problem(new Phrase(
    $"column {First} has no name and is kept out: expected a name in the header",
    $"kolom {First} heeft geen naam en wordt niet gelezen: verwacht een naam in de kopregel"));

/// <summary>A row with more cells than the header has columns.</summary>
/// <param name="Found">How many there are; beyond <see cref="BundleLimits.Columns"/> nobody counts.</param>
/// <param name="Expected">How many columns the header has.</param>
/// <param name="First">The first cell too many.</param>
public sealed record ExtraCells(int Found, int Expected, string First) : Problem(new Phrase(
    $"the row has {Count(Found, "more than")} cells while the header has {Expected} columns, the first too many is {Quote(First)}: expected no more cells than columns; put a cell that holds a separator in quotes",
    $"de rij heeft {Count(Found, "meer dan")} cellen terwijl de kopregel {Expected} kolommen heeft, de eerste te veel is {Quote(First)}: verwacht niet meer cellen dan kolommen; zet een cel met een scheidingsteken tussen aanhalingstekens"))
{
    private static string Count(int found, string moreThan) =>
        found > BundleLimits.Columns ? $"{moreThan} {BundleLimits.Columns}" : $"{found}";
}

using System.Text;
using Sluiswachter.Exchange;
using Sluiswachter.Exchange.Sheets;
using Sluiswachter.Model;

namespace Sluiswachter.Sheets.Tests;

/// <summary>What came of a spreadsheet: its facts, one a line, and the complaints about it.</summary>
internal sealed class Imported
{
    private const string Party = "not-asked";

    private readonly Complaints complaints = new();

    private Imported(SheetFacts facts)
    {
        foreach (var complaint in facts.Complaints)
        {
            complaints.Add(complaint);
        }

        Tables = facts.Tables;
        foreach (var table in facts.Tables)
        {
            foreach (var row in table.Rows(complaints))
            {
                Facts.Add($"{table.Schema.Name} " + string.Join(" ", row.Cells
                    .Select((cell, i) => (table.Schema.Columns[i], cell)).Where(c => !c.cell.IsEmpty && c.cell.Text != Party)
                    .Select(c => $"{c.Item1.Name}={c.Item1.Render(c.cell)}")));
            }
        }
    }

    /// <summary>Such as <c>suppliers id=supplier:acme name=Acme country=US</c>.</summary>
    public List<string> Facts { get; } = [];

    public IReadOnlyList<FactTable> Tables { get; }

    public IEnumerable<Complaint> Complaints => complaints;

    public IEnumerable<string> Errors => complaints.Where(c => !c.IsWarning).Select(c => c.In(Language.English));

    public IEnumerable<string> Warnings => complaints.Where(c => c.IsWarning).Select(c => c.In(Language.English));

    /// <summary>The texts of one column of one kind of fact, in order.</summary>
    public IEnumerable<string> Of(string kind, string column) => Facts
        .Where(f => f.StartsWith(kind + " ", StringComparison.Ordinal))
        .Select(f => f.Split(' ').FirstOrDefault(p => p.StartsWith(column + "=", StringComparison.Ordinal))?[(column.Length + 1)..] ?? "");

    public static Imported From(SheetWorkbook workbook, string mapping)
    {
        var reading = Mapping.Read(WithParties(mapping), "map.yaml");
        Assert.Equal([], reading.Complaints.Select(c => c.In(Language.English)));
        return new Imported(reading.Mapping!.Apply(workbook));
    }

    public static Imported From(SheetWorkbook workbook, Mapping mapping) => new(mapping.Apply(workbook));

    public static Imported FromCsv(string csv, string mapping) => From(Csv(csv), mapping);

    public static SheetWorkbook Csv(string text, string file = "lijst.csv")
    {
        var reading = SheetWorkbook.Read(Encoding.UTF8.GetBytes(text), file, SheetDialect.Plain);
        Assert.Null(reading.Complaint);
        return reading.Workbook!;
    }

    /// <summary>The mapping, with a body and a supplier for contracts that name none: no test of spreadsheets is about those.</summary>
    /// <remarks>They come last in their fact, so that the lines before them keep their numbers.</remarks>
    public static string WithParties(string mapping)
    {
        var lines = mapping.Split('\n').ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Trim() != "- fact: contracts")
            {
                continue;
            }

            var indent = lines[i].IndexOf('-') + 2;
            var end = i + 1;
            while (end < lines.Count && lines[end].Length > indent && string.IsNullOrWhiteSpace(lines[end][..indent]))
            {
                end++;
            }

            var missing = new[] { "organisation", "supplier" }
                .Where(party => !lines[i..end].Exists(l => l.TrimStart().StartsWith(party + ":", StringComparison.Ordinal)))
                .Select(party => new string(' ', indent) + party + $": \"{Party}\"");
            lines.InsertRange(end, missing);
        }

        return string.Join('\n', lines);
    }

    /// <summary>A mapping of a list with a header in row 1 that states contracts by number, with one more column.</summary>
    public static string Contracts(string column) => $$"""
        mapping: 1
        sheets:
          - facts:
            - fact: contracts
              id: "{Nr}"
              {{column}}
        """;

    /// <summary>What one cell becomes in a column of contracts; the complaint when it is refused.</summary>
    public static string Cell(string text, string column)
    {
        var imported = FromCsv($"Nr;Cel\nk1;\"{text}\"\n", Contracts(column));
        return imported.Errors.FirstOrDefault() ?? imported.Facts.Single()["contracts id=k1".Length..].TrimStart();
    }
}

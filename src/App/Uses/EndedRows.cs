using Sluiswachter.Model;

namespace Sluiswachter.App.Uses;

/// <summary>The rows of a kind that ended, to find whether a fact that holds now was stated before.</summary>
/// <remarks>Few facts have more than one row: what does not takes no time.</remarks>
internal sealed class EndedRows
{
    private readonly FactSchema schema;
    private readonly Dictionary<(string Key, long Until), Cell[]> rows = [];

    /// <summary>Those of some rows that ended on a day or before.</summary>
    public EndedRows(FactSchema schema, IEnumerable<Cell[]> rows, DateOnly at)
    {
        this.schema = schema;
        foreach (var cells in rows)
        {
            if (cells[schema.ValidUntil].NumberOrNull is { } until && until <= at.DayNumber)
            {
                this.rows[(KeyOf(cells), until)] = cells;
            }
        }
    }

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<Cell[]> All => rows.Values;

    /// <summary>A row, holding since the first of the rows before it that say the same without a day between.</summary>
    public Cell[] Joined(Cell[] row)
    {
        while (rows.Count > 0 && row[schema.ValidFrom].NumberOrNull is { } from &&
            rows.TryGetValue((KeyOf(row), from), out var before) && SayTheSame(row, before))
        {
            row = [.. row];
            row[schema.ValidFrom] = before[schema.ValidFrom];
        }

        return row;
    }

    private string KeyOf(Cell[] cells) => string.Join('\0', cells.Take(schema.KeyLength).Select(c => c.Text));

    private bool SayTheSame(Cell[] row, Cell[] before) => Enumerable.Range(0, row.Length).All(
        i => i == schema.ValidFrom || i == schema.ValidUntil || row[i] == before[i]);
}

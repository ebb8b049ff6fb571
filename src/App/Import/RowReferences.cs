using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App;

/// <summary>Finds whom the rows of an import are about and refer to, and complains where that is nobody.</summary>
internal sealed class RowReferences(IRegisterWriter writer, IdBook ids, ImportChecks checks, Complaints complaints)
{
    /// <summary>Finds the keys of all ids in a batch; what refers to nothing is complained about and marked.</summary>
    public ResolvedRow[] Resolve(FactTable table, CellRow[] batch)
    {
        var columns = table.Schema.Columns;
        var rows = Array.ConvertAll(batch, r => new ResolvedRow(r.Number, r.Cells, new int[columns.Count], r.Faults));
        for (var c = 0; c < columns.Count; c++)
        {
            if (columns[c].Space is not { } space)
            {
                continue;
            }

            var referring = Enumerable.Range(0, rows.Length).Where(r => !rows[r].Cells[c].IsEmpty).ToList();
            var keys = ids.KeysOf(space, [.. referring.Select(r => rows[r].Cells[c].Text!)]);
            for (var i = 0; i < keys.Length; i++)
            {
                ref var row = ref rows[referring[i]];
                row.Keys[c] = keys[i];
                if (columns[c].Type == ColumnType.Reference && !RefersWell(table, columns[c], row, row.Cells[c].Text!, keys[i]))
                {
                    row.Faults |= 1u << c;
                }
            }
        }

        return rows;
    }

    private bool RefersWell(FactTable table, Column column, in ResolvedRow row, string id, int key)
    {
        if (key == 0 && ids.MayHaveMore(column.RefersTo))
        {
            return false;
        }

        if (Refuses(column, id, key) is { } problem)
        {
            complaints.Refuse(table.PlaceOf(row.Number, column.Name), problem);
            return false;
        }

        checks.NoteReference(column, id, key, table, row.Number);
        return true;
    }

    private Problem? Refuses(Column column, string id, int key)
    {
        if (key == 0)
        {
            return new UnknownReference(id, column.RefersTo);
        }

        return column.Space == IdSpace.Entity && writer.KindOf(key) is var found && !column.RefersTo.Contains(found)
            ? new ReferenceToAnotherKind(id, found, column.RefersTo)
            : null;
    }
}

/// <summary>A row with the keys of its ids, and a bit for each column whose cell is bad or refers to nothing.</summary>
internal record struct ResolvedRow(long Number, Cell[] Cells, int[] Keys, uint Faults)
{
    /// <summary>Whether all cells that tell which fact it is are sound.</summary>
    public readonly bool HasKey(FactSchema schema) => (Faults & ((1u << schema.KeyLength) - 1)) == 0;
}

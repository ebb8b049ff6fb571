using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>How one kind of fact lies in its table.</summary>
/// <remarks>
/// A row is <c>entry, superseded_by</c> and then one value per column of the schema, in the schema's order. Ids and
/// references are stored as keys in columns that end in <c>_key</c>.
/// </remarks>
internal sealed class FactTable
{
    private FactTable(FactSchema schema)
    {
        Schema = schema;
        Columns = [.. schema.Columns.Select(ColumnName)];
        Row = $"f.entry, coalesce(f.superseded_by, 0), {string.Join(", ", Columns.Select(c => "f." + c))}";
    }

    /// <summary>The tables of all kinds, in the order of their numbers.</summary>
    public static IReadOnlyList<FactTable> All { get; } = [.. FactSchema.All.Select(s => new FactTable(s))];

    /// <summary>The kind of fact.</summary>
    public FactSchema Schema { get; }

    /// <summary>The table.</summary>
    public string Name => Schema.Name;

    /// <summary>The columns that hold the cells.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What to select from the table, as <c>f</c>, to <see cref="Read"/> a row.</summary>
    public string Row { get; }

    /// <summary>The table of a kind.</summary>
    public static FactTable Of(FactKind kind) => All[(int)kind - 1];

    /// <summary>Whether a column holds a key.</summary>
    public static bool IsKey(Column column) => column.Type is ColumnType.Id or ColumnType.Reference;

    /// <summary>Whether a column holds numbers of 64 bits.</summary>
    public static bool IsLong(Column column) => column.Type == ColumnType.Count;

    /// <summary>The current row as it is stored; texts of ids are still empty.</summary>
    public StoredRow Read(IRows rows)
    {
        var columns = Schema.Columns;
        var cells = new Cell[columns.Count];
        var keys = new int[columns.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            if (!IsKey(columns[i]))
            {
                cells[i] = rows.Cell(i + 2, columns[i].HoldsText);
            }
            else if (!rows.IsNull(i + 2))
            {
                keys[i] = rows.Int(i + 2);
            }
        }

        return new StoredRow(rows.Int(0), rows.Int(1), cells, keys);
    }

    /// <summary>All rows of a query that selects <see cref="Row"/>.</summary>
    public List<StoredRow> ReadAll(IRows rows)
    {
        using (rows)
        {
            var all = new List<StoredRow>();
            while (rows.Next())
            {
                all.Add(Read(rows));
            }

            return all;
        }
    }

    private static string ColumnName(Column column) => IsKey(column) ? column.Name + "_key" : column.Name;
}

/// <summary>The tables in which ids are kept.</summary>
/// <remarks>
/// Apart from <see cref="FactTable"/>, so that a switch-off need not make the schemas of all facts first.
/// </remarks>
internal static class IdTable
{
    /// <summary>How many there are.</summary>
    public const int Count = 8;

    /// <summary>The table of a space.</summary>
    public static string Of(IdSpace space) => space switch
    {
        IdSpace.Entity => "entity",
        IdSpace.Requirement => "requirement_id",
        IdSpace.Contract => "contract_id",
        IdSpace.Source => "source_id",
        IdSpace.Assessment => "assessment_id",
        IdSpace.ExitPlan => "exit_plan_id",
        IdSpace.Migration => "migration_id",
        IdSpace.Decision => "decision_id",
        _ => throw new ArgumentOutOfRangeException(nameof(space), space, "no such space"),
    };
}

/// <summary>A version of a fact as it is stored.</summary>
/// <param name="Entry">The entry that recorded it.</param>
/// <param name="SupersededBy">The entry that replaced or withdrew it, or 0.</param>
/// <param name="Cells">One cell per column; texts of ids are filled in by <see cref="IdTexts"/>.</param>
/// <param name="Keys">One key per column that holds an id; 0 for the others.</param>
internal readonly record struct StoredRow(int Entry, int SupersededBy, Cell[] Cells, int[] Keys)
{
    public StoredFact Fact(FactKind kind) => new(kind, Entry, Cells, Keys);
}

using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>Reads facts without putting them in order: those of a day, or those of a few ids.</summary>
/// <param name="session">The transaction.</param>
/// <param name="current">Which versions count, as a condition on <c>f</c>.</param>
internal sealed class FactScan(ISession session, string current)
{
    private const int Batch = 10_000;

    private readonly SharedTexts shared = new();
    private readonly string?[]?[] textsOf = new string?[]?[IdTable.Count];

    /// <summary>The versions that hold on a day, as they lie in their table.</summary>
    public IEnumerable<Cell[]> On(FactKind kind, DateOnly day) => Where(
        kind,
        $"(f.valid_from IS NULL OR f.valid_from <= {day.DayNumber}) AND (f.valid_until IS NULL OR f.valid_until > {day.DayNumber})");

    /// <summary>The versions that ended on a day or before it, as they lie in their table.</summary>
    public IEnumerable<Cell[]> EndedBy(FactKind kind, DateOnly day) => Where(kind, $"f.valid_until <= {day.DayNumber}");

    /// <summary>The versions for which a condition on <c>f</c> holds.</summary>
    /// <remarks>The ids of a space are read once as a whole, so that no row needs to look for any.</remarks>
    private IEnumerable<Cell[]> Where(FactKind kind, string holds)
    {
        var table = FactTable.Of(kind);
        var columns = table.Schema.Columns;
        var texts = new string?[columns.Count][];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = columns[i].Space is { } space ? Texts(space) : [];
        }

        using var rows = session.Scan(
            $"SELECT {string.Join(", ", table.Columns.Select(c => $"f.{c}"))} FROM {table.Name} f WHERE {current} AND {holds}");
        while (rows.Next())
        {
            var cells = new Cell[columns.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                if (texts[i].Length == 0)
                {
                    var cell = rows.Cell(i, columns[i].HoldsText);
                    cells[i] = cell.Text is { } text ? Cell.Of(shared.Of(text)) : cell;
                }
                else if (!rows.IsNull(i))
                {
                    cells[i] = Cell.Of(texts[i][rows.Int(i)]);
                }
            }

            yield return cells;
        }
    }

    /// <summary>The versions whose first column is one of these ids.</summary>
    public List<Cell[]> Of(FactKind kind, IReadOnlyCollection<string> firstIds)
    {
        var (table, found, texts) = (FactTable.Of(kind), new List<Cell[]>(), new IdTexts(session));
        foreach (var ids in firstIds.Distinct(StringComparer.Ordinal).Chunk(Batch))
        {
            var keys = new List<int>();
            session.FindKeys(table.Schema.Columns[0].Space!.Value, ids, (_, key, _) => keys.Add(key));
            var rows = table.ReadAll(session.Query(
                $"SELECT {table.Row} FROM {table.Name} f WHERE {session.In($"f.{table.Columns[0]}", "$1")} AND {current}",
                (object)keys.ToArray()));
            texts.FillIn(table.Schema, rows);
            found.AddRange(rows.Select(r => r.Cells));
        }

        return found;
    }

    /// <summary>The ids of a space by their keys; at least one long.</summary>
    private string?[] Texts(IdSpace space)
    {
        if (textsOf[(int)space - 1] is { } known)
        {
            return known;
        }

        var table = IdTable.Of(space);
        int most;
        using (var rows = session.Query($"SELECT coalesce(max(key), 0) FROM {table}"))
        {
            rows.Next();
            most = rows.Int(0);
        }

        var texts = new string?[most + 1];
        using (var rows = session.Scan($"SELECT key, id FROM {table}"))
        {
            while (rows.Next())
            {
                texts[rows.Int(0)] = rows.Text(1);
            }
        }

        return textsOf[(int)space - 1] = texts;
    }
}

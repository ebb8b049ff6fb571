using Sluiswachter.Model;

namespace Sluiswachter.Store;

/// <summary>The texts of ids by their keys, looked up in batches and remembered while there are not too many.</summary>
internal sealed class IdTexts(ISession session)
{
    private const int MostRemembered = 100_000;

    private readonly Dictionary<int, string>[] texts = [.. Enumerable.Range(0, IdTable.Count).Select(_ => new Dictionary<int, string>())];

    /// <summary>Fills in the texts of ids; an id that is not in the register leaves its cell empty.</summary>
    public void FillIn(FactSchema schema, IReadOnlyList<StoredRow> rows)
    {
        LookUp(schema, rows);
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            if (schema.Columns[i].Space is not { } space)
            {
                continue;
            }

            var known = texts[(int)space - 1];
            foreach (var row in rows)
            {
                if (row.Keys[i] != 0 && known.TryGetValue(row.Keys[i], out var text))
                {
                    row.Cells[i] = Cell.Of(text);
                }
            }
        }
    }

    private void LookUp(FactSchema schema, IReadOnlyList<StoredRow> rows)
    {
        foreach (var columns in Enumerable.Range(0, schema.Columns.Count).GroupBy(i => schema.Columns[i].Space))
        {
            if (columns.Key is not { } space)
            {
                continue;
            }

            var known = texts[(int)space - 1];
            if (known.Count > MostRemembered)
            {
                known.Clear();
            }

            var unknown = new HashSet<int>(
                columns.SelectMany(i => rows.Select(r => r.Keys[i])).Where(k => k != 0 && !known.ContainsKey(k)));
            if (unknown.Count > 0)
            {
                LookUp(space, [.. unknown], known);
            }
        }
    }

    private void LookUp(IdSpace space, int[] keys, Dictionary<int, string> known)
    {
        using var rows = session.Query(
            $"SELECT key, id FROM {IdTable.Of(space)} WHERE {session.In("key", "$1")}", keys);
        while (rows.Next())
        {
            known[rows.Int(0)] = rows.Text(1);
        }
    }
}

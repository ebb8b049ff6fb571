namespace Sluiswachter.Insight;

/// <summary>Rows gathered by the group to which they belong: compressed sparse rows.</summary>
/// <param name="Starts">
/// One number per group and one more: group g has the places Starts[g] up to Starts[g + 1].
/// </param>
/// <param name="Rows">The rows, group after group; within a group in the order in which they came.</param>
/// <remarks>A counting sort: linear in rows and groups, no comparison, nothing per row but its number.</remarks>
internal readonly record struct Grouping(int[] Starts, int[] Rows)
{
    /// <summary>The rows of one group.</summary>
    public ReadOnlySpan<int> this[int group] => Rows.AsSpan(Starts[group]..Starts[group + 1]);

    /// <summary>Gathers rows by group; rows of group -1 are left out.</summary>
    /// <param name="groupOf">The group of each row.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <param name="order">The rows in the order in which they come; null: by their numbers.</param>
    public static Grouping Of(ReadOnlySpan<int> groupOf, int groups, int[]? order = null)
    {
        var starts = new int[groups + 1];
        foreach (var group in groupOf)
        {
            if (group >= 0)
            {
                starts[group + 1]++;
            }
        }

        for (var g = 0; g < groups; g++)
        {
            starts[g + 1] += starts[g];
        }

        var rows = new int[starts[groups]];
        var next = starts.AsSpan(0, groups).ToArray();
        for (var i = 0; i < (order?.Length ?? groupOf.Length); i++)
        {
            var row = order is null ? i : order[i];
            var group = groupOf[row];
            if (group >= 0)
            {
                rows[next[group]++] = row;
            }
        }

        return new Grouping(starts, rows);
    }
}

/// <summary>Rows of facts, each known by the position of its id, put in the order of their ids.</summary>
/// <remarks>Linear in positions and rows, since an id has at most one row on a day.</remarks>
internal static class InIdOrder
{
    /// <summary>Marks a position that has no row.</summary>
    public const int None = -1;

    /// <summary>A map without entries.</summary>
    public static int[] Nowhere(int positions)
    {
        var map = new int[positions];
        Array.Fill(map, None);
        return map;
    }

    /// <summary>The row of each position, or -1.</summary>
    /// <exception cref="ArgumentException">Two rows have one id: the columns are not those of a single day.</exception>
    public static int[] RowAt(int[] position, int positions)
    {
        var rowAt = Nowhere(positions);
        for (var row = 0; row < position.Length; row++)
        {
            Place(rowAt, position[row], row);
        }

        return rowAt;
    }

    /// <summary>Notes the row of a position.</summary>
    /// <exception cref="ArgumentException">The position has a row already.</exception>
    public static void Place(int[] rowAt, int position, int row)
    {
        if (rowAt[position] != None)
        {
            throw new ArgumentException($"position {position} has two rows on one day", nameof(position));
        }

        rowAt[position] = row;
    }

    /// <summary>
    /// Turns a map from positions to rows into one from positions to places in id order, and gives both orders.
    /// </summary>
    /// <param name="rowAt">The row of each position, or -1; becomes the place of each position, or -1.</param>
    /// <returns>By place: the position and the row.</returns>
    public static (int[] Position, int[] Row) Number(int[] rowAt)
    {
        var count = rowAt.Length - rowAt.AsSpan().Count(None);
        var (positions, rows) = (new int[count], new int[count]);
        var place = 0;
        for (var position = 0; position < rowAt.Length; position++)
        {
            if (rowAt[position] != None)
            {
                (positions[place], rows[place]) = (position, rowAt[position]);
                rowAt[position] = place++;
            }
        }

        return (positions, rows);
    }
}

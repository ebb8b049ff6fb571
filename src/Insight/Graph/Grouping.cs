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
    public Span<int> this[int group] => Rows.AsSpan(Starts[group]..Starts[group + 1]);

    /// <summary>Gathers rows by group; rows of a negative group are left out.</summary>
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

/// <summary>What belongs to each group, packed: what a <see cref="Grouping"/> becomes when it is kept.</summary>
/// <param name="Starts">By group, where its members begin and end.</param>
/// <param name="Members">The members, group after group.</param>
internal readonly record struct Groups(Starts Starts, PackedColumn Members)
{
    /// <summary>How many members all groups have together.</summary>
    public int Count => Members.Length;

    /// <summary>The members of one group.</summary>
    public Members this[int group] => new(Members, Starts[group]);

    /// <summary>Packs a grouping.</summary>
    public static Groups Of(Grouping grouping) =>
        new(Starts.Of(grouping.Starts), PackedColumn.Of<int>(grouping.Rows));
}

/// <summary>The members of one group, one after the other.</summary>
internal ref struct Members(PackedColumn all, (int First, int End) range)
{
    private int at = range.First - 1;

    /// <summary>How many there are.</summary>
    public readonly int Count => range.End - range.First;

    /// <summary>The member that has been reached.</summary>
    public readonly int Current => all[at];

    /// <summary>Goes to the next member.</summary>
    public bool MoveNext() => ++at < range.End;

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly Members GetEnumerator() => this;
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

    /// <summary>Turns a map from positions to rows into one from positions to places in id order.</summary>
    /// <param name="rowAt">The row of each position, or -1; becomes the place of each position, or -1.</param>
    /// <returns>The positions that have a row, and by place the row.</returns>
    public static (Subset Positions, int[] Rows) Number(int[] rowAt)
    {
        var positions = Subset.Of(rowAt);
        var rows = new int[positions.Count];
        var place = 0;
        for (var position = 0; position < rowAt.Length; position++)
        {
            if (rowAt[position] != None)
            {
                rows[place] = rowAt[position];
                rowAt[position] = place++;
            }
        }

        return (positions, rows);
    }
}

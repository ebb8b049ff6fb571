using Sluiswachter.Model;

namespace Sluiswachter.App;

/// <summary>The rules between the cells of one row, also of a row of which some cells could not be read.</summary>
internal static class RowRules
{
    /// <summary>Every rule that the cells break, with the column at which it is told.</summary>
    /// <param name="schema">The kind of fact.</param>
    /// <param name="cells">One cell per column; left as they are.</param>
    /// <param name="faults">A bit per column whose cell is bad, or is not known.</param>
    /// <remarks>
    /// The fact itself knows its rules and tells the first that is broken; what breaks it is then taken away, and the
    /// fact asked again. Required cells that are not there are stood in for by values that break nothing.
    /// </remarks>
    public static IEnumerable<(string Column, Problem Problem)> Broken(FactSchema schema, Cell[] cells, uint faults)
    {
        var tried = (Cell[])cells.Clone();
        for (var c = 0; c < tried.Length; c++)
        {
            if (tried[c].IsEmpty && schema.Columns[c].IsRequired)
            {
                tried[c] = StandIn(schema.Columns[c], c);
            }
        }

        while (schema.Read(tried).Problem is { } problem)
        {
            var column = ColumnOf(problem);
            var place = schema.IndexOf(column);
            if (place < 0 || !cells[place].IsEmpty || (faults & (1u << place)) == 0)
            {
                yield return (column, problem);
            }

            if (place < 0)
            {
                yield break;
            }

            // What is planned lacks a date rather than having a wrong one: then the status goes.
            var cause = problem is FutureWithoutDate ? schema.IndexOf("status") : place;
            tried[cause] = schema.Columns[cause].IsRequired ? StandIn(schema.Columns[cause], cause) : default;
        }
    }

    private static Cell StandIn(Column column, int place) =>
        column.HoldsText ? Cell.Of($"stand-in-{place}") : Cell.Of(1);

    private static string ColumnOf(Problem problem) => problem switch
    {
        EndsBeforeItStarts => "valid_until",
        FutureWithoutDate => "valid_from",
        OwnsItself => "owned",
        ReplacesItself => "replaces",
        _ => "",
    };
}

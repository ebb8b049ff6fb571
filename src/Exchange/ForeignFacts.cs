using Sluiswachter.Model;

namespace Sluiswachter.Exchange;

/// <summary>What the reader of a foreign format made of a file.</summary>
/// <param name="Tables">The facts in the vocabulary of the register; none at all when there is an error.</param>
/// <param name="Complaints">Everything wrong or odd, with its place in the foreign file.</param>
/// <param name="LeftOut">What the file also says and what is not imported, counted, with the reason.</param>
public sealed record ForeignFacts(
    IReadOnlyList<FactTable> Tables, IReadOnlyList<Complaint> Complaints, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>The facts, or none when something is wrong: nothing is read by half.</summary>
    internal static ForeignFacts Of(
        Func<IReadOnlyList<FactTable>> tables, IEnumerable<Complaint> complaints, IEnumerable<LeftOut> leftOut)
    {
        Complaint[] each = [.. complaints.Distinct()];
        return Array.Exists(each, c => !c.IsWarning)
            ? new ForeignFacts([], each, [])
            : new ForeignFacts(tables(), each, [.. leftOut.Where(l => l.Times > 0)]);
    }
}

/// <summary>What the reader of a foreign format made of a file, before anyone says what it means.</summary>
/// <param name="Value">What was read; null when there is an error.</param>
/// <param name="Complaints">Everything wrong or odd, with its place in the foreign file.</param>
/// <param name="LeftOut">What the file also says and what is not read, counted, with the reason.</param>
public sealed record ForeignReading<T>(
    T? Value, IReadOnlyList<Complaint> Complaints, IReadOnlyList<LeftOut> LeftOut)
    where T : class;

/// <summary>Turns typed facts into tables, so that they pass the same door into the register as files do.</summary>
public static class FactTables
{
    /// <summary>One table per kind of fact that occurs, in the order of the kinds.</summary>
    /// <param name="file">The file, for complaints.</param>
    /// <param name="facts">The facts with their rows in that file; kept in memory by the tables.</param>
    /// <remarks>
    /// A column that no fact fills is absent: the format does not know about it, so what the register knows stays.
    /// </remarks>
    public static IReadOnlyList<FactTable> From(string file, IEnumerable<StatedFact> facts) =>
        [.. facts.GroupBy(f => SchemaOf(f.Fact)).OrderBy(g => g.Key.Kind).Select(g => Table(file, g.Key, [.. g]))];

    /// <summary>A table that says everything about its facts: an empty cell takes away what the register had there.</summary>
    /// <param name="schema">The kind of fact.</param>
    /// <param name="facts">The facts with their rows.</param>
    /// <param name="places">Where a row, or the cell of a column in it, is to be found by who gave it.</param>
    public static FactTable Whole(FactSchema schema, IReadOnlyList<StatedFact> facts, Func<long, string, Place> places)
    {
        var columns = schema.Columns;
        return new FactTable(
            schema.FileName, schema, [.. Enumerable.Range(0, columns.Count)],
            () => facts.Select(f => new TextRow(f.Row, [.. schema.Write(f.Fact).Select((cell, i) => columns[i].Render(cell))])), places);
    }

    private static FactTable Table(string file, FactSchema schema, IReadOnlyList<StatedFact> facts)
    {
        var cells = facts.Select(f => schema.Write(f.Fact)).ToList();
        int[] filled = [.. Enumerable.Range(0, schema.Columns.Count)
            .Where(c => schema.Columns[c].IsRequired || cells.Exists(row => !row[c].IsEmpty))];
        return new FactTable(file, schema, filled, () => facts.Select(Row));

        TextRow Row(StatedFact fact, int number) =>
            new(fact.Row, [.. filled.Select(c => schema.Columns[c].Render(cells[number][c]))]);
    }

    private static FactSchema SchemaOf(Fact fact) => fact switch
    {
        Source => Source.Schema,
        Organisation => Organisation.Schema,
        Function => Function.Schema,
        Supplier => Supplier.Schema,
        Service => Service.Schema,
        Identifier => Identifier.Schema,
        Ownership => Ownership.Schema,
        Contract => Contract.Schema,
        Requirement => Requirement.Schema,
        Alternative => Alternative.Schema,
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType(), "no such kind of fact"),
    };
}

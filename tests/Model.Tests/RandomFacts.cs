using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Model;

namespace Sluiswachter.Model.Tests;

/// <summary>Facts of every kind, with the nastiest texts that labels and ids accept.</summary>
public static class RandomFacts
{
    private static readonly string[] Pieces =
    [
        "'", "''", "=", "+31", "-", "@", "\uFF1D", "\uFF20", "\t", "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", " ", "\u00A0",
        "'s-", "a", "Sluis", "0", "é", "😀", "\uFEFF", "\u2028", "''=", "|cmd", "\u200B", "1",
    ];

    /// <summary>Any text, of zero to six pieces.</summary>
    public static Gen<string> Texts { get; } =
        from length in Gen.Choose(0, 6)
        from pieces in Gen.ArrayOf(Gen.Elements(Pieces), length)
        select string.Concat(pieces);

    /// <summary>The cells of a fact of a kind, as a store has them: each well formed, and its rules kept.</summary>
    public static Gen<Cell[]> Of(FactSchema schema) =>
        Gen.CollectToArray(schema.Columns, CellOf).Where(cells => schema.Read(cells).Holds);

    /// <summary>A kind of fact with some facts of it.</summary>
    public static Gen<(FactSchema Schema, Cell[][] Facts)> Some { get; } =
        from schema in Gen.Elements(FactSchema.All.ToArray())
        from count in Gen.Choose(1, 5)
        from facts in Gen.ArrayOf(Of(schema), count)
        select (schema, facts);

    private static Gen<Cell> CellOf(Column column)
    {
        var known = TextOf(column).Select(column.Parse).Where(cell => cell.Holds).Select(cell => cell.Value);
        return column.IsRequired ? known : Gen.OneOf(Gen.Constant(default(Cell)), known);
    }

    private static Gen<string> TextOf(Column column) => column.Type switch
    {
        ColumnType.Id or ColumnType.Reference or ColumnType.Label => Texts,
        ColumnType.Country => Gen.Elements("NL", "US", "AX"),
        ColumnType.Countries => Gen.Elements("NL", "NL US", "AD DE ZW", "US NL NL"),
        ColumnType.Date => Gen.Choose(0, DateOnly.MaxValue.DayNumber)
            .Select(day => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd")),
        ColumnType.Count => Gen.Elements("0", "1", "24", "007", "36500", "1000000", "1000000000000"),
        ColumnType.Decimal => Gen.Elements("0", "12.50", "100", "0.0000000000000000000000000001", "33.333"),
        ColumnType.Flag => Gen.Elements("true", "false"),
        ColumnType.Choice => Gen.Elements(column.Choices.ToArray()),
        ColumnType.Choices =>
            from count in Gen.Choose(1, 4)
            from words in Gen.ArrayOf(Gen.Elements(column.Choices.ToArray()), count)
            select string.Join(' ', words),
        _ => throw new InvalidOperationException(column.Name),
    };
}

using Sluiswachter.Model;

namespace Sluiswachter.Store.Tests;

/// <summary>Random facts about a world of a few ids, in which everything meets everything soon.</summary>
internal static class SmallWorld
{
    /// <summary>The ids of each kind, and of which each kind of fact knows some.</summary>
    public static readonly (FactKind Kind, string[] Ids)[] Ids =
    [
        (FactKind.Source, ["roo", "Roo"]),
        (FactKind.Organisation, ["rws", "ws", "é"]),
        (FactKind.Function, ["sluice", "tax"]),
        (FactKind.Supplier, ["acme", "polder", "Zee", "😀"]),
        (FactKind.Service, ["cloud", "mail", "dns"]),
        (FactKind.Contract, ["c1", "C2"]),
        (FactKind.Requirement, ["r1", "r2", "R3", "r\u00e9"]),
        (FactKind.Assessment, ["a1", "A2"]),
        (FactKind.ExitPlan, ["x1", "x2"]),
        (FactKind.Migration, ["m1"]),
        (FactKind.Decision, ["d1", "D2"]),
    ];

    private static readonly string[] Labels = ["Acme Corp.", "ε", "a, \"b\"\r\n\tc", "😀", "=1+1", " x", "Zuiderzee"];

    /// <summary>The ids of a kind.</summary>
    public static string[] IdsOf(FactKind kind) => Ids.Single(i => i.Kind == kind).Ids;

    /// <summary>Some fact of some kind.</summary>
    public static (FactKind Kind, Cell[] Cells) RandomFact(Random random)
    {
        while (true)
        {
            var schema = FactSchema.All[random.Next(FactSchema.All.Count)];
            var cells = schema.Columns.Select(c => Random(schema, c, random)).ToArray();
            if (schema.Read(cells) is { Holds: true, Value: var fact })
            {
                return (schema.Kind, schema.Write(fact));
            }
        }
    }

    private static Cell Random(FactSchema schema, Column column, Random random)
    {
        if (!column.IsRequired && random.Next(3) == 0)
        {
            return default;
        }

        var text = column.Type switch
        {
            ColumnType.Id => Pick(IdsOf(schema.Kind)),
            ColumnType.Reference => Pick(IdsOf(column.RefersTo[random.Next(column.RefersTo.Count)])),
            ColumnType.Label => Pick(Labels),
            ColumnType.Country => Pick(["NL", "US", "AX", "ZW"]),
            ColumnType.Countries => Pick(["NL", "NL US", "DE"]),
            ColumnType.Date => $"{2024 + random.Next(5)}-0{1 + random.Next(9)}-01",
            ColumnType.Count => Pick(["0", "1", "24", "36500", "1000000"]),
            ColumnType.Decimal => Pick(["0", "12.5", "100", "0.0000000000000000000000000001"]),
            ColumnType.Flag => Pick(["true", "false"]),
            ColumnType.Choices => string.Join(' ', column.Choices.Where(_ => random.Next(2) == 0)),
            _ => Pick([.. column.Choices]),
        };
        return column.Parse(text) is { Holds: true, Value: var cell } ? cell : default;

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}

using Sluiswachter.Model;
using Sluiswachter.Store;

namespace Sluiswachter.App.Tests;

/// <summary>Random facts about a world of a few ids, in which everything meets everything soon.</summary>
internal static class TinyWorld
{
    private static readonly (FactKind Kind, string[] Ids)[] Ids =
    [
        (FactKind.Source, ["roo"]), (FactKind.Organisation, ["o1", "o2"]), (FactKind.Function, ["f1", "f2", "f3"]),
        (FactKind.Supplier, ["s1", "s2", "s3", "s4"]), (FactKind.Service, ["v1", "v2", "v3", "v4"]),
        (FactKind.Contract, ["c1", "c2"]), (FactKind.Requirement, ["r1", "r2", "r3", "r4", "r5", "r6"]),
        (FactKind.Assessment, ["a1", "a2"]), (FactKind.ExitPlan, ["x1", "x2"]), (FactKind.Migration, ["m1"]),
        (FactKind.Decision, ["d1", "d2"]),
    ];

    private static readonly FactKind[] Kinds =
    [
        .. DayKinds(), FactKind.Alternative, FactKind.Alternative, FactKind.Alternative, FactKind.Requirement, FactKind.Requirement,
        FactKind.Ownership, FactKind.ExitAlternative, FactKind.ExitAlternative,
    ];

    /// <summary>Makes all ids known.</summary>
    public static void Declare(IRegisterWriter writer)
    {
        foreach (var (kind, ids) in Ids)
        {
            string[] unknown = [.. ids.Where(id => writer.KeysOf(FactSchema.SpaceOf(kind), [id])[0] == 0)];
            if (unknown.Length > 0)
            {
                writer.Declare(kind, unknown);
            }
        }
    }

    /// <summary>Some fact of some kind.</summary>
    public static (FactKind Kind, Cell[] Cells) RandomFact(Random random)
    {
        while (true)
        {
            var schema = FactSchema.Of(Kinds[random.Next(Kinds.Length)]);
            var cells = schema.Columns.Select((c, i) => RandomCell(schema, c, i, random)).ToArray();
            if (schema.Read(cells) is { Holds: true, Value: var fact })
            {
                return (schema.Kind, schema.Write(fact));
            }
        }
    }

    /// <summary>The keys of the ids in a row.</summary>
    public static int[] KeysOf(IRegisterWriter writer, FactKind kind, Cell[] cells) =>
    [
        .. FactSchema.Of(kind).Columns.Select((c, i) =>
            c.Space is { } space && cells[i].Text is { } id ? writer.KeysOf(space, [id])[0] : 0),
    ];

    private static IEnumerable<FactKind> DayKinds() => Uses.DayFacts.Kinds.Append(FactKind.Identifier);

    private static Cell RandomCell(FactSchema schema, Column column, int place, Random random)
    {
        // Facts mostly hold, so that changes are seen; and mostly say something.
        var isSpan = place >= schema.ValidFrom;
        if (!column.IsRequired && random.Next(isSpan ? 10 : 4) is var dice && (isSpan ? dice > 0 : dice == 0))
        {
            return default;
        }

        var text = column.Type switch
        {
            ColumnType.Id => Pick(IdsOf(schema.Kind)),
            ColumnType.Reference => Pick(IdsOf(column.RefersTo[random.Next(column.RefersTo.Count)])),
            ColumnType.Label => Pick(["one", "two"]),
            ColumnType.Country => Pick(["NL", "US"]),
            ColumnType.Countries => Pick(["NL", "NL US"]),
            ColumnType.Date => Pick(["2026-01-01", "2026-06-01", "2026-12-01"]),
            ColumnType.Count => Pick(["1", "2", "9000"]),
            ColumnType.Decimal => Pick(["40", "60"]),
            ColumnType.Flag => Pick(["true", "false"]),
            ColumnType.Choices => column.Choices[0],
            _ => Pick([.. column.Choices]),
        };
        return column.Parse(text) is { Holds: true, Value: var cell } ? cell : default;

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    private static string[] IdsOf(FactKind kind) => Ids.Single(i => i.Kind == kind).Ids;
}

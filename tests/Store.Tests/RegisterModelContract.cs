using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using static Sluiswachter.Store.Tests.Pictures;

namespace Sluiswachter.Store.Tests;

public sealed class SqliteModelTests() : RegisterModelContract(new Sqlite());

public sealed class PostgresModelTests(Fixtures.PostgresServer server) : RegisterModelContract(new Postgres(server));

/// <summary>Whatever is done to it, a store answers as the model does.</summary>
public abstract class RegisterModelContract(Engine engine) : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-01-01T00:00:00Z");

    /// <summary>A history: per change some numbers that say what is done; one that is divisible by 7 abandons it.</summary>
    [Fact]
    public void The_answer_of_the_store_is_the_answer_of_the_model() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[][]>(), history =>
        {
            var store = engine.Open();
            var model = new RegisterModel();
            DeclareAll(store);
            for (var i = 0; i < history.Length; i++)
            {
                Change(store, model, Start.AddHours(i / 2), [.. history[i].Select(n => n.Get)]);
            }

            Compare(store, model, null);
            foreach (var (i, moment) in model.Moments.Distinct().Index())
            {
                // Just before a change, and a microsecond after it.
                Compare(store, model, i % 2 == 0 ? moment : moment.AddTicks(10));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(12));

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    private static void DeclareAll(IRegisterStore store)
    {
        using var writer = store.Write(Note);
        foreach (var (kind, ids) in SmallWorld.Ids)
        {
            writer.Declare(kind, ids);
        }

        writer.Commit();
    }

    private static void Change(IRegisterStore store, RegisterModel model, DateTimeOffset at, int[] numbers)
    {
        using var writer = store.Write(new ChangeNote("model", at, "random"));
        var steps = new List<(RegisterModel.Version? Old, RegisterModel.Version? New)>();
        var current = model.Current().ToList();
        foreach (var number in numbers)
        {
            var random = new Random(number * 7919 + model.Last * 31 + steps.Count);
            var (kind, cells) = SmallWorld.RandomFact(random);
            var old = random.Next(3) > 0 && current.Count > 0 ? current[random.Next(current.Count)] : null;
            var withdraws = old is not null && random.Next(2) == 0;
            if (old is not null)
            {
                kind = old.Kind;
                cells = random.Next(2) == 0 ? Vary(old, random) : old.Cells;
                current.Remove(old);
            }

            var fresh = withdraws ? null : new RegisterModel.Version(kind, cells, model.Last + steps.Count + 1);
            Carry(writer, old, fresh);
            steps.Add((old, fresh));
            current.AddRange(fresh is null ? [] : [fresh]);
        }

        CompareWithin(writer, current);
        Assert.Equal(steps.Count, writer.Entries);
        if (!numbers.Any(n => n % 7 == 0))
        {
            writer.Commit();
            if (steps.Count > 0)
            {
                model.Change(at, steps);
            }
        }
    }

    /// <summary>Another fact of the same kind.</summary>
    private static Cell[] Vary(RegisterModel.Version old, Random random)
    {
        while (true)
        {
            if (SmallWorld.RandomFact(random) is var (kind, cells) && kind == old.Kind)
            {
                return cells;
            }
        }
    }

    private static void Carry(IRegisterWriter writer, RegisterModel.Version? old, RegisterModel.Version? fresh)
    {
        var stored = old is null ? null : writer
            .Versions(old.Kind, [writer.RowOf(old.Kind, old.Cells).Keys[0]])
            .Single(v => v.Entry == old.Entry);
        if (stored is null)
        {
            writer.Add(fresh!.Kind, writer.RowOf(fresh.Kind, fresh.Cells));
        }
        else if (fresh is null)
        {
            writer.Withdraw(stored);
        }
        else
        {
            writer.Change(stored, writer.RowOf(fresh.Kind, fresh.Cells));
        }
    }

    /// <summary>What a change sees of itself.</summary>
    private static void CompareWithin(IRegisterWriter writer, List<RegisterModel.Version> current)
    {
        foreach (var schema in FactSchema.All)
        {
            var facts = current.Where(v => v.Kind == schema.Kind).ToList();
            var first = schema.Columns[0].Space!.Value;
            var ids = SmallWorld.Ids.Where(i => FactSchema.SpaceOf(i.Kind) == first).SelectMany(i => i.Ids).ToArray();
            Assert.Equal(
                facts.OrderBy(v => v.Entry).Select(v => $"{v.Entry} {v}"),
                writer.Versions(schema.Kind, writer.KeysOf(first, ids)).Select(Line));
            Assert.Equal(
                facts.Where(v => v["source"] == "roo").OrderBy(v => v.Entry).Select(v => $"{v.Entry} {v}"),
                writer.VersionsOfSource(schema.Kind, writer.KeysOf(IdSpace.Source, ["roo"])[0]).Select(Line));
        }

        foreach (var (kind, ids) in SmallWorld.Ids)
        {
            var space = FactSchema.SpaceOf(kind);
            var expected = current.Where(v => v.Schema.Columns.Where((c, i) =>
                c.Type == ColumnType.Reference && c.Space == space && ids.Contains(v.Cells[i].Text)).Any());
            Assert.Equal(
                expected.OrderBy(v => v.Entry).Select(v => $"{v.Entry} {v}"),
                writer.Referring(space, writer.KeysOf(space, ids)).OrderBy(f => f.Entry).Select(Line));
        }

        static string Line(StoredFact fact) => $"{fact.Entry} {Render(fact.Kind, fact.Cells)}";
    }

    private static void Compare(IRegisterStore store, RegisterModel model, DateTimeOffset? before)
    {
        using var reader = store.Read(before);
        var current = model.Current(before).ToList();
        foreach (var schema in FactSchema.All)
        {
            var facts = current.Where(v => v.Kind == schema.Kind).ToList();
            Assert.Equal(facts.Count, reader.Count(schema.Kind));
            Assert.Equal(
                RegisterModel.InOrder(facts).Select(v => v.ToString()),
                reader.Facts(schema.Kind).Select(c => Render(schema.Kind, c)));
            var ids = facts.Select(v => v.Cells[0].Text!).Distinct().Take(2).Append("nobody").ToList();
            Assert.Equal(
                Texts(facts.Where(v => ids.Contains(v.Cells[0].Text!))),
                reader.FactsOf(schema.Kind, ids).Select(c => Render(schema.Kind, c)).Order(StringComparer.Ordinal));
        }

        Assert.Equal(
            model.Journal(before),
            reader.Journal().Select(e => $"{e.Number} {e.Act} {e.Replaces} {Render(e.Kind, e.Cells)}"));
        Assert.Empty(reader.Verify(reader.Head));
        foreach (var day in (DateOnly[])[new(2024, 1, 1), new(2026, 5, 1), new(2028, 12, 31)])
        {
            foreach (var kind in FactSchema.All.Select(s => s.Kind))
            {
                Assert.Equal(
                    Texts(current.Where(v => v.Kind == kind && v.Holds(day))),
                    reader.FactsOn(kind, day).Select(c => Render(kind, c)).Order(StringComparer.Ordinal));
                Assert.Equal(
                    Texts(current.Where(v => v.Kind == kind && v.HasEnded(day))),
                    reader.FactsEndedBy(kind, day).Select(c => Render(kind, c)).Order(StringComparer.Ordinal));
            }

            Assert.Equal(
                Columns(current.Where(v => v.Holds(day))),
                Lines(ColumnsContract.Draw(reader.Columns(day, includeConsidered: true, Detail.Regions)))
                    .Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<RegisterModel.Version> facts) =>
        facts.Select(v => v.ToString()).Order(StringComparer.Ordinal);

    /// <summary>The lines of <see cref="ColumnsContract.Draw"/>, from the facts of the model.</summary>
    private static IEnumerable<string> Columns(IEnumerable<RegisterModel.Version> facts) => facts.Select(v => v.Kind switch
    {
        FactKind.Organisation => $"organisation {v["id"]} population {Or(v["population"], "-1")}",
        FactKind.Function => $"function {v["id"]} of {v["organisation"]} people {Or(v["people"], "-1")} " +
            $"tolerates {Or(v["max_tolerable_outage_hours"], "-1")} criticality {(Criticality)(v.Cells[3].NumberOrNull ?? 0)}",
        FactKind.Supplier => $"supplier {v["id"]} country {v.Cells[2].Number}",
        FactKind.Ownership => $"holding {v["owner"]} in {v["owned"]} share {v["share"]} " +
            $"control {(Control?)v.Cells[3].NumberOrNull} status {(OwnershipStatus)v.Cells[4].Number}",
        FactKind.Service => $"service {v["id"]} of {v["supplier"]}{Or(v["regions"], "", " regions ")}",
        FactKind.Requirement => $"requirement {v["id"]} of {v["consumer"]} need {v["need"]} " +
            $"purpose {(Purpose)v.Cells[2].Number} exit {Or(v["exit_hours"], "-1")} {Stated(v)}",
        FactKind.Alternative => $"alternative {v["service"]} of {v["requirement"]} grace {Or(v["grace_hours"], "-1")} {Stated(v)}",
        _ => "",
    }).Where(l => l.Length > 0).Order(StringComparer.Ordinal);

    private static string Stated(RegisterModel.Version v) =>
        $"basis {(Basis)v.Cells[v.Schema.SourceColumn + 1].Number} source {Or(v["source"], "-")}";

    private static string Or(string text, string none, string prefix = "") => text.Length == 0 ? none : prefix + text;
}

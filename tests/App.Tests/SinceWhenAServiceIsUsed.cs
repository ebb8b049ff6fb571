using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Tests;

/// <summary>A use begins with the first of the rows that follow each other and tell of it.</summary>
public sealed class SinceWhenAServiceIsUsed
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Theory]
    [InlineData("r1,town,,2020-01-01,2026-03-01 | r1,town,,2026-03-01,", "r1,cloud,,", "2020-01-01")]
    [InlineData("r1,town,,2020-01-01,2026-03-01 | r1,sluice,ending,2026-03-01,", "r1,cloud,,", "2020-01-01")]
    [InlineData("r1,town,,,2026-03-01 | r1,town,,2026-03-01,", "r1,cloud,,", null)]
    [InlineData("r1,town,,2020-01-01,2026-02-28 | r1,town,,2026-03-01,", "r1,cloud,,", "2026-03-01")]
    [InlineData("r1,town,planned,2020-01-01,2026-03-01 | r1,town,,2026-03-01,", "r1,cloud,,", "2026-03-01")]
    [InlineData("r1,lake,,2020-01-01,2026-03-01 | r1,town,,2026-03-01,", "r1,cloud,,", "2026-03-01")]
    [InlineData("r1,town,,,", "r1,cloud,,2026-03-01 | r1,cloud,2026-03-01,", null)]
    [InlineData("r1,town,,,", "r1,host,,2026-03-01 | r1,cloud,2026-03-01,", "2026-03-01")]
    public void It_is_the_first_day_on_end_on_which_that_body_used_that_service(
        string requirements, string alternatives, string? since)
    {
        using var desk = new Desk();
        desk.Accept($"""
            organisations.csv
            id,name
            town,Stad
            lake,Meer
            functions.csv
            id,organisation,name
            sluice,town,Sluis
            suppliers.csv
            id,name
            acme,Acme
            services.csv
            id,name,supplier
            cloud,Wolk,acme
            host,Huis,acme
            requirements.csv
            id,consumer,status,valid_from,valid_until,purpose
            {requirements.Replace(" |", ",hosting\n", StringComparison.Ordinal)},hosting
            alternatives.csv
            requirement,service,valid_from,valid_until
            {alternatives.Replace(" |", "\n", StringComparison.Ordinal)}
            """);
        using var reader = desk.Store.Read();
        var use = UsesOfDay.Read(reader, Day).Of(new UseKey(Id("town"), Id("cloud"), IsInUse: true))!;
        Assert.Equal(since, use.Since()?.ToString("yyyy-MM-dd"));
    }

    [Fact]
    public void Facts_that_were_stated_again_in_consecutive_rows_change_no_finding() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var facts = Enumerable.Range(0, 50).Select(_ => TinyWorld.RandomFact(random))
                .DistinctBy(f => string.Join('\0', f.Cells.Take(FactSchema.Of(f.Kind).KeyLength).Select(c => c.Text).Prepend($"{f.Kind}")))
                .ToList();
            using var whole = new Desk();
            using var split = new Desk();
            Record(whole.Store, facts);
            Record(split.Store, facts.SelectMany(f => Split(f.Kind, f.Cells, random)));
            Assert.Equal(Findings(whole.Store), Findings(split.Store));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>The same fact in up to three rows, of which the last holds on the day if the fact does.</summary>
    private static IEnumerable<(FactKind, Cell[])> Split(FactKind kind, Cell[] cells, Random random)
    {
        var schema = FactSchema.Of(kind);
        var (from, until) = (cells[schema.ValidFrom], cells[schema.ValidUntil]);
        foreach (var day in new DateOnly[] { new(2026, 2, 1), new(2026, 6, 1) }.Where(_ => random.Next(2) == 0))
        {
            var cut = Cell.Of(day);
            if ((from.NumberOrNull ?? 0) < cut.Number && cut.Number < (until.NumberOrNull ?? int.MaxValue))
            {
                yield return (kind, Row(from, cut));
                from = cut;
            }
        }

        yield return (kind, Row(from, until));

        Cell[] Row(Cell first, Cell end)
        {
            Cell[] row = [.. cells];
            (row[schema.ValidFrom], row[schema.ValidUntil]) = (first, end);
            return row;
        }
    }

    private static void Record(IRegisterStore store, IEnumerable<(FactKind Kind, Cell[] Cells)> facts)
    {
        using var writer = store.Write(new ChangeNote("test", DateTimeOffset.UnixEpoch.AddDays(20_000), "random"));
        TinyWorld.Declare(writer);
        foreach (var (kind, cells) in facts)
        {
            writer.Add(kind, new FactRow(cells, TinyWorld.KeysOf(writer, kind, cells)));
        }

        writer.Commit();
    }

    private static string Findings(IRegisterStore store)
    {
        using var reader = store.Read();
        var findings = FindingsOfDay.Of(reader, Day);
        return string.Join('\n',
            from use in findings.Uses
            from clause in Enumerable.Range(0, findings.Clauses.Count)
            where use[clause].IsFinding()
            let finding = use.Tell(clause)
            select $"{use.Key} {finding.Clause.Id} {use[clause]} since {finding.Since} {Said(finding.Ruling)} " +
                $"{string.Join(", ", finding.Grounds.Select(g => g.Says.English))}");
    }

    private static string Said(Ruling ruling) => ruling is Ruling.Broken broken ? broken.Says.English : "open";

    private static EntityId Id(string text) => EntityId.Of(text).Value;
}

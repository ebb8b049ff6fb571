using FsCheck;
using FsCheck.Fluent;
using Sluiswachter.App.Uses;
using Sluiswachter.Model;
using Sluiswachter.Policy;
using Sluiswachter.Store;

namespace Sluiswachter.App.Tests;

/// <summary>Findings that are kept and followed equal findings that are worked out anew.</summary>
public sealed class FindingsBookTests : IDisposable
{
    private const int Steps = 40;

    private static readonly DateOnly Day = new(2026, 6, 1);

    /// <summary>Clauses that together look at all that there is to a use.</summary>
    private static readonly UseClause[] Clauses =
    [
        MadeUpClause.Asks("avg/1", u => u.Criticality().Value is { } c ? new(c > Criticality.Vital, []) : new(null, [])),
        MadeUpClause.Asks("avg/2", u => u.Approved(AssessmentKind.RiskAnalysis)),
        MadeUpClause.Asks("avg/3", u => u.UnderLawOutsideEurope()),
        MadeUpClause.Asks("avg/4", u => new(u.Dossier!.ExitPlans.SelectMany(p => p.Alternatives).Any(a => a.FallsWith is null), [])),
        MadeUpClause.Asks("avg/5", u => new(u.Contracts.Count > 0, [])),
        MadeUpClause.Asks("avg/6", u => u.PrimaryProcess()),
    ];

    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void Following_any_changes_equals_judging_everything_anew() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            using var own = new Desk();
            var (random, book) = (new Random(seed), new FindingsBook(Clauses));
            for (var step = 0; step < Steps; step++)
            {
                Change(own.Store, random, 1 + random.Next(step == 0 ? 60 : 4));
                using var reader = own.Store.Read();
                Assert.Equal(Draw(FindingsOfDay.Of(reader, Day, clauses: Clauses)), Draw(book.Of(reader, Day)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void An_import_keeps_the_key_of_what_it_changes_so_that_the_journal_can_be_followed() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            using var own = new Desk();
            var (random, book, changed) = (new Random(seed), new FindingsBook(Clauses), 0);
            Change(own.Store, random, 60);
            using (var before = own.Store.Read())
            {
                book.Of(before, Day);
            }

            for (var step = 0; step < Steps; step++)
            {
                var (kind, cells) = TinyWorld.RandomFact(random);
                var columns = FactSchema.Of(kind).Columns;
                var outcome = own.Import(
                    $"""
                    {FactSchema.Of(kind).FileName}
                    {string.Join(',', columns.Select(c => c.Name))}
                    {string.Join(',', columns.Zip(cells, (c, cell) => c.Render(cell)))}
                    """,
                    overrideOthers: true);
                changed += outcome.Stored ? (int)outcome.Changes : 0;
            }

            using var reader = own.Store.Read();
            Assert.Equal(Draw(FindingsOfDay.Of(reader, Day, clauses: Clauses)), Draw(book.Of(reader, Day)));
            var entries = reader.Journal().ToList();
            Assert.True(changed > 0);
            Assert.All(entries.Where(e => e.Replaces is not null), e => Assert.Equal(Key(entries[e.Replaces!.Value - 1]), Key(e)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    private static IEnumerable<string?> Key(JournalEntry entry) => entry.Cells.Take(FactSchema.Of(entry.Kind).KeyLength).Select(c => c.Text);

    [Fact]
    public void Only_what_a_change_touches_is_judged_again()
    {
        desk.Accept("""
            organisations.csv
            id,name
            town,Stad
            lake,Meer
            suppliers.csv
            id,name
            acme,Acme
            services.csv
            id,name,supplier
            cloud,Wolk,acme
            mail,Post,acme
            requirements.csv
            id,consumer,purpose
            r1,town,hosting
            r2,lake,hosting
            r3,town,mail
            alternatives.csv
            requirement,service
            r1,cloud
            r2,cloud
            r3,mail
            """);
        var judged = new List<string>();
        var book = new FindingsBook([new MadeUpClause("avg/1", u =>
        {
            lock (judged)
            {
                judged.Add($"{u.Body.Id} {u.Service.Id}");
            }

            return null;
        })]);
        Assert.Equal(["lake cloud", "town cloud", "town mail"], After(""));
        Assert.Empty(After(""));
        Assert.Equal(["town cloud"], After("""
            assessments.csv
            id,kind,organisation,subject
            a1,dpia,town,cloud
            """));
        Assert.Equal(["lake cloud", "town cloud"], After("""
            services.csv
            id,name,supplier
            cloud,Wolken,acme
            """));
        Assert.Empty(After("""
            sources.csv
            id,name
            told,Verteld
            """));

        IEnumerable<string> After(string change)
        {
            judged.Clear();
            if (change.Length > 0)
            {
                desk.Accept(change);
            }

            using var reader = desk.Store.Read();
            book.Of(reader, Day);
            return judged.Order(StringComparer.Ordinal).ToArray();
        }
    }

    [Fact]
    public void An_exit_that_stands_on_a_function_is_judged_again_when_the_body_of_that_function_goes()
    {
        desk.Accept("""
            organisations.csv
            id,name,valid_until
            town,Stad,
            lake,Meer,
            functions.csv
            id,organisation,name
            login,lake,Inloggen
            suppliers.csv
            id,name
            acme,Acme
            polder,Polder
            services.csv
            id,name,supplier
            cloud,Wolk,acme
            host,Huis,polder
            requirements.csv
            id,consumer,purpose
            r1,town,hosting
            r2,host,identity
            r3,login,hosting
            alternatives.csv
            requirement,service
            r1,cloud
            r2,login
            r3,cloud
            exit_plans.csv
            id,organisation,service
            x1,town,cloud
            exit_alternatives.csv
            exit_plan,service
            x1,host
            """);
        var book = new FindingsBook(Clauses);
        Assert.Equal("acme", FallsWith());
        desk.Accept("""
            organisations.csv
            id,name,valid_until
            lake,Meer,2026-01-01
            """);
        Assert.Null(FallsWith());

        string? FallsWith()
        {
            using var reader = desk.Store.Read();
            return book.Of(reader, Day).Uses[^1].Use.Dossier!.ExitPlans[0].Alternatives[0].FallsWith?.Id.Text;
        }
    }

    [Fact]
    public void What_was_handed_out_never_changes_and_another_day_is_judged_anew()
    {
        Change(desk.Store, new Random(5), 80);
        var book = new FindingsBook(Clauses);
        using var reader = desk.Store.Read();
        var first = book.Of(reader, Day);
        var before = Draw(first);
        Change(desk.Store, new Random(6), 40);
        using var later = desk.Store.Read();
        Assert.NotSame(first, book.Of(later, Day));
        Assert.Equal(before, Draw(first));
        Assert.Equal(Draw(FindingsOfDay.Of(later, Day.AddYears(1), clauses: Clauses)), Draw(book.Of(later, Day.AddYears(1))));
    }

    private static string Draw(FindingsOfDay findings) => string.Join("\n\n", findings.Uses.Select(u =>
        $"{string.Join(' ', Enumerable.Range(0, findings.Clauses.Count).Select(i => u[i]))}\n{UsePictures.Draw(u.Use)}"));

    private static FactRow Within(StoredFact old, FactSchema schema, FactRow row)
    {
        Cell[] cells = [.. row.Cells];
        (cells[schema.ValidFrom], cells[schema.ValidUntil]) = (old.Cells[schema.ValidFrom], old.Cells[schema.ValidUntil]);
        return row with { Cells = cells };
    }

    /// <summary>Ends a version on a day on which it holds, and has another take its place from then on.</summary>
    private static void StateAnew(IRegisterWriter writer, FactSchema schema, StoredFact old, FactRow row)
    {
        var (ends, cut) = (old.Cells[schema.ValidUntil], Cell.Of(Day.AddDays(-10)));
        if ((old.Cells[schema.ValidFrom].NumberOrNull ?? 0) >= cut.Number || ends.NumberOrNull <= cut.Number)
        {
            return;
        }

        Cell[] ended = [.. old.Cells], begun = [.. row.Cells];
        ended[schema.ValidUntil] = cut;
        (begun[schema.ValidFrom], begun[schema.ValidUntil]) = (cut, ends);
        writer.Change(old, new FactRow(ended, old.Keys));
        writer.Add(schema.Kind, new FactRow(begun, row.Keys));
    }

    /// <summary>Adds, changes and withdraws some facts of a small world, as an import would: a version keeps its key.</summary>
    private static void Change(IRegisterStore store, Random random, int facts)
    {
        using var writer = store.Write(new ChangeNote("test", DateTimeOffset.UnixEpoch.AddDays(20_000), "random"));
        TinyWorld.Declare(writer);
        for (var i = 0; i < facts; i++)
        {
            var (kind, cells) = TinyWorld.RandomFact(random);
            var row = new FactRow(cells, TinyWorld.KeysOf(writer, kind, cells));
            var schema = FactSchema.Of(kind);
            var versions = writer.Versions(kind, [row.Keys[0]])
                .Where(v => Enumerable.Range(0, schema.KeyLength).All(k => v.Cells[k] == cells[k])).ToList();
            if (versions.Count > 0 && random.Next(3) == 0)
            {
                writer.Withdraw(versions[0]);
            }
            else if (versions.Count > 0 && random.Next(2) == 0)
            {
                StateAnew(writer, schema, versions[^1], row);
            }
            else if (versions.Count > 0)
            {
                // Of several versions each keeps its days, so that none overlaps another; what is considered needs a first day.
                var fits = versions.Count == 1 ? row : Within(versions[0], schema, row);
                writer.Change(versions[0], schema.Read(fits.Cells).Holds ? fits : new FactRow(versions[0].Cells, versions[0].Keys));
            }
            else
            {
                writer.Add(kind, row);
            }
        }

        writer.Commit();
    }
}

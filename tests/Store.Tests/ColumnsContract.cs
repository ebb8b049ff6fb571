using System.Globalization;
using Sluiswachter.Insight;
using Sluiswachter.Model;
using static Sluiswachter.Store.Tests.Pictures;

namespace Sluiswachter.Store.Tests;

public sealed class SqliteColumnsTests() : ColumnsContract(new Sqlite());

public sealed class PostgresColumnsTests(Fixtures.PostgresServer server) : ColumnsContract(new Postgres(server));

/// <summary>What calculations read: the facts of a day as integers.</summary>
public abstract class ColumnsContract(Engine engine) : IDisposable
{
    [Fact]
    public void Every_column_that_a_calculation_needs_is_there()
    {
        var store = engine.Open();
        store.Draw(Everything);
        Assert.Equal(
            """
            organisation rws population 5
            organisation ws population -1
            function sluice of ws people 250000000000 tolerates 4 criticality Vital
            supplier acme country 539
            supplier polder country 0
            holding acme in polder share 50.5 control Joint status Announced
            service cloud of acme regions DE NL
            requirement r0 of sluice need 1 purpose Hosting exit -1 basis Declared source -
            requirement r1 of sluice need 1 purpose Mail exit 300 basis Declared source roo
            alternative cloud of r1 grace 12 basis Inferred source roo
            """,
            Columns(store, "2026-04-28"));
    }

    [Fact]
    public void When_what_counts_on_a_day_was_observed_is_told_with_what_was_observed_only_later()
    {
        var store = engine.Open();
        store.Draw("""
            + organisations ws
            + functions sluice organisation=ws
            + requirements r1 consumer=sluice purpose=hosting basis=measured observed_on=2026-04-27
            + requirements r2 consumer=sluice purpose=mail basis=declared observed_on=2026-05-02
            + requirements r3 consumer=sluice purpose=dns observed_on=2026-05-03 2026-01-01..2027-01-01
            + requirements r4 consumer=sluice purpose=web
            + requirements r5 consumer=sluice purpose=other status=considered observed_on=2020-01-01 2019-01-01..2027-01-01
            """);
        using var reader = store.Read();
        Assert.Equal(new Observations(4, Day("2026-04-27"), Day("2026-04-27"), 1), reader.Observed(Day("2026-05-01"), includeConsidered: false));
        Assert.Equal(new Observations(5, Day("2020-01-01"), Day("2026-04-27"), 0), reader.Observed(Day("2026-05-02"), includeConsidered: true));
        Assert.Equal(new Observations(3, Day("2026-04-27"), Day("2026-04-27"), 2), reader.Observed(Day("2025-12-31"), includeConsidered: false));
    }

    [Fact]
    public void What_more_there_is_comes_when_it_is_asked_for()
    {
        var store = engine.Open();
        store.Draw("""
            + sources roo
            + organisations ws kind=waterschap country=NL
            + organisations old
            + functions sluice organisation=ws data_class=confidential personal_data=special
            + functions website organisation=ws
            + suppliers acme
            + suppliers polder basis=inferred
            + ownership acme owned=polder share=60 basis=measured
            + services cloud supplier=acme customer_held_keys=true basis=measured
            + services spare supplier=acme customer_held_keys=false
            + services other supplier=acme basis=inferred
            + requirements r1 consumer=sluice purpose=hosting
            + alternatives r1 service=cloud role=standby data=encrypted data_class=public customer_held_keys=false
            + alternatives r1 service=other
            + contracts c2 organisation=ws supplier=acme reseller=acme annual_cost=1250.5 currency=EUR source=roo basis=inferred
            + contracts c1 organisation=ws supplier=acme starts_on=2026-04-28 ends_on=2026-04-28
            + contracts gone organisation=ws supplier=acme ends_on=2026-04-27
            + contracts later organisation=ws supplier=acme starts_on=2026-04-29
            """);
        using var reader = store.Read();
        Assert.Equal(
            """
            organisation ws kind waterschap in 350
            organisation old kind - in 0
            function sluice data Confidential personal Special
            function website data 0 personal 0
            supplier acme basis Declared
            supplier polder basis Inferred
            holding acme in polder basis Measured
            service cloud keys True basis Measured
            service spare keys False basis Declared
            service other keys - basis Inferred
            alternative cloud role Standby data Encrypted class Public keys False
            alternative other role Active data 0 class 0 keys -
            contract c1 of ws with acme through - costs - - basis Declared source -
            contract c2 of ws with acme through acme costs 1250.5 EUR basis Inferred source roo
            """,
            DrawDetail(reader.Columns(Day("2026-04-28"), false, Detail.Data | Detail.Kinds | Detail.Contracts | Detail.Bases)));
        var lean = reader.Columns(Day("2026-04-28"), false);
        Assert.Null(lean.Organisation.Kind);
        Assert.Null(lean.Function.DataClass);
        Assert.Null(lean.Supplier.Basis);
        Assert.Equal(default, Assert.Single(lean.Holdings).Basis);
        Assert.Null(lean.Service.CustomerHeldKeys);
        Assert.Null(lean.Service.Basis);
        Assert.Null(lean.Alternative.Data);
        Assert.Null(lean.Contract);
    }

    [Fact]
    public void Only_what_holds_on_the_day_counts_and_the_last_day_is_not_one_of_them()
    {
        var store = engine.Open();
        store.Draw("""
            + suppliers old ..2026-01-01
            + suppliers acme country=US ..2026-01-01
            + suppliers acme country=NL 2026-01-01..2026-02-01
            + suppliers new 2026-01-01..
            """);
        Assert.Equal("supplier acme country 539\nsupplier old country 0", Columns(store, "2025-12-31"));
        Assert.Equal("supplier acme country 350\nsupplier new country 0", Columns(store, "2026-01-01"));
        Assert.Equal("supplier new country 0", Columns(store, "2026-02-01"));
    }

    [Fact]
    public void What_was_replaced_or_withdrawn_does_not_count()
    {
        var store = engine.Open();
        store.Draw("+ suppliers acme country=US\n+ suppliers gone");
        store.Draw("~ suppliers acme country=NL\n- suppliers gone");
        Assert.Equal("supplier acme country 350", Columns(store, "2026-04-28"));
    }

    [Fact]
    public void The_days_on_which_something_changes_are_known()
    {
        var store = engine.Open();
        store.Draw("""
            + suppliers acme country=US ..2026-01-01
            + suppliers acme country=NL 2026-01-01..2026-02-01
            + suppliers gone 2026-03-03..
            + organisations ws ..2027-01-01
            + organisations late 2027-01-02..
            """);
        store.Draw("- suppliers gone 2026-03-03..");
        using var reader = store.Read();
        var period = reader.Period(Day("2026-01-01"), Day("2027-01-01"), includeConsidered: false);
        Assert.Equal(
            [Day("2026-01-01"), Day("2026-02-01"), Day("2027-01-01")],
            period.DaysOfChange(Day("2026-01-01"), Day("2027-01-01")));
        Assert.Empty(reader.Period(Day("2028-01-01"), Day("2029-01-01"), includeConsidered: false)
            .DaysOfChange(Day("2028-01-01"), Day("2029-01-01")));
    }

    [Fact]
    public void A_day_that_is_cut_from_a_period_is_that_day()
    {
        const Detail All = Detail.Regions | Detail.Data | Detail.Kinds | Detail.Contracts | Detail.Bases;
        var store = engine.Open();
        store.Draw(Everything + "\n" + """
            + organisations new kind=gemeente 2026-05-01..
            + functions new-function organisation=new data_class=public 2026-05-01..2026-06-01
            + suppliers former country=NL ..2026-05-01
            + suppliers former country=US 2026-05-01..
            + services moved supplier=former regions=NL customer_held_keys=true ..2026-06-01
            + services moved supplier=former regions=DE 2026-06-01..
            + requirements r7 consumer=new-function purpose=mail 2026-05-03..
            + alternatives r7 service=moved role=standby data=clear 2026-05-04..2026-05-05
            + contracts k1 organisation=new supplier=former annual_cost=5 currency=EUR 2026-05-02.. starts_on=2026-05-04 ends_on=2026-05-06
            + contracts k2 organisation=new supplier=former 2026-05-02..2026-05-05 ends_on=2026-05-06
            """);
        using var reader = store.Read();
        var (from, until) = (Day("2026-04-28"), Day("2026-06-02"));
        var period = reader.Period(from, until, includeConsidered: false, All);
        RegisterColumns? before = null;
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            var (whole, cut) = (reader.Columns(day, includeConsidered: false, All), period.On(day, before));
            Assert.Equal(InOrder(Draw(whole)), InOrder(Draw(cut)));
            Assert.Equal(InOrder(DrawDetail(whole)), InOrder(DrawDetail(cut)));
            Assert.Equal(period.DaysOfChange(day, day).Count > 0, before is not null && DrawDetail(before) + Draw(before) != DrawDetail(cut) + Draw(cut));
            before = cut;
        }

        static IEnumerable<string> InOrder(string lines) => lines.Split('\n').Order(StringComparer.Ordinal);
    }

    [Fact]
    public void What_a_change_has_done_so_far_can_be_looked_at_before_it_is_permanent()
    {
        var store = engine.Open();
        store.Draw("+ suppliers acme country=US\n+ suppliers gone");
        using (var change = store.Write(NoteAt("2026-04-28T10:00Z")))
        {
            change.Draw("~ suppliers acme country=NL\n- suppliers gone\n+ suppliers new");
            using (var preview = change.Preview())
            {
                Assert.Equal(
                    "supplier acme country 350\nsupplier new country 0",
                    Draw(preview.Columns(Day("2026-04-28"), false, Detail.Regions)));
                Assert.Equal(2, preview.Facts(FactKind.Supplier).Count());
            }

            change.Draw("+ suppliers newer");
            using var further = change.Preview();
            Assert.Equal(FactKind.Supplier, further.KindOf("newer"));
            Assert.Contains("newer", Draw(further.Columns(Day("2026-04-28"), false)), StringComparison.Ordinal);
        }

        Assert.Equal("supplier acme country 539\nsupplier gone country 0", Columns(store, "2026-04-28"));
    }

    [Fact]
    public void What_is_considered_counts_only_when_asked_for()
    {
        var store = engine.Open();
        store.Draw("""
            + organisations ws
            + requirements r0 consumer=ws purpose=dns status=considered valid_from=2026-01-01
            + requirements r1 consumer=ws purpose=dns status=planned valid_from=2026-01-01
            """);
        Assert.DoesNotContain("r0", Columns(store, "2026-04-28"), StringComparison.Ordinal);
        Assert.Contains("r1", Columns(store, "2026-04-28"), StringComparison.Ordinal);
        Assert.Contains("r0", Columns(store, "2026-04-28", considered: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lower_position_is_a_lower_id_in_the_order_of_bytes()
    {
        var store = engine.Open();
        store.Draw("+ suppliers z\n+ suppliers é\n+ suppliers B\n+ suppliers 😀\n+ suppliers Ａ\n+ suppliers a");
        using var reader = store.Read();
        var columns = reader.Columns(Day("2026-04-28"), false);
        Assert.Equal("B a z é Ａ 😀", string.Join(' ', Enumerable.Range(0, 6).Select(i => columns.Entities[i])));
        Assert.Null(columns.Service.Regions);
        Assert.Equal([2, 3, 0, 5, 4, 1], columns.Supplier.Entity);
    }

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Columns(IRegisterStore store, string day, bool considered = false)
    {
        using var reader = store.Read();
        return Draw(reader.Columns(Day(day), considered, Detail.Regions));
    }

    /// <summary>What was asked for beyond the usual, as text, in the order of the rows.</summary>
    private static string DrawDetail(RegisterColumns c)
    {
        string Entity(int position) => position < 0 ? "-" : c.Entities[position];
        string Flag(bool? flag) => flag?.ToString() ?? "-";
        var contracts = c.Contract!;

        IEnumerable<string>[] lines =
        [
            c.Organisation.Entity.Select((e, i) => $"organisation {Entity(e)} kind {c.Organisation.Kind![i] ?? "-"} in {c.Organisation.Country![i]}"),
            c.Function.Entity.Select((e, i) =>
                $"function {Entity(e)} data {c.Function.DataClass![i]} personal {c.Function.PersonalData![i]}"),
            c.Supplier.Entity.Select((e, i) => $"supplier {Entity(e)} basis {c.Supplier.Basis![i]}"),
            c.Holdings.Select(h => $"holding {Entity(h.Owner)} in {Entity(h.Owned)} basis {h.Basis}"),
            c.Service.Entity.Select((e, i) =>
                $"service {Entity(e)} keys {Flag(c.Service.CustomerHeldKeys![i])} basis {c.Service.Basis![i]}"),
            c.Alternative.Service.Select((e, i) =>
                $"alternative {Entity(e)} role {c.Alternative.Role![i]} data {c.Alternative.Data![i]} " +
                $"class {c.Alternative.DataClass![i]} keys {Flag(c.Alternative.CustomerHeldKeys![i])}"),
            contracts.Id.Select((id, i) =>
                $"contract {id} of {Entity(contracts.Organisation[i])} with {Entity(contracts.Supplier[i])} " +
                $"through {Entity(contracts.Reseller[i])} costs {contracts.AnnualCost[i]?.ToString(CultureInfo.InvariantCulture) ?? "-"} " +
                $"{contracts.Currency[i] ?? "-"} basis {contracts.Basis[i]} " +
                $"source {(contracts.Source[i] < 0 ? "-" : c.Sources[contracts.Source[i]])}"),
        ];
        return string.Join('\n', lines.SelectMany(l => l));
    }

    /// <summary>Columns as text, one line per row, kinds and then rows in order.</summary>
    internal static string Draw(RegisterColumns c)
    {
        string Entity(int position) => c.Entities[position];
        string Source(int position) => position < 0 ? "-" : c.Sources[position];
        string Regions(int i) => c.Service.Regions?[i] is { } regions ? " regions " + string.Join(' ', regions) : "";

        IEnumerable<string>[] lines =
        [
            c.Organisation.Entity.Select((e, i) => $"organisation {Entity(e)} population {c.Organisation.Population[i]}"),
            c.Function.Entity.Select((e, i) =>
                $"function {Entity(e)} of {Entity(c.Function.Organisation[i])} people {c.Function.People[i]} " +
                $"tolerates {c.Function.ToleratesHours[i]} criticality {c.Function.Criticality[i]}"),
            c.Supplier.Entity.Select((e, i) => $"supplier {Entity(e)} country {c.Supplier.Country[i]}"),
            c.Holdings.Select(h =>
                $"holding {Entity(h.Owner)} in {Entity(h.Owned)} share {h.SharePercent} control {h.Control} status {h.Status}"),
            c.Service.Entity.Select((e, i) => $"service {Entity(e)} of {Entity(c.Service.Supplier[i])}{Regions(i)}"),
            c.Requirement.Requirement.Select((r, i) =>
                $"requirement {c.Requirements[r]} of {Entity(c.Requirement.Consumer[i])} need {c.Requirement.Need[i]} " +
                $"purpose {c.Requirement.Purpose[i]} exit {c.Requirement.ExitHours[i]} " +
                $"basis {c.Requirement.Basis[i]} source {Source(c.Requirement.Source[i])}"),
            c.Alternative.Requirement.Select((r, i) =>
                $"alternative {Entity(c.Alternative.Service[i])} of {c.Requirements[r]} grace {c.Alternative.GraceHours[i]} " +
                $"basis {c.Alternative.Basis[i]} source {Source(c.Alternative.Source[i])}"),
        ];
        return string.Join('\n', lines.SelectMany(l => l.Order(StringComparer.Ordinal)));
    }
}

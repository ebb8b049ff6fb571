using Sluiswachter.Model;

namespace Sluiswachter.App.Tests;

public sealed class ImportAsUpdateTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void Importing_the_same_bundle_twice_changes_nothing()
    {
        const string bundle = """
            sources.csv
            id,name
            s,Somebody
            organisations.csv
            id,name,parent,source
            child,Child,parent,s
            parent,Parent,,s
            """;
        Assert.Equal(3, desk.Accept(bundle).Changes);
        Assert.Equal(0, desk.Accept(bundle).Changes);
    }

    [Fact]
    public void A_key_that_is_named_replaces_that_version()
    {
        desk.Accept("""
            organisations.csv
            id,name,website
            a,Old,https://a.example
            """);
        desk.Accept("""
            organisations.csv
            id,name,website
            a,New,
            """);
        Assert.Equal("id=a name=New", desk.Facts(FactKind.Organisation));
    }

    [Fact]
    public void An_absent_column_keeps_its_value()
    {
        desk.Accept("""
            organisations.csv
            id,name,website,valid_from
            a,Old,https://a.example,2020-01-01
            """);
        desk.Accept("""
            organisations.csv
            id,name
            a,New
            """);
        Assert.Equal("id=a name=New website=https://a.example valid_from=2020-01-01", desk.Facts(FactKind.Organisation));
    }

    [Fact]
    public void A_row_from_another_day_is_another_version()
    {
        desk.Accept("""
            suppliers.csv
            id,name,country,valid_from,valid_until
            s,S,NL,,2026-01-01
            s,S,US,2026-01-01,
            """);
        Assert.Equal(
            """
            id=s name=S country=NL valid_until=2026-01-01
            id=s name=S country=US valid_from=2026-01-01
            """,
            desk.Facts(FactKind.Supplier));
    }

    [Fact]
    public void A_version_that_overlaps_the_register_is_refused_and_says_what_to_do()
    {
        desk.Accept("""
            suppliers.csv
            id,name,country
            s,S,NL
            """);
        var complaint = Assert.Single(desk.Refuse("""
            suppliers.csv
            id,name,country,valid_from
            s,S,US,2026-01-01
            """));
        Assert.StartsWith("suppliers.csv:2:valid_from: 's' overlaps the version of ..", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_may_end_the_old_version_for_the_new_one_whatever_their_order()
    {
        desk.Accept("""
            suppliers.csv
            id,name,country
            s,S,NL
            """);
        desk.Accept("""
            suppliers.csv
            id,name,country,valid_from,valid_until
            s,S,US,2026-01-01,
            s,S,NL,,2026-01-01
            """);
        Assert.Equal(
            """
            id=s name=S country=NL valid_until=2026-01-01
            id=s name=S country=US valid_from=2026-01-01
            """,
            desk.Facts(FactKind.Supplier));
    }

    [Fact]
    public void Without_a_column_valid_from_a_fact_with_several_versions_is_not_guessed()
    {
        desk.Accept("""
            suppliers.csv
            id,name,valid_from,valid_until
            s,S,,2026-01-01
            s,S,2026-01-01,
            """);
        Assert.Contains("the register has 2 versions of 's'", Assert.Single(desk.Refuse("""
            suppliers.csv
            id,name
            s,T
            """)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_of_another_source_is_changed_only_with_override()
    {
        desk.Accept("""
            sources.csv
            id,name
            theirs,They
            ours,We
            organisations.csv
            id,name,source
            a,Theirs,theirs
            """);
        const string change = """
            organisations.csv
            id,name,source
            a,Ours,ours
            """;
        Assert.Contains("'a' is stated by source 'theirs'", Assert.Single(desk.Refuse(change)), StringComparison.Ordinal);
        desk.Accept(change, overrideOthers: true);
        Assert.Equal("id=a name=Ours source=ours", desk.Facts(FactKind.Organisation));
    }

    [Fact]
    public void A_row_that_speaks_for_nobody_changes_no_fact_that_has_a_source()
    {
        desk.Accept("""
            sources.csv
            id,name
            theirs,They
            organisations.csv
            id,name,source
            a,Theirs,theirs
            b,Nobodys,
            """);
        const string change = """
            organisations.csv
            id,name
            a,Mended
            b,Mended
            """;
        Assert.Equal(
            "organisations.csv:2:source: 'a' is stated by source 'theirs' and this row, which names no source, changes it: state the source in a column source, or use --override",
            Assert.Single(desk.Refuse(change)));
        Assert.Equal(1, desk.Accept("organisations.csv\nid,name\na,Theirs\nb,Mended").Changes);
        desk.Accept(change, overrideOthers: true);
        Assert.Equal("id=a name=Mended source=theirs\nid=b name=Mended", desk.Facts(FactKind.Organisation));
    }

    [Fact]
    public void What_a_replaced_source_no_longer_names_ends_today_or_never_begins()
    {
        desk.Today = "2026-11-21";
        desk.Accept("""
            sources.csv
            id,name
            s,S
            t,T
            organisations.csv
            id,name,source,valid_from,valid_until
            kept,Kept,s,,
            gone,Gone,s,2020-01-01,
            past,Past,s,2020-01-01,2021-01-01
            future,Future,s,2027-01-01,
            other,Other,t,,
            """);
        var outcome = desk.Accept(
            """
            organisations.csv
            id,name,source
            kept,Kept,s
            """,
            replaceSource: "s");
        Assert.Equal((1, 1), (outcome.Counts[FactKind.Organisation].Ended, outcome.Counts[FactKind.Organisation].Withdrawn));
        Assert.Equal(
            """
            id=gone name=Gone valid_from=2020-01-01 valid_until=2026-11-21 source=s
            id=kept name=Kept source=s
            id=other name=Other source=t
            id=past name=Past valid_from=2020-01-01 valid_until=2021-01-01 source=s
            """,
            desk.Facts(FactKind.Organisation));
    }

    [Fact]
    public void Nothing_is_left_referring_to_what_a_replaced_source_withdraws()
    {
        desk.Accept("""
            sources.csv
            id,name
            s,S
            suppliers.csv
            id,name,source,valid_from
            future,Future,s,2030-01-01
            services.csv
            id,name,supplier
            service,Service,future
            """);
        Assert.Contains("'future' would be withdrawn, but a fact in services ('service') refers to it", Assert.Single(desk.Refuse(
            """
            sources.csv
            id,name
            s,S
            """,
            replaceSource: "s")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_withdrawn_id_can_no_longer_be_referred_to_and_can_be_stated_anew()
    {
        desk.Accept("""
            sources.csv
            id,name
            s,S
            suppliers.csv
            id,name,source,valid_from
            future,Future,s,2030-01-01
            """);
        desk.Accept(
            """
            sources.csv
            id,name
            s,S
            """,
            replaceSource: "s");
        Assert.Equal(
            "services.csv:2:supplier: 'future' is known, but nothing in the register holds it any more: expected it to be stated anew, or another id",
            Assert.Single(desk.Refuse("""
                services.csv
                id,name,supplier
                service,Service,future
                """)));
        Assert.StartsWith("organisations.csv:2:id: 'future' already is the id of a supplier", Assert.Single(desk.Refuse("""
            organisations.csv
            id,name
            future,Body
            """)), StringComparison.Ordinal);
        desk.Accept("""
            suppliers.csv
            id,name
            future,Again
            services.csv
            id,name,supplier
            service,Service,future
            """);
    }

    [Fact]
    public void A_dry_run_counts_and_stores_nothing()
    {
        var outcome = desk.Import("""
            suppliers.csv
            id,name
            s,S
            """, dryRun: true);
        Assert.Equal((1L, false), (outcome.Changes, outcome.Stored));
        Assert.Equal("", desk.Facts(FactKind.Supplier));
    }

    [Fact]
    public void The_register_can_be_read_as_it_was_known_on_a_day()
    {
        desk.Today = "2026-01-10";
        desk.Accept("""
            suppliers.csv
            id,name
            s,Old
            """);
        desk.Today = "2026-02-10";
        desk.Accept("""
            suppliers.csv
            id,name
            s,New
            """);
        Assert.Equal("", desk.Facts(FactKind.Supplier, knownOn: "2026-01-09"));
        Assert.Equal("id=s name=Old", desk.Facts(FactKind.Supplier, knownOn: "2026-02-09"));
        Assert.Equal("id=s name=New", desk.Facts(FactKind.Supplier, knownOn: "2026-02-10"));
    }
}

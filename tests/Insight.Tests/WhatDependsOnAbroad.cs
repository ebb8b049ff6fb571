namespace Sluiswachter.Insight.Tests;

/// <summary>Examples of docs/insight.md, "Strategic dependency", one step at a time.</summary>
public sealed class WhatDependsOnAbroad
{
    private const string Suppliers = """
        acme is a supplier in US
        lotus is a supplier in CN
        polder is a supplier in NL
        dyke is a supplier in NL

        """;

    [Fact]
    public void Much_from_one_country_that_nothing_at_home_can_replace_is_a_dependency() => Ask("dependency at home in NL", """
        tax needs 1 of acme-a
        sluice needs 1 of acme-b
        pump needs 1 of polder-a
        """)
        .Tells("hosting imported", "yes, 67 %").Tells("hosting few countries", "yes, 10000")
        .Tells("hosting hard to replace", "yes, 67 %").Tells("hosting is a dependency", "yes");

    [Fact]
    public void With_enough_at_home_to_go_to_it_is_none_in_what_is_delivered() => Ask("dependency at home in NL", """
        tax needs 1 of acme-a, as r1
        r1 is also met by polder-a, standing by
        """)
        .Tells("hosting imported", "yes, 100 %").Tells("hosting hard to replace", "no, 0 %")
        .Tells("hosting is delivered", "no").Tells("hosting is a dependency", "unknown");

    [Fact]
    public void What_the_register_holds_no_facts_on_is_not_taken_for_no() => Ask(
            "dependency at home in NL, stated knowledge no, stated innovation no, stated investment no", """
            tax needs 1 of polder-a
            """)
        .Tells("hosting is delivered", "no").Tells("hosting is a dependency", "no");

    [Fact]
    public void A_fallback_at_home_that_itself_stands_on_abroad_replaces_nothing() => Ask("dependency at home in NL", """
        tax needs 1 of acme-a polder-a
        polder-a needs 1 of acme-dns, for dns
        """).Tells("hosting hard to replace", "yes, 100 %");

    [Fact]
    public void Control_from_abroad_is_told_apart_from_where_a_supplier_is_established() => Ask("dependency at home in NL", """
        acme owns polder alone
        tax needs 1 of polder-a
        """).Tells("hosting imported", "no, 0 %").Tells("hosting controlled", "yes, 100 %");

    [Fact]
    public void What_is_from_abroad_only_through_others_counts_as_well() => Ask("dependency at home in NL", """
        tax needs 1 of polder-a
        sluice needs 1 of dyke-a
        polder-a needs 1 of acme-cloud
        dyke-a needs 1 of acme-cloud
        """)
        .Tells("hosting controlled", "no, 0 %").Tells("hosting through others", "yes, 100 %")
        .Tells("hosting one country", "yes, 100 %").Tells("hosting is delivered", "yes");

    [Fact]
    public void Many_countries_are_not_few() => Ask("dependency at home in NL", """
        a is a supplier in FR
        b is a supplier in IN
        r needs 1 of acme-a
        s needs 1 of lotus-a
        t needs 1 of a-a
        u needs 1 of b-b
        """).Tells("hosting few countries", "no, 2500").Tells("hosting one country", "no, 25 %")
        .Tells("hosting is delivered", "no");

    [Fact]
    public void Home_is_whatever_is_said_to_be_home() => Ask("dependency at home in US CN", """
        tax needs 1 of polder-a
        sluice needs 1 of acme-a
        pump needs 1 of dyke-a
        """).Tells("hosting imported", "yes, 67 %").Tells("hosting is delivered", "yes");

    [Fact]
    public void An_unknown_country_leaves_steps_open() => Ask("dependency at home in NL", """
        tax needs 1 of acme-a
        sluice needs 1 of old-a
        pump needs 1 of polder-a
        """)
        .Tells("hosting imported", "unknown, 33 to 67 %").Tells("hosting few countries", "unknown, 2500 to 10000")
        .Tells("hosting is a dependency", "unknown");

    [Fact]
    public void An_owner_of_unknown_country_leaves_open_which_country_it_is() => Ask("dependency at home in NL", """
        old owns acme alone
        tax needs 1 of acme-a
        """)
        .Tells("hosting controlled", "yes, 100 %").Tells("hosting few countries", "unknown, 0 to 10000")
        .Tells("hosting one country", "unknown, 0 to 100 %");

    [Theory]
    [InlineData("vital", "yes")]
    [InlineData("supporting, with confidential data", "yes")]
    [InlineData("with special personal data", "yes")]
    [InlineData("supporting, with internal data, with ordinary personal data", "no")]
    [InlineData("supporting, with internal data", "unknown")]
    public void Crucial_is_what_is_vital_or_essential_or_holds_what_is_sensitive(string tax, string crucial) => Ask(
        "dependency at home in NL", $"""
            tax is a function of state, {tax}
            tax needs 1 of acme-a
            lock is a function of state, vital
            lock needs 1 of polder-a
            """).Tells("hosting crucial", crucial);

    [Fact]
    public void A_strategic_dependency_is_risky_only_when_somebody_states_that_interruption_is_likely()
    {
        const string picture = """
            tax is a function of state, vital
            tax needs 1 of acme-a
            """;
        Ask("dependency at home in NL", picture)
            .Tells("hosting is strategic", "yes").Tells("crucial for hosting", "tax").Tells("hosting is risky", "unknown");
        Ask("dependency at home in NL, stated interruption yes", picture).Tells("hosting is risky", "yes");
        Ask("dependency at home in NL, stated interruption no", picture).Tells("hosting is risky", "no");
    }

    [Fact]
    public void When_nobody_knows_how_many_people_all_serve_no_part_is_told_to_be_none() => Ask(
        "dependency at home in NL, weighing people", """
            town is a body
            tax is a function of town
            tax needs 1 of acme-a
            """)
        .Tells("hosting imported", "unknown, 0 to 100 %").Tells("hosting few countries", "unknown, 0 to 10000")
        .Tells("hosting hard to replace", "unknown, 0 to 100 %").Tells("hosting is delivered", "unknown");

    [Fact]
    public void A_function_of_unknown_people_may_outweigh_all_others_together() => Ask(
        "dependency at home in NL, weighing people", """
            town is a body
            tax is a function of town, for 900 people
            tax needs 1 of polder-a
            sluice is a function of town, for 100 people
            sluice needs 1 of acme-a
            pump is a function of town
            pump needs 1 of acme-b
            """)
        .Tells("hosting imported", "unknown, 10 to 100 %").Tells("hosting through others", "unknown, 10 to 100 %")
        .Tells("hosting few countries", "yes, 10000").Tells("hosting one country", "unknown, 10 to 100 %")
        .Tells("hosting is delivered", "unknown");

    [Fact]
    public void What_holds_for_each_function_holds_whatever_they_weigh() => Ask(
        "dependency at home in NL, weighing people", """
            town is a body
            tax is a function of town, for 900 people
            tax needs 1 of acme-a
            pump is a function of town
            pump needs 1 of acme-b
            """)
        .Tells("hosting imported", "yes, 100 %").Tells("hosting is delivered", "yes");

    [Fact]
    public void A_function_of_unknown_people_leaves_open_how_many_countries_are_few() => Ask(
        "dependency at home in NL, weighing people", """
            town is a body
            tax is a function of town, for 900 people
            tax needs 2 of acme-a lotus-a
            pump is a function of town
            pump needs 1 of fr-a
            fr is a supplier in FR
            """)
        .Tells("hosting few countries", "unknown, 3333 to 10000");

    private static ConcentrationOf Ask(string question, string picture) => ConcentrationOf.Ask(question, Suppliers + picture);
}

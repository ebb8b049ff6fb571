namespace Sluiswachter.Insight.Tests;

/// <summary>Examples of docs/insight.md, "Concentration", one rule at a time.</summary>
public sealed class HowMuchHangsOnHowFew
{
    private const string Suppliers = """
        acme is a supplier in US
        polder is a supplier in NL
        dyke is a supplier in NL

        """;

    [Fact]
    public void A_function_weighs_as_one_however_much_it_requires() => Ask("concentration by all", """
        tax needs 1 of acme-a
        tax needs 1 of acme-b
        tax needs 1 of acme-c
        sluice needs 1 of polder-a
        """).Tells("shares of all", "acme 50 %, polder 50 %").Tells("HHI of all", "5000").Tells("largest 1 of all", "50 %");

    [Fact]
    public void Its_weight_is_divided_over_its_requirements_and_over_their_alternatives() => Ask("concentration by all", """
        tax needs 1 of acme-a polder-a
        tax needs 1 of acme-b
        """).Tells("shares of all", "acme 75 %, polder 25 %").Tells("HHI of all", "6250");

    [Fact]
    public void What_stands_by_carries_nothing_yet_but_is_another_to_go_to() => Ask("concentration", """
        tax needs 1 of acme-a, as r1
        r1 is also met by polder-a, standing by
        """)
        .Tells("shares of hosting", "acme 100 %")
        .Tells("another for hosting", "100 %").Tells("enough for hosting", "100 %");

    [Fact]
    public void When_all_stand_by_they_carry_it() => Ask("concentration", """
        tax needs 1 of acme-a polder-a, standing by
        """).Tells("shares of hosting", "acme 50 %, polder 50 %");

    [Fact]
    public void What_a_body_requires_each_of_its_functions_requires() => Ask("concentration by all", """
        town needs 1 of acme-a
        town is a body
        passport is a function of town
        permits is a function of town
        permits needs 1 of polder-a
        """).Tells("shares of all", "acme 75 %, polder 25 %");

    [Fact]
    public void Shares_are_those_of_the_top_of_the_chain_of_control() => Ask("concentration", """
        acme owns 60% of polder
        tax needs 1 of acme-a
        sluice needs 1 of polder-a
        """).Tells("shares of hosting", "acme 100 %").Tells("HHI of hosting", "10000");

    [Fact]
    public void Or_of_suppliers_or_countries_when_that_is_asked()
    {
        const string picture = """
            acme owns 60% of polder
            tax needs 1 of dyke-a
            sluice needs 1 of polder-a
            """;
        Ask("concentration per supplier", picture).Tells("shares of hosting", "dyke 50 %, polder 50 %");
        Ask("concentration per country", picture).Tells("shares of hosting", "NL 50 %, US 50 %");
    }

    [Fact]
    public void A_function_that_is_required_stands_under_its_body() => Ask("concentration per country", """
        logius is a body, in NL
        digid is a function of logius
        tax needs 1 of digid, for identity
        """).Tells("shares of identity", "NL 100 %");

    [Fact]
    public void Whose_country_is_unknown_may_be_another_or_the_largest() => Ask("concentration", """
        tax needs 1 of acme-a
        sluice needs 1 of old-a
        pump needs 1 of older-a
        lock needs 1 of polder-a
        """)
        .Tells("shares of hosting", "acme 25 %, ? old 25 %, ? older 25 %, polder 25 %")
        .Tells("HHI of hosting", "2500 to 6250")
        .Tells("largest 1 of hosting", "25 to 75 %")
        .Tells("largest 3 of hosting", "75 to 100 %")
        .Tells("holders in effect of hosting", "1.6 to 4.0");

    [Fact]
    public void A_place_that_nothing_fills_is_held_by_someone_unknown() => Ask("concentration", """
        gone-a is a service of gone, until 2020-01-01
        tax needs 2 of acme-a gone-a
        """).Tells("shares of hosting", "acme 50 %, nobody 50 %").Tells("HHI of hosting", "5000 to 10000")
        .Tells("another for hosting", "0 to 100 %");

    [Fact]
    public void People_weigh_what_they_are_and_those_of_whom_it_is_unknown_nothing() =>
        Ask("concentration weighing people", """
            tax is a function of state, for 9000 people
            sluice is a function of state, for 1000 people
            pump is a function of state
            tax needs 1 of acme-a
            sluice needs 1 of polder-a
            pump needs 1 of polder-a
            """).Tells("shares of hosting", "acme 90 %, polder 10 %");

    [Fact]
    public void Those_on_whom_functions_stand_through_others_are_told_apart() => Ask("concentration", """
        tax needs 1 of polder-tax
        sluice needs 1 of dyke-sluice
        polder-tax needs 1 of acme-cloud
        dyke-sluice needs 1 of acme-cloud
        """)
        .Tells("shares of hosting", "dyke 50 %, polder 50 %")
        .Tells("functions of hosting", "dyke 1 directly, 1 in all, polder 1 directly, 1 in all, acme 0 directly, 2 in all");

    [Fact]
    public void Groups_come_in_the_order_of_their_list_and_what_is_unknown_last() =>
        Ask("concentration by criticality", """
            web is a function of town, supporting
            lock is a function of town, vital
            web needs 1 of acme-a
            lock needs 1 of acme-a
            other needs 1 of acme-a
            """).Tells("groups", "vital, supporting, unknown");

    [Fact]
    public void Two_of_three_are_not_enough_when_both_may_be_lost_together() => Ask("concentration", """
        tax needs 2 of acme-a acme-b polder-a dyke-a
        sluice needs 1 of acme-a acme-b
        pump needs 2 of acme-a polder-a dyke-a
        lock needs 2 of acme-a polder-a
        """).Tells("another for hosting", "75 %").Tells("enough for hosting", "50 %");

    [Fact]
    public void Whether_it_is_another_may_be_unknown() => Ask("concentration", """
        tax needs 1 of acme-a old-a
        sluice needs 1 of old-a old-b
        """).Tells("another for hosting", "0 to 50 %").Tells("enough for hosting", "0 to 50 %");

    [Theory]
    [InlineData("yes yes no", Truth.Yes)]
    [InlineData("yes no no", Truth.No)]
    [InlineData("yes unknown no", Truth.Unknown)]
    [InlineData("yes unknown yes", Truth.Yes)]
    [InlineData("unknown no no", Truth.No)]
    [InlineData("yes", Truth.Yes)]
    [InlineData("yes yes no no", Truth.No)]
    public void What_holds_in_two_years_of_three_lasts(string years, Truth lasts) => Assert.Equal(
        lasts, Persistence.Of([.. years.Split(' ').Select(y => Enum.Parse<Truth>(y, ignoreCase: true))]));

    private static ConcentrationOf Ask(string question, string picture) => ConcentrationOf.Ask(question, Suppliers + picture);
}
